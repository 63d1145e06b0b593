/// A decoder of DEFLATE, the compression inside gzip and zip files.
///
/// The code of each block becomes a table (`HuffmanTable`), and 56 bits of input are kept ready, enough for a length and a
/// distance with all their further bits. Distances and lengths are checked before any byte is copied.
///
/// Source: RFC 1951.
struct Inflate {
  /// Why decoding ended early.
  enum Failure: Error {
    /// The input ended.
    case truncated
    /// No compressor writes this.
    case corrupt
    /// The output would exceed its limit.
    case full
  }

  /// The tables of the block being read.
  private var literals = HuffmanTable(rootBits: 11)
  private var distances = HuffmanTable(rootBits: 9)
  private var reader: BitReader

  private init(_ reader: BitReader) { self.reader = reader }

  /// Decodes one stream that begins at a place of the input and appends what it holds; gives the place behind it.
  static func decode(
    _ input: UnsafeRawBufferPointer, from place: Int, into output: inout ByteBuilder
  ) throws(Failure) -> Int {
    var decoder = Inflate(BitReader(input, place))
    let start = output.count
    var isLast = false
    while !isLast {
      decoder.reader.refill()
      isLast = try decoder.reader.take(1) == 1
      switch try decoder.reader.take(2) {
      case 0: try decoder.copyStored(&output)
      case 1:
        decoder.literals = fixedLiterals
        decoder.distances = fixedDistances
        try decoder.decodeBlock(&output, start)
      case 2:
        try decoder.readCodes()
        try decoder.decodeBlock(&output, start)
      default: throw .corrupt
      }
    }
    return decoder.reader.alignedPlace()
  }

  /// A block that was not compressed: its length, the length's complement, its bytes.
  private mutating func copyStored(_ output: inout ByteBuilder) throws(Failure) {
    let input = reader.input
    let place = reader.alignedPlace()
    guard input.count - place >= 4 else { throw .truncated }
    let length = Int(input[place]) | Int(input[place + 1]) << 8
    guard length ^ 0xffff == Int(input[place + 2]) | Int(input[place + 3]) << 8 else { throw .corrupt }
    let available = min(length, input.count - place - 4)
    guard output.reserve(available) else { throw .full }
    if available > 0, let source = input.baseAddress {
      UnsafeMutableRawPointer(output.start + output.count).copyMemory(from: source + place + 4, byteCount: available)
      output.count += available
    }
    guard available == length else { throw .truncated }
    reader = BitReader(input, place + 4 + length)
  }

