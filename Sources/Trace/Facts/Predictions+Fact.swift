import Execution
import Typesetting

extension Predictions {
  /// The set, how often each class was taken for each other, and the worst-read examples.
  ///
  /// - Parameters:
  ///   - confusion: whether the confusion matrix is wanted.
  ///   - worst: how many of the worst-read examples are wanted; nil for none.
  package func facts(confusion isWanted: Bool, worst: Int?) -> [(key: String, value: Fact?)] {
    [
      ("set", .text(set)),
      ("confusion", isWanted ? .list(confusion.map { .list($0.map { .integer($0) }) }) : nil),
      ("worst", worst.map { .list(self.worst($0).map(fact)) }),
    ]
  }

  private func fact(of example: Int) -> Fact {
    .record(
      ("example", .integer(example + 1)), ("class", .integer(classes[example])),
      ("readAs", .integer(answer(example))), ("scores", .list(scores[example].map { .number($0) })))
  }
}
