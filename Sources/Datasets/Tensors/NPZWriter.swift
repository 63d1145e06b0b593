/// Writes a file that `numpy.load` reads while its numbers are being computed: the arrays are announced first, then come
/// their numbers in that order, in pieces of any size.
///
/// The arrays are stored, not compressed, dated 1980-01-01 as NumPy does. An array or an archive beyond 4 GB, and one of
/// more than 65,534 arrays, is written in the zip form of 64 bits, which Python reads.
package struct NPZWriter {
  private var zip: ZipWriter
  private var sink: TensorSink

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
    zip = ZipWriter(greatest: greatest, write: write)
    try begin()
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Double>) throws {
    guard !numbers.isEmpty else { return }
    let type = try sink.accept(numbers.count)
    var encoder = TensorBytes()
    try encoder.encode(numbers, type) { try zip.put($0) }
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Float>) throws {
    guard !numbers.isEmpty else { return }
    let type = try sink.accept(numbers.count)
    var encoder = TensorBytes()
    try encoder.encode(numbers, type) { try zip.put($0) }
    try closeComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: [Double]) throws { try numbers.withUnsafeBufferPointer { try append($0) } }

  /// Ends the archive with its list; throws `TensorWritingError.wrongCount` when numbers are missing.
  package mutating func finish() throws {
    guard sink.current == nil else { throw TensorWritingError.wrongCount }
    try zip.finish()
  }

  /// Closes the arrays that have all their numbers, and opens the next ones.
  private mutating func closeComplete() throws {
    while sink.current != nil, sink.isComplete {
      try zip.close()
      sink.advance()
      try begin()
    }
  }

  private mutating func begin() throws {
    guard let tensor = sink.current else { return }
    let head = try NPY.head(tensor)
    try zip.begin(tensor.name + ".npy", expected: head.count + (tensor.byteCount ?? 0))
    try head.withUnsafeBytes { try zip.put($0) }
  }
}
