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
  /// Both languages in every format, but for LaTeX and CSV, which have tests of their own.
  private static let ways = Language.allCases.flatMap { language in
    Presentation.choices.filter { $0 != "latex" && $0 != "csv" }.map { ["--lang", language.rawValue, "--format", $0] }
  }

  /// Every format, and text in both languages: for outputs that take long.
  private static let fewWays = ways.enumerated().filter { $0.element.last == "text" || $0.offset % 2 == 0 }.map(
    \.element)

  /// Text in one language, and the facts with the other.
  private static let fewestWays = [["--lang", "es"], ["--lang", "en", "--format", "json"]]

  /// The lessons whose output is recorded in every format; of the others, which say their things by the same means, in
  /// text and as facts.
  private static let inEveryFormat: Set = ["clase6", "xor", "perceptron", "toy-weight", "optimizers", "autodiff"]

  /// What makes a lesson small.
  private static func few(_ lesson: String) -> [String] {
    if isMNIST(lesson) { return ["--digits", "20"] }
    return isOfImages(lesson) ? ["--digits", "1000"] : []
  }

  /// A network that is quickly verified; what the notes print of the larger one then does not hold.
  private static func narrow(_ lesson: String) -> [String] {
    switch lesson {
    case "mnist": ["--hidden1", "5", "--hidden2", "4"]
    case "mnist-32": ["--n1", "5", "--n2", "4", "--n3", "3"]
    case "mnist-128", "hidden-size": ["--hidden", "6"]
    default: []
    }
  }

  private static func isMNIST(_ lesson: String) -> Bool { lesson.contains("mnist") || lesson == "hidden-size" }

  private static func isOfImages(_ lesson: String) -> Bool {
    Catalogue.lesson(named: lesson)?.text.contains("from digits") == true
  }

  /// Lessons whose matrices are too large for this, or whose backward pass is verified for seconds.
  private static let large: Set = [
    "hyperparameters", "init", "normalisation-deep", "quadratic-eq", "flatten", "gradient-explosion",
  ]

  /// Lessons of which a debug build takes many seconds for a single iteration; `.ci/run` runs them.
  private static let largest: Set = ["cnn", "pooling", "shift"]

  /// An address that `why` opens, and a derivative.
  private static let addresses = [
    "clase6": ["dW1[1,1]", "∂e[1]/∂W1[1,1]"], "xor": ["Z1[4,2]", "∂E/∂W1[2,1]"], "perceptron": ["z", "w[1]"],
    "toy-weight": ["gradient", "∂error/∂ŷ"], "optimizers": ["f", "∂f/∂x"], "autodiff": ["y", "∂y/∂x2"],
    "mnist": ["A3[3,2]", "dW3[1,2]"],
    "mnist-10": ["A2[3,2]", "dW2[1,2]"], "mnist-128": ["A2[2,3]", "dW2[2,1]"], "mnist-32": ["A1[2,3]", "dW4[2,1]"],
    "hidden-size": ["A3[2,3]", "dW3[2,1]"], "mnist-data": ["apart[3]", "count2"],
    "activations": ["a[2]", "∂E/∂w"], "blocks": ["attended", "∂E/∂γ[1]"], "cnn": ["J"],
    "conv-filter": ["Z[1,2]", "∂S/∂K[1,1]"], "derivatives": ["digits1", "∂y/∂x2"],
    "diversity": ["Z[1,1,2,2]", "∂E/∂K[1,1,1,1]"], "encoding": ["printed[3,1]"],
    "eta-study": ["A2[2]", "∂E/∂W1[1,1]"], "flatten": ["B[2,1]"], "gradient-clipping": ["p1[2]", "∂E/∂W1[1]"],
    "gradient-dead": ["alive", "∂E/∂b"], "gradient-descent": ["δ1[2]", "∂C/∂W1[1,2]"],
    "gradient-explosion": ["dW1[1,1]"], "gradient-free": ["E", "A2[3]"], "gradient-problems": ["δ9[1]"],
    "gradient-saddle": ["κ[1]", "∂E/∂W2[1]"], "hyperparameters": ["share1[8]"], "init": ["Z1[1,1]"],
    "learning-rate": ["dx", "∂E/∂y"], "linear-collapse": ["W_star[1]", "∂MSE/∂W1[1,2]"],
    "losses": ["C", "∂H/∂z[1]"], "normalisation-deep": ["s1[1]"], "normalisation": ["N[1,1]", "∂E/∂X[1,1]"],
    "notation": ["mean_half", "∂E/∂W1[1,1]"], "overfitting": ["J"], "parameters": ["weights[2]"],
    "pooling": ["M[1,2]"], "quadratic-eq": ["J"], "receptive-field": ["r4"], "regularization": ["chance[3]"],
    "saturation": ["δq", "∂E/∂w_c"], "shift": ["places[2]"], "softmax-ce": ["ŷ[3]", "∂J/∂s[3]"],
    "training-cycle": ["dw", "∂E/∂w"], "xor-hidden": ["A2[2]", "∂E/∂W1[1,1]"],
    "xor-torch": ["ΔW1[1,2]", "∂half/∂W1[1,1]"],
  ]

  @Test func `every lesson has addresses here`() {
    #expect(Set(Self.addresses.keys) == Set(Catalogue.names))
  }

  @Test(arguments: Catalogue.names)
  func `what a lesson prints is what was recorded`(lesson: String) throws {
    var transcript = Transcript()
    let few = Self.few(lesson)
    let isSmall = !Self.isOfImages(lesson) && !Self.large.contains(lesson)
    let ways = Self.isMNIST(lesson) ? Self.fewWays : Self.fewestWays
    for way in Self.inEveryFormat.contains(lesson) ? Self.ways : ways {
      transcript.add(["check", lesson] + way)
      transcript.add(["show", lesson] + way)
      if isSmall || Self.isMNIST(lesson) {
        transcript.add(["run", lesson, "--iterations", "3", "--trace", "--way", "exact"] + few + way)
      }
      if Self.largest.contains(lesson) { continue }
      for address in Self.addresses[lesson] ?? [] { transcript.add(["why", lesson, address] + few + way) }
      if isSmall {
        transcript.add(["step", lesson] + way, input: ["n", "l", "w \(Self.addresses[lesson]?[0] ?? "")", "]", "N"])
        if Self.inEveryFormat.contains(lesson) { transcript.add(["verify", lesson] + way) }
      }
      if !Self.isMNIST(lesson) {
        let count = isSmall ? ["--iterations", "60", "--every", "30"] : ["--iterations", "3"]
        transcript.add(["run", lesson] + count + few + way)
      }
    }
    for language in Language.allCases {
      let lang = ["--lang", language.rawValue]
      if Self.isMNIST(lesson) {
        transcript.add(["verify", lesson] + few + Self.narrow(lesson) + lang)
        transcript.add(["verify", lesson, "--json"] + few + Self.narrow(lesson) + lang)
      } else if isSmall {
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
    for lesson in Catalogue.names where !Self.large.union(Self.largest).contains(lesson) {
      for way in Self.inEveryFormat.contains(lesson) || Self.isMNIST(lesson) ? Self.fewWays : Self.fewestWays {
        transcript.add(
          ["run", lesson, "--iterations", "3", "--way", "fast", "--threads", "1"] + Self.few(lesson) + way)
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
