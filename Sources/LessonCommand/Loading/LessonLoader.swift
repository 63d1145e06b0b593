import Datasets
import Documents
import Fixtures
import LessonLanguage
import Lessons
import OperatingSystem
import Typesetting

/// A lesson as found: its syntax, its text, and the numbers printed in the notes for it.
package struct LoadedLesson: Sendable {
  package let syntax: LessonSyntax
  package let source: SourceText
  /// Whether it came with the program.
  package let isBuiltIn: Bool
  /// The files that it may read: those of its own folder.
  package var files: LessonFolder? {
    isBuiltIn ? nil : LessonFolder(ofLesson: source.file == Self.standardInput ? nil : source.file)
  }
  /// What a lesson from standard input has in place of a file.
  static let standardInput = "stdin"
  /// The door to its programs.
  package var lesson: Lesson { Lesson(syntax, source: source) }

  /// Files of printed numbers: those that came with the program, for a built-in lesson.
  ///
  /// For a teacher's `mine.lesson`, those of `mine.expect` beside it.
  package func printed() throws -> [(lesson: LessonSyntax, source: SourceText)] {
    guard isBuiltIn else { return try printedBeside() }
    var printed: [(lesson: LessonSyntax, source: SourceText)] = []
    for claims in Claims.files(of: syntax.name) {
      let (lessons, source) = try LessonParser.read(claims.text, file: "\(syntax.name).expect")
      printed += lessons.map { ($0, source) }
    }
    return printed
  }
}

extension LoadedLesson {
  /// What a file of the same name ending in `.expect` holds for this lesson; nothing when there is none.
  private func printedBeside() throws -> [(lesson: LessonSyntax, source: SourceText)] {
    guard source.file.hasSuffix(".lesson") else { return [] }
    let file = String(source.file.dropLast("lesson".count)) + "expect"
    let text: String
    do {
      text = try Files.text(at: file)
    } catch let error as FileError where error.reason == .notFound {
      return []
    }
    return try LessonParser.printed(text, file: file, for: syntax, beside: source)
  }
}

/// Finds lessons by name or by file.
package enum LessonLoader {
  /// The lessons that a name stands for: a built-in one, or those of a teacher's file, `./mine.lesson`; of several in a
  /// file the one picked, `./mine.lesson:second`; `-` and `-:second` for standard input. Never empty.
  ///
  /// Throws `CommandError`, `FileError` or `LessonError`.
  package static func loadAll(_ name: String) throws -> [LoadedLesson] {
    guard isFile(name) else { return [try builtIn(name)] }
    var path = name
    var picked: String?
    if isStandardInput(name), name != "-" {
      (path, picked) = ("-", String(name.dropFirst(2)))
    } else if let range = name.range(ofLast: ".lesson:") {
      path = String(name[..<range.upperBound].dropLast())
      picked = String(name[range.upperBound...])
    }
    if path.hasSuffix(".expect") { throw CommandError(FileNotes.printedNumbers(path)) }
    let text = try Files.text(at: path)
    let file = path == "-" ? LoadedLesson.standardInput : path
    let (lessons, source) = try LessonParser.read(text, file: file)
    let loaded = lessons.map { LoadedLesson(syntax: $0, source: source, isBuiltIn: false) }
    for lesson in loaded { try SettingLine.check(lesson.lesson, against: RunArguments.taken) }
    guard let first = lessons.first?.name else {
      throw CommandError(es: "«\(path)» no contiene ninguna lección.", en: "“\(path)” holds no lesson.")
    }
    if let picked {
      guard let lesson = loaded.first(where: { $0.syntax.name == picked }) else {
        let names = names(of: loaded)
        let meant = Nearest.word(to: picked, among: lessons.map(\.name)) ?? first
        throw CommandError(
          es: "En «\(file)» no existe la lección «\(picked)»; tiene: \(names). Por ejemplo, \(path):\(meant)",
          en: "There is no lesson “\(picked)” in “\(file)”; it has: \(names). For instance, \(path):\(meant)",
          exitCode: .usage)
      }
      return [lesson]
    }
    return loaded
  }

  /// The one among the lessons that a name stands for; throws `CommandError` when there are several.
  static func single(_ loaded: [LoadedLesson], named name: String) throws -> LoadedLesson {
    guard loaded.count > 1 else { return loaded[0] }
    let (file, first, names) = (loaded[0].source.file, loaded[0].syntax.name, names(of: loaded))
    throw CommandError(
      es: "«\(file)» tiene varias lecciones: \(names). Di cuál, por ejemplo \(name):\(first)",
      en: "“\(file)” holds several lessons: \(names). Say which one, for instance \(name):\(first)", exitCode: .usage)
  }

  private static func names(of loaded: [LoadedLesson]) -> String {
    loaded.map(\.syntax.name).joined(separator: ", ")
  }

  /// Every built-in lesson.
  package static func allBuiltIn() throws -> [LoadedLesson] {
    try Catalogue.names.map { try builtIn($0) }
  }

  /// The names of the built-in lessons.
  package static var builtInNames: [String] { Catalogue.names }

  /// Whether the word names a file rather than a built-in lesson.
  static func isFile(_ name: String) -> Bool {
    isStandardInput(name) || name.contains("/") || name.hasSuffix(".lesson") || name.range(ofLast: ".lesson:") != nil
  }

  /// Whether the word names a lesson that is read from standard input, which can be read only once.
  static func isStandardInput(_ name: String) -> Bool { name == "-" || name.hasPrefix("-:") }

  private static func builtIn(_ name: String) throws -> LoadedLesson {
    guard let embedded = Catalogue.lesson(named: name) else {
      let near = Nearest.word(to: name, among: Catalogue.names)
      throw CommandError(
        Localized(
          es: "No existe la lección «\(name)».", en: "There is no lesson “\(name)”.")
          + (near.map { Localized(es: " ¿Querías decir «\($0)»?", en: " Did you mean “\($0)”?") }
            ?? Localized(
              es: " 'lesson list' muestra las que hay; un archivo se escribe con su ruta: ./mia.lesson",
              en: " 'lesson list' shows those there are; a file is given with its path: ./mine.lesson")),
        exitCode: .usage)
    }
    let file = "\(name).lesson"
    let (lessons, source) = try LessonParser.read(embedded.text, file: file)
    guard let syntax = lessons.first else {
      throw CommandError(es: "«\(file)» está vacío.", en: "“\(file)” is empty.")
    }
    return LoadedLesson(syntax: syntax, source: source, isBuiltIn: true)
  }
}
