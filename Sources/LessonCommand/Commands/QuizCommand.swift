import Documents
import Exercises
import Formats
import Handouts
import LessonLanguage
import OperatingSystem
import Typesetting

/// `lesson quiz clase6 --blank z1,dW1 --variants 30 --out banco.xml`: a bank of questions for a learning platform.
enum QuizCommand: Command {
  static let name = "quiz"
  static let summary = Localized(
    es: "Hace de una lección un banco de preguntas para Moodle o Canvas.",
    en: "Make a lesson a bank of questions for Moodle or Canvas.")
  static var declaration: Declaration {
    Declaration(
      discussion: QuizHelp.discussion,
      examples: [
        .init("lesson quiz clase6 --blank z1,dW1,E --out banco.xml", es: "para Moodle", en: "for Moodle"),
        .init(
          "lesson quiz clase6 --blank z1 --variants 30 --vary x,W1,y --out banco.xml",
          es: "treinta variantes", en: "thirty variants"),
        .init(
          "lesson quiz clase6 --blank dW1 --kind cloze --decimal comma --out banco.xml", es: "una matriz con huecos",
          en: "a matrix with gaps"),
        .init("lesson quiz clase6 --blank E --digits 3 --out banco.zip", es: "para Canvas", en: "for Canvas"),
      ],
      arguments: [.lesson],
      options: own + QuizVariants.options + ExerciseArguments.options
        + RunArguments.options.filter { $0.name != "seed" } + Presentation.options)
  }

  /// The options of its own, which no lesson's setting takes the place of.
  private static let own: [Option] = [
    Option(
      "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
      help: Localized(
        es: "El archivo: .xml (Moodle), .gift o .txt (GIFT), .zip (QTI 1.2); - es la salida estándar.",
        en: "The file: .xml (Moodle), .gift or .txt (GIFT), .zip (QTI 1.2); - is standard output.")),
    Option(
      "to", value: .init(Localized(es: "formato", en: "format"), choices: BankFormat.allCases.map(\.rawValue)),
      help: Localized(
        es: "El formato, si no lo dice el nombre del archivo.",
        en: "The format, where the file's name does not say it.")
    ),
    Option(
      "kind",
      value: .init(
        Localized(es: "tipo", en: "kind"), choices: QuestionBank.Kind.allCases.map(\.rawValue),
        usual: QuestionBank.Kind.numerical.rawValue),
      help: Localized(
        es: "Una pregunta por número (numerical) o una con todos en huecos (cloze).",
        en: "A question for each number (numerical), or one with all of them in gaps (cloze).")),
  ]

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try ExerciseArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let loaded = try context.shelf.load(arguments[0] ?? "")
    let path = try ExerciseArguments.path(arguments, loaded, ending: ".xml")
    let format = try format(of: path, arguments)
    let kind = arguments.value("kind").flatMap(QuestionBank.Kind.init(rawValue:)) ?? .numerical
    if kind == .cloze, format != .moodle {
      throw UsageError(
        es: "--kind cloze es para Moodle (.xml): \(format.rawValue) no tiene huecos con números.",
        en: "--kind cloze is for Moodle (.xml): \(format.rawValue) has no gaps with numbers.")
    }
    let variants = try QuizVariants(arguments)
    let asked = try ExerciseArguments(arguments, loaded.syntax)
    try RunInputs(arguments, loaded, context.surroundings).check("out", of: arguments)
    let file = path == "-" ? nil : try AtomicFile(path)
    // What this command calls its own is no setting of the lesson.
    var others = arguments
    let names = Set((own + QuizVariants.options).map(\.name)).subtracting(["seed"])
    others.options.removeAll { names.contains($0.name) }
    let inner = Context(
      arguments: others, surroundings: context.surroundings, console: context.console, interrupt: context.interrupt,
      shelf: context.shelf)
    let sheets = try variants.sheets(of: loaded, asked, inner)
    let options = FormatOptions(decimalMark: context.surroundings.decimalMark, language: context.language)
    let bank: QuestionBank
    do throws(QuestionBank.Refusal) {
      bank = try QuestionBank(
        loaded.syntax.name, title: loaded.syntax.title?.localized, sheets, kind, options)
    } catch {
      throw CommandError(error.message)
    }
    guard let bytes = try format.bytes(bank) else { return .failure }
    guard let file else {
      try context.console.output.write(String(decoding: bytes, as: UTF8.self))
      return .success
    }
    try file.write(bytes: bytes)
    try file.commit()
    try context.tell(QuestionBankText.written(path, bank, variants: variants.count))
    let presentation = Presentation(context)
    if presentation.isData {
      let fact = bank.fact.adding(
        ("file", .text(path)), ("to", .text(format.rawValue)), ("kind", .text(kind.rawValue)),
        ("variants", variants.count.map { .integer($0) }),
        ("seed", variants.count == nil ? nil : .integer(variants.seed)))
      try presentation.show(fact, of: name)
    }
    return .success
  }

  /// What is written, and that it goes there; throws `UsageError`.
  private static func format(of path: String, _ arguments: ParsedArguments) throws -> BankFormat {
    let named = arguments.value("to").flatMap(BankFormat.init(rawValue:))
    if let named, let ending = BankFormat(ofFile: path), ending != named, !path.lowercased().hasSuffix(".txt") {
      throw UsageError(
        es: "--to \(named.rawValue) y el final de '\(path)' se contradicen: di uno de los dos.",
        en: "--to \(named.rawValue) and the ending of '\(path)' contradict each other: give one of them.")
    }
    guard let format = named ?? (path == "-" ? .moodle : BankFormat(ofFile: path)) else {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "out"),
        reason: Localized(
          es: "el nombre acaba en .xml, .gift, .txt o .zip, o --to dice el formato",
          en: "the name ends in .xml, .gift, .txt or .zip, or --to says the format"))
    }
    guard format != .qti || path != "-" else {
      throw UsageError(
        es: "QTI es un .zip, que no se escribe en la salida estándar: --out banco.zip.",
        en: "QTI is a .zip, which is not written to standard output: --out bank.zip.")
    }
    return format
  }
}
