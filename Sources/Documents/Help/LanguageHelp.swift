import Calculus
import LessonLanguage
import Typesetting

/// `lesson help language`: the whole language of lesson files, with the operators from their own descriptions.
struct LanguageHelp {
  static let topic = HelpTopic(
    "language",
    Localized(
      es: "El lenguaje de las lecciones, entero: para escribir la tuya.",
      en: "The language of lessons, all of it: to write your own.")
  ) { language, isASCII in LanguageHelp(language, isASCII: isASCII).blocks }

  let language: Language
  /// Whether the example is written as on a keyboard without Greek letters.
  let isASCII: Bool

  init(_ language: Language, isASCII: Bool = false) {
    self.language = language
    self.isASCII = isASCII
  }

  /// Everything, from the file down to the limits.
  var blocks: [Block] {
    [
      .heading(1, Text(say("El lenguaje de las lecciones", "The language of lessons"))),
      .paragraph(
        Text(
          say(
            "Una lección es un texto UTF-8 que acaba en .lesson y se lee como los apuntes: los mismos nombres, las "
              + "mismas fórmulas, el mismo orden. Esta, completa, ajusta una recta:",
            "A lesson is a UTF-8 text ending in .lesson that reads like the notes: same names, same formulas, same "
              + "order. This one is complete; it fits a line:"))),
      .verbatim(isASCII ? Self.plainExample(language) : Self.example(language)),
      .paragraph(
        Text([
          .plain(say("Guardada como ", "Saved as ")), .code("recta.lesson"),
          .plain(say(", se prueba así: ", ", try it with: ")), .code("lesson check ./recta.lesson"),
          .plain(", "), .code("lesson verify ./recta.lesson"), .plain(", "), .code("lesson run ./recta.lesson --trace"),
          .plain(
            say(
              ". Las que vienen con el programa también sirven de modelo: ",
              ". The built-in ones also serve as models: ")),
          .code("lesson show xor --source"), .plain("."),
        ])),
    ] + linePages + formulaPages + runPages
  }

  private static let comments = (
    objective: Localized(es: "se minimiza", en: "is minimised"),
    gradient: Localized(es: "se declara gradiente", en: "declared the gradient"),
    step: Localized(es: "un paso del optimizador", en: "one step of the optimizer")
  )

  /// A whole lesson; tests read and verify it.
  static func example(_ language: Language) -> String {
    """
    lesson recta
      es "Una recta por dos puntos"  en "A line through two points"
      source "apuntes.pdf" "Hoja 1"
    settings
      η = 0.1  as lr       es "tasa de aprendizaje"  en "learning rate"
    data
      x = [1; 2]           es "entradas"  en "inputs"
      y = [3; 5]
    parameters
      w = 0                es "pendiente"  en "slope"
      b = 0
    forward
      ŷ = w·x + b
    loss
      E = ½·Σ (ŷ − y)²     # \(Self.comments.objective[language])
    backward
      δ = ŷ − y            is ∂E/∂ŷ
      dw = xᵀ·δ            # \(Self.comments.gradient[language])
      db = Σ δ
    update
      w by dw              # \(Self.comments.step[language])
      b by db
    run
      stop after 100 iterations
    expect "Hoja 1"
      E = 17
      dw = −13
      new(w) = 1.3
      E = 1.685 at 2
    """
  }

  /// The same lesson with ASCII characters only.
  static func plainExample(_ language: Language) -> String {
    """
    lesson recta
      es "Una recta por dos puntos"  en "A line through two points"
      source "apuntes.pdf" "Hoja 1"
    settings
      eta = 0.1  as lr     es "tasa de aprendizaje"  en "learning rate"
    data
      x = [1; 2]           es "entradas"  en "inputs"
      y = [3; 5]
    parameters
      w = 0                es "pendiente"  en "slope"
      b = 0
    forward
      yhat = w@x + b
    loss
      E = 1/2*sum (yhat - y)^2  # \(Self.comments.objective[language])
    backward
      delta = yhat - y     is partial(E, yhat)
      dw = x.T@delta       # \(Self.comments.gradient[language])
      db = sum delta
    update
      w by dw              # \(Self.comments.step[language])
      b by db
    run
      stop after 100 iterations
    expect "Hoja 1"
      E = 17
      dw = -13
      new(w) = 1.3
      E = 1.685 at 2
    """
  }

  // MARK: - Pieces

  func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  func heading(_ es: String, _ en: String) -> Block { .heading(2, Text(say(es, en))) }

  func paragraph(_ es: String, _ en: String) -> Block { .paragraph(Text(say(es, en))) }

  /// What is written to the left, what it means to the right.
  func rows(_ rows: [(code: String, es: String, en: String)]) -> Block {
    .table(
      Table(
        headings: ["", ""], alignments: [.left, .left],
        rows: rows.map { [Text([.code(Self.spaced($0.code))]), Text(say($0.es, $0.en))] }))
  }

  /// Two blanks part the examples of a cell: one of them must stay when lines are filled.
  private static func spaced(_ code: String) -> String {
    code.parts(separatedBy: "  ").joined(separator: "\u{A0} ")
  }
}
