import Typesetting

/// A line of a lesson cut into characters as a reader counts them.
struct LineCharacters {
  /// What the lexer takes each character for.
  private var scalars: [Unicode.Scalar] = []
  /// Where each character begins in `bytes`, then where the last one ends; empty when each is one byte.
  private var starts: [Int] = []
  private var bytes: [UInt8] = []
  /// Whether each character stands alone: none is a control character, none has marks.
  private(set) var isPlain = true

  /// A line without characters.
  init() {}

  init(_ line: String) {
    bytes = Array(line.utf8)
    var isPlain = true
    scalars = Array(unsafeUninitializedCapacity: bytes.count) { buffer, count in
      for scalar in line.unicodeScalars {
        guard scalar.standsAlone else {
          isPlain = false
          return
        }
        buffer.initializeElement(at: count, to: scalar)
        count += 1
      }
    }
    guard isPlain else {
      self.isPlain = false
      scalars = line.map(Self.meaning)
      setStarts(line.map { $0.utf8.count })
      return
    }
    if scalars.count < bytes.count { setStarts(scalars.map { UTF8.width($0) }) }
  }

  private mutating func setStarts(_ widths: [Int]) {
    starts = [0]
    starts.reserveCapacity(widths.count + 1)
    var end = 0
    for width in widths {
      end += width
      starts.append(end)
    }
  }

  /// How many characters there are.
  var count: Int { scalars.count }

  /// What the lexer takes the character at a place for, from 0; nil behind the end.
  subscript(place: Int) -> Unicode.Scalar? {
    place < scalars.count ? scalars[place] : nil
  }

  /// Characters as typed.
  func text(_ range: Range<Int>) -> String {
    let isBytes = starts.isEmpty
    let start = isBytes ? range.lowerBound : starts[range.lowerBound]
    let end = isBytes ? range.upperBound : starts[range.upperBound]
    return bytes.withUnsafeBufferPointer { bytes in
      String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
  }

  /// The character itself when it is one scalar. With marks behind it, it means something only as a letter: some letter
  /// that begins no sign stands for it, and U+FFFD for all others.
  private static func meaning(_ character: Character) -> Unicode.Scalar {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return "\u{FFFD}" }
    return scalars.count == 1 ? first : Lexer.isLetter(first) ? "ñ" : "\u{FFFD}"
  }
}
