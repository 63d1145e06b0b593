import Calculus
import Doctor
import Execution
import Foundation
import LessonLanguage
import Lessons
import SampleLessons
import Testing
import Trace
import Typesetting
import Verification

@testable import Formats
@testable import Pages

/// Pages of lessons, as an XML parser reads them.
@Suite struct LessonPageTests {
  /// The page of a lesson's first iteration, without pictures.
  private static func page(
    _ scope: Scope, _ language: Language = .spanish, _ mark: DecimalMark = .point, script: PageScript? = nil
  ) throws -> String {
    let timeline = try scope.locating { () throws(ProgramError) in
      Timeline(try Run(scope.program, options: RunOptions()))
    }
    _ = try scope.locating { () throws(ProgramError) in try timeline.go(to: 1) }
    var verifier = Verifier(scope.lesson.syntax, source: scope.lesson.source, options: scope.settings)
    verifier.judgesPrintedOnly = true
    let (report, diagnosis) = try Doctor.verify(verifier)
    let parts = LessonPage.Parts(
      moment: timeline.run.moment(), results: [], report: report, diagnosis: diagnosis, isChanged: false)
    return try LessonPage(
      scope, parts, asking: TerminalQuestion(scope.lesson.syntax.name),
      FormatOptions(decimalMark: mark, language: language)
    ).text(style: "p { color: red }", script: script)
  }

