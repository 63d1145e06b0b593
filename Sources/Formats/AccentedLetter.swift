/// A letter with an accent that mathematics gives a meaning: `ŷ`, `x̄`.
struct AccentedLetter: Hashable, Sendable {
  /// The accents, by their names in LaTeX.
  enum Accent: String, Hashable, Sendable, CaseIterable {
    case hat, bar, dot, tilde

    fileprivate var scalars: [Unicode.Scalar] {
      switch self {
      case .hat: ["\u{302}"]
      case .bar: ["\u{304}", "\u{305}"]
      case .dot: ["\u{307}"]
      case .tilde: ["\u{303}"]
      }
    }
  }

  let accent: Accent
  let base: Character

  /// The parts of a character; nil for one without such an accent. Spanish ñ is a letter of its own.
  init?(_ character: Character) {
    if let known = Self.letters[character] {
      self = known
      return
    }
    let scalars = Array(character.unicodeScalars)
    guard scalars.count == 2, let accent = Accent.allCases.first(where: { $0.scalars.contains(scalars[1]) }) else {
      return nil
    }
    self.init(accent, Character(scalars[0]))
  }

  private init(_ accent: Accent, _ base: Character) {
    self.accent = accent
    self.base = base
  }

  /// Letters that have a character of their own; characters are compared by meaning, so that `y` with a circumflex finds ŷ.
  private static let letters: [Character: AccentedLetter] = {
    var table: [Character: AccentedLetter] = [:]
    for accent in Accent.allCases {
      guard let scalar = accent.scalars.first else { continue }
      let bases = accent == .tilde ? "abcdefghijklmopqrstuvwxyz" : "abcdefghijklmnopqrstuvwxyz"
      for base in bases + bases.uppercased() {
        guard let whole = (String(base) + String(Character(scalar))).first else { continue }
        table[whole] = AccentedLetter(accent, base)
      }
    }
    return table
  }()
}
