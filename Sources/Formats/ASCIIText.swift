import Typesetting

/// The layout of `UnicodeText` in ASCII alone: δ is `delta`, ⊙ is `.*`, a bracket is drawn with `|` and `+-`.
package struct ASCIIText: Sendable {
  private let options: FormatOptions

  /// A format with these choices.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
  }

  /// The whole document, ending with a line end unless it is empty.
  package func render(_ document: Document) -> String {
    TextLayout(options: options, glyphs: .ascii).render(document)
  }
}
