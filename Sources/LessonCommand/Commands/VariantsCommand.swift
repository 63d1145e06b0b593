import Documents
import Exercises
import Handouts
import LessonLanguage
import OperatingSystem
import Typesetting

/// `lesson variants clase6 --count 30 --seed 7 --vary x,W1,y --out grupo`: the same lesson with other numbers.
enum VariantsCommand: Command {
  static let name = "variants"
  static let summary = Localized(
    es: "Hace variantes de una lección: la misma, con otros números.",
    en: "Make variants of a lesson: the same with other numbers.")
  static var declaration: Declaration {
    Declaration(
      discussion: VariantsHelp.discussion,
      examples: [
        .init(
          "lesson variants clase6 --count 30 --seed 7 --vary x,W1,y --out grupo", es: "treinta archivos",
          en: "thirty files"),
        .init("lesson variants clase6 --student 12345 > mia.lesson", es: "la de un estudiante", en: "a student's own"),
        .init(
          "lesson variants xor --start golden --digits 3 --count 2 --out .", es: "con tres cifras",
          en: "with three digits"),
      ],
      arguments: [.lesson], options: own + RunArguments.options.filter { $0.name == "set" } + Presentation.options)
  }

  private static let most = 1_000

  /// The options of its own, which no lesson's setting takes the place of.
  private static var own: [Option] {
    [
      Option(
        "count", value: .init(Localized(es: "n", en: "n"), usual: "1"),
        help: Localized(es: "Cuántas variantes: de la 1 a la n.", en: "How many variants: from 1 to n.")),
      Option(
        "student", value: .init(Localized(es: "números", en: "numbers")),
        help: Localized(
          es: "En vez de --count: las de estos números de estudiante, separados por comas.",
          en: "In place of --count: those of these students' numbers, separated by commas.")),
      Option(
        "seed", value: .init(Localized(es: "n", en: "n"), usual: "1"),
        help: Localized(es: "Con otra semilla salen otros números.", en: "Another seed gives other numbers.")),
      Option(
        "vary", value: .init(Localized(es: "nombres", en: "names")),
        help: Localized(
          es: "Lo que varía, separado por comas: x,W1,lr; por omisión, lo que se escribe con números.",
          en: "What varies, separated by commas: x,W1,lr; default: what is written as numbers.")),
      Option(
        "out", value: .init(Localized(es: "carpeta", en: "folder"), completion: .files),
        help: Localized(
          es: "La carpeta, o para una sola un archivo .lesson; una sola va, sin esto, a la salida estándar.",
          en: "The folder, or for a single one a .lesson file; a single one goes to standard output without this.")),
    ] + ExerciseArguments.options.filter { ["digits", "decimals", "rule"].contains($0.name) }
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    let own = Set(own.map(\.name))
    return RunArguments.options(of: try shelf.load(name)).filter { !own.contains($0.name) }
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let numbers = try numbers(arguments)
    let names = arguments.value("vary").map { list in
      list.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    let seed = try arguments.integer("seed", in: 0...Int(UInt32.max)).map { UInt32($0) } ?? 1
    let loaded = try context.shelf.load(arguments[0] ?? "")
    let digits = try ExerciseArguments(arguments, loaded.syntax).digits
    let files = try files(numbers, of: loaded.syntax.name, seed, arguments)
    // What this command calls its own is no setting of the lesson.
    let ownNames = Set(own.map(\.name))
    var others = arguments
    others.options.removeAll { ownNames.contains($0.name) }
    let settings = try RunArguments(others, lesson: loaded, context.surroundings).lesson
    let drawing: VariantDrawing
    let variants: [Variant]
    do {
      drawing = try VariantDrawing(loaded.lesson, vary: names, digits: digits, settings: settings)
      variants = try drawn(numbers, seed, drawing, context)
    } catch let fault as VariantDrawing.Fault {
      throw error(fault)
    } catch let fault as VariantFault {
      try context.interrupt.check()
      throw error(.variant(fault))
    }
    let presentation = Presentation(context)
    guard let files else {
      if presentation.isData {
        try presentation.show(drawing.fact(variants, of: loaded.syntax.name, seed: seed, files: nil), of: name)
      } else {
        for variant in variants { try context.console.output.write(variant.text) }
      }
      return .success
    }
    try write(variants, to: files)
    if presentation.isData {
      try presentation.show(drawing.fact(variants, of: loaded.syntax.name, seed: seed, files: files.paths), of: name)
    } else {
      try presentation.show(
        VariantsDocument(context.language).blocks(variants, drawing, of: loaded.syntax.name))
    }
    try context.tell(VariantsDocument.written(files.place, variants.count))
    let read = loaded.syntax.filesRead
    if !read.isEmpty { try context.tell(VariantsDocument.reads(read)) }
    return .success
  }

  private static func drawn(
    _ numbers: [VariantNumber], _ seed: UInt32, _ drawing: VariantDrawing, _ context: Context
  ) throws -> [Variant] {
    let progress = Progress(context)
    defer { progress.clear() }
    var variants: [Variant] = []
    for (place, number) in numbers.enumerated() {
      let (place, count) = (place + 1, numbers.count)
      variants.append(
        try drawing.variant(number, seed: seed) {
          progress.tell(Localized(es: "variante \(place) de \(count)…", en: "variant \(place) of \(count)…"))
          return context.interrupt.isRequested
        })
      try context.interrupt.check()
    }
    return variants
  }

  private static func error(_ fault: VariantDrawing.Fault) -> any Error {
    switch fault {
    case .lesson(let error): error
    case .variant(let fault) where fault.isOfRequest: UsageError(fault.message)
    case .variant(let fault): CommandError(fault.message)
    }
  }

  // MARK: - Which variants

  /// The numbers of the variants that are asked for; throws `UsageError`.
  private static func numbers(_ arguments: ParsedArguments) throws -> [VariantNumber] {
    let count = try arguments.integer("count", in: 1...most)
    guard let list = arguments.value("student") else { return (1...(count ?? 1)).map { VariantNumber($0) } }
    if count != nil {
      throw UsageError(
        es: "--count y --student no se combinan: di cuántas variantes, o las de qué estudiantes.",
        en: "--count and --student cannot be combined: say how many variants, or whose.")
    }
    let students = list.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    var found: [VariantNumber] = []
    for student in students {
      guard let number = VariantNumber(student: student) else {
        throw UsageError.invalidValue(
          student, for: arguments.synopsis(of: "student"),
          reason: Localized(
            es: "un número de estudiante tiene hasta 40 dígitos, letras sin acento o guiones: 12345",
            en: "a student's number has up to 40 digits, letters without accents or hyphens: 12345"))
      }
      if !found.contains(number) { found.append(number) }
    }
    guard !found.isEmpty, found.count <= most else {
      throw UsageError.invalidValue(
        String(list.prefix(40)), for: arguments.synopsis(of: "student"),
        reason: Localized(
          es: "números de estudiante separados por comas, hasta \(most): 12345,12346",
          en: "students' numbers separated by commas, up to \(most): 12345,12346"))
    }
    return found
  }

  // MARK: - Files

  /// Where variants go.
  private struct Place {
    /// As the reader named it.
    let place: String
    /// The folder to be made, if it is one.
    let folder: String?
    let paths: [String]
  }

  /// Where they go; nil for standard output. Throws `UsageError` where several would go there, and `CommandError` where a
  /// file is there already.
  private static func files(
    _ numbers: [VariantNumber], of lesson: String, _ seed: UInt32, _ arguments: ParsedArguments
  ) throws -> Place? {
    guard let path = arguments.value("out"), path != "-" else {
      guard numbers.count == 1 else {
        throw UsageError(
          es: "Son varios archivos: falta --out, que dice en qué carpeta: --out \(lesson)-\(seed).",
          en: "These are several files: --out is missing, which names the folder: --out \(lesson)-\(seed).")
      }
      return nil
    }
    guard !path.isEmpty else {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "out"),
        reason: Localized(es: "el nombre de una carpeta", en: "the name of a folder"))
    }
    let isFile = path.hasSuffix(".lesson")
    if isFile, numbers.count > 1 {
      throw UsageError(
        es: "Son varios archivos: --out nombra una carpeta.", en: "These are several files: --out names a folder.")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    let paths = isFile ? [path] : numbers.map { folder + Variant.name(lesson, seed, $0) + ".lesson" }
    // Somebody may have changed it, or handed it out.
    if let present = paths.first(where: Files.exists) {
      throw CommandError(
        es: "'\(present)' ya existe: da otra carpeta, u otra --seed.",
        en: "'\(present)' is there already: give another folder, or another --seed.")
    }
    return Place(place: path, folder: isFile ? nil : path, paths: paths)
  }

  /// Writes all of them, each of which appears whole.
  private static func write(_ variants: [Variant], to place: Place) throws {
    if let folder = place.folder { try Folders.make(folder) }
    for (variant, path) in zip(variants, place.paths) {
      let file = try AtomicFile(path, isDurable: false)
      try file.write(variant.text)
      try file.commit()
    }
  }
}
