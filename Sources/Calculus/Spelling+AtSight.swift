extension Spelling {
  /// Whether a name is quickly seen to be canonical, as nearly all that are typed are: of Latin letters, digits, `_` and
  /// bare Greek letters, no word written out (`delta`, `yhat`), and `_` beside a Greek letter just where it belongs.
  static func isCanonicalAtSight(_ name: String) -> Bool {
    var glance = Glance()
    var hasPoint = false
    for scalar in name.unicodeScalars {
      if scalar == "." { hasPoint = true }
      guard hasPoint ? scalar.isASCII : glance.takes(scalar) else { return false }
    }
    return glance.endsWell()
  }

  /// The last three stretches of a name while it is read.
  private struct Glance {
    enum Kind {
      /// None, or one that agrees with every neighbour.
      case other
      case letter, word, greek
      /// One `_`, or several.
      case gap, gaps
    }

    var beforeLast = Kind.other
    var last = Kind.other
    var current = Kind.other
    /// The letters of the present stretch.
    var letters = PackedWord()

    /// Reads one more scalar; false when the name takes a closer look.
    mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x61...0x7A, 0x41...0x5A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF:
        let goesOn = current == .letter || current == .word
        guard goesOn || begins(.letter) else { return false }
        if goesOn { current = .word }
        letters.append(scalar)
        return true
      case 0x391...0x3A1, 0x3A4...0x3A9, 0x3B1...0x3C9:
        return begins(.greek)
      case 0x5F:
        if current == .gap || current == .gaps {
          current = .gaps
          return true
        }
        return begins(.gap)
      case 0x30...0x39:
        return begins(.other)
      default:
        return false
      }
    }

    /// Whether the last stretch fits too.
    mutating func endsWell() -> Bool {
      begins(.other) && begins(.other)
    }

    /// Ends the present stretch and begins another; false when the ended one is no part of a canonical name.
    private mutating func begins(_ next: Kind) -> Bool {
      if current == .word, letters.isWrittenOut { return false }
      switch (last, current) {
      case (.greek, .word), (.word, .greek): return false
      case (.gap, .greek): if beforeLast != .word { return false }
      case (.gaps, .greek): return false
      case (.gap, .word): break
      case (.gap, _), (.gaps, _): if beforeLast == .greek { return false }
      default: break
      }
      beforeLast = last
      last = current
      current = next
      letters = PackedWord()
      return true
    }
  }

  /// The last eight letters of a word in the bytes of a number; a letter beyond ASCII is 255.
  private struct PackedWord: Equatable {
    private var bytes: UInt64 = 0

    init() {}

    init(_ word: String) {
      for scalar in word.unicodeScalars { append(scalar) }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
      bytes = bytes << 8 | UInt64(min(scalar.value, 255))
    }

    /// Whether the word is a Greek letter's name or ends with the name of a mark.
    var isWrittenOut: Bool {
      Self.markNames.contains { name, mask in bytes & mask == name.bytes } || Self.greekNames.contains(self)
    }

    private static let greekNames = greekLetters.keys.map(PackedWord.init)
    private static let markNames = marks.map { word, _ in
      (name: PackedWord(word), mask: UInt64.max >> UInt64(64 - 8 * word.utf8.count))
    }
  }
}
