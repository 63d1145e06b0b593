import Datasets
import LessonLanguage
import Matrices
import Typesetting

/// Where the images of digits come from that a lesson learns from; nothing for a lesson without them.
package struct DigitFacts {
  private let source: DigitSource?
  private let language: Language

  package init(_ settings: LessonSettings, _ language: Language) {
    source = settings.digits as? DigitSource
    self.language = language
  }

  /// `Images of './mnist': 60000 to learn from and 10000 to be tested on.`, or that they are made up.
  package func blocks() throws -> [Block] {
    guard let source, case .files(let folder) = try source.origin() else { return try madeUp() }
    let (train, test) = (try source.count(of: .train), try source.count(of: .test))
    let text = Localized(
      es: "Imágenes de '\(folder.onOneLine)': \(train) para aprender y \(test) de prueba.",
      en: "Images of '\(folder.onOneLine)': \(train) to learn from and \(test) to be tested on.")
    return [.paragraph(Text(text[language]))]
  }

  /// That the digits are made up; nothing when they come from files.
  package func madeUp() throws -> [Block] {
    guard let source, case .madeUp(let seed) = try source.origin() else { return [] }
    let (train, test) = (try source.count(of: .train), try source.count(of: .test))
    let text = Localized(
      es: "Dígitos inventados, no los de MNIST (semilla \(seed)): \(train) y \(test) de prueba.",
      en: "Made-up digits, not those of MNIST (seed \(seed)): \(train), and \(test) to be tested on.")
    return [.paragraph(Text([.faint(text[language])]))]
  }
}
