/// A value of JSON, as the head of a safetensors file needs it: objects keep their order, numbers are whole.
indirect enum HeaderJSON: Equatable {
  case object([(key: String, value: HeaderJSON)])
  case array([HeaderJSON])
  case string(String)
  /// A whole number from 0 on.
  case number(Int)
  /// What is valid JSON and never right here: other numbers, true, false, null.
  case other

  static func == (left: HeaderJSON, right: HeaderJSON) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)): left.elementsEqual(right) { $0 == $1 }
    case (.array(let left), .array(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.other, .other): true
    default: false
    }
  }

  /// The place of the first byte that does not fit, counted from 0.
  struct SyntaxError: Error, Hashable { let place: Int }

  /// Reads one value and the blanks around it; throws `SyntaxError` also for a key that comes twice.
  static func parse(_ bytes: UnsafeRawBufferPointer) throws(SyntaxError) -> HeaderJSON {
    var parser = Parser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.place == bytes.count else { throw SyntaxError(place: parser.place) }
    return value
  }
}

private struct Parser {
  typealias SyntaxError = HeaderJSON.SyntaxError

  let bytes: UnsafeRawBufferPointer
  var place = 0

  /// Deeper nesting is refused; a header has three levels.
  private static let greatestDepth = 8

  private var error: SyntaxError { SyntaxError(place: place) }

  private func isAt(_ character: Unicode.Scalar) -> Bool {
    place < bytes.count && UInt32(bytes[place]) == character.value
  }

  mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard isAt(character) else { return false }
    place += 1
    return true
  }

  mutating func value(depth: Int) throws(SyntaxError) -> HeaderJSON {
    guard depth < Self.greatestDepth else { throw error }
    skipBlanks()
    guard place < bytes.count else { throw error }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try word()
    }
  }

  private mutating func object(_ depth: Int) throws(SyntaxError) -> HeaderJSON {
    place += 1
    var members: [(key: String, value: HeaderJSON)] = []
    var keys: Set<String> = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      let start = place
      guard isAt("\"") else { throw error }
      let key = try string()
      guard keys.insert(key).inserted else { throw SyntaxError(place: start) }
      guard take(":") else { throw error }
      members.append((key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw error }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(SyntaxError) -> HeaderJSON {
    place += 1
    var values: [HeaderJSON] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw error }
    return .array(values)
  }

  /// `true`, `false`, `null`.
  private mutating func word() throws(SyntaxError) -> HeaderJSON {
    for word in ["true", "false", "null"] where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return .other
    }
    throw error
  }

  private mutating func number() throws(SyntaxError) -> HeaderJSON {
    let start = place
    func isDigit() -> Bool { place < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) }
    if isAt("-") { place += 1 }
    let first = place
    while isDigit() { place += 1 }
    guard place > first, place == first + 1 || bytes[first] != UInt8(ascii: "0") else {
      throw SyntaxError(place: start)
    }
    let end = place
    if isAt(".") {
      place += 1
      guard isDigit() else { throw error }
      while isDigit() { place += 1 }
    }
    if isAt("e") || isAt("E") {
      place += 1
      if isAt("+") || isAt("-") { place += 1 }
      guard isDigit() else { throw error }
      while isDigit() { place += 1 }
    }
    guard first == start, place == end, let number = Int(String(decoding: bytes[first..<end], as: UTF8.self)) else {
      return .other
    }
    return .number(number)
  }

  private mutating func string() throws(SyntaxError) -> String {
    let start = place
    place += 1
    var content: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw SyntaxError(place: start) }
        return text
      case UInt8(ascii: "\\"): content += try escape()
      case 0..<0x20: throw SyntaxError(place: place - 1)
      default: content.append(byte)
      }
    }
    throw error
  }

  /// What stands behind a backslash.
  private mutating func escape() throws(SyntaxError) -> [UInt8] {
    guard place < bytes.count else { throw error }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var unit = try fourDigits()
      if (0xd800..<0xdc00).contains(unit) {
        // The second half of a character beyond 16 bits.
        guard isAt("\\") else { throw error }
        place += 1
        guard isAt("u") else { throw error }
        place += 1
        let low = try fourDigits()
        guard (0xdc00..<0xe000).contains(low) else { throw error }
        unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw error }
      return Array(String(Character(scalar)).utf8)
    default: throw error
    }
  }

  private mutating func fourDigits() throws(SyntaxError) -> UInt32 {
    guard bytes.count - place >= 4 else { throw error }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue, bytes[place] < 128 else { throw error }
      unit = unit << 4 | UInt32(digit)
      place += 1
    }
    return unit
  }
}
