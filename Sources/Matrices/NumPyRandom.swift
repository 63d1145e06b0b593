#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The numbers NumPy gives after `np.random.seed(seed)`, bit for bit: the Mersenne twister MT19937, doubles of 53 bits
/// and normals by the polar method, a stream that NumPy has promised never to change.
///
/// So a student who runs the notes' Python sees the same weights:
/// `np.random.seed(1); np.random.rand()` is 0.417022004702574, and so is `NumPyRandom(seed: 1).uniform()`.
/// Normals go through the system's logarithm, as NumPy's do; another system may differ in the last digit.
///
/// Source: M. Matsumoto, T. Nishimura, "Mersenne twister", ACM TOMACS 8 (1998); `mt19937_seed` and `legacy_gauss` in NumPy.
package struct NumPyRandom: Sendable {
  private var state: [UInt32]
  private var position: Int
  /// The second normal of a pair, kept for the next call.
  private var spare: Double?

  private static let size = 624
  private static let shift = 397

  /// The stream of `np.random.seed(seed)`; NumPy takes seeds from 0 to 2³² − 1.
  package init(seed: UInt32) {
    state = [UInt32](repeating: 0, count: Self.size)
    var value = seed
    for index in 0..<Self.size {
      state[index] = value
      value = 1_812_433_253 &* (value ^ (value >> 30)) &+ UInt32(index) &+ 1
    }
    position = 0
  }

  /// The next 32 bits.
  package mutating func next() -> UInt32 {
    var bits = twist()
    bits ^= bits >> 11
    bits ^= (bits << 7) & 0x9d2c_5680
    bits ^= (bits << 15) & 0xefc6_0000
    return bits ^ (bits >> 18)
  }

  /// A number in [0, 1) on a grid of 2⁻⁵³: `np.random.rand()`.
  package mutating func uniform() -> Double {
    let high = Double(next() >> 5)
    let low = Double(next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// A number in [low, high), `low + (high − low)·u`: `np.random.uniform(low, high)`.
  package mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A number from the normal distribution of mean 0 and deviation 1: `np.random.randn()`.
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

  /// A number from the normal distribution, `mean + deviation·n`: `np.random.normal(mean, deviation)`.
  package mutating func normal(_ mean: Double, _ deviation: Double) -> Double {
    mean + deviation * normal()
  }

  /// The numbers 0..<count in a random order: `np.random.permutation(count)`.
  package mutating func shuffle(_ count: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    var place = order.count - 1
    while place > 0 {
      order.swapAt(place, index(upTo: UInt32(truncatingIfNeeded: place)))
      place -= 1
    }
    return order
  }

  /// A whole number in 0...most: the low bits that it may have, drawn until they are no more than that
  /// (`random_interval` in NumPy).
  private mutating func index(upTo most: UInt32) -> Int {
    let mask = UInt32.max >> most.leadingZeroBitCount
    while true {
      let value = next() & mask
      if value <= most { return Int(value) }
    }
  }

  /// Makes the next of the 624 words from itself and others: those that are not drawn are never made.
  private mutating func twist() -> UInt32 {
    let index = position
    position = index + 1 == Self.size ? 0 : index + 1
    let mixed = (state[index] & 0x8000_0000) | (state[position] & 0x7fff_ffff)
    let far = index < Self.size - Self.shift ? index + Self.shift : index + Self.shift - Self.size
    state[index] = state[far] ^ (mixed >> 1) ^ (mixed & 1 == 0 ? 0 : 0x9908_b0df)
    return state[index]
  }
}
