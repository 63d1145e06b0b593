/// Writes a file that `numpy.load` reads while its numbers are being computed: the arrays are announced first, then come
/// their numbers in that order, in pieces of any size.
///
/// The arrays are stored, not compressed, dated 1980-01-01 as NumPy does; an archive holds at most 4 GB.
package struct NPZWriter {
  private let write: (UnsafeRawBufferPointer) throws -> Void
  private var sink: TensorSink
  /// How many bytes were written.
  private var place = 0
  /// The current array: where its head lies, its checksum and size so far.
  private var start = 0
  private var checksum = CRC32()
  private var size = 0
  /// The list for the end of the archive.
  private var directory: [UInt8] = []
  private var count = 0

  /// Announces arrays; throws `TensorWritingError`, and what `write` throws.
  package init(_ tensors: [TensorDescription], write: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
    guard Set(tensors.map(\.name)).count == tensors.count else { throw TensorWritingError.sameName }
    var total = 22
    for tensor in tensors {
      guard tensor.name.utf8.count < 60_000, let bytes = tensor.byteCount, bytes < 0xffff_ffff, tensors.count < 0xffff
      else { throw TensorWritingError.tooLarge }
      total += bytes + 2 * tensor.name.utf8.count + 512
    }
    guard total < 0xffff_ffff else { throw TensorWritingError.tooLarge }
    sink = try TensorSink(tensors)
    self.write = write
    try begin()
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Double>) throws {
    var sink = sink
    try sink.append(numbers) { try put($0) }
    self.sink = sink
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Float>) throws {
    var sink = sink
    try sink.append(numbers) { try put($0) }
    self.sink = sink
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: [Double]) throws { try numbers.withUnsafeBufferPointer { try append($0) } }

  /// Ends the archive with its list; throws `TensorWritingError.wrongCount` when numbers are missing.
  package mutating func finish() throws {
    guard sink.current == nil else { throw TensorWritingError.wrongCount }
    let end =
      [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + Self.short(count) + Self.short(count) + Self.long(directory.count)
      + Self.long(place) + [0, 0]
    try emit(directory)
    try emit(end)
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
    let name = Array((tensor.name + ".npy").utf8)
    try emit(
      [0x50, 0x4b, 3, 4] + Self.common + [UInt8](repeating: 0, count: 12) + Self.short(name.count) + [0, 0] + name)
    try NPY.head(tensor).withUnsafeBytes { try put($0) }
  }

  private mutating func close() throws {
    guard let tensor = sink.current else { return }
    let name = Array((tensor.name + ".npy").utf8)
    let sums = Self.long(Int(checksum.value)) + Self.long(size) + Self.long(size)
    try emit([0x50, 0x4b, 7, 8] + sums)
    // No extra field and no remark, the first disk, no attributes.
    directory += [0x50, 0x4b, 1, 2, 20, 3] + Self.common + sums + Self.short(name.count)
    directory += [UInt8](repeating: 0, count: 12) + Self.long(start) + name
    count += 1
  }

  /// Version 2.0, the flags, stored, midnight of 1980-01-01.
  private static let common: [UInt8] = [20, 0, 0x08, 0x08, 0, 0, 0, 0, 0x21, 0]

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
}
