/// A value of JSON (RFC 8259) as it is read: numbers keep their digits, objects their order and their lines.
package indirect enum JSONValue: Sendable {
  case object([Member], line: Int)
  case list([JSONValue])
  case text(String)
  /// As written.
  case number(String)
  case flag(Bool)
  case none

  /// A named part of an object.
  package struct Member: Sendable {
    package let key: String
    package let value: JSONValue
  }

  /// Where a text is no JSON, and what is wrong there.
  package struct Fault: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    package let message: Localized
  }

  /// Reads one value and the blanks around it.
  ///
  /// - Throws: the first place that does not fit; a key that comes twice is one.
  package init(_ text: String) throws(Fault) {
    var reader = JSONReader(text)
    self = try reader.value(depth: 0)
    try reader.end()
  }

  /// The value of a key; nil where there is none, or this is no object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members, _) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, where it is one.
  package var asText: String? { if case .text(let text) = self { text } else { nil } }

  /// The elements, where it is a list.
  package var elements: [JSONValue]? { if case .list(let elements) = self { elements } else { nil } }
}

private struct JSONReader {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var line = 1
  /// Deeper nesting is refused.
  private static let greatestDepth = 32

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { place = 1 }
  }

  private func fault(_ es: String, _ en: String) -> JSONValue.Fault {
    JSONValue.Fault(line: line, message: Localized(es: es, en: en))
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func skipBlanks() {
    while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
      if scalar == "\n" { line += 1 }
      place += 1
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == scalar else { return false }
    place += 1
    return true
  }

  mutating func end() throws(JSONValue.Fault) {
    skipBlanks()
    guard next == nil else { throw fault("sobra algo tras el final", "there is something after the end") }
  }

  mutating func value(depth: Int) throws(JSONValue.Fault) -> JSONValue {
    skipBlanks()
    guard depth < Self.greatestDepth else { throw fault("demasiados corchetes", "too many brackets") }
    switch next {
    case "{": return try object(depth: depth)
    case "[": return try list(depth: depth)
    case "\"": return .text(try string())
    case nil: throw fault("el texto se acaba antes de tiempo", "the text ends too early")
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(JSONValue.Fault) -> JSONValue {
    let start = line
    place += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object([], line: start) }
    repeat {
      skipBlanks()
      guard next == "\"" else {
        throw fault("se esperaba un nombre entre comillas", "expected a name in quotation marks")
      }
      let key = try string()
      guard !members.contains(where: { $0.key == key }) else {
        throw fault("«\(key.visible.onOneLine)» está dos veces", "“\(key.visible.onOneLine)” is there twice")
      }
      guard take(":") else { throw fault("se esperaba «:»", "expected “:”") }
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw fault("se esperaba «,» o «}»", "expected “,” or “}”") }
    return .object(members, line: start)
  }

  private mutating func list(depth: Int) throws(JSONValue.Fault) -> JSONValue {
    place += 1
    var elements: [JSONValue] = []
    if take("]") { return .list([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw fault("se esperaba «,» o «]»", "expected “,” or “]”") }
    return .list(elements)
  }

  private mutating func word() throws(JSONValue.Fault) -> JSONValue {
    var text = ""
    while let scalar = next, scalar.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains(scalar) {
      text.unicodeScalars.append(scalar)
      place += 1
    }
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return JSONValue.none
    default:
      guard text.unicodeScalars.first.map({ $0 == "-" || ("0"..."9").contains($0) }) == true, Double(text) != nil else {
        throw fault(
          "esto no es JSON: «\(text.isEmpty ? String(Character(next ?? " ")).visible : text)»",
          "this is not JSON: “\(text.isEmpty ? String(Character(next ?? " ")).visible : text)”")
      }
      return .number(text)
    }
  }

  private mutating func string() throws(JSONValue.Fault) -> String {
    place += 1
    var text = ""
    while let scalar = next, scalar != "\"" {
      guard scalar.value >= 0x20 else {
        throw fault("unas comillas no se cierran", "quotation marks are not closed")
      }
      place += 1
      guard scalar == "\\" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      text.unicodeScalars.append(try escaped())
    }
    guard next == "\"" else { throw fault("unas comillas no se cierran", "quotation marks are not closed") }
    place += 1
    return text
  }

  private mutating func escaped() throws(JSONValue.Fault) -> Unicode.Scalar {
    let letter = next
    place += 1
    switch letter {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let first = try hexadecimal()
      guard (0xD800...0xDBFF).contains(first) else {
        guard let scalar = Unicode.Scalar(first) else { throw badEscape }
        return scalar
      }
      guard next == "\\", place + 1 < scalars.count, scalars[place + 1] == "u" else { throw badEscape }
      place += 2
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw badEscape }
      return scalar
    default: throw badEscape
    }
  }

  private var badEscape: JSONValue.Fault {
    fault("tras «\\» no viene nada de JSON", "what follows “\\” is nothing of JSON")
  }

  private mutating func hexadecimal() throws(JSONValue.Fault) -> UInt32 {
    guard place + 4 <= scalars.count else { throw badEscape }
    var value: UInt32 = 0
    for scalar in scalars[place..<place + 4] {
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { throw badEscape }
      value = value << 4 + UInt32(digit)
    }
    place += 4
    return value
  }
}
