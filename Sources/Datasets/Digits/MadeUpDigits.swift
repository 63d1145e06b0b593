import Kernels
import Matrices

/// Digits drawn by the program, for when there are no real ones: each a way of writing it (`DigitStyles`) in a hand of its
/// own, with random slant, width, bend, thickness and unsteadiness.
///
/// Image number i of a set depends on the seed and i alone, with the same bits on every computer: only sums, products,
/// quotients and roots are used.
package enum MadeUpDigits {
  /// What digits are drawn for; those for testing are others than those for training.
  package enum Kind: String, Sendable { case train, test }

  /// The most of a kind that a person may ask for.
  package static let greatestCount = 1_000_000

  /// The first `count` digits (at least one) of a kind, drawn by several threads where there is a pool.
  package static func set(_ kind: Kind, count: Int, seed: UInt64, pool: WorkerPool? = nil) -> DigitSet {
    set(kind, 0..<max(count, 1), seed: seed, pool: pool)
  }

  /// The digits of a kind whose places, counted from 0, are in a range that is not empty.
  package static func set(
    _ kind: Kind, _ places: Range<Int>, seed: UInt64, pool: WorkerPool? = nil
  ) -> DigitSet {
    let drawn = DrawnDigits(kind, places, seed: seed)
    drawn.drawAll(pool)
    return drawn.set
  }

  /// The digit that an image shows.
  static func label(_ kind: Kind, _ place: Int, seed: UInt64) -> UInt8 { UInt8(begin(kind, place, seed).digit) }

  /// Draws an image of 784 grey values.
  static func draw(
    _ kind: Kind, _ place: Int, seed: UInt64, on canvas: inout DigitCanvas,
    into image: UnsafeMutableBufferPointer<UInt8>
  ) {
    var (hand, digit) = begin(kind, place, seed)
    canvas.draw(hand.write(digit), softness: hand.softness, into: image)
    hand.addNoise(image)
  }

  private static func begin(_ kind: Kind, _ place: Int, _ seed: UInt64) -> (hand: Hand, digit: Int) {
    var hand = Hand(KeyedRandom(seed: seed, iteration: place, name: "made-up digits, " + kind.rawValue))
    let digit = hand.random.index(below: DigitSet.classes)
    return (hand, digit)
  }
}
