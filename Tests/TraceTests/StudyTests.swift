import Execution
import LessonLanguage
import Testing
import Trace

@Suite struct StudyTests {
  private func study(_ lines: String) throws(LessonError) -> Study {
    let text = """
      lesson a
      settings
        η = 0.5 as lr
        n = 4
      parameters
        w ~ uniform(0, 2)
      forward
        y = 2·w
      loss
        E = (y − 1)²
      update
        w ← w − η·∂E/∂w
      run
        stop after n iterations
      study s es "¿Cuántas?"
      \(lines)
      """
    let (lessons, source) = try LessonParser.read(text, file: "a.lesson")
    let lesson = Lesson(lessons[0], source: source)
    return try Study(try lesson.program().scope, lessons[0].studies[0], place: 1)
  }

  private func result(_ study: Study) throws -> StudyResult {
    var trials: [[StudyTrial]] = []
    for combination in study.combinations {
      var own: [StudyTrial] = []
      for seed in 1...UInt32(study.seeds) {
        var options = combination.options
        options.seed = seed
        let run = try Run(combination.program, options: options)
        if let trial = try Study.trial(combination, run, watches: study.endsWhenSolved, stop: { false }) {
          own.append(trial)
        }
      }
      trials.append(own)
    }
    return StudyResult(study, trials)
  }

  @Test func `every combination is run with every seed, and what is not finite is lost`() throws {
    // E/∂w = 4·(2w − 1): η = 0.125 lands on 1 at once, η = 0.25 stays as far from it as it was, 1e300 flies away.
    let found = try result(
      study("  vary η = 0.125, 0.25, 1e300\n  vary n = 2..3\n  seeds 5\n  solved once E < 1e-12"))
    #expect(found.study.combinations.count == 6 && found.study.runs == 30)
    #expect(found.summaries.map(\.solved) == [5, 5, 0, 0, 0, 0])
    #expect(found.summaries[0].iterations?.median == 2)
    #expect(found.summaries[5].lost == 5)
  }

  @Test func `of a run whose numbers are no longer finite nothing is measured`() throws {
    let found = try result(study("  vary η = 0.125, 1e300\n  seeds 3\n  measure n, w"))
    #expect(found.summaries[0].values.map { $0?.median } == [4, 0.5])
    #expect(found.summaries[1].lost == 3 && found.summaries[1].values == [nil, nil])
  }

  @Test func `a demand and an answer are computed of the combination that they name`() throws {
    let found = try result(
      study(
        """
          vary η = 0.125, 0.25
          seeds 4
          solved at end when E < 1e-12
          holds when share with η = 0.125 > share with η = 0.25
          answer es "{solved with η = 0.125} de {runs with η = 0.25}: {solved with η = 0.125/runs} no"
        """.replacing("{solved with η = 0.125/runs} no", with: "{2·solved with η = 0.125}")))
    #expect(found.meetsExpectation == true)
    let answer = found.answer(.english) { _, value in "\(Int(value))" }
    #expect(answer.map { "\($0.parts)" }?.contains("4") == true)
  }

  @Test func `Wilson's interval is that of the published example`() {
    // 15 of 20: 0.531 to 0.888 (Newcombe 1998 gives such figures to three places by the same formula).
    let trials = (1...20).map { StudyTrial(seed: $0, iteration: 1, ending: $0 <= 15 ? .solved : .unsolved, values: []) }
    let interval = StudySummary(trials, endsWhenSolved: true).interval
    #expect(interval.map { ($0.low * 1000).rounded() } == 531)
    #expect(interval.map { ($0.high * 1000).rounded() } == 888)
  }

  @Test(arguments: [
    ("  vary η = 1, 2\n  vary η = 3", 17), ("  seeds 0", 16), ("  solved once E", 16), ("  vary z = 1", 16),
    ("  vary η = 1\n  with η = 2", 17), ("  answer es \"{share\"", 16), ("  answer es \"{chare}\"", 0),
    ("  vary η = 1, 2\n  holds when share > 1", 17), ("  vary seed = 1", 16),
  ])
  func `what is wrong with a study is told at its line`(lines: String, line: Int) throws {
    let error = #expect(throws: LessonError.self) { try study(lines) }
    if line > 0 { #expect(error?.range?.line == line) }
  }
}
