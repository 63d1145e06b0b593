import Documents
import Formats
import Lessons
import OperatingSystem
import Pages
import Trace
import Typesetting

extension PageCommand {
  /// `lesson page all --out folder`: a page for each lesson that comes with the program, and one that leads to them.
  static func writeCourse(
    _ context: Context, _ shelves: [(theme: Curriculum.Theme, lessons: [EmbeddedText])] = Curriculum.shelves
  ) throws -> ExitCode {
    let arguments = context.arguments
    try VerifyCommand.refuseRunOptions(arguments, of: PageCommand.self)
    guard let folder = arguments.value("out") else {
      throw UsageError(
        es: "Falta --out, que dice en qué carpeta: --out curso.",
        en: "--out is missing, which names the folder: --out course.")
    }
    guard folder != "-" else {
      throw UsageError(
        es: "Todas las lecciones son muchos archivos: --out nombra una carpeta.",
        en: "All lessons are many files: --out names a folder.")
    }
    try Folders.make(folder)
    let progress = Progress(context)
    defer { progress.clear() }
    var themes: [(title: String, lessons: [CourseIndex.Lesson])] = []
    var facts: [Fact] = []
    var tables: [Block] = []
    var count = 0
    for (theme, lessons) in shelves {
      var entries: [CourseIndex.Lesson] = []
      for lesson in lessons {
        try context.interrupt.check()
        progress.tell(Localized(es: "página de \(lesson.name)…", en: "page of \(lesson.name)…"))
        let loaded = try context.shelf.load(lesson.name)
        let made = try Made(loaded, name: lesson.name, index: CourseIndex.file, context)
        let file = "\(lesson.name).html"
        try write(made.text, to: "\(folder)/\(file)")
        facts.append(made.page.fact(file: file))
        entries.append(
          .init(
            file: file, name: lesson.name, title: lesson.title[context.language], words: made.page.searched))
        // The tables of how the documents write the same things stand in the index, too.
        if lesson.name == Self.notation { tables = try Self.tables(of: loaded, context) }
        count += 1
      }
      themes.append((theme.title[context.language], entries))
    }
    let index = CourseIndex(
      themes: themes, tables: tables,
      FormatOptions(decimalMark: context.surroundings.decimalMark, language: context.language))
    try write(
      index.text(style: PageFiles.indexStyle, script: PageFiles.indexScript), to: "\(folder)/\(CourseIndex.file)")
    progress.clear()
    try context.tell(FileNotes.course("\(folder)/\(CourseIndex.file)", pages: count))
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(
        .record(("index", .text("\(folder)/\(CourseIndex.file)")), ("pages", .list(facts))), of: name)
    }
    return .success
  }

  /// The lesson of how the documents write the same things.
  private static let notation = "notation"

  /// A lesson's tables, as they are before a run.
  private static func tables(of lesson: LoadedLesson, _ context: Context) throws -> [Block] {
    let options = try RunArguments(context.arguments, lesson: lesson, context.surroundings)
    return try LessonTables(options.scope(lesson)).atStart(options.run).flatMap { $0.blocks(context.language) }
  }

  private static func write(_ text: String, to path: String) throws {
    let file = try AtomicFile(path, isDurable: false)
    try file.write(text)
    try file.commit()
  }
}
