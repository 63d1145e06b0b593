#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A stream of random numbers decided by a seed, an iteration and a name alone, on every platform and in every run.
///
/// What a lesson draws while it runs (`keep(q)`, shuffles) comes from here, so that stepping back and forward, or doing
/// one iteration again, shows the same numbers whatever was computed in between. The k-th 64 bits are
/// `mix(key + k·0x9e3779b97f4a7c15)`, counted from 1: SplitMix64 started at a key hashed from the three.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct KeyedRandom: Sendable {
  private var state: UInt64
  /// The second normal of a pair, kept for the next call.
  private var spare: Double?

  private static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// The stream of `name` at an iteration (or epoch); `name` is the spelling the program keeps, NFC-normalised.
  package init(seed: UInt64, iteration: Int, name: String) {
    // FNV-1a over the bytes of the name, then each number mixed in.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    var key = Self.mix(hash &+ Self.increment)
    key = Self.mix(key ^ (seed &* 0xd134_2543_de82_ef95 &+ 1))
    key = Self.mix(key ^ (UInt64(bitPattern: Int64(iteration)) &* 0xaf25_1af3_b0f0_25b5 &+ 1))
    state = key
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  /// A number in [0, 1) on a grid of 2⁻⁵³.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number in [low, high): `low + (high − low)·u`.
  package mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A number from the normal distribution of mean 0 and deviation 1, by the polar method.
  package mutating func normal() -> Double {
    if let ready = spare {
      spare = nil
      return ready
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = factor * x
      return factor * y
    }
  }

  /// A number from the normal distribution: `mean + deviation·n`.
  package mutating func normal(_ mean: Double, _ deviation: Double) -> Double {
    mean + deviation * normal()
  }

  /// A whole number in 0..<bound, each as likely as the others; 0 when `bound` is 0 or 1.
  package mutating func index(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    // Lemire's method: the high half of a product, refused where a residue would be favoured.
    let bound = UInt64(bound)
    let refused = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= refused { return Int(product.high) }
    }
  }

  /// The numbers 0..<count in a random order (Fisher–Yates, from the last place to the first).
  package mutating func shuffle(_ count: Int) -> [Int] {
    var order = Array(0..<Swift.max(count, 0))
    var place = order.count - 1
    while place > 0 {
      order.swapAt(place, index(below: place + 1))
      place -= 1
    }
    return order
  }

  /// A permutation of the 64-bit words in which every input bit moves about half of the output bits.
  private static func mix(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
