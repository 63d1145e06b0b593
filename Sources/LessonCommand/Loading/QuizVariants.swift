import Execution
import Exercises
import Handouts
import LessonLanguage
import OperatingSystem
import Typesetting

/// `--variants 30 --seed 7 --vary x,W1`: the exercises of a bank of questions, of the lesson itself or of variants.
struct QuizVariants {
  /// How many variants; nil for the lesson itself.
  let count: Int?
  let seed: UInt32
  private let names: [String]?

  private static let section = Localized(es: "VARIANTES", en: "VARIANTS")
  private static let most = 1_000

  static let options: [Option] = [
    Option(
      "variants", value: .init(Localized(es: "n", en: "n")),
      help: Localized(
        es: "Tantas variantes, con otros números, como las hace 'lesson variants'.",
        en: "So many variants, with other numbers, as 'lesson variants' makes them."),
      section: section),
    Option(
      "vary", value: .init(Localized(es: "nombres", en: "names")),
      help: Localized(
        es: "Lo que cambia en ellas, separado por comas: x,W1,y; por omisión, cuanto tiene números.",
        en: "What changes in them, separated by commas: x,W1,y; default: whatever has numbers."),
      section: section),
    Option(
      "seed", value: .init(Localized(es: "n", en: "n"), usual: "1"),
      help: Localized(
        es: "Con --variants, qué variantes; sin él, la semilla de lo que sortea la lección.",
        en: "With --variants, which variants; without it, the seed of what the lesson draws."),
      section: section),
  ]

  /// Reads them from a command line; throws `UsageError`.
  init(_ arguments: ParsedArguments) throws {
    count = try arguments.integer("variants", in: 1...Self.most)
    names = arguments.value("vary").map { list in
      list.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    if names != nil, count == nil {
      throw UsageError(
        es: "--vary necesita --variants, que dice cuántas variantes.",
        en: "--vary needs --variants, which says how many variants.")
    }
    seed = try arguments.integer("seed", in: 0...Int(UInt32.max)).map { UInt32($0) } ?? 1
  }

  /// The exercise of the lesson, or of each variant.
  func sheets(
    of loaded: LoadedLesson, _ asked: ExerciseArguments, _ context: Context
  ) throws -> [QuestionBank.Sheet] {
    try ExerciseArguments.refuseCarry(context.arguments)
    guard let count else {
      return [QuestionBank.Sheet(variant: nil, exercise: try asked.exercise(loaded, context))]
    }
    // The seed is that of the variants; what they draw when they run is as in the lesson.
    var arguments = context.arguments
    arguments.options.removeAll { $0.name == "seed" }
    let own = try ExerciseArguments.run(arguments, lesson: loaded, context.surroundings)
    do {
      return try sheets(count, of: loaded, own, asked, context)
    } catch let fault as VariantDrawing.Fault {
      switch fault {
      case .lesson(let error): throw error
      case .variant(let fault): throw Self.error(fault)
      }
    } catch let fault as VariantFault {
      try context.interrupt.check()
      throw Self.error(fault)
    }
  }

  private func sheets(
    _ count: Int, of loaded: LoadedLesson, _ own: RunArguments, _ asked: ExerciseArguments, _ context: Context
  ) throws -> [QuestionBank.Sheet] {
    let drawing = try VariantDrawing(loaded.lesson, vary: names, digits: asked.digits, settings: own.lesson)
    // Settings that were given stand in the text of the variants.
    var settings = own.lesson
    settings.overrides = [:]
    settings.typed = [:]
    let progress = Progress(context)
    defer { progress.clear() }
    let sheets = try (1...count).map { place in
      let number = VariantNumber(place)
      let variant = try drawing.variant(number, seed: seed) {
        progress.tell(Localized(es: "variante \(place) de \(count)…", en: "variant \(place) of \(count)…"))
        return context.interrupt.isRequested
      }
      let scope = try variant.lesson.program(settings: settings).scope
      let moment = try asked.moment(of: scope, own.run, context)
      return QuestionBank.Sheet(variant: number.text, exercise: try asked.exercise(in: moment, scope).exercise)
    }
    let values = sheets.map { sheet in sheet.exercise.blanks.map(\.value) }
    if count > 1, values.allSatisfy({ $0 == values.first }) {
      try context.tell(
        Localized(
          es: "Aviso: lo que se pide es igual en todas las variantes; con --vary, di de qué depende.",
          en: "Warning: what is asked for is the same in all variants; with --vary, say what it depends on."))
    }
    return sheets
  }

  private static func error(_ fault: VariantFault) -> any Error {
    fault.isOfRequest ? UsageError(fault.message) : CommandError(fault.message)
  }
}
