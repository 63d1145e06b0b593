import Testing
import Typesetting

@testable import LessonCommand

@Suite struct HelpScreenTests {
  static let declaration = Declaration(
    examples: [.init("lesson run xor --lr 0.5", es: "otra tasa", en: "another rate")],
    arguments: [.lesson],
    options: [
      Option(
        "lr", value: .init(Localized(both: "lr"), usual: "0.5"),
        help: Localized(es: "Tasa de aprendizaje.", en: "Learning rate.")),
      Option(
        "a-very-long-option-name", value: .init(Localized(es: "valor", en: "value"), choices: ["a", "b"]),
        help: Localized(es: "Larga.", en: "Long."), isRepeatable: true),
      Option(
        "hidden", short: "H", value: .init(Localized(both: "h")), help: Localized(es: "Neuronas.", en: "Neurons."),
        section: Localized(es: "AJUSTES DE xor", en: "SETTINGS OF xor")),
    ])

  private func text(_ language: Language, width: Int = 80) -> String {
    HelpScreen(
      name: "lesson run", overview: Localized(es: "Ejecuta una lección.", en: "Run a lesson."),
      declaration: Self.declaration, language: language, width: width
    ).text
  }

  @Test func `the help is laid out as Swift's tools do, examples first`() {
    #expect(
      text(.english) == """
        OVERVIEW: Run a lesson.

        EXAMPLES:
          lesson run xor --lr 0.5  another rate

        USAGE: lesson run [--lr <lr>] [--a-very-long-option-name <value>]...
            [--hidden <h>] <lesson>

        ARGUMENTS:
          <lesson>                A lesson ('lesson list' shows them) or a .lesson file;
                                  if it holds several, file:name.

        SETTINGS OF xor:
          -H, --hidden <h>        Neurons.

        OPTIONS:
          --lr <lr>               Learning rate. (default: 0.5)
          --a-very-long-option-name <value>
                                  Long. (values: a, b; may be repeated)
          --lang <language>       Language of all texts; default: LESSON_LANG or the
                                  system's. (values: es, en)
          --decimal <mark>        Decimal mark of the output. (values: point, comma;
                                  default: point)
          --ascii                 Write ASCII characters only.
          --no-color              No colours.
          -V, --version           Show the version.
          -h, --help              Show help information.

        """)
  }

  @Test func `the Spanish help has the same parts`() {
    let spanish = text(.spanish)
    for part in [
      "DESCRIPCIÓN: Ejecuta una lección.", "EJEMPLOS:", "USO: lesson run [--lr <lr>]", "ARGUMENTOS:\n  <lección>",
      "AJUSTES DE xor:", "OPCIONES:", "(por omisión: 0.5)", "(valores: a, b; se puede repetir)",
    ] { #expect(spanish.contains(part), "\(part)") }
  }

  @Test(arguments: [40, 60, 80, 132], Language.allCases)
  func `no line is wider than the terminal where words allow it`(width: Int, language: Language) {
    for line in text(language, width: width).split(separator: "\n") {
      #expect(line.count <= width || !line.dropFirst(width).contains(" ") || line.hasPrefix("  lesson"), "\(line)")
    }
  }

  @Test func `many options are one word of the usage`() {
    let many = Declaration(
      arguments: [.lesson],
      options: (1...13).map { Option("o\($0)", help: Localized(both: "")) })
    let screen = HelpScreen(
      name: "lesson run", overview: Localized(both: ""), declaration: many, language: .english, width: 80)
    #expect(screen.usage(under: "Usage:") == ["Usage: lesson run [<options>] <lesson>"])
  }
}
