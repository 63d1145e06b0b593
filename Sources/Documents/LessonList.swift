import Typesetting

/// What `lesson list` says: the lessons that come with the program, by themes, with what each teaches.
package struct LessonList {
  private let themes: [(title: Localized, lessons: [(name: String, title: Localized)])]

  /// The themes and the lessons of each in the order in which they are learned.
  package init(_ themes: [(title: Localized, lessons: [(name: String, title: Localized)])]) {
    self.themes = themes
  }

  /// A heading for each theme, and below it names and titles in the same columns everywhere.
  package func blocks(_ language: Language) -> [Block] {
    let width = themes.flatMap { $0.lessons }.map { $0.name.count }.max() ?? 0
    return themes.flatMap { theme -> [Block] in
      var table = Table(
        headings: [], alignments: [.left, .left],
        rows: theme.lessons.map { [Text([.code($0.name)]), Text($0.title[language])] })
      table.leastWidth = width
      return [.heading(2, Text(theme.title[language])), .table(table)]
    }
  }

  /// Each lesson with its name, its title and its theme.
  package var fact: Fact {
    .record(
      (
        "lessons",
        .list(
          themes.flatMap { theme in
            theme.lessons.map {
              .record(("name", .text($0.name)), ("title", .words($0.title)), ("theme", .words(theme.title)))
            }
          })
      ))
  }
}

/// Which lesson comes after the one that is shown.
package struct NextLesson {
  private let name: String
  private let title: Localized

  package init(_ name: String, _ title: Localized) {
    self.name = name
    self.title = title
  }

  /// `Next: lesson run saturation — Who pushes harder when the network is wrong?`
  package func blocks(_ language: Language) -> [Block] {
    [
      .paragraph(
        Text([
          .plain(Localized(es: "Sigue: ", en: "Next: ")[language]), .code("lesson run \(name)"),
          .plain(" — \(title[language])"),
        ]))
    ]
  }

  /// The name and the title.
  package var fact: Fact { .record(("name", .text(name)), ("title", .words(title))) }
}
