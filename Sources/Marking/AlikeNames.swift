/// Names that look like one person's: they differ in capitals, accents or blanks alone.
package enum AlikeNames {
  /// The groups of two names or more that look alike, in their order.
  package static func groups(of names: [String]) -> [[String]] {
    var groups: [[String]] = []
    var places: [String: Int] = [:]
    for name in names {
      let plain = plain(name)
      if let place = places[plain] {
        groups[place].append(name)
      } else {
        places[plain] = groups.count
        groups.append([name])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  /// A name in small letters without accents and blanks.
  static func plain(_ name: String) -> String {
    var plain = ""
    for character in name.lowercased() where !character.isWhitespace {
      if let base = bases[character] {
        plain.append(base)
      } else {
        plain.unicodeScalars.append(
          contentsOf: character.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) && !$0.isBlank })
      }
    }
    return plain
  }

  /// Letters with an accent, by which characters that mean the same are found however they are written.
  private static let bases: [Character: Character] = {
    var bases: [Character: Character] = [:]
    for base in "abcdefghijklmnopqrstuvwxyz" {
      for accent in accents {
        var scalars = String.UnicodeScalarView(String(base).unicodeScalars)
        scalars.append(accent)
        if let whole = String(scalars).first { bases[whole] = base }
      }
    }
    return bases
  }()

  /// Grave, acute, circumflex, tilde, macron, breve, dot, diaeresis, ring, double acute, caron, comma, cedilla, ogonek.
  private static let accents: [Unicode.Scalar] = [
    "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{30A}", "\u{30B}",
    "\u{30C}", "\u{326}", "\u{327}", "\u{328}",
  ]
}

extension Unicode.Scalar {
  /// Blanks without width, which no reader sees.
  fileprivate var isBlank: Bool { self == "\u{200B}" || self == "\u{FEFF}" }
}
