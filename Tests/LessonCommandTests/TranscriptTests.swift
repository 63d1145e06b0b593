import Documents
import Goldens
import Kernels
import Lessons
import Matrices
import Testing
import Typesetting

@testable import LessonCommand

/// What every command prints today, in both languages and all formats: a change of the structure shows here what it
/// changed for a reader. `RECORD_GOLDENS=1 swift test --filter TranscriptTests` records it anew.
@Suite struct TranscriptTests {
  /// Both languages in every format.
  private static let ways = Language.allCases.flatMap { language in
    Presentation.choices.map { ["--lang", language.rawValue, "--format", $0] }
  }

  /// Every format, and text in both languages: for outputs that take long.
  private static let fewWays = ways.enumerated().filter { $0.element.last == "text" || $0.offset % 2 == 0 }.map(
    \.element)

  /// What makes a lesson small.
  private static func few(_ lesson: String) -> [String] { isOfImages(lesson) ? ["--digits", "20"] : [] }

  /// A network that is quickly verified; what the notes print of the larger one then does not hold.
  private static func narrow(_ lesson: String) -> [String] {
    switch lesson {
    case "mnist": ["--hidden1", "5", "--hidden2", "4"]
    case "mnist-32": ["--n1", "5", "--n2", "4", "--n3", "3"]
    case "mnist-128", "hidden-size": ["--hidden", "6"]
    default: []
    }
  }

  private static func isOfImages(_ lesson: String) -> Bool { lesson.contains("mnist") || lesson == "hidden-size" }

  /// An address that `why` opens, and a derivative.
  private static let addresses = [
    "clase6": ["dW1[1,1]", "∂e[1]/∂W1[1,1]"], "xor": ["Z1[4,2]", "∂E/∂W1[2,1]"], "perceptron": ["z", "w[1]"],
    "toy-weight": ["gradient", "∂error/∂ŷ"], "optimizers": ["f", "∂f/∂x"], "autodiff": ["y", "∂y/∂x2"],
    "mnist": ["A3[3,2]", "dW3[1,2]"],
    "mnist-10": ["A2[3,2]", "dW2[1,2]"], "mnist-128": ["A2[2,3]", "dW2[2,1]"], "mnist-32": ["A1[2,3]", "dW4[2,1]"],
    "hidden-size": ["A3[2,3]", "dW3[2,1]"], "mnist-data": ["apart[3]", "count2"],
  ]

  @Test func `every lesson has addresses here`() {
    #expect(Set(Self.addresses.keys) == Set(Catalogue.names))
  }

  @Test(arguments: Catalogue.names)
  func `what a lesson prints is what was recorded`(lesson: String) throws {
    var transcript = Transcript()
    let few = Self.few(lesson)
    for way in Self.isOfImages(lesson) ? Self.fewWays : Self.ways {
      transcript.add(["check", lesson] + way)
      transcript.add(["show", lesson] + way)
      transcript.add(["run", lesson, "--iterations", "3", "--trace", "--way", "exact"] + few + way)
      for address in Self.addresses[lesson] ?? [] { transcript.add(["why", lesson, address] + few + way) }
      if !Self.isOfImages(lesson) {
        transcript.add(["step", lesson] + way, input: ["n", "l", "w \(Self.addresses[lesson]?[0] ?? "")", "]", "N"])
        transcript.add(["run", lesson, "--iterations", "60", "--every", "30"] + way)
        transcript.add(["verify", lesson] + way)
      }
    }
    for language in Language.allCases {
      let lang = ["--lang", language.rawValue]
      if Self.isOfImages(lesson) {
        transcript.add(["verify", lesson] + few + Self.narrow(lesson) + lang)
        transcript.add(["verify", lesson, "--json"] + few + Self.narrow(lesson) + lang)
      } else {
        transcript.add(["verify", lesson, "--all"] + lang)
        transcript.add(["verify", lesson, "--json"] + lang)
      }
    }
    try Golden.check(transcript.text, "Transcripts/\(lesson).txt")
  }

  /// The fast way gives the same bits on every machine that rounds a product and its sum once.
  @Test(.enabled(if: Kernels.best.level != .plain, "this machine rounds products and sums apart"))
  func `what runs the fast way print is what was recorded`() throws {
    var transcript = Transcript()
    for lesson in Catalogue.names {
      for way in Self.fewWays {
        transcript.add(
          ["run", lesson, "--iterations", "3", "--way", "fast", "--threads", "1"] + Self.few(lesson) + way
        ) { output in
          ["AVX-512", "AVX2", "NEON"].reduce(output) { $0.replacing($1, with: "VECTORS") }
        }
      }
    }
    try Golden.check(transcript.text, "Transcripts/fast.txt")
  }

  @Test(arguments: ["subscript", "superscript"])
  func `what a notation prints is what was recorded`(notation: String) throws {
    var transcript = Transcript()
    let asked = ["--notation", notation]
    for words in [["show", "clase6"], ["show", "xor"], ["show", "mnist"]] {
      for way in Self.ways { transcript.add(words + asked + way) }
    }
    for words in [
      ["why", "clase6", "dW1[1,1]"], ["why", "xor", "z⁽¹⁾₄,₂"], ["verify", "clase6"], ["run", "clase6", "--trace"],
      ["why", "mnist", "dW3[1,2]", "--digits", "20"],
    ] {
      for way in Self.fewWays { transcript.add(words + asked + way) }
    }
    transcript.add(["step", "clase6"] + asked, input: ["n", "p W₁", "w W⁽²⁾[1,1]"])
    transcript.add(["derive", "x1·sin(x2)", "--by", "x1"] + asked)
    try Golden.check(transcript.text, "Transcripts/notation-\(notation).txt")
  }

  @Test func `lists, help, completions and errors are what was recorded`() throws {
    var transcript = Transcript()
    transcript.add(["list", "--names"])
    transcript.add(["list", "--json"])
    for way in Self.ways { transcript.add(["list"] + way) }
    for language in Language.allCases {
      let lang = ["--lang", language.rawValue]
      transcript.add(lang)
      transcript.add(["--help"] + lang)
      for command in Commands.all { transcript.add(["help", command.name] + lang) }
      for topic in HelpTopic.all { transcript.add(["help", topic.name] + lang) }
      transcript.add(["run", "xor", "--help"] + lang)
      for words in [
        ["run"], ["run", "nothing"], ["rum", "xor"], ["run", "xor", "--ler", "1"], ["run", "xor", "--lr"],
        ["run", "xor", "--lr", "x"], ["why", "xor", "Z9"], ["why", "xor", "Z1"], ["why", "xor", "Z1[5,1]"],
        ["run", "xor", "--set", "W1=[1 2]"], ["verify", "xor", "clase6", "--lr", "1"], ["step", "xor", "--at", "0"],
        ["run", "xor", "--format", "pdf"], ["show", "xor", "extra"], ["data", "show"],
      ] { transcript.add(words + lang) }
    }
    for shell in Shell.allCases { transcript.add(["completions", shell.rawValue]) }
    try Golden.check(transcript.text, "Transcripts/program.txt")
  }
}
