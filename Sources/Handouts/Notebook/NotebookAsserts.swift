import Calculus
import Exercises
import LessonLanguage
import Matrices
import Typesetting
import Verification

/// What a notebook holds its numbers against: those that are printed in the notes, and else those that the lesson computes.
struct NotebookAsserts {
  /// The assertions about single numbers that are printed, by quantity and place.
  private var printed: [Int: [Int: [String]]] = [:]
  private(set) var helpers: Set<NumPyHelper> = []

  /// A quantity with more entries is held against its first and last one alone.
  private static let mostEntries = 36

  /// - Parameter report: what was found of the printed numbers; nil for none.
  init(_ report: Report?, at iteration: Int, in scope: Scope, names: NumPyNames) {
    for verdict in report?.verdicts ?? [] where verdict.iteration == iteration && verdict.settings.isEmpty {
      guard case .numbers(let numbers) = verdict.finding, verdict.result == .agrees, verdict.isFromNotes else {
        continue
      }
      for number in numbers where number.judgement == .right && !number.isMisprint {
        let address = number.indices.isEmpty ? verdict.address : "\(verdict.address)[\(number.indices)]"
        guard let syntax = try? LessonParser.formula(address), let found = try? scope.resolve(written: syntax),
          let entry = found.formula.asEntry, let name = names[entry.quantity],
          let condition = condition(number, Self.place(name, entry.quantity.shape, entry.offset))
        else { continue }
        let remark = verdict.place.isEmpty ? "" : "  # \(verdict.place.onOneLine)"
        printed[entry.quantity.id, default: [:]][entry.offset, default: []].append("assert \(condition)\(remark)")
      }
    }
  }

  private mutating func condition(_ number: Verdict.Number, _ place: String) -> String? {
    if let fraction = number.fraction {
      helpers.insert(.close)
      return "close(\(place), \(NumPyNumber.text(fraction)))"
    }
    // Of more digits the last ones are those of a machine.
    guard let digits = number.digits, digits.digits.count < PrintedRule.judgedDigits,
      let rule = number.rules.intersection([.rounded, .truncated]).min()
    else {
      return nil
    }
    helpers.insert(.printsAs)
    return "prints_as(\(place), \"\(Self.decimal(digits))\", \"\(rule == .rounded ? "rounded" : "truncated")\")"
  }

  /// The digits as Python's decimal numbers have them, as many as are printed.
  static func decimal(_ digits: DecimalDigits) -> String {
    let sign = digits.isNegative ? "-" : ""
    let text = digits.digits.map { "\($0)" }.joined()
    guard digits.exponent <= 0, digits.exponent > -20 else {
      return "\(sign)\(text.isEmpty ? "0" : text)E\(digits.exponent)"
    }
    let decimals = -digits.exponent
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    let whole = padded.dropLast(decimals)
    return sign + whole + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  /// `z1[0, 0]`; a number has no places.
  static func place(_ name: String, _ shape: Shape, _ offset: Int) -> String {
    guard shape != .scalar else { return name }
    let places = MatrixPart(offset: offset, of: shape).ranges.map { "\($0.lowerBound)" }
    return "\(name)[\(places.joined(separator: ", "))]"
  }

  /// The assertions about a quantity with this value.
  mutating func lines(_ quantity: Quantity, _ name: String, _ value: Matrix) -> [String] {
    let lines = printedLines(quantity)
    let isAllPrinted = printed[quantity.id]?.count == value.values.count
    return isAllPrinted ? lines : lines + computedLines(name, value)
  }

  /// The assertions about the numbers of a quantity that are printed.
  func printedLines(_ quantity: Quantity) -> [String] {
    (printed[quantity.id] ?? [:]).sorted { $0.key < $1.key }.flatMap { $0.value }
  }

  /// The assertions that a variable has this value.
  mutating func computedLines(_ name: String, _ value: Matrix) -> [String] {
    helpers.insert(.close)
    let start = "assert close(\(name), "
    if value.shape == .scalar { return ["\(start)\(NumPyNumber.text(value.values.first ?? .nan)))"] }
    guard value.values.count > Self.mostEntries, let first = value.values.first, let last = value.values.last else {
      let expected =
        value.shape.rank == 2
        ? NumPyNumber.rows(value, indent: start.count) : NumPyNumber.array(value, indent: start.count)
      return [start + expected + ")"]
    }
    let ends = [first, last].map { NumPyNumber.text($0, isFloating: true) }.joined(separator: ", ")
    return [
      "assert \(name).shape == \(NumPyNumber.sizes(value.shape))",
      "assert close(np.ravel(\(name))[[0, -1]], [\(ends)])",
    ]
  }

  /// The assertions about what a student is to compute, hidden from them.
  mutating func lines(_ task: Exercise.Task, _ name: String) -> [String] {
    helpers.insert(.isRight)
    let shape = task.definition.quantity.shape
    var lines = [
      shape == .scalar
        ? "assert np.size(\(name)) == 1" : "assert np.shape(\(name)) == \(NumPyNumber.sizes(shape))"
    ]
    lines.append("### BEGIN HIDDEN TESTS")
    for blank in task.blanks {
      let answers = [NumPyNumber.text(blank.value)] + blank.answers.map { Self.decimal($0) }
      let tolerance = blank.answers.first.map { NumPyNumber.text(blank.tolerance(of: $0).doubleValue) } ?? "0"
      let place = Self.place(name, shape, blank.entry.offset)
      lines.append("assert is_right(\(place), [\(answers.joined(separator: ", "))], \(tolerance))")
    }
    return lines + ["### END HIDDEN TESTS"]
  }
}
