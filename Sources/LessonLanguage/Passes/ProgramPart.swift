/// Which of a lesson's programs is built.
enum ProgramPart: Sendable, Hashable {
  /// The one for full batches.
  case whole
  /// The one for batches of another size.
  case batch(of: Int)
  /// Forward, loss and metrics on a set with so many examples.
  case set(String, examples: Int)

  /// How many examples the batch really has; nil for a full one.
  var batchSize: Int? {
    switch self {
    case .whole: nil
    case .batch(let size), .set(_, let size): size
    }
  }

  /// The set, for a program that computes metrics on it.
  var set: String? {
    if case .set(let name, _) = self { name } else { nil }
  }
}
