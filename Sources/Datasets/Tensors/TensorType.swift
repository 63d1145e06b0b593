/// A kind of number in a file, by its name in safetensors.
package enum TensorType: String, Sendable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case brainFloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case bool = "BOOL"

  /// How many bytes a number takes.
  package var size: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .brainFloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// Its name in NumPy's files: `<f8`; nil for the one NumPy does not have.
  package var descr: String? {
    switch self {
    case .float64: "<f8"
    case .float32: "<f4"
    case .float16: "<f2"
    case .brainFloat16: nil
    case .int64: "<i8"
    case .int32: "<i4"
    case .int16: "<i2"
    case .int8: "|i1"
    case .uint64: "<u8"
    case .uint32: "<u4"
    case .uint16: "<u2"
    case .uint8: "|u1"
    case .bool: "|b1"
    }
  }

  /// The kind with a name of NumPy's; nil for numbers with the highest byte first, and whatever else it can store.
  package init?(descr: String) {
    guard let type = Self.allCases.first(where: { $0.descr == descr }) else { return nil }
    self = type
  }

  /// The number whose bytes begin at a place; whole numbers beyond 2⁵³ are rounded.
  func number(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Double {
    func load<Word: FixedWidthInteger>(_ type: Word.Type) -> Word {
      Word(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))
    }
    switch self {
    case .float64: return Double(bitPattern: load(UInt64.self))
    case .float32: return Double(Float(bitPattern: load(UInt32.self)))
    case .float16: return Self.half(load(UInt16.self))
    case .brainFloat16: return Double(Float(bitPattern: UInt32(load(UInt16.self)) << 16))
    case .int64: return Double(load(Int64.self))
    case .int32: return Double(load(Int32.self))
    case .int16: return Double(load(Int16.self))
    case .int8: return Double(load(Int8.self))
    case .uint64: return Double(load(UInt64.self))
    case .uint32: return Double(load(UInt32.self))
    case .uint16: return Double(load(UInt16.self))
    case .uint8: return Double(load(UInt8.self))
    case .bool: return load(UInt8.self) == 0 ? 0 : 1
    }
  }

  /// A number of 1 sign bit, 5 bits of exponent and 10 of fraction; `Float16` does not exist on every computer.
  private static func half(_ word: UInt16) -> Double {
    let sign: Double = word >> 15 == 0 ? 1 : -1
    let exponent = Int(word >> 10 & 31)
    let fraction = Double(word & 1023)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return Double(sign: sign < 0 ? .minus : .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }
}

/// What a file says of one of its arrays of numbers.
package struct TensorDescription: Hashable, Sendable {
  /// Its name: `W1`, `fc1.weight`.
  package var name: String
  /// The kind of its numbers.
  package var type: TensorType
  /// Its sizes, the last one the fastest; empty for a single number.
  package var shape: [Int]

  /// A name, a kind and sizes, none of them negative.
  package init(_ name: String, _ type: TensorType, shape: [Int]) {
    self.name = name
    self.type = type
    self.shape = shape
  }

  /// How many bytes its numbers take; nil when that many cannot be.
  package var byteCount: Int? {
    var total = type.size
    for size in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: size)
      if overflow || size < 0 { return nil }
      total = product
    }
    return total
  }

  /// `784×128`, `()` for a single number.
  package var shapeText: String { Self.text(shape) }

  static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "()" : shape.prefix(8).map(String.init).joined(separator: "×") + (shape.count > 8 ? "×…" : "")
  }
}
