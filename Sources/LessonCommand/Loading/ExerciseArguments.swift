import Calculus
import Documents
import Execution
import Exercises
import LessonLanguage
import Marking
import Stepping
import Trace
import Typesetting

/// `--blank z1,dW1 --digits 4 --rule rounded --at 2`: what a student is to compute, and how it is to be written.
struct ExerciseArguments {
  /// The digits asked for, and the ways of cutting a number to them that are right.
  let digits: AskedDigits
  /// The quantities and entries of `--blank`, as typed; nil where the lesson's own `blank` lines count.
  private let typed: String?
  /// The iteration that was asked for; nil for the first.
  let iteration: WantedIteration?

  private static let section = Localized(es: "LO QUE SE PIDE", en: "WHAT IS ASKED FOR")
  private static let mostDigits = PrintedRule.judgedDigits

  /// The options of every command that asks for numbers.
  static let options: [Option] = [
    Option(
      "blank", value: .init(Localized(es: "nombres", en: "names")),
      help: Localized(
        es: "Lo que hay que calcular, separado por comas: z1,dW1[1,1],E; por omisión, los 'blank' de la lección y, si "
          + "no los hay, cuanto se calcula a mano, que es también 'all'.",
        en: "What is to be computed, separated by commas: z1,dW1[1,1],E; default: the lesson's 'blank' lines and, "
          + "where there are none, all that is computed by hand, which is also 'all'."),
      section: section),
    Option(
      "at", value: .init(Localized(es: "n", en: "n"), usual: "1", completion: .words(["last"])),
      help: Localized(
        es: "La iteración de la que son los números; 'last' es la última.",
        en: "The iteration whose numbers they are; 'last' is the last one."),
      section: section),
    Option(
      "digits", value: .init(Localized(es: "n", en: "n"), usual: "4"),
      help: Localized(
        es: "Cifras significativas que se piden, si la lección no dice otra cosa.",
        en: "Significant digits that are asked for, unless the lesson says otherwise."),
      section: section),
    Option(
      "decimals", value: .init(Localized(es: "n", en: "n")),
      help: Localized(
        es: "Decimales que se piden, en vez de cifras significativas.",
        en: "Decimals that are asked for, instead of significant digits."),
      section: section),
    Option(
      "rule",
      value: .init(Localized(es: "regla", en: "rule"), choices: PrintedRule.allCases.map(\.rawValue)),
      help: Localized(
        es: "Redondear (rounded) o truncar (truncated); por omisión, lo que diga la lección; si no, lo uno y lo otro.",
        en: "Rounded or truncated; default: what the lesson says, else either will do."),
      section: section),
  ]

  /// Where `--out` says that it goes; throws `UsageError` without it, with a name that ends as these do.
  static func path(_ arguments: ParsedArguments, _ loaded: LoadedLesson, ending: String) throws -> String {
    if let path = arguments.value("out") { return path }
    let name = loaded.syntax.name + ending
    throw UsageError(
      es: "Falta --out, que dice en qué archivo: --out \(name).",
      en: "--out is missing, which names the file: --out \(name).")
  }

  /// The options that a lesson adds to a command which asks for numbers: `--digits` is how many are asked for there.
  static func options(of lesson: LoadedLesson) throws -> [Option] {
    RunArguments.options(of: lesson).filter { option in !options.contains { $0.name == option.name } }
  }

  /// How a lesson is run by a command that asks for numbers.
  static func run(
    _ arguments: ParsedArguments, lesson: LoadedLesson, _ surroundings: Surroundings
  ) throws -> RunArguments {
    // What such a command calls the digits of an answer are elsewhere images of digits.
    var others = arguments
    others.options.removeAll { $0.name == "digits" }
    return try RunArguments(others, lesson: lesson, surroundings)
  }

  /// Reads them from a command line; what it leaves open is as the lesson's section `exercise` says. Throws `UsageError`.
  init(_ arguments: ParsedArguments, _ lesson: LessonSyntax) throws {
    let significant = try arguments.integer("digits", in: 1...Self.mostDigits)
    let decimals = try arguments.integer("decimals", in: 0...Self.mostDigits)
    if significant != nil, decimals != nil {
      throw UsageError(
        es: "--digits y --decimals no se combinan: di cuántas cifras significativas o cuántos decimales se piden.",
        en: "--digits and --decimals cannot be combined: say how many significant digits or how many decimals.")
    }
    let rules = arguments.value("rule").flatMap(PrintedRule.init(rawValue:)).map { [$0] }
    let usual = lesson.exercise?.digits ?? AskedDigits()
    digits = AskedDigits(
      decimals.map { .decimals($0) } ?? significant.map { .significant($0) } ?? usual.count, rules: rules ?? usual.rules
    )
    typed = arguments.value("blank")
    iteration = try WantedIteration(arguments, "at")
  }

