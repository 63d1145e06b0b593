import Formats
import Matrices
import Typesetting

/// How a reader wants to see what the engine says: none of it changes a number.
package struct View: Hashable, Sendable {
  /// Where examples lie; nil: as the lesson has them.
  package var convention: ExampleAxis?
  package var language: Language
  package var mark: DecimalMark
  /// The format of documents.
  package var format: DocumentFormat

  /// As the lesson has it, in English, with a point, as text, unless said otherwise.
  package init(
    convention: ExampleAxis? = nil, language: Language = .english, mark: DecimalMark = .point,
    format: DocumentFormat = .text
  ) {
    self.convention = convention
    self.language = language
    self.mark = mark
    self.format = format
  }

  /// A view by the names of its parts: `rows`, `es`, `comma`, `markdown`; an empty name stands for what is usual.
  ///
  /// - Throws: which of them there is not, and which there are.
  package init(convention: String, language: String, mark: String, format: String) throws(EngineError) {
    self.init()
    func named<Value: RawRepresentable<String> & CaseIterable>(_ name: String) throws(EngineError) -> Value? {
      guard !name.isEmpty else { return nil }
      if let value = Value(rawValue: name) { return value }
      let choices = Value.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw EngineError(Localized(es: "«\(name)» no es ninguno de \(choices)", en: "“\(name)” is none of \(choices)"))
    }
    self.convention = try named(convention)
    if let language: Language = try named(language) { self.language = language }
    if let mark: DecimalMark = try named(mark) { self.mark = mark }
    if let format: DocumentFormat = try named(format) { self.format = format }
  }

  /// What formats know of it.
  var options: FormatOptions { FormatOptions(decimalMark: mark, language: language) }

  /// A document in the format.
  func render(_ blocks: [Block]) -> String {
    switch format {
    case .text: UnicodeText(options).render(Document(blocks))
    case .markdown: Markdown(options).render(Document(blocks))
    case .plain: PlainText(options).render(Document(blocks))
    case .ascii: ASCIIText(options).render(Document(blocks))
    case .html: HTML(options, level: 4).fragment(blocks)
    }
  }
}

/// The formats in which the engine writes documents: those of the command, and parts of a page.
package enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, plain, ascii, html
}
