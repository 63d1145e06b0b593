import Lessons
import Typesetting

/// What a shell is to complete, drawn from the same declarations that parse the command line.
struct CompletionSpecification {
  /// A command with its options, the common ones included.
  struct Entry {
    let name: String
    let summary: String
    let declaration: Declaration
  }

  let commands: [Entry]
  let lessons: [String]
  /// The names of the studies of the built-in lessons.
  let studies: [String]
  /// The options that a built-in lesson adds to the commands that run one.
  let settings: [(lesson: String, options: [Option])]
  /// Those commands.
  let runners: [String]
  let language: Language

  /// All the commands, with descriptions in a language.
  init(language: Language) {
    self.language = language
    commands = Commands.all.map { command in
      Entry(
        name: command.name, summary: command.summary[language],
        declaration: command.declaration.adding(CommonOptions.all))
    }
    lessons = Catalogue.names
    let read = (try? LessonLoader.allBuiltIn()) ?? []
    studies = Array(Set(read.flatMap { $0.syntax.studies.compactMap(\.name) })).sorted()
    // As the help shows them.
    let surroundings = Surroundings(arguments: ["--help"])
    let shelf = LessonShelf()
    func own(_ command: any Command.Type, _ lesson: String) -> [Option] {
      (try? command.options(forLesson: lesson, shelf: shelf, surroundings: surroundings)) ?? []
    }
    settings = Catalogue.names.map { ($0, own(RunCommand.self, $0)) }.filter { !$0.options.isEmpty }
    runners = Commands.all.filter { command in Catalogue.names.contains { !own(command, $0).isEmpty } }.map { $0.name }
  }

  /// The words an argument or a value may be completed to, and whether files fit too.
  func words(for completion: Completion, choices: [String] = []) -> (words: [String], files: Bool) {
    if !choices.isEmpty { return (choices, false) }
    return switch completion {
    case .none: ([], false)
    case .files: ([], true)
    case .lessons: (lessons, true)
    case .studies: (studies, false)
    case .words(let words): (words, false)
    case .wordsAndFiles(let words): (words, true)
    }
  }
}

/// A shell that completes what is typed.
enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script to be read by the shell.
  func script(_ specification: CompletionSpecification) -> String {
    switch self {
    case .bash: BashCompletions.script(specification)
    case .zsh: ZshCompletions.script(specification)
    case .fish: FishCompletions.script(specification)
    }
  }

  /// A text in single quotes, as all three shells read them; fish alone escapes inside with a backslash.
  func quoted(_ text: String) -> String {
    var inside = ""
    for character in text {
      switch (character, self) {
      case ("'", .fish): inside += "\\'"
      case ("\\", .fish): inside += "\\\\"
      case ("'", _): inside += "'\\''"
      default: inside.append(character)
      }
    }
    return "'\(inside)'"
  }
}
