import Calculus
import Formats
import Foundation
import LessonLanguage
import OperatingSystem
import Testing
import Trace
import Typesetting

@testable import LessonCommand

/// `lesson derive`, and the lines `derive`, `trace` and `methods` of a lesson.
@Suite struct DeriveCommandTests {
  private static func text(_ formula: Formula) -> String { LinearMath().text(formula.typeset(Notation()).line) }

  @Test(arguments: RewritingRule.all.map(\.id))
  func `a rule's example is what the rule makes of it`(id: String) throws {
    let rule = try #require(RewritingRule.all.first { $0.id == id })
    let asked = try AskedDerivation(rule.example.formula, by: rule.example.variable, values: [])
    let step = try #require(asked.derivation.steps.first { $0.rule.id == id }, "the example does without it")
    #expect(Self.text(step.before) == rule.example.before)
    #expect(Self.text(step.after) == rule.example.after)
    #expect(!rule.name.es.isEmpty && !rule.name.en.isEmpty)
  }

  @Test(arguments: [
    ("x^2*sin(x)", "2·x·sin(x) + x²·cos(x)"), ("sin(x^2)", "2·x·cos(x²)"), ("1/x", "−1/x²"), ("x·ln(x)", "ln(x) + 1"),
    ("√(x² + 1)", "x/√(x² + 1)"), ("exp(−x²)", "−2·x·exp(−x²)"), ("σ(x)", "σ(x)·(1 − σ(x))"), ("x·x", "2·x"),
    ("where(x > a, x², 3·x)", "where(x > a, 2·x, 3)"),
    ("x·cos(x)", "cos(x) − x·sin(x)"), ("x^x", "x^x·(ln(x) + 1)"), ("7", "0"), ("x", "1"), ("−x", "−1"),
    ("a·x² + b·x + c", "2·a·x + b"), ("0.1·x·3", "0.3"), ("(2·x)/(4·x)", "0"), ("2^x", "2^x·ln(2)"), ("ln(a·x)", "1/x"),
    ("ln(x1) + x1·x2 − sin(x2)", "1/x1 + x2"),
    ("x²·exp(x)", "2·x·exp(x) + x²·exp(x)"), ("sin(x)/x", "(x·cos(x) − sin(x))/x²"),
    ("ln(1 + exp(x))", "exp(x)/(1 + exp(x))"), ("1/(1 + exp(−x))", "exp(−x)/(1 + exp(−x))²"),
    ("exp(x)/(1 + exp(x))", "exp(x)/(1 + exp(x))²"), ("ln(x)/x", "(1 − ln(x))/x²"),
    ("x/(1 + x^2)", "(1 − x²)/(1 + x²)²"), ("(x² + 1)/(x² − 1)", "−4·x/(x² − 1)²"), ("1/x²", "−2/x³"),
    ("ln(√x)", "1/(2·x)"), ("1/√x", "−1/(2·x·√x)"), ("(x + 1)/(x − 1)", "−2/(x − 1)²"),
    ("x·(x + a)", "2·x + a"), ("(x − a)·(x + a)", "2·x"), ("exp(x)/(exp(x) + c)", "c·exp(x)/(exp(x) + c)²"),
    (
      "exp(a·x)/(exp(a·x) + exp(b·x))",
      "(a·exp(a·x)·exp(b·x) − b·exp(a·x)·exp(b·x))/(exp(a·x) + exp(b·x))²"
    ),
  ])
  func `the last line is what a textbook prints`(formula: String, result: String) throws {
    let variable = formula.contains("x1") ? "x1" : "x"
    let session = Session("derive", formula, "--by", variable, "--plain")
    #expect(session.code == 0, "\(session.error)")
    let asked = try AskedDerivation(formula, by: variable, values: [])
    #expect(Self.text(asked.derivation.result) == result)
  }

