/// Digits drawn by the program, for when there are no real ones.
package enum MadeUpDigits {
  /// `count` digits to learn from and a sixth as many (at least one) to be tested on.
  package static func make(count: Int, seed: UInt64) -> DigitData {
    DigitData(train: set(count, seed, "train"), test: set(max(1, count / 6), seed, "test"), origin: .madeUp(seed: seed))
  }
  private static func set(_ count: Int, _ seed: UInt64, _ name: String) -> DigitSet {
    let pixels = ByteBlock([UInt8](repeating: 0, count: count * DigitSet.pixelsPerImage))
    guard let set = DigitSet(pixels: pixels, labels: ByteBlock((0..<count).map { UInt8($0 % 10) })) else { preconditionFailure("No images are a set.") }
    return set
  }
}
