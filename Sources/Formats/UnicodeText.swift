import Typesetting

/// Text for a terminal: `W1 (2×2) = ⎡0.1  0.3⎤`, tables, drawings, and colours where they are allowed.
package struct UnicodeText: Sendable {
  private let options: FormatOptions

  /// A format with these choices.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
  }

  /// The whole document, ending with a line end unless it is empty.
  package func render(_ document: Document) -> String {
    TextLayout(options: options, glyphs: .unicode).render(document)
  }
}
