import Formats
import Typesetting

/// The text of XML files.
enum XMLText {
  /// The first bytes of a file; nothing may stand before them.
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// Text, and values of attributes between `"`.
  static func escaped(_ text: String) -> String { HTML.escaped(text) }

  /// HTML as it is, which only the end of such a section could end.
  static func section(_ html: String) -> String {
    var result = ""
    for character in html {
      if character == ">", result.hasSuffix("]]") { result += "]]><![CDATA[" }
      result.append(character)
    }
    return "<![CDATA[\(result)]]>"
  }
}
