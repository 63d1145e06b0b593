/// Numbers decided by a seed alone (SplitMix64), so that any case can be made again.
struct Dice {
  private var state: UInt64

  /// The numbers of one case: those of neighbouring cases have nothing in common.
  init(seed: UInt64, number: Int) {
    state = seed &* 0xd134_2543_de82_ef95 &+ UInt64(bitPattern: Int64(number)) &* 0xaf25_1af3_b0f0_25b5
    _ = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// A number from 0 up to, not including, `bound`; 0 when there is none.
  mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int(next() % UInt64(bound)) : 0
  }

  /// A number of a range.
  mutating func among(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True once in so many times.
  mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

  /// One of the elements; `list` has at least one.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// A piece of at most `longest` elements.
  mutating func piece(of count: Int, longest: Int) -> Range<Int> {
    let start = below(count)
    return start..<min(count, start + 1 + below(longest))
  }
}
