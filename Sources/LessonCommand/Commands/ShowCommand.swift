import DigitDocuments
import Documents
import Execution
import Lessons
import OperatingSystem
import Trace
import Typesetting

/// `lesson show xor`: what a lesson is, its quantities with meaning and shape, its formulas, its text.
enum ShowCommand: Command {
  static let name = "show"
  static let summary = Localized(
    es: "Qué es una lección: cantidades, dimensiones, fórmulas, texto.",
    en: "What a lesson is: quantities, shapes, formulas, its text.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson show clase6", es: "cantidades y fórmulas", en: "quantities and formulas"),
        .init("lesson show xor --hidden 3", es: "con otro ajuste", en: "with another setting"),
        .init("lesson show xor --source > mia.lesson", es: "para escribir la tuya", en: "to write your own"),
      ],
      arguments: [.lesson],
      options: [
        Option(
          "source", help: Localized(es: "El texto del archivo, tal cual.", en: "The text of the file, as it is.")),
        Option(
          "all", help: Localized(es: "También lo que se repite capa a capa.", en: "Also what repeats layer by layer.")),
      ] + Presentation.options + RunArguments.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    // Standard input can be read only once, and a file with an error still has a text.
    if LessonLoader.isStandardInput(name) || surroundings.arguments.contains("--source") { return [] }
    return try RunArguments.options(of: shelf.loadAll(name)[0])
  }

  static func run(_ context: Context) throws -> ExitCode {
    let name = context.arguments[0] ?? ""
    if context.arguments.has("source") {
      try writeSource(of: name, context)
      return .success
    }
    let presentation = Presentation(context)
    var facts: [Fact] = []
    let next = LessonLoader.isFile(name) ? nil : Curriculum.next(after: name).map { NextLesson($0.name, $0.title) }
    for (place, lesson) in try context.shelf.loadAll(name).enumerated() {
      try context.interrupt.check()
      let options = try RunArguments(context.arguments, lesson: lesson, context.surroundings)
      let scope = try options.scope(lesson)
      let tables = try LessonTables(scope).atStart(options.run)
      let derivations = try LessonPictures.derivations(scope)
      let blanks = try scope.blanks()
      if presentation.isData {
        let drawn: Fact? = derivations.isEmpty ? nil : .list(derivations.map(\.fact))
        facts.append(
          scope.program.fact.adding(
            ("tables", .list(tables.map(\.fact))), ("derivatives", drawn),
            ("exercise", lesson.syntax.exercise?.fact(blanks)), ("next", next?.fact)))
        continue
      }
      if place > 0 { try context.console.output.line() }
      let document = LessonDocument(
        scope, printed: try lesson.printed().map(\.lesson), context.language,
        isComplete: context.arguments.has("all"))
      let examples = try DigitFacts(scope, context.language).madeUp()
      try presentation.show(
        document.blocks(tables, derivations: derivations, examples: examples, blanks: blanks)
          + (next?.blocks(context.language) ?? []))
    }
    if presentation.isData { try presentation.show(.record(("lessons", .list(facts))), of: Self.name) }
    return .success
  }

  /// The bytes of the file, unchanged, for a file or a pipe; on a terminal the text, with what is unseen written out.
  private static func writeSource(of name: String, _ context: Context) throws {
    if let embedded = Catalogue.lesson(named: name) {
      try context.console.output.write(bytes: embedded.bytes)
    } else if LessonLoader.isFile(name) {
      let path = name.range(ofLast: ".lesson:").map { String(name[..<$0.upperBound].dropLast()) } ?? name
      let bytes = try Files.bytes(at: path, limit: Files.lessonLimit)
      guard context.surroundings.isTerminal(.output) else { return try context.console.output.write(bytes: bytes) }
      let text = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) {
        $0 == "\n" || $0 == "\r\n"
      }
      try context.console.output.write(text.joined(separator: "\n").visible)
    } else {
      _ = try context.shelf.load(name)
    }
  }
}
