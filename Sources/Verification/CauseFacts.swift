import Typesetting

/// What may have made numbers and lines wrong, for programs; nil where nothing is said of one.
package struct CauseFacts {
  /// The causes of a printed number.
  let ofNumber: (Verdict.Root) -> Fact?
  /// What mends a line that is not the derivative that it promises, by its place among the gradients.
  let ofLine: (Int) -> Fact?

  package init(ofNumber: @escaping (Verdict.Root) -> Fact?, ofLine: @escaping (Int) -> Fact?) {
    self.ofNumber = ofNumber
    self.ofLine = ofLine
  }

  /// Nothing of any.
  package static var none: CauseFacts { CauseFacts(ofNumber: { _ in nil }, ofLine: { _ in nil }) }
}
