/// The formats of a document that a reader can ask for by name; `json` writes facts, which are no document.
package enum FormatName: String, Hashable, Sendable, CaseIterable {
  case text, markdown, latex, csv, plain, ascii

  /// The format of this name.
  package func format(_ options: FormatOptions = FormatOptions()) -> Format { Format(name: self, options: options) }
}
