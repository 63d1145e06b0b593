import Calculus
import Matrices
import Typesetting

/// A formula that a reader typed, worked out entry by entry.
package struct AskedFormula: Sendable {
  /// One entry of the result.
  package struct Number: Sendable {
    package let value: Double
    /// How it comes of entries.
    package let line: Explanation.EntryFormula
    /// The numbers that it reads, opened as far as was asked.
    package let parts: [Explanation]
  }

  /// As it was typed.
  package let text: String
  package let formula: Formula
  /// The levels that are opened below.
  package let depth: Int
  /// All the result.
  package let value: Matrix
  /// The first entries of it, at most `mostNumbers`, row by row.
  package let numbers: [Number]

  /// Entries worked out of a result.
  package static let mostNumbers = 4

  /// - Parameter explainer: of a moment that knows what the formula reads, derivatives included.
  package init(_ formula: Formula, typed text: String, in explainer: Explainer, depth: Int) throws(ShapeError) {
    let moment = explainer.moment
    self.text = text
    self.formula = formula
    try moment.checkSymmetry(in: formula)
    var value = moment.evaluate(formula)
    value.values = value.values.map { moment.cut($0) }
    self.value = value
    var lines: [Explanation.EntryFormula] = []
    for offset in 0..<min(value.values.count, Self.mostNumbers) {
      lines.append(try explainer.shorten(try formula.entry(at: offset)))
    }
    let read = lines.flatMap { explainer.read(by: $0) }
    self.depth = depth > 1 ? 1 + (try explainer.levels(below: read, atMost: depth - 1)) : depth
    var numbers: [Number] = []
    for (line, value) in zip(lines, value.values) {
      numbers.append(Number(value: value, line: line, parts: try explainer.parts(of: line, depth: self.depth)))
    }
    self.numbers = numbers
  }

  /// The formula, its value and, of each entry worked out, how it comes of others.
  package var facts: [(key: String, value: Fact?)] {
    [
      ("formula", formula.fact), ("value", value.fact),
      (
        "entries",
        .list(
          numbers.map { number in
            Fact.record(("value", .number(number.value))).adding(number.line.facts).adding(
              ("parts", number.parts.isEmpty ? nil : .list(number.parts.map { $0.fact })))
          })
      ),
    ]
  }
}
