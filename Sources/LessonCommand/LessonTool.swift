import LessonLanguage
import OperatingSystem
import Typesetting

/// The program: from the words of a command line to an exit code.
package enum LessonTool {
  /// Runs the command line of the surroundings and tells how it ended.
  package static func main(
    _ surroundings: Surroundings, console: Console = .process(), interrupt: Interrupt = .process()
  ) -> Int32 {
    let surroundings = surroundings.adopting(surroundings.arguments)
    let failures = FailureReport(surroundings: surroundings, console: console)
    Interrupt.end(saying: failures.interrupted + "\n")
    var command: (any Command.Type)?
    let code: ExitCode
    do {
      code = try run(surroundings, console, interrupt, &command)
      try console.output.flush()
    } catch {
      return failures.tell(error, command: command).number
    }
    try? console.error.flush()
    return code.number
  }

  private static func run(
    _ surroundings: Surroundings, _ console: Console, _ interrupt: Interrupt, _ command: inout (any Command.Type)?
  ) throws -> ExitCode {
    let words = surroundings.arguments
    let root = ArgumentParser(Declaration(arguments: [], options: [completionScript]))
    let options = words.prefix { $0 != "--" }
    let wantsHelp = options.contains { $0 == "-h" || $0 == "--help" }

    let name = root.firstArgument(of: words)
    let found = name.flatMap { name in Commands.all.first { $0.name == name } }
    if wantsHelp {
      try console.output.write(help(of: found, words, surroundings))
      return .success
    }
    if options.contains("--version") || options.contains("-V") {
      try console.output.line("\(Root.name) \(Root.version)")
      return .success
    }
    if let illegible = surroundings.illegible { throw illegible.error }
    guard let name else {
      return try runWithoutCommand(root, words, surroundings, console)
    }
    let chosen = try Commands.command(named: name)
    command = chosen
    let rest = Self.words(words, without: name, root)
    let shelf = LessonShelf()
    let parser = try parser(for: chosen, rest, shelf, surroundings)
    let arguments = try parser.parse(rest)
    try Presentation.check(arguments)
    let context = Context(
      arguments: arguments, surroundings: surroundings, console: console, interrupt: interrupt,
      shelf: shelf)
    do {
      let code = try chosen.run(context)
      try Presentation.finish(context)
      return code
    } catch {
      // What came before the error stands, as in any other format.
      try? Presentation.finish(context)
      throw error
    }
  }

  /// `--generate-completion-script`, as Swift's own tools spell it.
  private static let completionScript = Option(
    "generate-completion-script",
    value: .init(Localized(es: "terminal", en: "shell"), choices: Shell.allCases.map(\.rawValue)),
    help: CompletionsCommand.summary)

  private static func runWithoutCommand(
    _ root: ArgumentParser, _ words: [String], _ surroundings: Surroundings, _ console: Console
  ) throws -> ExitCode {
    if words.last == "--generate-completion-script" {
      try CompletionsCommand.write(nil, surroundings, console)
      return .success
    }
    let parsed = try root.parse(words)
    if let shell = parsed.value("generate-completion-script") {
      try CompletionsCommand.write(shell, surroundings, console)
    } else if words.isEmpty {
      try console.output.write(Root.welcome(surroundings))
    } else if words.contains("--") {
      throw UsageError(es: "Falta la orden.", en: "Missing command.")
    } else {
      try console.output.write(Root.welcome(surroundings))
    }
    return .success
  }

  /// The words without the command's own name.
  private static func words(_ words: [String], without name: String, _ root: ArgumentParser) -> [String] {
    // The options before it are common ones, so it is the first of its kind that is no value.
    for (index, word) in words.enumerated() where word == name {
      if root.firstArgument(of: Array(words[..<index])) == nil, root.firstArgument(of: Array(words[...index])) == name {
        return Array(words[..<index] + words[(index + 1)...])
      }
    }
    return words
  }

  /// The parser of a command; with the settings of the lesson its first argument names, when it takes one.
  private static func parser(
    for command: any Command.Type, _ words: [String], _ shelf: LessonShelf, _ surroundings: Surroundings
  ) throws -> ArgumentParser {
    let declared = ArgumentParser(command.declaration)
    guard let lesson = declared.firstArgument(of: words) else { return declared }
    let options = try command.options(forLesson: lesson, shelf: shelf, surroundings: surroundings)
    return ArgumentParser(command.declaration.adding(options))
  }

  private static func help(
    of command: (any Command.Type)?, _ words: [String], _ surroundings: Surroundings
  ) -> String {
    guard let command else { return Root.help(surroundings) }
    if command.name == HelpCommand.name {
      // `lesson help run --help` is about `run`.
      let subject = words.first { word in word != command.name && Commands.all.contains { $0.name == word } }
      let asked = Commands.all.first { $0.name == subject } ?? command
      return Root.help(of: asked, lessonOptions: [], surroundings)
    }
    let rest = Self.words(words, without: command.name, ArgumentParser(Declaration())).filter {
      $0 != "-h" && $0 != "--help"
    }
    let lesson = ArgumentParser(command.declaration).firstArgument(of: rest)
    // A lesson that cannot be read has no options to show; the rest of the help stands.
    let options =
      lesson.flatMap { try? command.options(forLesson: $0, shelf: LessonShelf(), surroundings: surroundings) } ?? []
    return Root.help(of: command, lessonOptions: options, surroundings)
  }
}
