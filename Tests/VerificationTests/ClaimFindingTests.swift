import Execution
import LessonLanguage
import Matrices
import Testing
import Trace

@testable import Verification

/// What the lines below a claim make of it, and of one that several lessons have.
@Suite struct ClaimFindingTests {
  private static func report(_ lines: String, lesson: String = "one", more: String? = nil) throws -> Report {
    let text = """
      lesson \(lesson)
      settings
        k = 1
      data
        x = 2
      forward
        a = x²
      metrics
        M = Σepoch a
      run
        x in batches of 1, in order
      expect "001_5350697d0ddce207.txt, part (l.12)"
      \(lines)
      """
    func read(_ text: String, _ file: String) throws -> (lesson: LessonSyntax, source: SourceText) {
      let (lessons, source) = try LessonParser.read(text, file: file)
      return (try #require(lessons.first), source)
    }
    let (syntax, source) = try read(text, "\(lesson).lesson")
    let files = try more.map { [try read("lesson \(lesson)\nexpect \"p. 1\"\n\($0)\n", "\(lesson).expect")] } ?? []
    return try Verifier(syntax, source: source).verify(with: files)
  }

  private static func outcomes(_ lines: String) throws -> [ClaimFinding.Outcome] {
    try report(lines).claims.map(\.outcome)
  }

  @Test func `a claim agrees where all its lines do`() throws {
    #expect(
      try Self.outcomes("  claim a\n  a = 4\n  x = 2\n  claim b\n  a = 4\n  x = 3\n  claim c\n  a = 4")
        == [.agrees, .disagrees, .agrees])
    #expect(try Self.outcomes("  a = 5\n  claim a\n  a = 4") == [.agrees])
    // What is not judged does not agree, nor does what a condition leaves out.
    #expect(try Self.outcomes("  claim a\n  a = 4\n  x = _") == [.notJudged])
    #expect(try Self.outcomes("  claim a\n  a = 4  when k = 2") == [.notJudged])
  }

  @Test func `an erratum is one only where its lines hold`() throws {
    let lines = "  a = 5 misprint en \"a slip\"\n  a = 4"
    #expect(try Self.outcomes("  claim a\n\(lines)") == [.erratum(.misprint)])
    #expect(try Self.outcomes("  claim a transcription\n\(lines)") == [.erratum(.transcription)])
    #expect(try Self.outcomes("  claim a wording en \"it misleads\"") == [.erratum(.wording)])
    #expect(try Self.outcomes("  claim a wording en \"it misleads\"\n  a = 5") == [.disagrees])
    #expect(try Self.outcomes("  claim a misprint\n  a = 4 misprint en \"no slip\"\n  a = 4") == [.disagrees])
    #expect(try Self.report("  claim a transcription\n\(lines)").claims.first?.reason?.en == "a slip")
  }

  @Test func `what no line judges says why`() throws {
    let claims = try Self.report("  claim a open en \"a question\"\n  claim b study en \"many runs\"\n  a = 4").claims
    #expect(claims.map(\.outcome) == [.open, .forStudies])
    #expect(claims.map { $0.reason?.en } == ["a question", "many runs"])
    #expect(claims.map(\.line) == [12, 12] && claims.map(\.lesson) == ["one", "one"])
  }

