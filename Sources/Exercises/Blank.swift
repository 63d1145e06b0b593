import Calculus
import Marking
import Trace
import Typesetting

/// A number that a student is to compute, and how it is to be written.
package struct Blank: Sendable {
  package let question: Question
  package let entry: Entry
  /// The computed number.
  package let value: Double
  package let digits: AskedDigits

  /// The digits of the number, cut as asked; where either way will do and they differ, rounded first.
  package var answers: [DecimalDigits] {
    guard let exact = DecimalDigits(value)?.rounded(toSignificant: PrintedRule.judgedDigits) else { return [] }
    let answers = digits.rules.map { digits.cut(exact, $0) }
    return answers.count == 2 && answers[0] == answers[1] ? [answers[0]] : answers
  }

  /// How far from an answer another number may be and still be taken for it: a tenth of a unit of the last place asked.
  package func tolerance(of answer: DecimalDigits) -> DecimalDigits {
    let decimals = max(-answer.exponent, digits.decimals(of: answer))
    return DecimalDigits(printed: "1e\(-decimals - 1)") ?? answer
  }
}

extension AskedDigits {
  /// A number cut to these digits; one that has fewer keeps them.
  func cut(_ exact: DecimalDigits, _ rule: PrintedRule) -> DecimalDigits {
    let decimals = decimals(of: exact)
    if rule == .truncated { return exact.truncated(toDecimals: decimals) }
    // 9.9996 with four digits is 10.00, and not 10.000.
    let rounded = exact.rounded(toDecimals: decimals)
    return exact.rounded(toDecimals: min(decimals, self.decimals(of: rounded)))
  }

  /// How many decimals a number has with these digits.
  func decimals(of number: DecimalDigits) -> Int {
    switch count {
    case .decimals(let count): count
    case .significant(let count): count - 1 - (number.leadingExponent ?? 0)
    }
  }
}
