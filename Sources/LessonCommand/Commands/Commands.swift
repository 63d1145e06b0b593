import LessonLanguage

/// The list of commands.
package enum Commands {
  /// Every command, in the order of the help.
  package static let all: [any Command.Type] = [
    ListCommand.self,
    ShowCommand.self,
    RunCommand.self,
    CompareCommand.self,
    PlotCommand.self,
    PageCommand.self,
    StepCommand.self,
    WhyCommand.self,
    DeriveCommand.self,
    VerifyCommand.self,
    DoctorCommand.self,
    CheckWorkCommand.self,
    VariantsCommand.self,
    SheetCommand.self,
    QuizCommand.self,
    NotebookCommand.self,
    StudyCommand.self,
    CheckCommand.self,
    DataCommand.self,
    HelpCommand.self,
    CompletionsCommand.self,
  ]

  /// The command of a name; throws `UsageError` with the nearest one for any other.
  package static func command(named name: String) throws -> any Command.Type {
    if let found = all.first(where: { $0.name == name }) { return found }
    let isLesson = LessonLoader.builtInNames.contains(name) || LessonLoader.isFile(name)
    throw UsageError.unknownCommand(
      name, suggestion: isLesson ? "run \(name)" : Nearest.word(to: name, among: all.map { $0.name }))
  }
}
