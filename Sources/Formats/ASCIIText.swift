import Typesetting

/// The layout of `UnicodeText` in ASCII alone: δ is `delta`, ⊙ is `.*`, a bracket is drawn with `|` and `+-`.
package struct ASCIIText: Format {
  private let options: FormatOptions

  /// A format with these choices.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
  }

  package func render(_ document: Document) -> String {
    TextLayout(options: options, glyphs: .ascii).render(document)
  }
}
