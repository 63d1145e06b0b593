import Calculus
import Execution
import Matrices
import Pages
import Typesetting

/// The parameters that a network has learned, as a text: what a page with a pad carries in it.
///
///     columns
///     W1 128×784 4 …
///     b1 128×1 4 …
///
/// First how examples lie in them; then of each its name, its shape, the bytes of a number (4 where each is the same as a
/// Float, else 8), and the numbers in Base64, row by row, the lowest byte first.
package struct LearnedParameters {
  private let saved: SavedRun

  /// The names of the parameters.
  var names: Set<String> { Set(saved.values.keys) }

  /// What a program's run begins with.
  func start(of program: Program) -> SavedRun { saved.parameters(of: program) }

  /// The text of what was saved of a run; nil where one of the parameters is not there.
  package static func text(_ saved: SavedRun, of program: Program) -> String? {
    var text = saved.convention.rawValue + "\n"
    for input in program.inputs where input.phase == .parameters {
      let name = input.quantity.symbol.name
      guard let value = saved.values[name] else { return nil }
      let isShort = value.values.allSatisfy { Double(Float($0)) == $0 }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(value.values.count * (isShort ? 4 : 8))
      for number in value.values {
        if isShort {
          append(UInt64(Float(number).bitPattern), 4, to: &bytes)
        } else {
          append(number.bitPattern, 8, to: &bytes)
        }
      }
      text += "\(name) \(value.shape.description) \(isShort ? 4 : 8) \(Base64.text(bytes))\n"
    }
    return text
  }

  private static func append(_ bits: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(place)))) }
  }

  /// Reads such a text.
  ///
  /// - Throws: the line that is none of it.
  init(_ text: String) throws(EngineError) {
    let lines = text.split(separator: "\n")
    guard let first = lines.first, let convention = ExampleAxis(rawValue: String(first)) else {
      throw Self.refusal(text)
    }
    var values: [String: Matrix] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ")
      guard parts.count == 4, let size = Int(String(parts[2])), size == 4 || size == 8,
        let shape = Shape(sizes: parts[1].split(separator: "×").compactMap { Int(String($0)) }),
        let bytes = Base64.bytes(String(parts[3])), bytes.count == shape.count * size
      else { throw Self.refusal(String(line)) }
      let numbers = (0..<shape.count).map { place -> Double in
        var bits: UInt64 = 0
        for byte in 0..<size { bits |= UInt64(bytes[place * size + byte]) << (8 * UInt64(byte)) }
        return size == 4 ? Double(Float(bitPattern: UInt32(bits))) : Double(bitPattern: bits)
      }
      guard let value = Matrix(shape, numbers) else { throw Self.refusal(String(line)) }
      values[String(parts[0])] = value
    }
    saved = SavedRun(position: nil, values: values, convention: convention)
  }

  private static func refusal(_ line: String) -> EngineError {
    let shown = line.onOneLine.bounded(whole: 60)
    return EngineError(
      Localized(es: "«\(shown)» no son los parámetros de una red", en: "“\(shown)” are not the parameters of a network")
    )
  }
}
