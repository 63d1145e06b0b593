/// What must be true of every run, whatever was asked for.
struct Judgement {
  let code: Int32
  let output: String
  let error: String
  var isColoured = false
  /// Whether the output is a file as it is.
  var isSource = false

  /// Whether errors are part of a dialogue.
  var isDialogue = false

  /// What is not true, one line each.
  var faults: [String] {
    var faults: [String] = []
    if ![0, 1, 2, 3, 64, 130].contains(code) { faults.append("exit code \(code)") }
    if code == 1 || code == 64 { faults += faultsOfError }
    if code == 0 && !isDialogue && error.split(separator: "\n").count > 6 {
      faults.append("success with \(error.count) letters of error")
    }
    if !isSource, let control = Self.control(in: output, isColoured: isColoured) {
      faults.append("U+\(String(control, radix: 16)) in the output")
    }
    if let control = Self.control(in: error, isColoured: false) {
      faults.append("U+\(String(control, radix: 16)) in the error: \(error.prefix(300).debugDescription)")
    }
    if error.utf8.count > 20_000 { faults.append("an error of \(error.utf8.count) bytes") }
    return faults
  }

  private var faultsOfError: [String] {
    var faults: [String] = []
    let lines = error.split(separator: "\n")
    if lines.isEmpty { faults.append("exit code \(code) without a word") }
    // What was never meant for a reader: the name of a Swift type.
    for word in ["Error(", "LocatedError", "ShapeError", "Optional(", "Swift.", "LessonCommand."]
    where error.contains(word) {
      faults.append("the error shows “\(word)”: \(error.prefix(300))")
    }
    return faults
  }

  /// The first control character that a terminal could take for a command.
  private static func control(in text: String, isColoured: Bool) -> UInt32? {
    for scalar in text.unicodeScalars where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
      if scalar == "\n" || scalar == "\t" || (isColoured && scalar.value == 0x1B) { continue }
      return scalar.value
    }
    return nil
  }
}
