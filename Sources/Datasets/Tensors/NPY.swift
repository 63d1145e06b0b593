import Typesetting

/// The head of NumPy's `.npy` form: a magic text, a version, a Python dictionary padded to a multiple of 64 bytes.
///
/// Source: numpy.lib.format, versions 1.0, 2.0 and 3.0.
package enum NPY {
  /// What every file begins with.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// What a head says.
  struct Head: Equatable {
    var type: TensorType
    var shape: [Int]
    var isColumnMajor: Bool
    /// Where the numbers begin.
    var start: Int
  }

  /// An array of what are no numbers that can be read, as texts or Python's objects: others in its file can be.
  struct OtherType: Error {
    let error: DataFileError
  }

  /// More bytes than this no head has: three short entries, for arrays without fields.
  static let longestHead = 1 << 16

  /// Reads a head; `name` stands in errors. Throws `DataFileError` unless exactly the declared numbers follow it, and
  /// `OtherType` where they are of a type that cannot be read.
  ///
  /// - Parameter size: how many bytes the array has in all, where only the first are given.
  static func head(
    of bytes: UnsafeRawBufferPointer, size: Int? = nil, _ name: String, _ file: String
  ) throws -> Head {
    let size = size ?? bytes.count
    func wrong(_ es: String, _ en: String) -> DataFileError {
      DataFileError(file, es: "'\(name)': \(es)", en: "'\(name)': \(en)")
    }
    guard bytes.count >= 10, bytes.starts(with: magic) else {
      throw wrong("no es un array de NumPy", "it is not a NumPy array")
    }
    let version = bytes[6]
    guard (1...3).contains(version), bytes[7] == 0 else {
      throw wrong("la versión \(version).\(bytes[7]) no se puede leer", "version \(version).\(bytes[7]) cannot be read")
    }
    let fieldEnd = version == 1 ? 10 : 12
    guard bytes.count >= fieldEnd else { throw wrong("está incompleto", "it is incomplete") }
    let length =
      version == 1
      ? Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
      : Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard length <= bytes.count - fieldEnd else { throw wrong("está incompleto", "it is incomplete") }
    let start = fieldEnd + length
    var parser = Dictionary(bytes: UnsafeRawBufferPointer(rebasing: bytes[fieldEnd..<start]))
    guard let (descr, isColumnMajor, shape) = parser.read() else {
      throw wrong("la cabecera no se entiende", "the header cannot be understood")
    }
    guard let type = TensorType(descr: descr) else {
      let known = TensorType.allCases.compactMap(\.descr).joined(separator: ", ")
      throw OtherType(
        error: wrong(
          "el tipo '\(descr)' no se puede leer; se leen \(known)",
          "the type '\(descr)' cannot be read; these can: \(known)"))
    }
    let description = TensorDescription(name, type, shape: shape)
    guard description.byteCount == size - start else {
      let declared = "\(description.shapeText) \(descr)"
      throw wrong("\(declared) no ocupa \(size - start) bytes", "\(declared) does not take \(size - start) bytes")
    }
    return Head(type: type, shape: shape, isColumnMajor: isColumnMajor, start: start)
  }

  /// The head of an array as NumPy writes it, version 1.0; throws `TensorWritingError`.
  static func head(_ tensor: TensorDescription) throws -> [UInt8] {
    guard let descr = tensor.type.descr else { throw TensorWritingError.wrongType }
    let sizes = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.shape.count == 1 ? "," : "")
    var text = "{'descr': '\(descr)', 'fortran_order': False, 'shape': (\(sizes)), }"
    text += String(repeating: " ", count: 63 - (10 + text.utf8.count) % 64) + "\n"
    guard let length = UInt16(exactly: text.utf8.count) else { throw TensorWritingError.tooLarge }
    return magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
  }

  /// Reads the dictionary of a head, which has three keys in any order.
  private struct Dictionary {
    let bytes: UnsafeRawBufferPointer
    var place = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// `{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }`
    mutating func read() -> (descr: String, isColumnMajor: Bool, shape: [Int])? {
      guard take("{") else { return nil }
      var descr: String?
      var isColumnMajor: Bool?
      var shape: [Int]?
      while !take("}") {
        guard let key = text(), take(":") else { return nil }
        switch key {
        case "descr" where descr == nil:
          descr = text()
          if descr == nil { return nil }
        case "fortran_order" where isColumnMajor == nil:
          if take("True") { isColumnMajor = true } else if take("False") { isColumnMajor = false } else { return nil }
        case "shape" where shape == nil:
          shape = sizes()
          if shape == nil { return nil }
        default: return nil
        }
        if take(",") { continue }
        guard take("}") else { return nil }
        break
      }
      skipBlanks()
      guard place == bytes.count, let descr, let isColumnMajor, let shape else { return nil }
      return (descr, isColumnMajor, shape)
    }

    private mutating func skipBlanks() {
      while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
      skipBlanks()
      return word.withUTF8Buffer { word in
        guard bytes[place...].starts(with: word) else { return false }
        place += word.count
        return true
      }
    }

    private mutating func text() -> String? {
      guard place < bytes.count, let quote: UInt8 = take("'") ? 0x27 : take("\"") ? 0x22 : nil else { return nil }
      guard let end = bytes[place...].firstIndex(of: quote) else { return nil }
      defer { place = end + 1 }
      let content = bytes[place..<end]
      return content.contains(0x5c) ? nil : String(validating: content, as: UTF8.self)
    }

    private mutating func sizes() -> [Int]? {
      guard take("(") else { return nil }
      var sizes: [Int] = []
      while !take(")") {
        skipBlanks()
        let start = place
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
        guard let size = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else { return nil }
        sizes.append(size)
        if take(",") { continue }
        // `(3)` is a number in Python, not a list of one.
        guard sizes.count > 1, take(")") else { return nil }
        break
      }
      return sizes
    }
  }
}
