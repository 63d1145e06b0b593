/// The bits of a DEFLATE stream, from the lowest of each byte to the highest.
struct BitReader {
  let input: UnsafeRawBufferPointer
  /// The byte behind those in `bits`.
  private(set) var place: Int
  /// The next bits; those from `count` on are either zero or what the input holds there.
  private(set) var bits: UInt64 = 0
  /// How many of them are certain; negative after more were dropped than the input held.
  private(set) var count = 0

  init(_ input: UnsafeRawBufferPointer, _ place: Int) {
    self.input = input
    self.place = place
  }

  /// Makes at least 56 bits ready, or all that are left.
  @inline(__always)
  mutating func refill() {
    if input.count &- place >= 8 && count >= 0 {
      let word = UInt64(littleEndian: input.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      bits |= word &<< UInt64(truncatingIfNeeded: count)
      place &+= (63 &- count) >> 3
      count |= 56
    } else {
      refillSlowly()
    }
  }

  @inline(never)
  private mutating func refillSlowly() {
    while count >= 0, count <= 55, place < input.count {
      bits |= UInt64(input[place]) << UInt64(count)
      place += 1
      count += 8
    }
  }

  /// The next `count` bits, 0…15, without taking them.
  @inline(__always)
  func peek(_ count: Int) -> Int {
    Int(truncatingIfNeeded: bits & (1 &<< UInt64(truncatingIfNeeded: count) &- 1))
  }

  /// Forgets bits; false when there were not that many.
  @inline(__always)
  mutating func drop(_ count: Int) -> Bool {
    dropUnchecked(count)
    return self.count >= 0
  }

  /// Forgets bits, of which there may be too few.
  @inline(__always)
  mutating func dropUnchecked(_ count: Int) {
    bits = bits &>> UInt64(truncatingIfNeeded: count)
    self.count &-= count
  }

  /// The next `count` bits as a number; throws `truncated` when there are not that many.
  mutating func take(_ count: Int) throws(Inflate.Failure) -> Int {
    let value = peek(count)
    guard drop(count) else { throw .truncated }
    return value
  }

  /// Bits that mean nothing: the input ended in the middle of a code, or is damaged.
  var corruptOrTruncated: Inflate.Failure { count < 15 && place == input.count ? .truncated : .corrupt }

  /// Forgets the rest of a byte, and gives the place of the next one.
  mutating func alignedPlace() -> Int {
    let next = place - count / 8
    self = BitReader(input, next)
    return next
  }
}
