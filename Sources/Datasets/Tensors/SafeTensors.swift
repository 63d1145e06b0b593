import Typesetting

/// Reads files in safetensors form: the length of a head, the head in JSON, the numbers.
///
/// Every byte behind the head belongs to exactly one array, as the format demands.
///
/// Source: README of github.com/huggingface/safetensors.
package enum SafeTensors {
  /// The longest head the format allows.
  static let longestHead = 100_000_000

  /// Reads a file; throws `DataFileError`.
  package static func read(_ path: String) throws -> TensorFile {
    try read(ByteBlock(mapping: path), path)
  }

  /// Reads bytes; `file` names them in errors. Throws `DataFileError`.
  package static func read(_ block: ByteBlock, _ file: String) throws -> TensorFile {
    let (head, start) = try block.withUnsafeBytes { bytes in try Self.head(of: bytes, file) }
    guard case .object(let members) = head else { throw wrongHead(file, 0) }
    var metadata: [String: String] = [:]
    var entries: [(entry: TensorFile.Entry, end: Int)] = []
    for member in members {
      if member.key == "__metadata__" {
        metadata = try texts(member.value, file)
        continue
      }
      let (description, range) = try tensor(member.key, member.value, file)
      guard range.upperBound <= block.count - start else {
        throw DataFileError(
          file, es: "está incompleto: '\(member.key)' se sale del archivo",
          en: "it is incomplete: '\(member.key)' goes beyond the end of the file")
      }
      let entry = TensorFile.Entry(description: description, bytes: block, start: start + range.lowerBound)
      entries.append((entry, start + range.upperBound))
    }
    var end = start
    var before: String?
    for (entry, next) in entries.sorted(by: { ($0.entry.start, $0.end) < ($1.entry.start, $1.end) }) {
      let name = entry.description.name
      if entry.start < end, let before {
        throw DataFileError(
          file, es: "'\(before)' y '\(name)' ocupan los mismos bytes", en: "'\(before)' and '\(name)' share bytes")
      }
      guard entry.start == end else {
        throw DataFileError(
          file, es: "hay bytes que no son de nada antes de '\(name)'",
          en: "there are bytes that belong to nothing before '\(name)'")
      }
      end = next
      before = name
    }
    guard end == block.count else {
      throw DataFileError(
        file, es: "sobran \(block.count - end) bytes al final",
        en: "\(block.count - end) bytes are left over at the end")
    }
    return TensorFile(file, entries.map(\.entry), metadata: metadata)
  }

  /// The head, and where the numbers begin.
  private static func head(of bytes: UnsafeRawBufferPointer, _ file: String) throws -> (HeaderJSON, start: Int) {
    guard bytes.count >= 8 else {
      throw DataFileError(
        file, es: "no es un archivo safetensors ni npz: es demasiado corto",
        en: "it is neither a safetensors nor an npz file: it is too short")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= longestHead else {
      throw DataFileError(
        file, es: "no es un archivo safetensors ni npz, o está dañado: su cabecera tendría \(length) bytes",
        en: "it is neither a safetensors nor an npz file, or it is damaged: its header would have \(length) bytes")
    }
    let start = 8 + Int(length)
    guard start <= bytes.count else {
      throw DataFileError(
        file, es: "está incompleto: su cabecera tiene \(length) bytes y el archivo solo \(bytes.count)",
        en: "it is incomplete: its header has \(length) bytes and the file only \(bytes.count)")
    }
    guard length > 0, bytes[8] == UInt8(ascii: "{") else { throw wrongHead(file, 0) }
    do {
      return (try HeaderJSON.parse(UnsafeRawBufferPointer(rebasing: bytes[8..<start])), start)
    } catch {
      throw wrongHead(file, error.place)
    }
  }

  private static func wrongHead(_ file: String, _ place: Int) -> DataFileError {
    DataFileError(
      file, es: "está dañado: su cabecera no es JSON válido (byte \(place + 9))",
      en: "it is damaged: its header is not valid JSON (byte \(place + 9))")
  }

  private static func texts(_ value: HeaderJSON, _ file: String) throws -> [String: String] {
    guard case .object(let members) = value else {
      throw DataFileError(
        file, es: "'__metadata__' debería ser un objeto", en: "'__metadata__' should be an object")
    }
    var texts: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value else {
        throw DataFileError(
          file, es: "'\(member.key)' en '__metadata__' debería ser un texto",
          en: "'\(member.key)' in '__metadata__' should be a text")
      }
      texts[member.key] = text
    }
    return texts
  }

  /// What the head says of one array, and which bytes behind the head it takes.
  private static func tensor(
    _ name: String, _ value: HeaderJSON, _ file: String
  ) throws -> (TensorDescription, Range<Int>) {
    func wrong(_ reason: Localized) -> DataFileError { DataFileError(file, Localized(both: "'\(name)': ") + reason) }
    guard case .object(let members) = value else {
      throw wrong(Localized(es: "debería ser un objeto", en: "it should be an object"))
    }
    for member in members where !["dtype", "shape", "data_offsets"].contains(member.key) {
      throw wrong(Localized(es: "'\(member.key)' no es de este formato", en: "'\(member.key)' is not of this format"))
    }
    guard case .string(let typeName) = members.first(where: { $0.key == "dtype" })?.value else {
      throw wrong(Localized(es: "falta 'dtype'", en: "'dtype' is missing"))
    }
    guard let type = TensorType(rawValue: typeName) else {
      let known = TensorType.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong(
        Localized(
          es: "el tipo '\(typeName)' no se puede leer; se leen \(known)",
          en: "the type '\(typeName)' cannot be read; these can: \(known)"))
    }
    guard let shape = numbers(members.first { $0.key == "shape" }?.value) else {
      throw wrong(
        Localized(es: "'shape' debería ser una lista de tamaños", en: "'shape' should be a list of sizes"))
    }
    guard let offsets = numbers(members.first { $0.key == "data_offsets" }?.value), offsets.count == 2,
      offsets[0] <= offsets[1]
    else {
      throw wrong(
        Localized(es: "'data_offsets' debería ser [inicio, final]", en: "'data_offsets' should be [begin, end]"))
    }
    let description = TensorDescription(name, type, shape: shape)
    guard description.byteCount == offsets[1] - offsets[0] else {
      let declared = "\(description.shapeText) \(typeName)"
      throw wrong(
        Localized(
          es: "\(declared) no ocupa \(offsets[1] - offsets[0]) bytes",
          en: "\(declared) does not take \(offsets[1] - offsets[0]) bytes"))
    }
    return (description, offsets[0]..<offsets[1])
  }

  private static func numbers(_ value: HeaderJSON?) -> [Int]? {
    guard case .array(let values) = value else { return nil }
    var numbers: [Int] = []
    for value in values {
      guard case .number(let number) = value else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
