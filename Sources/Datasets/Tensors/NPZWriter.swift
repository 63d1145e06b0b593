/// Writes a file that `numpy.load` reads while its numbers are being computed: the arrays are announced first, then come
/// their numbers in that order, in pieces of any size.
///
/// The arrays are stored, not compressed, dated 1980-01-01 as NumPy does. An array or an archive beyond 4 GB, and one of
/// more than 65,534 arrays, is written in the zip form of 64 bits, which Python reads.
///
/// Source: PKWARE, APPNOTE.TXT, sections 4.3.6–4.3.16 and 4.5.3.
package struct NPZWriter {
  private let write: (UnsafeRawBufferPointer) throws -> Void
  private let greatest: Int
  private var sink: TensorSink
  /// How many bytes were written.
  private var place = 0
  /// The current array: where its head lies, its checksum and size so far, and whether its size takes 64 bits.
  private var start = 0
  private var checksum = CRC32()
  private var size = 0
  private var isLong = false
  /// The list for the end of the archive.
  private var directory: [UInt8] = []
  private var count = 0

  /// Announces arrays; throws `TensorWritingError`, and what `write` throws.
  ///
  /// - Parameter greatest: sizes and places from here on are written with 64 bits.
  package init(
    _ tensors: [TensorDescription], greatest: Int = 0xffff_ffff,
    write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard Set(tensors.map(\.name)).count == tensors.count else { throw TensorWritingError.sameName }
    var total = 22
    for tensor in tensors {
      guard tensor.name.utf8.count < 60_000, let bytes = tensor.byteCount else { throw TensorWritingError.tooLarge }
      let (sum, overflow) = total.addingReportingOverflow(bytes)
      guard !overflow else { throw TensorWritingError.tooLarge }
      total = sum
    }
    sink = try TensorSink(tensors)
    self.greatest = greatest
    self.write = write
    try begin()
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Double>) throws {
    guard !numbers.isEmpty else { return }
    let type = try sink.accept(numbers.count)
    var encoder = TensorBytes()
    try encoder.encode(numbers, type) { try put($0) }
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Float>) throws {
    guard !numbers.isEmpty else { return }
    let type = try sink.accept(numbers.count)
    var encoder = TensorBytes()
    try encoder.encode(numbers, type) { try put($0) }
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: [Double]) throws { try numbers.withUnsafeBufferPointer { try append($0) } }

  /// Ends the archive with its list; throws `TensorWritingError.wrongCount` when numbers are missing.
  package mutating func finish() throws {
    guard sink.current == nil else { throw TensorWritingError.wrongCount }
    let beginning = place
    try emit(directory)
    if count >= 0xffff || beginning >= greatest || directory.count >= greatest {
      // The end of 64 bits, where that lies, and an end that refers to it.
      let end = place
      let sizes = Self.longer(count) + Self.longer(count) + Self.longer(directory.count) + Self.longer(beginning)
      try emit([0x50, 0x4b, 6, 6] + Self.longer(44) + [45, 3, 45, 0] + [UInt8](repeating: 0, count: 8) + sizes)
      try emit([0x50, 0x4b, 6, 7, 0, 0, 0, 0] + Self.longer(end) + Self.long(1))
      try emit([0x50, 0x4b, 5, 6, 0, 0, 0, 0] + [UInt8](repeating: 0xff, count: 12) + [0, 0])
      return
    }
    try emit(
      [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + Self.short(count) + Self.short(count) + Self.long(directory.count)
        + Self.long(beginning) + [0, 0])
  }

  /// Closes the arrays that have all their numbers, and opens the next ones.
  private mutating func closeComplete() throws {
    while sink.current != nil, sink.isComplete {
      try close()
      sink.advance()
      try begin()
    }
  }

  /// The head of the next array. Checksum and sizes follow behind it, as bit 3 of the flags says; bit 11 is for UTF-8.
  private mutating func begin() throws {
    guard let tensor = sink.current else { return }
    start = place
    checksum = CRC32()
    size = 0
    let head = try NPY.head(tensor)
    isLong = head.count + (tensor.byteCount ?? 0) >= greatest
    let name = Array((tensor.name + ".npy").utf8)
    // An extra field with two sizes of 64 bits says that those behind the array have as many.
    let extra = isLong ? [1, 0] + Self.short(16) + [UInt8](repeating: 0, count: 16) : []
    let sizes = [UInt8](repeating: isLong ? 0xff : 0, count: 8)
    try emit(
      [0x50, 0x4b, 3, 4] + Self.common(isLong) + [0, 0, 0, 0] + sizes + Self.short(name.count)
        + Self.short(extra.count) + name + extra)
    try head.withUnsafeBytes { try put($0) }
  }

  private mutating func close() throws {
    guard let tensor = sink.current else { return }
    let name = Array((tensor.name + ".npy").utf8)
    let sum = Self.long(Int(checksum.value))
    try emit(
      [0x50, 0x4b, 7, 8] + sum + (isLong ? Self.longer(size) + Self.longer(size) : Self.long(size) + Self.long(size)))
    let isFar = start >= greatest
    let fields = (isLong ? Self.longer(size) + Self.longer(size) : []) + (isFar ? Self.longer(start) : [])
    let extra = fields.isEmpty ? [] : [1, 0] + Self.short(fields.count) + fields
    let filled = [UInt8](repeating: 0xff, count: 4)
    directory += [0x50, 0x4b, 1, 2, isLong || isFar ? 45 : 20, 3] + Self.common(isLong || isFar) + sum
    directory += isLong ? filled + filled : Self.long(size) + Self.long(size)
    // No remark, the first disk, no attributes.
    directory += Self.short(name.count) + Self.short(extra.count) + [UInt8](repeating: 0, count: 10)
    directory += (isFar ? filled : Self.long(start)) + name + extra
    count += 1
  }

  /// Version 2.0, or 4.5 for sizes of 64 bits; the flags, stored, midnight of 1980-01-01.
  private static func common(_ isLong: Bool) -> [UInt8] { [isLong ? 45 : 20, 0, 0x08, 0x08, 0, 0, 0, 0, 0x21, 0] }

  /// Bytes of the current array.
  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws {
    checksum.add(bytes)
    size += bytes.count
    place += bytes.count
    try write(bytes)
  }

  private mutating func emit(_ bytes: [UInt8]) throws {
    place += bytes.count
    try bytes.withUnsafeBytes { try write($0) }
  }

  private static func short(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8 & 255)] }
  private static func long(_ number: Int) -> [UInt8] { short(number) + short(number >> 16) }
  private static func longer(_ number: Int) -> [UInt8] { long(number) + long(number >> 32) }
}