  @Test func `what lines have judged stays so until a study refutes it, and what is open stays open`() throws {
    let text = """
      lesson one
      settings
        η = 0.125 as lr
      parameters
        w ~ uniform(0, 2)
      loss
        E = (2·w − 1)²
      update
        w ← w − η·∂E/∂w
      run
        stop after 4 iterations
      study s
        seeds 4
        solved once E < 1e-12
      expect "001_5350697d0ddce207.txt, part (l.12)"
        claim judged
        η = 0.125
        study s  solved = 4
        claim refuted
        η = 0.125
        study s  solved = 3
        claim alone
        study s  solved = 4
        claim many study en "many runs"
        η = 0.125
        study s  solved = 4
        claim asked open en "a question"
        study s  solved = 4
        claim astray open en "a question"
        study s  solved < 4
        claim slip wording en "it misleads"
        study s  solved = 4
      """
    let (lessons, source) = try LessonParser.read(text, file: "one.lesson")
    var report = try Verifier(lessons[0], source: source).verify(with: [])
    #expect(
      report.claims.map(\.outcome)
        == [.agrees, .agrees, .forStudies, .forStudies, .open, .open, .forStudies])
    let study = try Study(try Lesson(lessons[0], source: source).program().scope, lessons[0].studies[0], place: 1)
    let trials = try (1...4).map { seed in
      var options = study.combinations[0].options
      options.seed = UInt32(seed)
      let run = try Run(study.combinations[0].program, options: options)
      return try #require(try Study.trial(study.combinations[0], run, watches: true, stop: { false }))
    }
    report.judge(by: [StudyResult(study, [trials])])
    #expect(
      report.claims.map(\.outcome)
        == [.agrees, .disagrees, .agrees, .agrees, .open, .disagrees, .erratum(.wording)])
  }

  @Test func `what is only asked of gathered examples waits as long as they are made up`() throws {
    let text = """
      lesson one
      data
        X, Y from digits
      parameters
        w ~ uniform(0, 2)
      loss
        E = w² + 0·mean(X)
      run
        stop after 1 iterations
      study s
        seeds 1
        measure E
      expect "001_5350697d0ddce207.txt, part (l.12)"
        claim waits study en "it takes gathered digits"
        study s  final < 100 given data
        claim refuted study en "it takes gathered digits"
        study s  final > 100 given data
        claim asked study en "many runs"
        study s  final < 100
      """
    let (lessons, source) = try LessonParser.read(text, file: "one.lesson")
    for (madeUp, outcomes) in [
      (true, [ClaimFinding.Outcome.forStudies, .forStudies, .agrees]), (false, [.agrees, .disagrees, .agrees]),
    ] {
      var settings = LessonSettings()
      settings.digits = FewExamples(areMadeUp: madeUp)
      var report = try Verifier(lessons[0], source: source, options: settings).verify(with: [])
      #expect(report.claims.map(\.outcome) == [.forStudies, .forStudies, .forStudies])
      let scope = try Lesson(lessons[0], source: source).program(settings: settings).scope
      let study = try Study(scope, lessons[0].studies[0], place: 1)
      let run = try Run(study.combinations[0].program, options: study.combinations[0].options)
      let trial = try #require(try Study.trial(study.combinations[0], run, watches: true, stop: { false }))
      report.judge(by: [StudyResult(study, [[trial]])])
      #expect(report.claims.map(\.outcome) == outcomes, "made up: \(madeUp)")
      #expect(report.studies.map(\.holds) == (madeUp ? [nil, nil, true] : [true, false, true]))
    }
    let wrong = text.replacingOccurrences(of: "100 given data", with: "100 given digits")
    let error = #expect(throws: LessonError.self) { try LessonParser.read(wrong, file: "one.lesson") }
    #expect(error?.range?.line == 15)
  }

  @Test func `a claim that several lessons have counts once, for the worst that is judged`() throws {
    func account(_ lines: [String]) throws -> ClaimAccount {
      ClaimAccount(try lines.enumerated().flatMap { try Self.report($1, lesson: "l\($0)").claims })
    }
    let open = "  claim a open en \"a question\""
    let (right, wrong) = ("  claim a\n  a = 4", "  claim a\n  a = 5")
    for (lines, outcome) in [
      ([open, right], ClaimFinding.Outcome.agrees), ([right, open], .agrees), ([right, wrong, open], .disagrees),
      ([open, open], .open), ([right, "  claim a wording en \"it misleads\""], .erratum(.wording)),
    ] {
      let account = try account(lines)
      #expect(account.claims.map(\.outcome) == [outcome], "\(lines)")
    }
    #expect(try account([right, "  claim b\n  a = 4"]).claims.map(\.id) == ["a", "b"])
    let document = try #require(try account([right]).parts.first)
    #expect(document.title == "Apuntes sobre inteligencia artificial")
  }

  @Test func `a claim stands once in a lesson and the file beside it`() throws {
    #expect(try Self.report("  claim a\n  a = 4", more: "  claim b\n  a = 4").claims.map(\.id) == ["a", "b"])
    let error = #expect(throws: LessonError.self) { try Self.report("  claim a\n  a = 4", more: "  claim a\n  x = 2") }
    #expect(error?.file == "one.expect" && error?.range?.line == 3)
    #expect(error?.message.en.contains("in the lesson itself") == true)
  }
}

/// Two black images.
private final class FewExamples: ExampleSource, ExampleHolder, @unchecked Sendable {
  private let madeUp: Bool
  private let pixels = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * 784)
  private let classes = UnsafeMutablePointer<UInt8>.allocate(capacity: 2)

  init(areMadeUp: Bool) {
    madeUp = areMadeUp
    pixels.initialize(repeating: 0, count: 2 * 784)
    classes.initialize(repeating: 0, count: 2)
  }

  deinit {
    pixels.deallocate()
    classes.deallocate()
  }

  func count(of part: ExamplePart) -> Int { 2 }
  func areMadeUp() -> Bool { madeUp }
  func examples(of part: ExamplePart) -> StoredExamples {
    StoredExamples(count: 2, pixels: pixels, classes: classes, holder: self)
  }
}
