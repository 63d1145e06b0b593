/// A prefix code of DEFLATE as a table: the next bits of the input are the index of what they mean.
///
/// Codes of up to `rootBits` bits are found at once; for a longer one the root entry names a second table.
struct HuffmanTable {
  /// What a code means, in 32 bits: bits 0–4 the length of the code (0: no such code), bits 5–8 how many further bits are
  /// read (or index the second table), bits 9–10 the kind, bits 16–31 the literal, the base, or the second table's place.
  struct Entry {
    var word: UInt32
    enum Kind { static let literal: UInt32 = 0, base: UInt32 = 1, table: UInt32 = 2, end: UInt32 = 3 }

    @inline(__always) var length: Int { Int(word & 31) }
    @inline(__always) var extra: Int { Int(word >> 5 & 15) }
    @inline(__always) var kind: UInt32 { word >> 9 & 3 }
    @inline(__always) var value: Int { Int(word >> 16) }

    init(word: UInt32) { self.word = word }
    init(_ kind: UInt32, value: Int, extra: Int = 0, length: Int = 0) {
      word = UInt32(value) << 16 | kind << 9 | UInt32(extra) << 5 | UInt32(length)
    }

    /// The same meaning for a code of this length.
    func with(length: Int) -> Entry { Entry(word: word | UInt32(length)) }
  }

  /// How many bits index the first table.
  let rootBits: Int
  /// The first table, then the second ones.
  private(set) var entries: [Entry] = []

  init(rootBits: Int) { self.rootBits = rootBits }

  /// Makes the table of the canonical code with these lengths; false when no such code is allowed.
  ///
  /// As in zlib: no more codes than fit, and no fewer except for a single code of one bit, or none, where `mayBeIncomplete`.
  mutating func build(_ lengths: ArraySlice<UInt8>, meanings: [Entry], mayBeIncomplete: Bool) -> Bool {
    entries = [Entry](repeating: Entry(word: 0), count: 1 << rootBits)
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    let used = lengths.count - counts[0]
    counts[0] = 0
    var left = 1
    for length in 1...15 {
      left = left << 1 - counts[length]
      if left < 0 { return false }
    }
    if left > 0 && !(mayBeIncomplete && (used == 0 || used == 1 && counts[1] == 1)) { return false }

    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 { next[length + 1] = (next[length] + counts[length]) << 1 }
    var longest = [UInt8](repeating: 0, count: 1 << rootBits)
    var codes: [(bits: Int, length: Int, symbol: Int)] = []
    codes.reserveCapacity(used)
    for (symbol, size) in lengths.enumerated() where size > 0 {
      let length = Int(size)
      let bits = Self.reversed(next[length], length)
      next[length] += 1
      codes.append((bits, length, symbol))
      if length > rootBits {
        let root = bits & (1 << rootBits - 1)
        longest[root] = max(longest[root], size)
      }
    }
    for code in codes {
      let meaning = code.symbol < meanings.count ? meanings[code.symbol] : Entry(word: 0)
      // A symbol without a meaning keeps the length 0, which no code has.
      let isMeant = code.symbol < meanings.count
      if code.length <= rootBits {
        let entry = isMeant ? meaning.with(length: code.length) : meaning
        for place in stride(from: code.bits, to: 1 << rootBits, by: 1 << code.length) { entries[place] = entry }
        continue
      }
      let root = code.bits & (1 << rootBits - 1)
      let bits = Int(longest[root]) - rootBits
      if entries[root].length == 0 {
        entries[root] = Entry(Entry.Kind.table, value: entries.count, extra: bits, length: rootBits)
        entries += repeatElement(Entry(word: 0), count: 1 << bits)
      }
      let entry = isMeant ? meaning.with(length: code.length - rootBits) : meaning
      let start = entries[root].value
      for place in stride(from: code.bits >> rootBits, to: 1 << bits, by: 1 << (code.length - rootBits)) {
        entries[start + place] = entry
      }
    }
    return true
  }

  /// The lowest `count` bits in the opposite order.
  private static func reversed(_ bits: Int, _ count: Int) -> Int {
    var bits = bits
    var result = 0
    for _ in 0..<count {
      result = result << 1 | bits & 1
      bits >>= 1
    }
    return result
  }
}
