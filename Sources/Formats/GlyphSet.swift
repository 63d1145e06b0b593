import Typesetting

/// The characters that a text layout draws with.
struct GlyphSet: Sendable {
  /// The pieces of a bracket around several rows.
  struct Bracket: Sendable {
    /// Left and right of the first, of each middle and of the last row.
    var top, middle, bottom: (left: String, right: String)
    /// Whether the first and last rows of the bracket are lines of their own.
    var hasOwnLines: Bool
  }

  /// Whether everything is written with ASCII characters.
  var isASCII: Bool
  /// Whether indices and powers become small characters where these exist.
  var hasSmallScripts: Bool
  var bracket: Bracket
  /// Around a part singled out for the reader.
  var marked: (left: String, right: String)
  /// After a transposed matrix.
  var transpose: String
  var ellipsis, verticalEllipsis: String
  var rule: String
  /// `✓ ≠ ✗ –`, all of one width.
  var marks: [Block.Item.Mark: String]
  /// A vertical axis, the same with a number at it, the corner, the horizontal axis and the same with a number below.
  var axis: (vertical: String, labelled: String, corner: String, horizontal: String, mark: String)
  /// Whether curves are drawn with eight dots to a character.
  var hasBraille: Bool
  /// On the lines of several series.
  var seriesMarks: [String]
  /// Where a path begins and ends.
  var ends: (start: String, end: String)
  /// The pieces of a bar: a whole character, and its last half to the right and to the left of zero.
  var bar: (whole: String, leftHalf: String, rightHalf: String)
  /// The heights of a drawing in a line, from the lowest.
  var levels: [String]
  /// The cells of a map for classes 0, 1, …
  var classes: [String]
  /// Greys from paper to ink.
  var shades: [String]
  /// The cells of heights, from the lowest; none of them is a mark of a path.
  var heights: [String]
  /// A place on a path, and what joins two.
  var way: (place: String, line: String)

  /// All of Unicode.
  static let unicode = GlyphSet(
    isASCII: false, hasSmallScripts: true,
    bracket: Bracket(top: ("⎡", "⎤"), middle: ("⎢", "⎥"), bottom: ("⎣", "⎦"), hasOwnLines: false),
    marked: ("⟦", "⟧"), transpose: "ᵀ", ellipsis: "…", verticalEllipsis: "⋮", rule: "─",
    marks: [.right: "✓", .wrong: "✗", .follows: "↳", .misprint: "≠", .remark: "–"],
    axis: ("│", "┤", "└", "─", "┬"), hasBraille: true,
    seriesMarks: ["●", "○", "■", "□", "▲", "△", "◆", "◇"], ends: ("○", "●"), bar: ("█", "▌", "▐"),
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    classes: ["·", "░", "▒", "▓", "█"],
    shades: [" ", "░", "▒", "▓", "█"], heights: [" ", "░", "▒", "▓", "█"], way: ("•", "·"))

  /// ASCII alone.
  static let ascii = GlyphSet(
    isASCII: true, hasSmallScripts: false,
    bracket: Bracket(top: ("+-", "-+"), middle: ("| ", " |"), bottom: ("+-", "-+"), hasOwnLines: true),
    marked: ("{", "}"), transpose: ".T", ellipsis: "...", verticalEllipsis: ":", rule: "-",
    marks: [.right: "ok", .wrong: "x ", .follows: "> ", .misprint: "!=", .remark: "- "],
    axis: ("|", "+", "+", "-", "+"), hasBraille: false,
    seriesMarks: ["*", "o", "+", "x", "#", "@", "%", "&"], ends: ("o", "@"), bar: ("=", "=", "="),
    levels: [".", ":", "-", "=", "+", "*", "#"],
    classes: [".", ":", "+", "#", "@"],
    shades: [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"], heights: [" ", "-", "=", "%", "#"],
    way: ("*", "."))

  /// For one line that is read aloud: nothing small, nothing drawn.
  static let linear: GlyphSet = {
    var glyphs = unicode
    glyphs.hasSmallScripts = false
    glyphs.marked = ("", "")
    glyphs.transpose = ".T"
    return glyphs
  }()

  /// Running text in these characters; what nobody sees is written out.
  func prose(_ text: String) -> String { isASCII ? Transliteration.prose(text) : text.visible }

  /// A part of a formula in these characters.
  func math(_ text: String) -> String { isASCII ? Transliteration.math(text) : text.visible }

  /// A sign of a formula in these characters; where there is no `·`, `@` stands between matrices and `*` elsewhere, as in
  /// a lesson.
  func sign(_ text: String) -> String { text == "@" && !isASCII ? "·" : math(text) }

  /// The name of a quantity in these characters, with `_` where a letter that is spelled out would run into another:
  /// `dθ` is `d_theta`.
  func name(_ text: String) -> String {
    guard isASCII else { return text.visible }
    var result = ""
    var previous: (spelled: String, isSpelledOut: Bool)?
    for character in text {
      let spelled = math(String(character))
      let isSpelledOut = spelled.count > 1
      if let previous, previous.isSpelledOut || isSpelledOut, previous.spelled.last?.isLetter == true,
        spelled.first?.isLetter == true
      {
        result += "_"
      }
      result += spelled
      previous = (spelled, isSpelledOut)
    }
    return result
  }

  /// A number in these characters: `9.78·10⁻⁶` is `9.78e-6` in ASCII and `9.78·10^−6` where nothing is small.
  func number(_ text: String) -> String {
    if isASCII { return Transliteration.number(text) }
    return hasSmallScripts ? text.visible : Transliteration.lineNumber(text.visible)
  }
}