  @Test func `a script and an engine are all that the policy lets run, and nothing of the lesson ends its element`()
    throws
  {
    let lesson = try #require(SampleLesson.everyone.first { $0.description == "clase6" })
    let script = PageScript(
      script: "say();", engine: [1, 2, 3], lesson: "lesson x\n</script><script>alert(1)</script>", printed: ["<!--"],
      settings: ["lr=2"])
    let page = try Self.page(try lesson.scope(), script: script)
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("script-src '\(SHA256.source(of: "say();"))' 'wasm-unsafe-eval'; "))
    #expect(page.matches(of: /<script/).count == 3 && page.matches(of: /<\/script>/).count == 3)
    #expect(page.contains("<script type=\"application/gzip\" id=\"engine\">AQID</script>"))
    let text = try #require(page.firstMatch(of: /id="lesson-data">(.*)/)).1
    let data = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let facts = try #require(data["facts"] as? [String: Any])
    #expect(facts["text"] as? String == "lesson x\n</script><script>alert(1)</script>")
    #expect((facts["words"] as? [String: Any])?.count == PageWords.ofScript.count)
    // Without an engine what only that takes is left out.
    let small = PageScript(script: "say();", engine: nil, lesson: "lesson", printed: ["a"], settings: [])
    let alone = try Self.page(try lesson.scope(), script: small)
    #expect(!alone.contains("\"printed\"") && !alone.contains("Blank sheet"), "and the other language, too")
    #expect(page.contains("Blank sheet") && alone.contains("Hoja en blanco"))
  }

  @Test func `every word that the script asks for is there, in both languages`() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/CEmbedded/Page/page.js").standardized
    let text = try String(contentsOf: script, encoding: .utf8)
    let asked = text.matches(
      of:
        /word\("([A-Za-z]+)"\)|words\.([a-z]+)\b|(?:button|choices|tell)\("([A-Za-z]+)"|"data-word": "([a-z]+)"|"(no[A-Z][A-Za-z]+)"/
    )
    .map { match in
      [match.1, match.2, match.3, match.4, match.5].compactMap { $0.map(String.init) }.joined()
    }
    #expect(asked.count > 20)
    #expect(Set(asked) == Set(PageWords.ofScript.map { $0.name }), "none is missing, and none is there for nothing")
    #expect(PageWords.ofScript.allSatisfy { !$0.words.es.isEmpty && !$0.words.en.isEmpty })
  }

  /// Every number of a page is a link to its opening, and every link leads somewhere.
  @Test(arguments: ["clase6", "xor", "softmax-ce", "perceptron"], [Language.spanish, .english])
  func `every link leads to a part of the page, and every id is there once`(name: String, language: Language) throws {
    let lesson = try #require(SampleLesson.everyone.first { $0.description == name })
    let page = try Self.page(try lesson.scope(), language)
    let ids = page.matches(of: /id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z]+|[qo][0-9]+(-[0-9]+)?/) != nil }, "ids are made of numbers")
    let links = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(Set(links).isSubset(of: ids), "\(Set(links).subtracting(ids))")
    #expect(links.contains { $0.hasPrefix("o") })
    #expect(XMLDocumentCheck.isWellFormed(page))
    #expect(!page.contains("style=") && !page.contains("<script") && !page.contains("http://www"))
  }

  @Test func `an opening says what why says of the number`() throws {
    let lesson = try #require(SampleLesson.everyone.first { $0.description == "clase6" })
    let scope = try lesson.scope()
    let page = try Self.page(scope, .english)
    let opening = try #require(page.firstRange(of: "data-address=\"dW1[1,1]\""))
    let section = page[opening.upperBound...].prefix { _ in true }
    let text = section[..<(section.firstRange(of: "</section>")?.lowerBound ?? section.endIndex)]
    #expect(text.contains("sum of 2 paths"))
    #expect(text.contains("<div class=\"factors\">"))
    #expect(text.contains("As the lesson computes it:"))
    #expect(text.contains("<code>lesson why clase6 'dW1[1,1]'</code>"))
    #expect(text.contains("0.0011081"))
  }

  @Test func `the policy allows the style sheet and nothing else`() throws {
    let page = try Self.page(try TestLesson("data\n  x = 2\nforward\n  y = x²").scope)
    // printf 'p { color: red }' | sha256sum | xxd -r -p | base64
    #expect(
      page.contains(
        "content=\"default-src 'none'; style-src '\(SHA256.source(of: "p { color: red }"))'; base-uri 'none'; form-action 'none'\""
      ))
    #expect(page.contains("<style>p { color: red }</style>"))
  }

  @Test func `a hostile lesson shows its texts and nothing of them runs`() throws {
    let hostile = "<img src=x onerror=alert(1)>\\\"'&</style></title>"
    let scope = try TestLesson(
      """
      lesson t
        es "\(hostile)"  en "\(hostile)"
        source "\(hostile)" "\(hostile)"
      note
        es "\(hostile)"  en "\(hostile)"
      settings
        lr = 1  es "\(hostile)"  en "\(hostile)"
      data
        x = 2  es "\(hostile)"  en "\(hostile)"
      parameters
        w = 1  es "\(hostile)"  en "\(hostile)"
      forward
        y = w·x  es "\(hostile)"  en "\(hostile)"
      expect "\(hostile)"
        y = 2
      """
    ).scope
    let page = try Self.page(scope)
    #expect(!page.contains("<img"))
    #expect(page.matches(of: /<\/style>/).count == 1 && page.matches(of: /<\/title>/).count == 1)
    #expect(page.matches(of: /&lt;img src=x onerror=alert\(1\)&gt;&quot;'&amp;/).count >= 8)
    #expect(XMLDocumentCheck.isWellFormed(page))
  }

  @Test func `large quantities are summed up, and the page says so`() throws {
    let scope = try TestLesson(
      "data\n  X = ones(40, 30)\n  v = ones(30, 1)\nparameters\n  w = 2\nforward\n  z = X·v\n  s = w·z[1]"
    ).scope
    let page = try Self.page(scope, .english)
    #expect(page.contains("1200 numbers from 1 to 1, mean 1"))
    #expect(!page.contains("data-address=\"X[1,1]\""))
    #expect(page.contains("data-address=\"v[1,1]\"") || page.contains("data-address=\"v[1]\""))
    #expect(page.contains("Of quantities with more than 64 numbers"))
  }

  @Test func `numbers have the reader's mark, also inside links and formulas`() throws {
    let page = try Self.page(try TestLesson("data\n  x = 0.25\nforward\n  y = x + 0.5").scope, .spanish, .comma)
    #expect(page.contains("<mn>0,75</mn>") && page.contains("= 0,75\""))
    #expect(!page.contains("<mn>0.75</mn>"))
  }

  @Test(arguments: [
    ("clase6", [(String, String?)](), "lesson why clase6 'W1[1,1]'"),
    ("./mi lección.lesson", [("lr", "0.5")], "lesson why './mi lección.lesson' --lr 0.5 'W1[1,1]'"),
    ("a", [("set", "W1=[1 2]"), ("truncate", nil)], "lesson why a --set 'W1=[1 2]' --truncate 'W1[1,1]'"),
    ("it's", [], "lesson why 'it'\\''s' 'W1[1,1]'"),
  ])
  func `the same question can be typed at a terminal`(lesson: String, options: [(String, String?)], line: String) {
    let question = TerminalQuestion(lesson, options: options.map { (name: $0.0, value: $0.1) })
    #expect(question.text("W1[1,1]") == line)
  }
}
