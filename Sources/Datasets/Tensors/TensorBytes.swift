/// Turns numbers into the bytes of a file, a piece at a time.
struct TensorBytes {
  /// Empty until it is needed.
  private var buffer: [UInt8] = []
  private static let piece = 1 << 13

  /// Whether numbers of a kind can be written.
  static func canWrite(_ type: TensorType) -> Bool { [.float64, .float32, .int64, .uint8].contains(type) }

  /// Gives the bytes of numbers to `write`, in pieces.
  mutating func encode(
    _ numbers: UnsafeBufferPointer<Double>, _ type: TensorType, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try encode(
      numbers, type, double: { $0 }, float: { Float($0) }, byte: { UInt8(min(max($0.isNaN ? 0 : $0, 0), 255)) }, write)
  }

  /// Gives the bytes of numbers to `write`, in pieces.
  mutating func encode(
    _ numbers: UnsafeBufferPointer<Float>, _ type: TensorType, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try encode(
      numbers, type, double: { Double($0) }, float: { $0 }, byte: { UInt8(min(max($0.isNaN ? 0 : $0, 0), 255)) }, write)
  }

  @inline(__always)
  private mutating func encode<Number>(
    _ numbers: UnsafeBufferPointer<Number>, _ type: TensorType, double: (Number) -> Double, float: (Number) -> Float,
    byte: (Number) -> UInt8, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    #if _endian(little)
      // They are in memory as they are in the file.
      if type == .float32 && Number.self == Float.self || type == .float64 && Number.self == Double.self {
        return try write(UnsafeRawBufferPointer(numbers))
      }
    #endif
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: Self.piece * 8) }
    var first = 0
    while first < numbers.count {
      let count = min(numbers.count - first, Self.piece)
      try buffer.withUnsafeMutableBytes { bytes in
        for place in 0..<count {
          let number = numbers[first + place]
          switch type {
          case .float64:
            bytes.storeBytes(of: double(number).bitPattern.littleEndian, toByteOffset: 8 * place, as: UInt64.self)
          case .float32:
            bytes.storeBytes(of: float(number).bitPattern.littleEndian, toByteOffset: 4 * place, as: UInt32.self)
          case .int64:
            // What is no such whole number is 0, cut, or the nearest one that is.
            let real = double(number).rounded(.towardZero)
            let whole = Int64(exactly: real) ?? (real.isNaN ? 0 : real < 0 ? .min : .max)
            bytes.storeBytes(of: whole.littleEndian, toByteOffset: 8 * place, as: Int64.self)
          default: bytes[place] = byte(number)
          }
        }
        try write(UnsafeRawBufferPointer(rebasing: bytes[..<(count * type.size)]))
      }
      first += count
    }
  }
}
