import Calculus
import Doctor
import Trace
import Typesetting

/// What is right as an answer to a blank, and the wrong numbers that can be told from it and from each other.
package struct AnswerKey: Sendable {
  /// What a platform that judges by an interval takes for right: the number as asked, rounded and truncated where either
  /// will do, and with more digits than asked.
  package let right: [AcceptedNumber]
  /// What likely slips come to, the likeliest first.
  package let wrong: [Wrong]

  /// A wrong number, and what leads to it.
  package struct Wrong: Sendable {
    package let numbers: [AcceptedNumber]
    package let cause: Cause
  }

  /// What leads to a wrong number.
  package enum Cause: Sendable {
    case slip(LikelySlip)
    /// The right number, cut in the way that was not asked for.
    case cut(PrintedRule)
  }

  /// - Parameters:
  ///   - moment: the numbers of the iteration that the blank is of.
  ///   - mostWrong: wrong numbers that are told apart, at most.
  package init(_ blank: Blank, in moment: Moment, mostWrong: Int = 6) {
    let right = blank.answers.map { AcceptedNumber($0, blank.tolerance(of: $0)) }
    let longer = blank.longer.map { [$0] } ?? []
    var wrong: [Wrong] = []
    func add(_ numbers: [AcceptedNumber], _ cause: Cause) {
      let taken = right + longer + wrong.flatMap { $0.numbers }
      guard wrong.count < mostWrong, !numbers.isEmpty,
        !numbers.contains(where: { number in taken.contains { $0.overlaps(number) } })
      else { return }
      wrong.append(Wrong(numbers: numbers, cause: cause))
    }
    for rule in PrintedRule.allCases where !blank.digits.rules.contains(rule) {
      add(blank.answers(of: blank.value, cut: [rule]), .cut(rule))
    }
    for slip in LikelySlip.all(of: blank.entry, in: moment) {
      // What is nothing but the rounding of a machine nobody writes down.
      guard slip.value == 0 || slip.value.magnitude > 1e-12 * blank.value.magnitude else { continue }
      add(blank.answers(of: slip.value, cut: blank.digits.rules), .slip(slip))
    }
    self.right = right + longer
    self.wrong = wrong
  }
}

/// A number, and how far from it another may be that is still taken for it.
package struct AcceptedNumber: Hashable, Sendable {
  package let number: DecimalDigits
  package let tolerance: DecimalDigits

  package init(_ number: DecimalDigits, _ tolerance: DecimalDigits) {
    self.number = number
    self.tolerance = tolerance
  }

  /// Whether some number is taken for both.
  package func overlaps(_ other: AcceptedNumber) -> Bool {
    (number - other.number).magnitude - tolerance <= other.tolerance
  }
}

extension Blank {
  /// The number with more digits than asked, where that is no other answer: whoever writes more of them is right, too.
  ///
  /// Nil where it is to be truncated: with more digits it could be taken for the rounded one.
  fileprivate var longer: AcceptedNumber? {
    guard digits.rules != [.truncated], let first = answers.first, let exact = DecimalDigits(value) else { return nil }
    let longer = exact.rounded(toSignificant: PrintedRule.judgedDigits).rounded(
      toDecimals: digits.decimals(of: exact) + Self.furtherDecimals
    ).withoutTrailingZeros
    return answers.contains(longer) ? nil : AcceptedNumber(longer, tolerance(of: first))
  }

  /// Decimals of the number with more digits than asked that no longer matter to what is taken for it.
  private static var furtherDecimals: Int { 3 }

  /// Another number than the right one, cut as asked.
  fileprivate func answers(of value: Double, cut rules: [PrintedRule]) -> [AcceptedNumber] {
    let blank = Blank(
      question: question, entry: entry, value: value, digits: AskedDigits(digits.count, rules: rules))
    return blank.answers.map { AcceptedNumber($0, blank.tolerance(of: $0)) }
  }
}
