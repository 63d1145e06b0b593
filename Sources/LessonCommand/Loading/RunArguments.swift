import Calculus
import Datasets
import Documents
import Execution
import Kernels
import LessonLanguage
import Matrices
import Models
import OperatingSystem
import Typesetting

/// The options that change how a lesson runs: its own settings, the seed, the number of iterations, a hand's decimals.
package struct RunArguments {
  /// What changes in the lesson.
  package let lesson: LessonSettings
  /// What changes in the run.
  package let run: RunOptions
  /// Things worth a line before it runs.
  package let warnings: [Localized]
  /// The saved run that was given to go on from.
  private let model: ModelFile?
  /// The settings that were given.
  let given: [GivenSetting]

  private static let section = Localized(es: "OPCIONES DE EJECUCIÓN", en: "RUN OPTIONS")
  private static let lessonSection = Localized(es: "AJUSTES DE LA LECCIÓN", en: "LESSON SETTINGS")
  private static let mostIterations = 1_000_000_000

  /// The options that every lesson has.
  package static let options: [Option] = [
    Option(
      "set", value: .init(Localized(es: "nombre=valor", en: "name=value")),
      help: Localized(
        es:
          "Cambia un ajuste, un dato o un valor inicial: --set 'W1=[0.1 0.2; 0.3 0.4]'; de un .csv o .npz: --set X=@x.csv.",
        en:
          "Change a setting, data or an initial value: --set 'W1=[0.1 0.2; 0.3 0.4]'; from a .csv or .npz: --set X=@x.csv."
      ),
      section: section, isRepeatable: true),
    Option(
      "seed", value: .init(Localized(es: "n", en: "n"), usual: "1"),
      help: Localized(
        es: "Semilla aleatoria, como la de np.random.seed.", en: "Random seed, as for np.random.seed."),
      section: section),
    Option(
      "iterations", value: .init(Localized(es: "n", en: "n")),
      help: Localized(es: "Iteraciones, en vez de las de la lección.", en: "Iterations, instead of the lesson's own."),
      section: section),
    Option(
      "epochs", value: .init(Localized(es: "n", en: "n")),
      help: Localized(es: "Épocas, en vez de las de la lección.", en: "Epochs, instead of the lesson's own."),
      section: section),
    Option(
      "optimizer",
      value: .init(
        Localized(es: "optimizador", en: "optimizer"), completion: .words(BuiltInOptimizers.names)),
      help: Localized(
        es: "Otro optimizador: adam, 'momentum(0.1, 0.9)'…", en: "Another optimizer: adam, 'momentum(0.1, 0.9)'…"),
      section: section),
    Option(
      "carry", value: .init(Localized(es: "k", en: "k")),
      help: Localized(
        es: "Calcula como a mano: redondea cada cantidad a k decimales.",
        en: "Compute as by hand: round every quantity to k decimals."), section: section),
    Option(
      "truncate",
      help: Localized(
        es: "Con --carry: trunca en vez de redondear.", en: "With --carry: truncate instead of rounding."),
      section: section),
    Option(
      "convention",
      value: .init(Localized(es: "disposición", en: "layout"), choices: ["rows", "columns"]),
      help: Localized(
        es: "Ejemplos en filas (rows) o en columnas (columns).", en: "Examples in rows or in columns."),
      section: section),
    Presentation.notation,
  ]

  /// The option of the commands that can go on from a saved run.
  static let load = Option(
    "load", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
    help: Localized(
      es: "Continúa desde lo guardado con --save, o empieza con los parámetros de un .safetensors o .npz.",
      en: "Continue from what --save wrote, or start with the parameters of a .safetensors or .npz file."),
    section: section)

  /// What a lesson's program runs with, and what is worth a line before it does; throws `DataFileError` when the saved run
  /// does not fit the lesson.
  func run(for program: Program) throws -> (options: RunOptions, warnings: [Localized]) {
    let replaced = lesson.typedOptimizer.flatMap { FileNotes.replaced($0.text, program) }
    let warnings = warnings + [replaced].compactMap(\.self)
    guard let model else { return (run, warnings) }
    let (start, note) = try model.savedRun(for: program)
    let loaded = SavedRun.inputs(program).filter { $0.phase == .parameters || $0.phase == .state }
    if let twice = loaded.map(\.quantity.symbol.name).first(where: { self.lesson.overrides[$0] != nil }) {
      throw UsageError(
        es: "--load ya da el valor de '\(twice)': no se combina con --set \(twice)=….",
        en: "--load already gives the value of '\(twice)': it cannot be combined with --set \(twice)=….")
    }
    var options = run
    options.start = start
    return (options, warnings + [note ?? FileNotes.loaded(model.path, start.position, in: program)])
  }

  /// The options of a lesson that learns from images of digits.
  private static let digitOptions: [Option] = [
    Option(
      "data", value: .init(Localized(es: "carpeta", en: "folder"), completion: .files),
      help: Localized(
        es: "Carpeta con las imágenes de MNIST; por omisión, LESSON_DATA o la caché del usuario.",
        en: "Folder with the images of MNIST; default: LESSON_DATA or the user's cache."),
      section: section),
    Option(
      "digits", value: .init(Localized(es: "n", en: "n"), usual: "\(DigitSource.usualCount)"),
      help: Localized(
        es: "Dígitos inventados por el programa, en vez de los de MNIST; con --data, los primeros n de la carpeta.",
        en: "Digits made up by the program, instead of those of MNIST; with --data, the first n of the folder."),
      section: section),
  ]

  /// The options of the commands that run a whole lesson, whose names no setting can have; a lesson that says after how
  /// many iterations or epochs it stops may call that so, as the option changes the same.
  static let taken: Set<String> = {
    let commands: [any Command.Type] = [
      ShowCommand.self, RunCommand.self, CompareCommand.self, PlotCommand.self, PageCommand.self, StepCommand.self,
      VerifyCommand.self,
      StudyCommand.self, CheckCommand.self,
    ]
    let options = commands.flatMap { $0.declaration.options } + digitOptions + CommonOptions.all
    return Set(options.flatMap { [$0.name] + $0.aliases }).subtracting(["iterations", "epochs"])
  }()

  /// The digits that a lesson's `from digits` stands for: those asked for, else those of files, else made-up ones.
  static func digits(
    _ arguments: ParsedArguments, _ surroundings: Surroundings, seed: UInt32, onlyNamed: Bool = false
  ) throws -> DigitSource {
    let seed = UInt64(seed)
    let count = try arguments.integer("digits", in: 1...mostDigits)
    if count != nil || onlyNamed, !arguments.has("data") {
      return DigitSource(.madeUp(count: count ?? DigitSource.usualCount, seed: seed))
    }
    let source = DigitSource(
      .find(
        directory: arguments.value("data"), environment: surroundings.environment,
        otherwise: DigitSource.usualCount, seed: seed), most: count)
    do throws(ExampleSourceError) {
      _ = try source.origin()
    } catch {
      // Where the folder was named: the lesson is not to blame.
      let place =
        arguments.has("data") ? "--data: " : surroundings.environment["LESSON_DATA"] != nil ? "LESSON_DATA: " : ""
      throw CommandError(Localized(both: place) + error.message)
    }
    return source
  }

  /// Draws the made-up digits that a program reads, which may take seconds; throws `Interrupted` on Ctrl-C.
  static func drawDigits(
    for program: Program, _ context: Context, threads: Int = WorkerPool.processorCount
  ) throws {
    let interrupt = context.interrupt
    // What is asked while they are drawn is asked here, by this thread.
    nonisolated(unsafe) let progress = Progress(context)
    defer { progress.clear() }
    guard let source = program.examples as? DigitSource else { return }
    for case .examples(let part, _) in program.inputs.map(\.initializer) {
      let isDrawn = try source.draw(part, threads: threads) {
        progress.tell(Localized(es: "se dibujan los dígitos…", en: "drawing the digits…"))
        return interrupt.isRequested
      }
      guard isDrawn else { throw Interrupted() }
    }
  }

  /// As many as there are in MNIST, ten times over.
  private static let mostDigits = 600_000

  /// The lesson's own settings as options: `--lr`, `--hidden`, `--gate`.
  package static func options(of lesson: LoadedLesson) -> [Option] {
    (lesson.syntax.readsDigits ? digitOptions : [])
      + SettingLine.all(of: lesson.lesson).map { setting in
        let value: Option.Value
        switch setting.kind {
        case .number: value = .init(Localized(es: "número", en: "number"), usual: setting.usual)
        case .choice(let choices):
          value = .init(Localized(es: "opción", en: "choice"), choices: choices, usual: choices.first)
        case .function: value = .init(Localized(es: "fórmula", en: "formula"), usual: setting.usual)
        }
        return Option(
          setting.option, aliases: setting.aliases, value: value,
          help: setting.help, section: lessonSection)
      }
  }

  /// Reads them from a command line; `onlyNamed` for images from no other folder than one that it names.
  package init(
    _ arguments: ParsedArguments, lesson: LoadedLesson, _ surroundings: Surroundings, onlyNamed: Bool = false
  ) throws {
    let settings = SettingLine.all(of: lesson.lesson)
    var options = LessonSettings()
    options.layers = arguments.value("notation").flatMap(Notation.Layers.init)
    var warnings: [Localized] = []
    var given: [GivenSetting] = []
    for setting in settings {
      guard let text = arguments.value(setting.option) else { continue }
      let target = arguments.synopsis(of: setting.option)
      switch setting.kind {
      case .number:
        let number = try NumberArgument.number(text, for: target)
        options.overrides[setting.option] = .number(number)
        given.append(GivenSetting(key: setting.option, target: target, text: text))
        if setting.option == "lr" && number < 0 {
          warnings.append(
            Localized(
              es: "Con una tasa de aprendizaje negativa cada paso va cuesta arriba: la pérdida subirá.",
              en: "With a negative learning rate each step goes uphill: the loss will rise."))
        }
      case .choice: options.overrides[setting.option] = .choice(text)
      case .function:
        let typed = LocatedError.Typed(option: "--\(setting.option)", text: text)
        options.overrides[setting.option] = .formula(try LessonParser.formula(typed), text)
        options.typed[setting.option] = typed
      }
    }
    for pair in arguments.values("set") {
      let (setting, value) = try Self.assignment(pair, settings)
      options.overrides[setting.key] = value
      options.typed[setting.key] = setting.typed
      given.append(
        GivenSetting(key: setting.key, target: Localized(both: setting.typed.option), text: setting.typed.text))
    }
    if let text = arguments.value("optimizer") {
      let typed = LocatedError.Typed(option: "--optimizer", text: text)
      options.optimizer = try LessonParser.formula(typed)
      options.typedOptimizer = typed
    }
    if let convention = arguments.value("convention").flatMap(ExampleAxis.init(rawValue:)) {
      options.isTransposed = convention != lesson.syntax.examples ?? .rows
    }
    let model = try arguments.value("load").map { try ModelFile($0) }
    var run = try Self.runOptions(arguments)
    // Without another wish the draws go on as they were, and so do made-up digits.
    if !arguments.has("seed"), let seed = model?.seed { run.seed = seed }
    if model != nil, run.carry != nil {
      throw UsageError(
        es: "--load no se combina con --carry: lo guardado no se calculó a mano.",
        en: "--load cannot be combined with --carry: what was saved was not computed by hand.")
    }
    if lesson.syntax.readsDigits {
      options.digits = try Self.digits(arguments, surroundings, seed: run.seed, onlyNamed: onlyNamed)
    }
    options.files = lesson.files
    self.lesson = options
    self.warnings = warnings
    self.model = model
    self.run = run
    self.given = given
  }

  private static func runOptions(_ arguments: ParsedArguments) throws -> RunOptions {
    var options = RunOptions()
    if let seed = try arguments.integer("seed", in: 0...Int(UInt32.max)) { options.seed = UInt32(seed) }
    options.iterations = try arguments.integer("iterations", in: 1...mostIterations)
    options.epochs = try arguments.integer("epochs", in: 1...mostIterations)
    if let decimals = try arguments.integer("carry", in: 0...15) {
      options.carry = RunOptions.Carry(decimals: decimals, truncates: arguments.has("truncate"))
    } else if arguments.has("truncate") {
      throw UsageError(
        es: "--truncate necesita --carry, que dice cuántos decimales quedan.",
        en: "--truncate needs --carry, which says how many decimals to keep.")
    }
    return options
  }

  /// `lr=0,5`, `gate=xor`, `W1=[0.1 0.2; 0.3 0.4]`, `X=@x.csv`
  private static func assignment(
    _ text: String, _ settings: [SettingLine]
  ) throws -> (setting: TypedSetting, value: LessonSettings.Override) {
    guard let (name, value) = TypedSetting.parts(of: text) else {
      throw UsageError(
        es: "--set se escribe nombre=valor, no '\(text)'.", en: "--set is written name=value, not '\(text)'.")
    }
    guard name.count <= Limits.nameLength else {
      throw UsageError(
        es: "Un nombre tiene como mucho \(Limits.nameLength) caracteres.",
        en: "A name has at most \(Limits.nameLength) characters.")
    }
    let setting = TypedSetting(name, value, among: settings) { "--set \($0)" }
    guard let path = setting.path else { return (setting, try setting.value()) }
    let array = try NumberFile.array(path, shown: path, named: setting.name, most: ElaborationLimits.elements)
    return (setting, .file(array, path))
  }
}
