/// How many digits a number is to be written with, and how it is cut to them.
package struct AskedDigits: Hashable, Sendable {
  /// How many.
  package enum Count: Hashable, Sendable {
    case significant(Int)
    case decimals(Int)
  }

  package let count: Count
  /// The ways of cutting that are right; where there are two, either.
  package let rules: [PrintedRule]

  /// Four significant digits, rounded or truncated, unless said otherwise.
  package init(_ count: Count = .significant(4), rules: [PrintedRule] = [.rounded, .truncated]) {
    self.count = count
    self.rules = rules
  }
}
