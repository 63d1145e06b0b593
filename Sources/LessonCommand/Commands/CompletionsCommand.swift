import OperatingSystem
import Typesetting

/// `lesson completions bash|zsh|fish`: the script that makes a shell complete the program's commands.
enum CompletionsCommand: Command {
  static let name = "completions"
  static let summary = Localized(
    es: "Escribe el script de autocompletado de la terminal.", en: "Write the completion script for a shell.")
  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es: """
            bash:  lesson completions bash > ~/.local/share/bash-completion/completions/lesson
            zsh:   lesson completions zsh > una carpeta de $fpath, con el nombre _lesson
            fish:  lesson completions fish > ~/.config/fish/completions/lesson.fish
            """,
          en: """
            bash:  lesson completions bash > ~/.local/share/bash-completion/completions/lesson
            zsh:   lesson completions zsh > a folder of $fpath, as _lesson
            fish:  lesson completions fish > ~/.config/fish/completions/lesson.fish
            """)
      ],
      examples: [
        .init("source <(lesson completions bash)", es: "para esta sesión de bash", en: "for this session of bash")
      ],
      arguments: [
        Argument(
          Localized(es: "terminal", en: "shell"),
          help: Localized(
            es: "bash, zsh o fish; por omisión, la de la variable SHELL.",
            en: "bash, zsh or fish; default: the one in SHELL."),
          isOptional: true, completion: .words(Shell.allCases.map(\.rawValue)))
      ])
  }

  static func run(_ context: Context) throws -> ExitCode {
    try write(context.arguments[0], context.surroundings, context.console)
    return .success
  }

  /// Writes the script of a shell, of the one in SHELL when none is named; throws `UsageError` for any other.
  static func write(_ name: String?, _ surroundings: Surroundings, _ console: Console) throws {
    let usual = surroundings.environment["SHELL"].flatMap { $0.split(separator: "/").last }.map(String.init)
    let names = Shell.allCases.map(\.rawValue)
    guard let wanted = name ?? usual else {
      throw UsageError.missingArgument(Self.declaration.arguments[0])
    }
    guard let shell = Shell(rawValue: wanted) else {
      throw UsageError.invalidValue(wanted, for: Localized(es: "<terminal>", en: "<shell>"), choices: names)
    }
    let specification = CompletionSpecification(language: surroundings.language)
    try console.output.write(shell.script(specification))
  }
}
