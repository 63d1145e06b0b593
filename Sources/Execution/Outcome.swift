import Calculus

/// Why a run came to its end.
package enum Outcome: Sendable, Hashable {
  /// After so many iterations or epochs, as the lesson or the reader said.
  case completed
  /// A `stop once …` held; its words.
  case reached(String)
  /// A quantity had not fallen for so many epochs.
  case notFalling(Quantity, epochs: Int)
  /// The first quantity that became infinite or not a number, and the entry.
  case diverged(Quantity, offset: Int, iteration: Int)
  /// The reader pressed Ctrl-C.
  case interrupted
}
