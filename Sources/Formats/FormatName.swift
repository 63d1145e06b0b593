/// The formats a reader can ask for by name.
package enum FormatName: String, Hashable, Sendable, CaseIterable {
  case text, markdown, json, plain, ascii

  /// The format of this name.
  package func format(_ options: FormatOptions = FormatOptions()) -> any Format {
    switch self {
    case .text: UnicodeText(options)
    case .markdown: Markdown(options)
    case .json: JSON(options)
    case .plain: PlainText(options)
    case .ascii: ASCIIText(options)
    }
  }
}
