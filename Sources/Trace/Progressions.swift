/// Whole numbers in the order in which they came, kept as arithmetic progressions: iterations 1, 2, 3, … or 1, 100, 200, …
/// take the room of one or two, however many there are.
package struct Progressions: Hashable, Sendable {
  private struct Progression: Hashable, Sendable {
    let first: Int
    var step = 0
    var count = 1

    var last: Int { first + step * (count - 1) }
  }

  private var progressions: [Progression] = []
  /// How many numbers there are.
  package private(set) var count = 0

  /// None so far.
  package init() {}

  /// How many progressions they are kept as.
  package var progressionCount: Int { progressions.count }

  /// The number that came last.
  package var last: Int? { progressions.last?.last }

  /// Appends a number.
  package mutating func append(_ number: Int) {
    count += 1
    let index = progressions.count - 1
    if index >= 0 {
      let (step, before) = (number - progressions[index].last, progressions[index].count)
      if before == 1 { progressions[index].step = step }
      if step == progressions[index].step {
        progressions[index].count += 1
        return
      }
    }
    progressions.append(Progression(first: number))
  }

  /// Gives the numbers in order, some at a time.
  package func forEachPiece<Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Void
  ) throws(Failure) {
    var piece: [Double] = []
    piece.reserveCapacity(Self.pieceSize)
    for progression in progressions {
      for place in 0..<progression.count {
        piece.append(Double(progression.first + progression.step * place))
        if piece.count == Self.pieceSize {
          try piece.withUnsafeBufferPointer(body)
          piece.removeAll(keepingCapacity: true)
        }
      }
    }
    if !piece.isEmpty { try piece.withUnsafeBufferPointer(body) }
  }

  private static let pieceSize = 1 << 13
}