  @Test func `the steps are a table with the rules' names, 80 columns wide, in both languages`() {
    let english = Session("derive", "x^2*sin(x)", environment: ["LANG": "en_US.UTF-8", "COLUMNS": "80"])
    #expect(english.code == 0)
    for words in [
      "1  product rule", "2  power rule", "3  derivative of sin(z)", "4  worked out", "5  a 1 changes nothing",
    ] {
      #expect(english.output.contains(words), "\(english.output)")
    }
    #expect(english.output.contains("∂/∂x(x²·sin(x)) = 2·x·sin(x) + x²·cos(x)"))
    #expect(english.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let spanish = Session("derive", "x^2*sin(x)", environment: ["LANG": "es_ES.UTF-8"])
    #expect(spanish.output.contains("regla del producto") && spanish.output.contains("derivada de sin(z)"))
  }

  @Test func `at a point the rules, the automatic derivative and central differences give one number`() {
    let session = Session("derive", "a·x²", "--by", "x", "--set", "x=1/2", "--set", "a=3")
    #expect(session.code == 0, "\(session.error)")
    let lines = session.output.split(separator: "\n").map { $0.split(separator: " ").last }
    #expect(lines.suffix(4) == ["0.75", "3", "3", "3"], "\(session.output)")
  }

  @Test func `JSON has each step with its rule, its place, what was before and after, and the line`() throws {
    let session = Session("derive", "x·sin(x)", "--json")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    let steps = try #require(facts["steps"] as? [[String: Any]])
    #expect(steps.map { $0["rule"] as? String } == ["product", "identity", "functionOfVariable", "one"])
    #expect(steps.map { $0["place"] as? [Int] } == [[], [1, 1], [2, 2], [1]])
    #expect(steps.last?["kind"] as? String == "simplification")
    let line = try #require(steps.last?["line"] as? [String: Any])
    #expect(line["text"] as? String == "sin(x) + x·cos(x)")
    #expect((facts["result"] as? [String: Any])?["text"] as? String == "sin(x) + x·cos(x)")
  }

  @Test(arguments: [
    (["x·"], "expected a formula"), (["[x 1]"], "this is 1×2"), (["Σ [x 1]·2"], "1×2"),
    (["a·x"], "--by; the formula has a, x"),
    (["7"], "Say so with --by"), (["a·x", "--by", "x+1"], "a name belongs here"), (["f(x)"], "“f” does not exist"),
    (["x", "--set", "x"], "name=value"), (["x", "--set", "y=1"], "“y” does not stand in the formula"),
    (["x", "--set", "x=k"], "is no number"), (["a·x", "--by", "x", "--set", "x=1"], "the value of “a” is missing"),
    (["x", "--set", "x=1/"], "expected a formula"), ([], "Missing argument '<formula>'"), (["2x"], "2·x"),
    (["x·∂y/∂x"], "in a lesson only"), (["Σepoch x"], "in a lesson only"), (["σ(hessian(E))"], "in a lesson only"),
  ])
  func `what cannot be derived is told with what would be right`(words: [String], message: String) {
    let session = Session(words: ["derive"] + words)
    #expect(session.code == 64, "\(session.output)\(session.error)")
    #expect(session.output.isEmpty)
    #expect(session.error.contains(message), "\(session.error)")
    #expect(session.error.split(separator: "\n").filter { $0.contains("Error:") }.count == 1)
  }

  // MARK: In a lesson

  private static let lesson = """
    lesson own
    settings
      f(x1, x2) = ln(x1) + x1·x2 − sin(x2)
    parameters
      x1 = 2
      x2 = 5
      W = [1 2]
    forward
      u = x1·x2
      y = f(x1, x2)
      m = Σ W·x1
    pictures

    """

