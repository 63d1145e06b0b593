import Documents
import Exercises
import Formats
import Handouts
import LessonLanguage
import OperatingSystem
import Typesetting

/// `lesson sheet clase6 --blank z1,dW1,E --out hoja.tex`: a sheet to hand out, with its key.
enum SheetCommand: Command {
  static let name = "sheet"
  static let summary = Localized(
    es: "Hace de una lección una hoja de ejercicios en LaTeX, con solución.",
    en: "Make a lesson an exercise sheet in LaTeX, with its key.")
  static var declaration: Declaration {
    Declaration(
      discussion: SheetHelp.discussion,
      examples: [
        .init("lesson sheet clase6 --blank z1,dW1,E --out hoja.tex", es: "lo que se pide", en: "what is asked for"),
        .init(
          "lesson sheet clase6 --blank z1,dW1,E --answers --out clave.tex", es: "con la solución", en: "with the key"),
        .init(
          "lesson sheet xor --at 2 --decimals 3 --rule truncated --out hoja.tex",
          es: "la segunda iteración, con tres decimales, truncados",
          en: "the second iteration, with three decimals, truncated"),
      ],
      arguments: [.lesson],
      options: [
        Option(
          "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "El archivo .tex, que aparece entero o no aparece; - es la salida estándar.",
            en: "The file .tex, which appears whole or not at all; - is standard output.")),
        Option("answers", help: Localized(es: "Con la solución impresa.", en: "With the key printed.")),
        RunArguments.load,
      ] + ExerciseArguments.options + RunArguments.options + Presentation.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try ExerciseArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let loaded = try context.shelf.load(arguments[0] ?? "")
    let path = try ExerciseArguments.path(arguments, loaded, ending: ".tex")
    guard path == "-" || path.lowercased().hasSuffix(".tex") else {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "out"),
        reason: Localized(es: "el nombre acaba en .tex", en: "the name ends in .tex"))
    }
    let asked = try ExerciseArguments(arguments, loaded.syntax)
    try RunInputs(arguments, loaded, context.surroundings).check("out", of: arguments)
    let file = path == "-" ? nil : try AtomicFile(path)
    let exercise = try asked.exercise(loaded, context)
    let options = FormatOptions(decimalMark: context.surroundings.decimalMark, language: context.language)
    let sheet: LaTeXSheet
    do throws(LaTeXSheet.Refusal) {
      sheet = try LaTeXSheet(exercise, options, showsAnswers: arguments.has("answers"))
    } catch {
      throw CommandError(error.message)
    }
    guard let file else {
      try context.console.output.write(sheet.text())
      return .success
    }
    try file.write(sheet.text())
    try file.commit()
    try context.tell(sheet.written(path))
    let presentation = Presentation(context)
    if presentation.isData { try presentation.show(sheet.fact.adding(("file", .text(path))), of: name) }
    return .success
  }
}
