import Typesetting

/// A line of a lesson cut into characters as a reader counts them.
struct LineCharacters {
  /// What the lexer takes each character for.
  private var scalars: [Unicode.Scalar] = []
  /// Where each character begins in `bytes`; then where the last one ends.
  private var starts: [Int] = []
  private var bytes: [UInt8] = []

  /// A line without characters.
  init() {}

  init(_ line: String) {
    bytes = Array(line.utf8)
    scalars.reserveCapacity(bytes.count)
    starts.reserveCapacity(bytes.count + 1)
    var end = 0
    for scalar in line.unicodeScalars {
      guard scalar.standsAlone else {
        readCharacters(of: line)
        return
      }
      scalars.append(scalar)
      starts.append(end)
      end += UTF8.width(scalar)
    }
    starts.append(end)
  }

  private mutating func readCharacters(of line: String) {
    scalars = []
    starts = [0]
    for character in line {
      scalars.append(Self.meaning(of: character))
      starts.append(starts[starts.count - 1] + character.utf8.count)
    }
  }

  /// What the lexer takes the character at a place for, from 0; nil behind the end.
  subscript(place: Int) -> Unicode.Scalar? {
    place < scalars.count ? scalars[place] : nil
  }

  /// Characters as typed.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[starts[range.lowerBound]..<starts[range.upperBound]], as: UTF8.self)
  }

  /// The character itself when it is one scalar. With marks behind it, it means something only as a letter: some letter
  /// that begins no sign stands for it, and U+FFFD for all others.
  private static func meaning(of character: Character) -> Unicode.Scalar {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return "\u{FFFD}" }
    return scalars.count == 1 ? first : Lexer.isLetter(first) ? "ñ" : "\u{FFFD}"
  }
}
