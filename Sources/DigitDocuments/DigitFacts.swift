import Datasets
import LessonLanguage
import Matrices
import Typesetting

/// Where the images of digits come from that a lesson learns from; nothing for a lesson without them.
package struct DigitFacts {
  private let source: DigitSource?
  private let language: Language

  package init(_ scope: Scope, _ language: Language) {
    source = scope.program.readsDigits ? scope.settings.digits as? DigitSource : nil
    self.language = language
  }

  /// `Images of './mnist': 60,000 for training, 10,000 for testing.`, or that they are made up.
  package func blocks() throws -> [Block] {
    guard let source, case .files(let folder) = try source.origin() else { return try madeUp() }
    let text =
      Localized(
        es: "Imágenes de '\(folder.onOneLine)': ",
        en: "Images of '\(folder.onOneLine)': "
          + "") + (try parts(source))
    return [.paragraph(Text(text[language]))]
  }

  /// That the digits are made up; nothing when they come from files.
  package func madeUp() throws -> [Block] {
    guard let source, case .madeUp(let seed) = try source.origin() else { return [] }
    let text =
      Localized(
        es: "Dígitos inventados, no MNIST (semilla \(seed)): ",
        en: "Made-up digits, not MNIST (seed \(seed)): ") + (try parts(source))
    return [.paragraph(Text([.faint(text[language])]))]
  }

  /// `60,000 for training, 10,000 for testing.`
  private func parts(_ source: DigitSource) throws -> Localized {
    let train = Localized(grouping: try source.count(of: .train))
    let test = Localized(grouping: try source.count(of: .test))
    return Localized(
      es: "\(train.es) de entrenamiento, \(test.es) de prueba.", en: "\(train.en) for training, \(test.en) for testing."
    )
  }
}
