import Calculus
import Execution
import Foundation
import LessonLanguage
import Stepping
import Testing

@testable import Engine

/// The five calls on lessons that come with the program.
@Suite struct EngineTests {
  // MARK: - load

  @Test func `a lesson is taken with its steps, its pictures and the iterations planned`() throws {
    let facts = try Called().load("xor")
    #expect(facts["lesson"] as? String == "xor" && facts["first"] as? Int == 1 && facts["seed"] as? Int == 1)
    #expect(facts["planned"] as? Int == 10_000)
    let steps = try #require(facts["steps"] as? [String])
    #expect(steps.first == "Z1" && steps.last?.hasPrefix("new(") == true)
    #expect((facts["pictures"] as? [[String: Any]])?.first?["chart"] as? String == "curve")
  }

  @Test func `settings, data, weights and the options of a run change what is computed`() throws {
    let called = Called()
    try called.load("clase6", settings: "lr=0,25\nW1=[0.1 0.2; 0.3 0.4]\niterations=3")
    let before = try called.facts(.values, "1", "", "", "", "", "W1")
    #expect(before.quantity("W1")?["shown"] as? [String] == ["0.1", "0.2", "0.3", "0.4"])
    let facts = try called.load("xor", settings: "seed=7\noptimizer=adam(0.01)\nepochs=5")
    #expect(facts["seed"] as? Int == 7 && facts["planned"] as? Int == 5)
    #expect((facts["lines"] as? [[String: Any]])?.contains { $0["name"] as? String == "new(m_W1)" } == true)
  }

  @Test func `a lesson with an error leaves the one before`() throws {
    let called = Called()
    try called.load("clase6")
    let error = try called.error(.load, "", "lesson mine\n\nforward\n  z = a + 1\n")
    #expect(error["line"] as? Int == 4 && error["column"] as? Int == 7 && error["inLesson"] as? Bool == true)
    #expect(error["text"] as? String == "  z = a + 1" && error.message.contains("a"), "\(error)")
    #expect((error["message"] as? [String: Any])?["es"] as? String != error.message)
    #expect(try called.facts(.why, "1", "", "", "", "", "dW1[1,1]")["lesson"] as? String == "clase6")
  }

  @Test(arguments: [
    ("lr=abc", "lr", "abc"), ("lr=1.234,5", "lr", "thousands"), ("seed=-1", "seed", "minimum is 0"),
    ("seed=1.5", "seed", "whole number"), ("carry=99", "carry", "maximum is 15"), ("rate=1", "rate", "rate"),
    ("W1=[1 2]", "W1", "2"), ("W1=@x.csv", "W1", "no files are read here"), ("optimizer=adm", "optimizer", "adam"),
  ])
  func `a setting that makes no sense is named`(typed: String, setting: String, words: String) throws {
    let error = try Called().error(.load, typed, Called.text("clase6"))
    #expect(error["setting"] as? String == setting && error["inLesson"] as? Bool == false, "\(error)")
    #expect(error.message.contains(words), "\(error)")
  }

  @Test(arguments: ["lr", "=1", "\u{0}", String(repeating: "x", count: 100_000) + "=1"])
  func `what is no setting is refused`(typed: String) throws {
    let error = try Called().error(.load, typed, Called.text("clase6"))
    #expect(error.message.contains("name=value") && error.message.count < 200, "\(error)")
  }

  @Test func `a lesson may not call a setting as the run has an option`() throws {
    let error = try Called().error(.load, "", "lesson mine\n\nsettings\n  s = 1 as seed\n\nforward\n  z = s + 1\n")
    #expect(error["line"] as? Int == 4 && error.message.contains("--seed is an option"), "\(error)")
  }

