import Lessons
import OperatingSystem
import TemporaryFolders
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

  @Test func `ASCII is ASCII without decoration, too`() {
    let asked = Session("why", "clase6", "dW1[1,1]", "--plain", "--ascii")
    let terminal = Session("why", "clase6", "dW1[1,1]", "--plain", environment: ["LC_ALL": "C"])
    #expect(asked.output.utf8.allSatisfy { $0 < 0x80 } && asked.output == terminal.output, "\(asked.output)")
    #expect(asked.output.split(separator: "\n").count > 3)
  }

  @Test func `rates are tried until one is small enough, as long as all diverge`() {
    let session = Session("run", "learning-rate", "--lr", "1e5", "--no-pictures")
    #expect(session.code == 3 && session.output.contains("With --lr 0.01 it does not"), "\(session.output)")
  }

  @Test func `what rounding leaves of terms that cancel is not what the numbers shown give`() throws {
    let folder = try TemporaryFolder()
    let given = "lesson left\nparameters\n  w = 0.3\n  b = 0.1\n  v = 0.00001\n"
    let text = given + "forward\n  z = w − 2·0.2 + b\n  u = v·v·v\n"
    let lesson = try folder.write(Array(text.utf8), to: "left.lesson")
    let left = Session("why", lesson, "z")
    #expect(left.output.contains("0.3 − 2·0.2 + 0.1 ≈ −2.7756·10⁻¹⁷"), "\(left.output)")
    let small = Session("why", lesson, "u")
    #expect(small.output.contains("= 1·10⁻¹⁵") && !small.output.contains("≈"), "\(small.output)")
  }

  @Test func `the list names every lesson with its title below its theme`() {
    // A long title goes on below.
    func words(_ session: Session) -> String {
      session.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
    let session = Session("list")
    #expect(session.code == 0)
    for lesson in Catalogue.lessons {
      #expect(words(session).contains("\(lesson.name) \(lesson.title.en)"))
    }
    for line in session.output.split(separator: "\n") { #expect(line.displayWidth <= 80, "\(line)") }
    for (theme, _) in Curriculum.shelves { #expect(session.output.contains(theme.title.en + "\n")) }
    #expect(Session("--lang", "es", "list").output.contains("retropropagación"))
    #expect(Session("list", environment: ["LANG": "es_MX.UTF-8"]).output.contains("retropropagación"))
    #expect(Session("list", "--names").output == Catalogue.names.map { $0 + "\n" }.joined())
  }

  @Test(arguments: [
    ["--version"], ["-V"], ["list", "-V"], ["list", "--version"], ["--version", "list"],
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
    #expect(Session("help", "--lang", "es").output.contains("ÓRDENES:"))
  }

  @Test(arguments: [
    ("lst", "Error: Unknown command 'lst'. Did you mean 'list'?"),
    ("xor", "Error: Unknown command 'xor'. Did you mean 'run xor'?"),
    ("zzzzzz", "Error: Unknown command 'zzzzzz'\n"),
    ("--wrong", "Error: Unknown option '--wrong'"),
  ])
  func `a wrong word is a usage error on standard error`(word: String, message: String) {
    let session = Session(word)
    #expect(session.code == 64)
    #expect(session.output.isEmpty)
    #expect(session.error.hasPrefix(message))
    #expect(session.error.contains("\nUsage: lesson [<options>] <command>\n"))
    #expect(session.error.hasSuffix("  See 'lesson --help' for more information.\n"))
  }

  @Test func `errors are told in the language asked for, wherever it stands`() {
    for session in [Session("list", "--nmes", "--lang", "es"), Session("--lang=es", "list", "--nmes")] {
      #expect(session.code == 64)
      #expect(
        session.error == """
          Error: Opción desconocida '--nmes'. ¿Querías decir '--names'?
          Uso: lesson list [--names] [--format <formato>] [--json] [--plain]
            Más información con 'lesson list --help'.

          """)
    }
  }

  @Test(arguments: [
    (
      ["--set", "W1=[0.1 q; 1 1]"], "Error: The value of '--set W1' is invalid: “q” does not exist\n", "q"
    ),
    (["--set", "W1=[1"], "Error: The value of '--set W1' is invalid: this “[” is never closed\n", "["),
    (
      ["--set", "w1=3"],
      "Error: The value of '--set' is invalid: “w1” is no setting, data or parameter of the lesson “clase6”; did you mean “W1”?\n    w1=3\n    ^^\n",
      ""
    ),
    (["--optimizer", "adm"], "Error: The value of '--optimizer' is invalid: there is no optimizer “adm”", "adm"),
    (
      ["--optimizer", "adam(q)"], "Error: The value of '--optimizer' is invalid: “q” does not exist\n",
      "q"
    ),
  ])
  func `what is wrong in a typed formula is told about its option`(words: [String], message: String, place: String) {
    for command in [["run", "clase6"], ["show", "clase6"], ["verify", "clase6"], ["why", "clase6", "E"]] {
      let session = Session(words: command + words)
      #expect(session.code == 64)
      #expect(session.output.isEmpty)
      #expect(session.error.hasPrefix(message), "\(session.error)")
      #expect(session.error.contains("\nUsage: lesson \(command[0]) "))
      let lines = session.error.split(separator: "\n").map(Array.init)
      guard !place.isEmpty, lines.count > 2, let caret = lines[2].firstIndex(of: "^") else { continue }
      #expect(String(lines[1][caret...].prefix(place.count)) == place)
      #expect(lines[2].count(where: { $0 == "^" }) == place.count)
    }
  }

  @Test func `a matrix of another shape is an error of its option`() {
    let session = Session("run", "xor", "--set", "W1=[1 2 3]")
    #expect(session.code == 64)
    #expect(
      session.error.hasPrefix(
        "Error: The value of '--set W1' is invalid: “W1” is 2×2 and its value is 1×3\n    [1 2 3]\n"))
  }

  @Test(arguments: [
    ("dW9[1]", "Error: “dW9” does not exist; did you mean “dW1”?\n    dW9[1]\n    ^^^\n"),
    ("dW1", "Error: “dW1” is 2×2: say which entry, for instance dW1[1,1]\n    dW1\n    ^^^\n"),
    ("dW1[", "Error: this “[” is never closed\n    dW1[\n       ^\n"),
  ])
  func `a wrong address is shown with a caret`(address: String, message: String) {
    let session = Session("why", "clase6", address)
    #expect(session.code == 64)
    #expect(session.output.isEmpty)
    #expect(session.error == message)
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
