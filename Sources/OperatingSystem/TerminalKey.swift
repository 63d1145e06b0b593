/// A key of a terminal.
package enum TerminalKey: Hashable, Sendable {
  case character(Character)
  /// A letter with the Ctrl key.
  case control(Character)
  case enter, escape, tab, backspace
  case up, down, left, right, pageUp, pageDown, home, end
}

/// The keys among the bytes that a terminal sends.
package struct TerminalKeyParser {
  private var bytes: ArraySlice<UInt8> = []

  package init() {}

  /// Takes bytes as they come.
  package mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

  /// Whether bytes wait that may be the beginning of a key.
  package var isWaiting: Bool { !bytes.isEmpty }

  /// The next key; nil where there is none, or only its beginning.
  ///
  /// - Parameter isComplete: whether no more bytes are to come: then an Esc alone is that key.
  package mutating func next(isComplete: Bool) -> TerminalKey? {
    while let first = bytes.first {
      if first == 0x1B {
        guard let second = bytes.dropFirst().first else {
          guard isComplete else { return nil }
          bytes.removeFirst()
          return .escape
        }
        guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
          // Esc, and then another key.
          bytes.removeFirst()
          return .escape
        }
        let parameters = bytes.dropFirst(2).prefix { (0x20...0x3F).contains($0) }
        guard let last = bytes.dropFirst(2 + parameters.count).first else {
          guard isComplete || parameters.count > Self.longest else { return nil }
          bytes.removeFirst(2 + parameters.count)
          return .escape
        }
        bytes.removeFirst(3 + parameters.count)
        if let key = Self.key(last, String(decoding: parameters, as: UTF8.self)) { return key }
        // A key without a meaning here.
        continue
      }
      if let key = Self.key(first) {
        bytes.removeFirst()
        return key
      }
      guard first >= 0x80 else {
        bytes.removeFirst()
        return .character(Character(Unicode.Scalar(first)))
      }
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      guard bytes.count >= length || isComplete else { return nil }
      let text = String(decoding: bytes.prefix(length), as: UTF8.self)
      bytes.removeFirst(min(length, bytes.count))
      if let character = text.first { return .character(character) }
    }
    return nil
  }

  /// Bytes of a sequence at most.
  private static let longest = 32

  private static func key(_ byte: UInt8) -> TerminalKey? {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0..<0x20: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: nil
    }
  }

  private static func key(_ last: UInt8, _ parameters: String) -> TerminalKey? {
    switch (Character(Unicode.Scalar(last)), parameters) {
    case ("A", _): .up
    case ("B", _): .down
    case ("C", _): .right
    case ("D", _): .left
    case ("H", _), ("~", "1"), ("~", "7"): .home
    case ("F", _), ("~", "4"), ("~", "8"): .end
    case ("~", "5"): .pageUp
    case ("~", "6"): .pageDown
    case ("M", ""): .enter
    default: nil
    }
  }
}