  @Test func `there is room for one lesson`() throws {
    let one = "lesson one\n\nforward\n  z = 1 + 1\n\n"
    let error = try Called().error(.load, "", one + one.replacingOccurrences(of: "one", with: "two"))
    #expect(error["line"] as? Int == 6 && error.message.contains("room for one lesson"), "\(error)")
    #expect(try Called().error(.load, "", "").message.contains("lesson"))
  }

  @Test func `a lesson of digits has none here, and says so`() throws {
    #expect(try Called().error(.load, "", Called.text("mnist")).message.contains("digits"))
  }

  // MARK: - values

  @Test func `an iteration has the numbers of the run, and their digits as a reader sees them`() throws {
    let called = Called()
    try called.load("clase6")
    let facts = try called.facts(.values, "1", "", "es", "comma", "", "W1, dW1")
    #expect(facts["iteration"] as? Int == 1 && (facts["quantities"] as? [Any])?.count == 2)
    let derivative = try #require(facts.quantity("dW1"))
    let numbers = try #require((derivative["value"] as? [String: Any])?["values"] as? [[Double]]).flatMap { $0 }
    let shown = try #require(derivative["shown"] as? [String])
    #expect(numbers.count == shown.count)
    for (number, text) in zip(numbers, shown) {
      let read = try #require(
        Double(text.replacing(",", with: ".").replacing("−", with: "-").replacing("·10⁻", with: "e-")))
      #expect(abs(read - number) <= 1e-4 * abs(number), "\(number) is shown as \(text)")
    }
    #expect(shown.contains { $0.contains(",") } && !shown.contains { $0.contains(".") })
    let all = try called.facts(.values, "1", "", "", "", "", "")
    #expect(all.quantity("E") != nil && all.quantity("new(W1)") != nil)
  }

  @Test func `a quantity that is not there is told with the nearest`() throws {
    let called = Called()
    try called.load("clase6")
    let error = try called.error(.values, "1", "", "", "", "", "dW3")
    #expect(error.message.contains("'dW3'") && error.message.contains("Did you mean"), "\(error)")
  }

  @Test func `many iterations are computed a slice at a time, to the same bits`() throws {
    let called = Called()
    try called.load("xor")
    let (facts, reached) = try called.all(.values, "100000", "", "", "", "", "E")
    #expect(reached.count > 1 && facts["iteration"] as? Int == 100_000)
    let (lessons, source) = try LessonParser.read(Called.text("xor"), file: "xor.lesson")
    let scope = try Lesson(lessons[0], source: source).program().scope
    let run = try Run(scope.program)
    for _ in 0..<100_000 { try run.advance() }
    let own = try #require(run.program.objective.flatMap { run.number(of: $0) })
    // JSONSerialization does not read every last bit.
    #expect(called.engine.answer(.values, to: ["100000", "", "", "", "", "E"]).contains("\"values\":[[\(own)]]"))
    #expect((facts["end"] as? [String: Any])?["iteration"] as? Int == 10_000)
    let back = try called.all(.values, "3", "", "", "", "", "E").facts
    #expect(back["iteration"] as? Int == 3)
  }

  @Test(arguments: ["0", "-1", "1000000001", "99999999999999999999", "x", ""])
  func `an iteration that cannot be is refused`(iteration: String) throws {
    let called = Called()
    try called.load("clase6")
    #expect(try called.error(.values, iteration, "", "", "", "", "").message.contains("iteration"))
  }

  // MARK: - why

  @Test func `a number is opened in both languages, with either mark, in either convention`() throws {
    let called = Called()
    try called.load("clase6")
    func document(_ view: String...) throws -> String {
      let facts = try called.facts(.why, "1", view[0], view[1], view[2], view[3], "dW1[1,1]")
      return try #require(facts["document"] as? String)
    }
    let usual = try document("", "", "", "")
    #expect(usual.contains("dW1") || usual.contains("∂E"), "\(usual)")
    #expect(try document("", "es", "comma", "") != usual)
    #expect(try document("columns", "en", "point", "text") == document("", "en", "point", "") || !usual.isEmpty)
    #expect(try document("", "en", "point", "plain") != usual)
    #expect(try document("", "en", "point", "markdown").contains("$"))
  }

  @Test func `the transposed lesson has the same numbers at the transposed places`() throws {
    let called = Called()
    try called.load("xor")
    func value(_ convention: String, _ address: String) throws -> Double {
      let facts = try called.facts(.why, "1", convention, "", "", "", address)
      return try #require(((facts["number"] as? [String: Any])?["value"] as? NSNumber)?.doubleValue)
    }
    #expect(try value("rows", "W1[1,2]") == value("columns", "W1[2,1]"))
    #expect(try value("", "W1[1,2]") == value("rows", "W1[1,2]"))
  }

  @Test(arguments: [
    ("W7[1,1]", "W7"), ("W1", "say which entry"), ("W1[9,9]", "out of range"), ("", "formula"),
    ("E at 2", "no part of an address"),
    ("((((", "("), (String(repeating: "(", count: 50_000), "levels"), ("<img src=x onerror=alert(1)>", "formula"),
    ("\u{202e}", "invisible"),
  ])
  func `an address that is none is told with its place`(address: String, words: String) throws {
    let called = Called()
    try called.load("clase6")
    let error = try called.error(.why, "1", "", "", "", "", address)
    #expect(error["inLesson"] as? Bool == false && error.message.contains(words), "\(error)")
  }

  @Test func `a name of no format, language, mark or convention is refused with those there are`() throws {
    let called = Called()
    try called.load("clase6")
    for (place, name) in ["diagonal", "fr", "dash", "pdf"].enumerated() {
      var texts = ["1", "", "", "", "", "E"]
      texts[place + 1] = name
      let answer = called.engine.answer(.why, to: texts)
      #expect(answer.contains("“\(name)” is none of "), "\(answer)")
    }
  }

  // MARK: - judge

  private func judged(_ lesson: String, _ address: String, _ answer: String, language: String = "en") throws
    -> (verdict: String, needsMore: Bool, words: String, slips: [String])
  {
    let called = Called()
    try called.load(lesson)
    let facts = try called.facts(.judge, "1", "", language, "", "", "", answer, address)
    let answered = try #require(facts["answer"] as? [String: Any])
    let number = try #require(((answered["verdict"] as? [String: Any])?["numbers"] as? [[String: Any]])?.first)
    let causes = (number["causes"] as? [[String: Any]])?.compactMap { $0["slip"] as? String } ?? []
    return (
      try #require(number["verdict"] as? String), answered["needsMoreDigits"] as? Bool ?? false,
      try #require(facts["words"] as? String), causes
    )
  }

  /// What a lesson computes, with so many decimals, rounded or cut.
  private func value(_ lesson: String, _ address: String) throws -> Double {
    let called = Called()
    try called.load(lesson)
    let number = try called.facts(.why, "1", "", "", "", "", address)["number"] as? [String: Any]
    return try #require((number?["value"] as? NSNumber)?.doubleValue)
  }

  @Test func `an answer is right rounded or truncated, with either mark, and no other way`() throws {
    let exact = try value("clase6", "a1[1]")
    let digits = String(format: "%.5f", exact)
    let right = try judged("clase6", "a1[1]", digits)
    #expect(right.verdict == "right" && !right.needsMore && right.words.hasPrefix("Right: "), "\(right)")
    let comma = digits.replacing(".", with: ",")
    let spanish = try judged("clase6", "a1[1]", comma, language: "es")
    #expect(spanish.verdict == "right" && spanish.words.hasPrefix("Correcto: "), "\(spanish)")
    let cut = String(String(format: "%.12f", exact).prefix(6))
    #expect(try judged("clase6", "a1[1]", cut).verdict == "right")
    #expect(try judged("clase6", "a1[1]", String(format: "%.4f", exact + 0.0002)).verdict == "wrong")
  }

  @Test func `too few digits are asked for more, unless the number is exactly that`() throws {
    let few = try judged("clase6", "a1[1]", String(format: "%.1f", value("clase6", "a1[1]")))
    #expect(few.verdict == "right" && few.needsMore && few.words.contains("at least 2"), "\(few)")
    let whole = try judged("clase6", "W1[1,1]", "0.1")
    #expect(whole.verdict == "right" && !whole.needsMore && whole.words.contains("exact"), "\(whole)")
  }

  @Test func `the slip behind a wrong answer is named`() throws {
    // The activation left out: what stands in the place of σ(z) is z.
    let forgotten = try judged("clase6", "a1[1]", String(format: "%.5f", value("clase6", "z1[1]")))
    #expect(forgotten.verdict == "wrong" && !forgotten.slips.isEmpty, "\(forgotten)")
    // Named for programs; a reader is asked first.
    #expect(forgotten.words.hasPrefix("Not right. Did you apply the activation function?"), "\(forgotten)")
    let spanish = try judged("clase6", "a1[1]", String(format: "%.5f", value("clase6", "z1[1]")), language: "es")
    #expect(spanish.words.hasPrefix("No es correcto. ¿Has aplicado") && spanish.slips == forgotten.slips, "\(spanish)")
  }

  @Test func `an answer without a known slip blames nobody`() throws {
    let odd = try judged("clase6", "a1[1]", "7.31943")
    #expect(odd.verdict == "wrong" && odd.slips.isEmpty, "\(odd)")
  }

  @Test func `hints rise with each wrong answer, and a wish for one, and what is carried on is right`() throws {
    let called = Called()
    try called.load("clase6")
    func judged(_ wish: String, _ answer: String, _ address: String) throws -> [String: Any] {
      try called.facts(.judge, "1", "", "en", "", "", wish, answer, address)
    }
    let wrong = String(format: "%.5f", try value("clase6", "z1[1]"))
    let first = try judged("", wrong, "a1[1]")
    #expect(first["done"] as? Bool == false && first["hints"] as? Int == 1)
    let second = try judged("hint", "", "a1[1]")
    #expect((second["words"] as? String)?.contains("instead of") == true && second["answer"] == nil, "\(second)")
    let third = try judged("", wrong, "a1[1]")
    #expect((third["words"] as? String)?.contains("σ(0.41)") == true, "\(third)")
    let skipped = try judged("skip", "", "a1[1]")
    let told = try #require(skipped["words"] as? String)
    #expect(skipped["done"] as? Bool == true && told.contains("0.60109"), "\(skipped)")
    let score = try #require(skipped["score"] as? [String: Any])
    #expect(score["skipped"] as? Int == 1 && (skipped["summary"] as? String)?.hasPrefix("0 of 1 right") == true)
    #expect(try called.error(.judge, "1", "", "", "", "", "help", "", "E").message.contains("neither hint nor skip"))
  }

  @Test(arguments: ["", "abc", "1.234,5", "0x10", "NaN", "1e", "[1 2]", "<b>", "0.7!", "_"])
  func `what is no number is no answer`(answer: String) throws {
    let called = Called()
    try called.load("clase6")
    let error = try called.error(.judge, "1", "", "", "", "", "", answer, "a1[1]")
    #expect(error.message.contains("not a number"), "\(error)")
  }

  @Test func `a whole matrix takes no answer`() throws {
    let called = Called()
    try called.load("clase6")
    #expect(try called.error(.judge, "1", "", "", "", "", "", "1", "W1").message.contains("say which entry"))
    #expect(try called.error(.judge, "1", "", "", "", "", "", "1", "2·W1").message.contains("a single number"))
  }

  // MARK: - page

  @Test func `the parts of a page are there in another language, with another mark, at another iteration`() throws {
    let called = Called()
    try called.load("clase6")
    let (facts, _) = try called.all(
      .page, "2", "", "en", "comma", "html", "lesson clase6\nexpect \"page\"\n  η = 0.5\n")
    let parts = try #require(facts["parts"] as? [[String: Any]])
    #expect(parts.compactMap { $0["place"] as? String } == [".top", "main.lesson", ".side", ".checks"])
    let texts = parts.compactMap { $0["html"] as? String }
    #expect(
      texts[1].contains("Iteration 2") && texts[1].contains("data-address=\"dW1[1,1]\"") && texts[1].contains("0,"))
    #expect(texts[2].contains("<svg") && texts[3].contains("page"))
  }

  @Test func `numbers and openings come as parts of a page, too`() throws {
    let called = Called()
    try called.load("clase6")
    let values = try called.facts(.values, "1", "", "es", "", "html", "dW1")
    #expect(values["heading"] as? String == "Iteración 1")
    let quantity = try #require(values.quantity("dW1"))
    #expect((quantity["html"] as? String)?.contains("role=\"grid\"") == true)
    #expect((quantity["card"] as? String)?.hasPrefix("q") == true)
    let opened = try called.facts(.why, "1", "", "es", "", "html", "dW1[1,1]")
    #expect((opened["document"] as? String)?.contains("class=\"opening\"") == true)
    let given = try called.facts(.why, "1", "", "es", "", "html", "W1[1,2]")
    #expect((given["document"] as? String)?.contains("data-before=\"[0.1 \"") == true)
  }

  // MARK: - picture

  @Test func `a picture is drawn after the run, a slice at a time`() throws {
    let called = Called()
    try called.load("xor", settings: "iterations=100000")
    let (facts, reached) = try called.all(.picture, "", "es", "comma", "", "1")
    let svg = try #require(facts["svg"] as? String)
    #expect(!reached.isEmpty && svg.hasPrefix("<?xml") && svg.contains("xml:lang=\"es\""))
    #expect((facts["picture"] as? [String: Any])?["chart"] as? String == "curve")
    #expect(try called.error(.picture, "", "", "", "", "nothing").message.contains("There is no picture 'nothing'"))
  }

  // MARK: - Hostile input

  @Test func `before a lesson is loaded every call says so`() throws {
    for call in Engine.Call.allCases where call != .load {
      let texts = Array(repeating: "", count: call.count)
      let answer = Called().engine.answer(call, to: ["1"] + texts.dropFirst())
      #expect(answer.contains("\"error\""), "\(answer)")
    }
  }

  @Test func `bytes that are no texts are answered`() throws {
    let called = Called()
    try called.load("clase6")
    var random = SystemRandomNumberGenerator()
    for call in Engine.Call.allCases {
      #expect(called.engine.answer(call, to: [UInt8]()).contains("\"error\""))
      for _ in 0..<20 {
        let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(called.engine.answer(call, to: bytes).contains("\"error\""), "\(bytes)")
      }
    }
    #expect(try called.facts(.why, "1", "", "", "", "", "E")["lesson"] as? String == "clase6")
  }

  @Test func `a lesson with zero bytes reaches the parser whole`() throws {
    let bytes = Array("\u{0}lesson mine\n\nforward\n  z = 1\u{0} + 1\n".utf8)
    let answer = Called().engine.answer(.load, to: bytes)
    #expect(answer.contains("\"line\":4"), "\(answer)")
  }

  @Test func `names that look like a page's own are texts`() throws {
    let hostile = "<script>alert(1)</script>\"'&"
    let called = Called()
    let text = "lesson mine\n  es \"\(hostile.replacing("\"", with: "”"))\"\n\nforward\n  z = 1 + 1  en \"<b>&\"\n"
    let facts = try called.facts(.load, "", text)
    #expect((facts["title"] as? [String: Any])?["es"] as? String == hostile.replacing("\"", with: "”"), "\(facts)")
  }
}