  @Test func `a lesson derives a function of its own and a quantity, and show has it without running`() throws {
    let file = try TemporaryLesson(
      Self.lesson + "  derive f by x1\n  derive y by x2 es \"por x2\" en \"by the second\"\n  derive u² by x1\n")
    for command in ["run", "show"] {
      let session = Session(command, file.path)
      #expect(session.code == 0, "\(session.error)")
      for words in [
        "Derivative of f with respect to x1, rule by rule", "∂/∂x1(ln(x1) + x1·x2 − sin(x2)) = 1/x1 + x2",
        "by the second",
        "∂/∂x2(ln(x1) + x1·x2 − sin(x2)) = x1 − cos(x2)", "derivative of ln(z)", "power and chain rule",
      ] {
        #expect(session.output.contains(words), "\(words): \(session.output)")
      }
    }
    let other = Session("run", file.path, "--f", "x1^3·x2")
    #expect(other.output.contains("∂/∂x1(x1³·x2) = 3·x1²·x2"), "\(other.output)")
  }

  @Test func `a lesson's trace follows the function that is given and the values that are set`() throws {
    let file = try TemporaryLesson(Self.lesson + "  trace y by [x1 x2]\n  methods y by [x1 x2]\n")
    let session = Session("run", file.path)
    #expect(session.code == 0, "\(session.error)")
    #expect(session.output.contains("v3    v1 + v2    10.6931"), "\(session.output)")
    #expect(session.output.contains("1.71634"))
    #expect(session.output.contains("4 evaluations"), "\(session.output)")
    let other = Session("run", file.path, "--f", "(x1 + x2)·x1", "--set", "x1=3", "--json")
    #expect(other.output.contains(#""operation":{"text":"v1·x1""#), "\(other.output)")
    #expect(other.output.contains(#""value":24"#), "\(other.output)")
    #expect(other.output.contains(#""tangents":[11,3]"#), "\(other.output)")
    #expect(!Session("run", file.path, "--no-pictures").output.contains("Trace of y"))
  }

  @Test(arguments: [
    ("derive f by z", 15, "takes an argument of the function: x1, x2"), ("derive y by W", 15, "“W” is 1×2"),
    ("derive W by x1", 10, "this is 1×2"), ("derive m by x1", 10, "a part here is 1×2"),
    ("derive y", 11, "by"), ("derive q by x1", 10, "“q” does not exist"), ("trace y by [x1 W]", 18, "“W” is 1×2"),
    ("trace m by x1", 9, "a trace is made of numbers"), ("methods m by x1", 11, "a trace is made of numbers"),
  ])
  func `a line that cannot be worked out is refused before anything runs`(line: String, column: Int, words: String)
    throws
  {
    let file = try TemporaryLesson(Self.lesson + "  " + line + "\n")
    for command in ["check", "run"] {
      let session = Session(command, file.path)
      #expect(session.code == 1)
      #expect(session.output.isEmpty)
      #expect(session.error.contains(".lesson:13:\(column): "), "\(session.error)")
      #expect(session.error.contains(words), "\(session.error)")
    }
  }

  @Test func `the other convention changes nothing in what is derived and traced`() throws {
    let file = try TemporaryLesson(Self.lesson + "  derive y·W[1,2] by x1\n  trace y by [x1 x2]\n")
    let rows = Session("run", file.path)
    let columns = Session("run", file.path, "--convention", "columns")
    #expect(rows.code == 0 && columns.code == 0, "\(columns.error)")
    #expect(rows.output.contains("v3    v1 + v2    10.6931"))
    #expect(columns.output.contains("v3    v1 + v2    10.6931"), "\(columns.output)")
  }
}

extension DeriveCommandTests {
  @Test(arguments: [
    ("ln(x)", "-1", "it has no derivative", "no tiene derivada"),
    ("abs(x)", "0", nil, nil), ("relu(x)", "0", "there may be a kink", "puede haber un punto anguloso"),
    ("x^2", "3", nil, nil),
  ])
  func `a place without a derivative is told`(formula: String, place: String, en: String?, es: String?) {
    for (language, words) in [("en", en), ("es", es)] {
      let session = Session("derive", formula, "--set", "x=\(place)", "--lang", language)
      #expect(session.code == 0)
      if let words {
        #expect(session.output.contains(words), "\(session.output)")
      } else {
        let remarks = ["may be a kink", "no derivative, though", "punto anguloso", "no tiene derivada"]
        #expect(!remarks.contains { session.output.contains($0) }, "\(session.output)")
      }
    }
  }
}
