import Typesetting

/// A way to write a document down, by name; each is one exhaustive switch over the document's blocks.
package struct Format: Hashable, Sendable {
  /// Which.
  package let name: FormatName
  /// What a reader has chosen of it.
  package let options: FormatOptions

  /// The whole document, ending with a line end unless it is empty.
  package func render(_ document: Document) -> String {
    switch name {
    case .text: UnicodeText(options).render(document)
    case .markdown: Markdown(options).render(document)
    case .latex: LaTeX(options).render(document)
    case .csv: CSVTables(options).render(document)
    case .plain: PlainText(options).render(document)
    case .ascii: ASCIIText(options).render(document)
    }
  }
}

/// What a reader has chosen, or a terminal can show.
package struct FormatOptions: Hashable, Sendable {
  /// The columns lines should keep to where the contents allow it.
  package var width: Int
  /// Whether escape sequences for colours and weights may be written.
  package var color: Bool
  /// The mark between a number's whole part and its decimals.
  package var decimalMark: DecimalMark
  /// The language of the few words a format adds itself.
  package var language: Language

  /// 80 columns, no colour, a point, English, unless said otherwise; fewer than 20 columns count as 20.
  package init(
    width: Int = 80, color: Bool = false, decimalMark: DecimalMark = .point, language: Language = .english
  ) {
    self.width = max(20, width)
    self.color = color
    self.decimalMark = decimalMark
    self.language = language
  }
}
