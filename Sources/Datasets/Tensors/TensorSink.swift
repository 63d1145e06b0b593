/// The numbers of announced arrays on their way to a file: counted, turned into bytes, given on in pieces.
struct TensorSink {
  /// The arrays still to come, the current one first, each with the numbers that it lacks.
  private var waiting: ArraySlice<(tensor: TensorDescription, missing: Int)>
  private var encoder = TensorBytes()

  /// Throws `TensorWritingError` when an array cannot be written.
  init(_ tensors: [TensorDescription]) throws {
    waiting = try tensors.map { tensor in
      guard TensorBytes.canWrite(tensor.type) else { throw TensorWritingError.wrongType }
      guard let bytes = tensor.byteCount else { throw TensorWritingError.tooLarge }
      return (tensor, bytes / tensor.type.size)
    }[...]
  }

  /// Whether the current array is complete, or there is none.
  var isComplete: Bool { (waiting.first?.missing ?? 0) == 0 }
  /// The array whose numbers come next, or have just come.
  var current: TensorDescription? { waiting.first?.tensor }

  /// Goes on to the next array.
  mutating func advance() { waiting = waiting.dropFirst() }

  /// Takes numbers of the current array; throws `TensorWritingError.wrongCount` when they are too many.
  mutating func append(
    _ numbers: UnsafeBufferPointer<Double>, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard !numbers.isEmpty else { return }
    try encoder.encode(numbers, try accept(numbers.count), write)
  }

  /// Takes numbers of the current array; throws `TensorWritingError.wrongCount` when they are too many.
  mutating func append(
    _ numbers: UnsafeBufferPointer<Float>, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard !numbers.isEmpty else { return }
    try encoder.encode(numbers, try accept(numbers.count), write)
  }

  /// Counts numbers of the current array and says its kind; throws `TensorWritingError.wrongCount` when they are too many.
  mutating func accept(_ count: Int) throws -> TensorType {
    guard let first = waiting.first, first.missing >= count else { throw TensorWritingError.wrongCount }
    waiting[waiting.startIndex].missing -= count
    return first.tensor.type
  }
}

/// Why numbers cannot be written as announced.
package enum TensorWritingError: Error, Hashable, Sendable {
  /// More or fewer numbers came than were announced.
  case wrongCount
  /// The kind of number cannot be written: only floating-point numbers of 64 and 32 bits, whole
  /// numbers of 64 bits and bytes can.
  case wrongType
  /// Two arrays have the same name.
  case sameName
  /// The file would exceed what its format can hold.
  case tooLarge
}
