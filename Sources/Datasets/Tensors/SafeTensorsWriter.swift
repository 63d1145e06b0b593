import Typesetting

/// Writes a file in safetensors form while its numbers are being computed: the arrays are announced first, then come
/// their numbers in the order of `order`, in pieces of any size.
///
///     var writer = try SafeTensorsWriter([.init("W1", .float32, shape: [784, 128])]) { try file.write(bytes: $0) }
///     try writer.append(numbers)
///     try writer.finish()
package struct SafeTensorsWriter {
  /// The arrays in the order in which their numbers must come: as announced, the widest kind of number first, so that
  /// each begins at a multiple of its size.
  package let order: [TensorDescription]

  private let write: (UnsafeRawBufferPointer) throws -> Void
  private var sink: TensorSink

  /// Announces arrays and writes the head; throws `TensorWritingError`, and what `write` throws.
  package init(
    _ tensors: [TensorDescription], metadata: [String: String] = [:],
    write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    order = [8, 4, 2, 1].flatMap { size in tensors.filter { $0.type.size == size } }
    guard Set(tensors.map(\.name)).count == tensors.count, !tensors.contains(where: { $0.name == "__metadata__" })
    else { throw TensorWritingError.sameName }
    sink = try TensorSink(order)
    self.write = write
    let head = try Self.head(order, metadata)
    try head.withUnsafeBytes { try write($0) }
    skipComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Double>) throws {
    try sink.append(numbers, write)
    skipComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: UnsafeBufferPointer<Float>) throws {
    try sink.append(numbers, write)
    skipComplete()
  }

  /// The next numbers, of one array; throws `TensorWritingError.wrongCount` when they are more than it lacks.
  package mutating func append(_ numbers: [Double]) throws { try numbers.withUnsafeBufferPointer { try append($0) } }

  /// Ends the file; throws `TensorWritingError.wrongCount` when numbers are missing.
  package mutating func finish() throws {
    guard sink.current == nil else { throw TensorWritingError.wrongCount }
  }

  private mutating func skipComplete() {
    while sink.current != nil, sink.isComplete { sink.advance() }
  }

  /// The length of the JSON, the JSON, blanks up to a multiple of eight.
  static func head(_ tensors: [TensorDescription], _ metadata: [String: String]) throws -> [UInt8] {
    var overflows = false
    var json = JSONWriter(appendingTo: [UInt8](repeating: 0, count: 8))
    json.object { json in
      if !metadata.isEmpty {
        json.key("__metadata__")
        json.object { json in for (key, text) in metadata.sorted(by: { $0.key < $1.key }) { json.member(key, text) } }
      }
      var place = 0
      for tensor in tensors {
        let (end, overflow) = place.addingReportingOverflow(tensor.byteCount ?? 0)
        overflows = overflows || overflow
        json.key(tensor.name)
        json.object { json in
          json.member("dtype", tensor.type.rawValue)
          json.key("shape")
          json.array { json in for size in tensor.shape { json.integer(size) } }
          json.key("data_offsets")
          json.array { json in
            json.integer(place)
            json.integer(end)
          }
        }
        place = overflow ? place : end
      }
    }
    var bytes = json.bytes
    bytes += repeatElement(UInt8(ascii: " "), count: (8 - bytes.count % 8) % 8)
    guard !overflows, bytes.count - 8 <= SafeTensors.longestHead else { throw TensorWritingError.tooLarge }
    withUnsafeBytes(of: UInt64(bytes.count - 8).littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    return bytes
  }
}
