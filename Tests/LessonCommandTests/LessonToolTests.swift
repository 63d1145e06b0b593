import Lessons
import Testing
import Typesetting

@testable import LessonCommand

/// What the program said and how it ended.
struct Session {
  let code: Int32
  let output: String
  let error: String

  /// Runs the program in memory.
  init(_ line: String..., environment: [String: String] = ["LANG": "en_US.UTF-8"]) {
    self.init(words: line, environment: environment)
  }

  /// Runs the program in memory.
  init(words line: [String], environment: [String: String] = ["LANG": "en_US.UTF-8"]) {
    let console = Console.memory()
    code = LessonTool.main(
      Surroundings(arguments: line, environment: environment), console: console, interrupt: .never)
    output = console.output.captured
    error = console.error.captured
  }
}

@Suite struct LessonToolTests {
  @Test func `without arguments there is a welcome with three commands`() {
    let session = Session()
    #expect(session.code == 0)
    #expect(session.output.split(separator: "\n").filter { $0.hasPrefix("  lesson ") }.count == 3)
    #expect(session.error.isEmpty)
    #expect(Session("--lang", "es").output.contains("Para empezar"))
  }

  @Test func `the list names every lesson with its title`() {
    let session = Session("list")
    #expect(session.code == 0)
    for lesson in Catalogue.lessons {
      #expect(session.output.contains(lesson.name))
      #expect(session.output.contains(lesson.title.en))
    }
    #expect(Session("--lang", "es", "list").output.contains("retropropagación"))
    #expect(Session("list", environment: ["LANG": "es_MX.UTF-8"]).output.contains("retropropagación"))
    #expect(Session("list", "--names").output == Catalogue.names.map { $0 + "\n" }.joined())
  }

  @Test(arguments: [
    ["--version"], ["list", "--version"], ["--version", "list"],
  ])
  func `the version is told anywhere`(words: [String]) {
    let console = Console.memory()
    #expect(LessonTool.main(Surroundings(arguments: words), console: console, interrupt: .never) == 0)
    #expect(console.output.captured == "lesson \(Root.version)\n")
  }

  @Test(arguments: [
    ["list", "--help"], ["list", "-h"], ["-h", "list"], ["help", "list"], ["list", "extra", "--wrong", "-h"],
    ["--lang=en", "list", "--help"], ["help", "list", "--help"],
  ])
  func `help is shown whatever else is on the line`(words: [String]) {
    let console = Console.memory()
    #expect(LessonTool.main(Surroundings(arguments: words), console: console, interrupt: .never) == 0)
    #expect(console.output.captured.contains("USAGE: lesson list"))
    #expect(console.error.captured.isEmpty)
  }

  @Test func `the general help lists every command`() {
    for session in [Session("--help"), Session("help"), Session("-h"), Session("nothing", "-h")] {
      #expect(session.code == 0)
      for command in Commands.all { #expect(session.output.contains("  \(command.name) ")) }
    }
    #expect(Session("help", "--lang", "es").output.contains("COMANDOS:"))
  }

  @Test(arguments: [
    ("lst", "Error: Unknown subcommand 'lst'. Did you mean 'list'?"),
    ("zzzzzz", "Error: Unknown subcommand 'zzzzzz'\n"),
    ("--wrong", "Error: Unknown option '--wrong'"),
  ])
  func `a wrong word is a usage error on standard error`(word: String, message: String) {
    let session = Session(word)
    #expect(session.code == 64)
    #expect(session.output.isEmpty)
    #expect(session.error.hasPrefix(message))
    #expect(session.error.contains("\nUsage: lesson [<options>] <subcommand>\n"))
    #expect(session.error.hasSuffix("  See 'lesson --help' for more information.\n"))
  }

  @Test func `errors are told in the language asked for, wherever it stands`() {
    for session in [Session("list", "--nmes", "--lang", "es"), Session("--lang=es", "list", "--nmes")] {
      #expect(session.code == 64)
      #expect(
        session.error == """
          Error: Opción desconocida '--nmes'. ¿Querías decir '--names'?
          Uso: lesson list [--names] [--json] [--format <formato>] [--plain]
            Más información con 'lesson list --help'.

          """)
    }
  }

  @Test func `an unknown topic of help is suggested`() {
    let session = Session("help", "lits")
    #expect(session.code == 64)
    #expect(session.error.contains("Did you mean 'list'?"))
  }

  @Test func `every command has its file's name, a help in both languages and no mixed words`() {
    for command in Commands.all {
      for language in Language.allCases {
        let session = Session("help", command.name, "--lang", language.rawValue)
        #expect(session.code == 0)
        #expect(session.output.contains(language == .spanish ? "USO: lesson" : "USAGE: lesson"))
        #expect(!session.output.contains(language == .spanish ? "OPTIONS:" : "OPCIONES:"))
        #expect(
          session.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("lesson completions") })
      }
    }
    #expect(Set(Commands.all.map { $0.name }).count == Commands.all.count)
  }
}