  /// The numbers of the iteration that was asked for, computed the exact way; throws `Interrupted` on Ctrl-C.
  func moment(of scope: Scope, _ options: RunOptions, _ context: Context) throws -> Moment {
    let progress = Progress(context)
    defer { progress.clear() }
    let run = try scope.locating { () throws(ProgramError) in try Run(scope.program, options: options) }
    let timeline = Timeline(run)
    let first = run.beginning + 1
    let wanted = iteration ?? .iteration(first)
    if case .iteration(let number) = wanted, number < first { throw WantedIteration.tooEarly(number, first: first) }
    let isInterrupted = {
      progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds) }
      return context.interrupt.isRequested
    }
    try scope.locating { () throws(ProgramError) in
      switch wanted {
      case .iteration(let number): try timeline.go(to: number, isInterrupted: isInterrupted)
      case .last: _ = try timeline.goToEnd(isInterrupted: isInterrupted)
      }
    }
    try context.interrupt.check()
    return run.moment()
  }

  /// What is asked for.
  private enum Asked {
    /// Quantities and entries, separated by commas.
    case list(String)
    case allByHand
    case nothing
  }

  /// What `--blank` or else the lesson asks for; nil where neither says anything.
  private func asked(in scope: Scope) throws -> Asked? {
    guard let typed else {
      let blanks = try scope.blanks()
      return blanks.isEmpty ? nil : .list(blanks.map { $0.address }.joined(separator: ","))
    }
    // A quantity may be called so.
    guard RecordedQuantity.names(typed, of: scope.program).unknown != nil else { return .list(typed) }
    return typed == "all" ? .allByHand : typed == "none" ? .nothing : .list(typed)
  }

  /// Whether numbers are asked for: `--blank` or the lesson says which.
  func asks(in scope: Scope) throws -> Bool {
    switch try asked(in: scope) {
    case .list, .allByHand: true
    case .nothing, nil: false
    }
  }

  /// What is to be computed of the numbers of an iteration; throws what is wrong with the list.
  ///
  /// - Returns: the exercise, and the quantities that nobody computes by hand, where all were to be asked for.
  func exercise(in moment: Moment, _ scope: Scope) throws -> (exercise: Exercise, passedOver: [String]) {
    let list: String
    var passedOver: [String] = []
    switch try asked(in: scope) {
    case .list(let asked): list = asked
    case .nothing:
      throw UsageError(es: "--blank none: no se pide ningún número.", en: "--blank none: no number is asked for.")
    case .allByHand, nil:
      // Sums over an epoch that goes on, and what is not finite, nobody can be asked for.
      let steps = Walk.steps(of: moment.program).filter { step in
        (moment.isEpochEnd || !moment.program.isEpochTotal(step.quantity))
          && moment.value(of: step.quantity).values.allSatisfy(\.isFinite)
      }
      let (every, large) = Question.addresses(of: steps, only: nil)
      // What has no name to be asked for by, such as a derivative that the lesson asks for.
      let addresses = every.filter { (try? Question($0, moment.iteration, in: scope))?.entry != nil }
      guard !addresses.isEmpty else {
        throw CommandError(
          es: "No hay ningún número que pedir: la lección no calcula nada que se calcule a mano.",
          en: "There is no number to ask for: the lesson computes nothing that is computed by hand.")
      }
      list = addresses.joined(separator: ",")
      passedOver = large
    }
    do throws(Exercise.Refusal) {
      return (try Exercise(list, digits, in: moment, scope), passedOver)
    } catch {
      guard typed != nil else { throw CommandError(error.message) }
      throw UsageError(Localized(both: "--blank: ") + error.message)
    }
  }

  /// Refuses numbers that are cut on the way: a key made of them would say that uncut ones are wrong. Throws `UsageError`.
  static func refuseCarry(_ arguments: ParsedArguments) throws {
    guard arguments.has("carry") else { return }
    throw UsageError(
      es: "--carry corta cada paso como a mano, y lo que se pide sale de los números sin cortar: quítalo.",
      en: "--carry cuts each step as by hand, and what is asked for comes from the uncut numbers: leave it out.")
  }

  /// A lesson's exercise, with a word to the reader on what it leaves out.
  func exercise(_ loaded: LoadedLesson, _ context: Context) throws -> Exercise {
    try Self.refuseCarry(context.arguments)
    let own = try Self.run(context.arguments, lesson: loaded, context.surroundings)
    let scope = try own.scope(loaded)
    let (options, warnings) = try own.run(for: scope.program)
    for warning in warnings { try context.tell(warning) }
    let (exercise, passedOver) = try exercise(in: moment(of: scope, options, context), scope)
    if !passedOver.isEmpty {
      let list = passedOver.joined(separator: ", ")
      try context.tell(
        Localized(
          es: "No se piden las cantidades grandes (\(list)); con --blank, números sueltos de ellas.",
          en: "Large quantities are not asked for (\(list)); with --blank, single numbers of them are."))
    }
    return exercise
  }
}
