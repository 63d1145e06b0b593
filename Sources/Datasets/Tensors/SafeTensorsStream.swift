/// Writes a file in safetensors form whose arrays are not known beforehand: room is left for the head, which is put
/// there at the end, filled up with blanks.
package struct SafeTensorsStream {
  private let room: Int
  private let write: (UnsafeRawBufferPointer) throws -> Void
  private var tensors: [TensorDescription] = []
  /// How much of the room the list may need.
  private var length = 1_000

  /// Leaves room for the head; throws what `write` throws.
  ///
  /// - Parameter room: how many bytes the list of arrays may take; rounded up to a multiple of eight.
  package init(room: Int, write: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
    self.room = (max(8, min(room, SafeTensors.longestHead - 8)) + 7) / 8 * 8
    self.write = write
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 8 + self.room)
    try blanks.withUnsafeBytes { try write($0) }
  }

  /// Whether the list would still fit with one more array of this name.
  package func fits(_ tensor: TensorDescription) -> Bool {
    // {"dtype":"F32","shape":[…],"data_offsets":[…,…]}, each number of at most 20 digits.
    length + Self.length(tensor) <= room
  }

  /// How many bytes an array takes in the list at most.
  package static func length(_ tensor: TensorDescription) -> Int {
    2 * tensor.name.utf8.count + 21 * tensor.shape.count + 100
  }

  /// Writes an array of numbers of 32 bits; throws `TensorWritingError` and what `write` throws.
  package mutating func append(_ tensor: TensorDescription, _ numbers: UnsafeBufferPointer<Float>) throws {
    var sink = try TensorSink([tensor])
    try sink.append(numbers, write)
    guard sink.isComplete else { throw TensorWritingError.wrongCount }
    note(tensor)
  }

  /// Writes an array of numbers of 64 bits; throws `TensorWritingError` and what `write` throws.
  package mutating func append(_ tensor: TensorDescription, _ numbers: UnsafeBufferPointer<Double>) throws {
    var sink = try TensorSink([tensor])
    try sink.append(numbers, write)
    guard sink.isComplete else { throw TensorWritingError.wrongCount }
    note(tensor)
  }

  private mutating func note(_ tensor: TensorDescription) {
    tensors.append(tensor)
    length += Self.length(tensor)
  }

  /// What belongs at the beginning of the file: the head, as long as the room that was left for it; throws
  /// `TensorWritingError.tooLarge` when it does not fit.
  package func head(metadata: [String: String]) throws -> [UInt8] {
    var bytes = try SafeTensorsWriter.head(tensors, metadata)
    guard bytes.count - 8 <= room else { throw TensorWritingError.tooLarge }
    bytes += repeatElement(UInt8(ascii: " "), count: 8 + room - bytes.count)
    withUnsafeBytes(of: UInt64(room).littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    return bytes
  }
}
