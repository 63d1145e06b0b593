import Calculus
import Documents
import Trace
import Typesetting

/// `lesson derive 'x^2·sin(x)' --by x`: a derivative rule by rule.
enum DeriveCommand: Command {
  static let name = "derive"
  static let summary = Localized(es: "Deriva una fórmula regla a regla.", en: "Differentiate a formula rule by rule.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson derive 'x^2·sin(x)'", es: "las reglas, una a una", en: "the rules, one by one"),
        .init("lesson derive 'ln(a·x)/x' --by x", es: "a es una constante", en: "a is a constant"),
        .init("lesson derive 'exp(-x^2)' --set x=0.5", es: "y su valor ahí", en: "and its value there"),
      ],
      arguments: [
        Argument(
          Localized(es: "fórmula", en: "formula"),
          help: Localized(
            es: "Como en una lección; sus nombres son números.", en: "As in a lesson; its names are numbers."))
      ],
      options: [
        Option(
          "by", value: .init(Localized(es: "nombre", en: "name")),
          help: Localized(
            es: "La variable; por omisión, el único nombre.", en: "The variable; default: the only name.")),
        Option(
          "set", value: .init(Localized(es: "nombre=valor", en: "name=value")),
          help: Localized(
            es: "Un punto en el que se calcula: --set x=2.", en: "A point at which to compute it: --set x=2."),
          isRepeatable: true),
        Presentation.significant, Presentation.notation,
      ] + Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let style = NumberStyle(significantDigits: try Presentation.digits(arguments) ?? 6)
    let asked = try AskedDerivation(
      arguments[0] ?? "", by: arguments.value("by"), values: arguments.values("set"),
      layers: arguments.value("notation").flatMap(Notation.Layers.init))
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(asked.fact, of: name)
    } else {
      try presentation.show(DerivationBlocks(context.language).blocks(asked, style))
    }
    return .success
  }
}
