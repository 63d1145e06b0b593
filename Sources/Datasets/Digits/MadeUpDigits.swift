import Matrices

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Digits drawn by the program, for when there are no real ones: each a way of writing it (`DigitStyles`) in a hand of its
/// own, with random slant, width, bend, thickness and unsteadiness.
///
/// Image number i of a set depends on the seed and i alone, with the same bits on every computer: only sums, products,
/// quotients and roots are used.
package enum MadeUpDigits {
  /// `count` digits to learn from and a sixth as many (at least one) to be tested on, drawn apart from the former.
  package static func make(count: Int, seed: UInt64) -> DigitData {
    DigitData(
      train: set(.train, count: count, seed: seed), test: set(.test, count: count / 6, seed: seed),
      origin: .madeUp(seed: seed))
  }

  /// What digits are drawn for; those for testing are others than those for training.
  package enum Kind: String, Sendable { case train, test }

  /// The first `count` digits (at least one) of a kind.
  package static func set(_ kind: Kind, count: Int, seed: UInt64) -> DigitSet {
    let count = max(count, 1)
    let size = DigitSet.pixelsPerImage
    guard let memory = malloc(count * size) else { preconditionFailure("\(count) images take too much memory.") }
    let pixels = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: UInt8.self, capacity: count * size), count: count * size)
    var labels = [UInt8](repeating: 0, count: count)
    var canvas = DigitCanvas()
    for example in 0..<count {
      var hand = Hand(KeyedRandom(seed: seed, iteration: example, name: "made-up digits, " + kind.rawValue))
      let digit = hand.random.index(below: DigitSet.classes)
      labels[example] = UInt8(digit)
      let image = UnsafeMutableBufferPointer(rebasing: pixels[example * size..<(example + 1) * size])
      canvas.draw(hand.write(digit), softness: hand.softness, into: image)
      hand.addNoise(image)
    }
    guard let set = DigitSet(pixels: ByteBlock(adopting: memory, count: count * size), labels: ByteBlock(labels)) else {
      preconditionFailure("There are 784 grey values and a digit 0…9 for each image.")
    }
    return set
  }
}
