extension LessonParser {
  /// The numbers that the file beside a lesson's prints for it.
  ///
  /// - Parameters:
  ///   - text: of the file of printed numbers.
  ///   - source: the lesson's own file.
  /// - Throws: what is wrong with the text first, and a lesson that the lesson's own file does not have.
  package static func printed(
    _ text: String, file: String, for lesson: LessonSyntax, beside source: SourceText
  ) throws(LessonError) -> [(lesson: LessonSyntax, source: SourceText)] {
    let (lessons, printed) = try read(text, file: file)
    let names = try parse(source.lines.joined(separator: "\n"), file: source.file).map { $0.name }
    for stranger in lessons where !names.contains(stranger.name) {
      let near = Nearest.word(to: stranger.name, among: names) ?? lesson.name
      throw printed.error(
        LocatedError(
          stranger.nameRange,
          es: "\(source.file) no tiene ninguna lección «\(stranger.name)»; ¿querías decir «\(near)»?",
          en: "\(source.file) has no lesson “\(stranger.name)”; did you mean “\(near)”?"))
    }
    return lessons.filter { $0.name == lesson.name }.map { ($0, printed) }
  }
}