  /// The codes at the head of a dynamic block.
  private mutating func readCodes() throws(Failure) {
    reader.refill()
    let literalCount = try reader.take(5) + 257
    let distanceCount = try reader.take(5) + 1
    let orderCount = try reader.take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .corrupt }
    var lengths = [UInt8](repeating: 0, count: 19)
    for symbol in Self.order.prefix(orderCount) {
      reader.refill()
      lengths[symbol] = UInt8(try reader.take(3))
    }
    var code = HuffmanTable(rootBits: 7)
    guard code.build(lengths[...], meanings: Self.lengthMeanings, mayBeIncomplete: false) else { throw .corrupt }
    lengths = []
    let total = literalCount + distanceCount
    while lengths.count < total {
      reader.refill()
      let entry = code.entries[Int(reader.bits & 127)]
      guard entry.length > 0 else { throw .corrupt }
      _ = try reader.take(entry.length)
      if entry.kind == HuffmanTable.Entry.Kind.literal {
        lengths.append(UInt8(entry.value))
        continue
      }
      // 16 repeats the length before it, 17 and 18 repeat zero.
      let times = try reader.take(entry.extra) + (entry.extra == 7 ? 11 : 3)
      let repeated = entry.value == 16 ? lengths.last : 0
      guard let repeated, lengths.count + times <= total else { throw .corrupt }
      lengths += repeatElement(repeated, count: times)
    }
    // A block that cannot end is no block.
    guard lengths[256] > 0,
      literals.build(lengths[..<literalCount], meanings: Self.literalMeanings, mayBeIncomplete: true),
      distances.build(lengths[literalCount...], meanings: Self.distanceMeanings, mayBeIncomplete: true)
    else { throw .corrupt }
  }

  /// Literals and copies until the end of the block.
  private mutating func decodeBlock(_ output: inout ByteBuilder, _ start: Int) throws(Failure) {
    var reader = reader
    var room = Room(output)
    let failure = literals.entries.withUnsafeBufferPointer { literals in
      distances.entries.withUnsafeBufferPointer { distances in
        Self.decode(&reader, literals, distances, &room, &output, start)
      }
    }
    output.count = room.count
    self.reader = reader
    if let failure { throw failure }
  }

  /// Where the next byte goes, kept apart from the builder so that it stays in registers.
  private struct Room {
    var start: UnsafeMutablePointer<UInt8>
    var count: Int
    var capacity: Int

    init(_ output: borrowing ByteBuilder) {
      start = output.start
      count = output.count
      capacity = output.capacity
    }

    /// Makes room for more bytes.
    @inline(never)
    mutating func grow(_ extra: Int, _ output: inout ByteBuilder) -> Bool {
      output.count = count
      guard output.reserve(extra) else { return false }
      self = Room(output)
      return true
    }
  }

  private static func decode(
    _ reader: inout BitReader, _ literals: UnsafeBufferPointer<HuffmanTable.Entry>,
    _ distances: UnsafeBufferPointer<HuffmanTable.Entry>, _ room: inout Room, _ output: inout ByteBuilder, _ start: Int
  ) -> Failure? {
    while true {
      reader.refill()
      var entry = find(&reader, literals, 11)
      // Two or three literals fit into the bits that are ready.
      while entry.kind == HuffmanTable.Entry.Kind.literal {
        guard entry.length > 0 else { return reader.count < 0 ? .truncated : reader.corruptOrTruncated }
        guard reader.drop(entry.length) else { return .truncated }
        if room.count == room.capacity, !room.grow(1, &output) { return .full }
        room.start[room.count] = UInt8(truncatingIfNeeded: entry.value)
        room.count += 1
        if reader.count < 15 { reader.refill() }
        entry = find(&reader, literals, 11)
      }
      guard reader.drop(entry.length) else { return .truncated }
      if entry.kind == HuffmanTable.Entry.Kind.end { return nil }
      reader.refill()
      let length = entry.value + reader.peek(entry.extra)
      guard reader.drop(entry.extra) else { return .truncated }
      let origin = find(&reader, distances, 9)
      guard origin.length > 0 else { return reader.corruptOrTruncated }
      guard reader.drop(origin.length) else { return .truncated }
      let distance = origin.value + reader.peek(origin.extra)
      guard reader.drop(origin.extra) else { return .truncated }
      guard distance <= room.count - start else { return .corrupt }
      if room.count + length > room.capacity, !room.grow(length, &output) { return .full }
      copy(room.start + room.count, distance, length)
      room.count += length
    }
  }

  /// The meaning of the next bits; a second table's root bits are dropped on the way.
  @inline(__always)
  private static func find(
    _ reader: inout BitReader, _ entries: UnsafeBufferPointer<HuffmanTable.Entry>, _ rootBits: Int
  ) -> HuffmanTable.Entry {
    let entry = entries[Int(truncatingIfNeeded: reader.bits & (1 << UInt64(rootBits) - 1))]
    guard entry.kind == HuffmanTable.Entry.Kind.table else { return entry }
    // With fewer bits left than these the following drop fails, as the count is then negative.
    reader.dropUnchecked(rootBits)
    return entries[entry.value + reader.peek(entry.extra)]
  }

  /// Repeats `length` bytes from `distance` before; up to seven bytes behind them are overwritten.
  @inline(__always)
  private static func copy(_ target: UnsafeMutablePointer<UInt8>, _ distance: Int, _ length: Int) {
    let source = target - distance
    if distance >= 8 {
      var place = 0
      while place < length {
        let word = UnsafeRawPointer(source + place).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(target + place).storeBytes(of: word, as: UInt64.self)
        place += 8
      }
    } else if distance == 1 {
      target.update(repeating: source[0], count: length)
    } else {
      for place in 0..<length { target[place] = source[place] }
    }
  }
}
