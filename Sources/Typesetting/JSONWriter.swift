/// JSON (RFC 8259) written piece by piece onto an array of bytes; it places the commas.
///
/// The caller opens and closes in order; a key stands before each value of an object.
package struct JSONWriter: Sendable {
  /// The UTF-8 written so far.
  package private(set) var bytes: [UInt8]
  /// Whether the next value of the innermost array or object needs a comma before it.
  private var needsComma = false

  /// A writer that goes on after `bytes`.
  package init(appendingTo bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// The text written so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// An object whose members `body` writes, each a key and a value.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    nested(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    nested(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// The name of the next value.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A key and a text.
  package mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// A key and a whole number.
  package mutating func member(_ name: String, _ value: some FixedWidthInteger) {
    key(name)
    integer(value)
  }

  /// A text between quotation marks; what nobody sees (control characters, directions of writing, …), `"` and `\` are
  /// escaped, all else stays UTF-8.
  package mutating func string(_ value: String) {
    comma()
    guard value.utf8.allSatisfy({ $0 < 0x80 }) else { return escaped(value) }
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0..<0x20, 0x7F: escape(UInt16(byte))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The same for a text with other characters than ASCII ones.
  private mutating func escaped(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
      case "\n": bytes += Array("\\n".utf8)
      case "\r": bytes += Array("\\r".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case let scalar where scalar.isUnseen: for unit in String(scalar).utf16 { escape(unit) }
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// `\u202e`.
  private mutating func escape(_ unit: UInt16) {
    let hex = Array("0123456789abcdef".utf8)
    bytes += Array("\\u".utf8)
    for shift in [12, 8, 4, 0] { bytes.append(hex[Int(unit >> UInt16(shift)) & 15]) }
  }

  /// A whole number.
  package mutating func integer(_ value: some FixedWidthInteger) {
    comma()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// The shortest number that reads back as `value`; `"NaN"`, `"Infinity"`, `"-Infinity"` where JSON has none.
  ///
  /// A whole number keeps no `.0`, but `-0.0` does, since some readers drop the sign of `-0`.
  package mutating func number(_ value: Double) {
    guard value.isFinite else {
      string(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
      return
    }
    comma()
    if value == 0 {
      bytes.append(contentsOf: (value.sign == .minus ? "-0.0" : "0").utf8)
      return
    }
    bytes.append(contentsOf: value.description.utf8)
    if bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
  }

  /// `true` or `false`.
  package mutating func boolean(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// `null`.
  package mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func nested(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    comma()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }
}
