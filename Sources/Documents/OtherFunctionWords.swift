import Typesetting
import Verification

/// Why printed numbers are not judged: they were worked out with the lesson's own function, and the reader gave another.
struct OtherFunctionWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  /// A sentence for each such function; nothing where the lesson's own ran.
  func blocks(_ report: Report) -> [Block] {
    report.otherFunctions.map { function in
      let lines = Self.line(report.linesOfOwnFunctions)
      let words = Localized(
        es: "Lo impreso se calculó con la \(function.name) de la lección, \(function.usual); con otra no se juzga "
          + "(\(lines.es)).",
        en: "What is printed was worked out with the lesson's own \(function.name), \(function.usual); with another it "
          + "is not judged (\(lines.en)).")
      return .paragraph(Text(words[language]))
    }
  }

  private static let line = Noun(es: ("línea", "líneas"), en: ("line", "lines"))
}
