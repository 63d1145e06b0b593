import Formats
import LessonLanguage
import Testing
import Typesetting

@testable import Marking

/// Predictions, hints and the score.
@Suite struct PredictorTests {
  private let bench: Bench
  private let predictor: Predictor

  init() throws {
    let bench = try Bench()
    self.bench = bench
    predictor = Predictor(bench.scope) { iteration throws(LessonError) in
      try bench.playback.start(before: iteration)
    }
  }

  private func answer(_ text: String, _ address: String, _ iteration: Int = 1) throws -> Reply {
    try predictor.answer(
      text, to: Question(address, iteration, in: bench.scope), in: bench.moment(iteration))
  }

  @Test func `an answer is right for what was answered before, and is worth as much`() throws {
    let wrong = try Bench.digits(-bench.value("δ"))
    let first = try answer(wrong, "δ")
    #expect(first.mark?.said == "wrong lost-sign" && first.prediction.level == 1 && !first.isDone)
    let used = try #require(Double(wrong))
    let carried = try answer(try Bench.digits(used * 0.6, 5), "dw[1,1]")
    #expect(carried.prediction.state == .right(isCarried: true) && carried.mark?.said == "from δ")
    let exact = try answer(try Bench.digits(bench.value("dw[1,2]"), 5), "dw[1,2]")
    #expect(exact.prediction.state == .right(isCarried: false))
    // The last answer stands.
    #expect(try answer(try Bench.digits(bench.value("δ")), "δ").prediction.state == .right(isCarried: false))
    #expect(try answer(try Bench.digits(used * -0.2, 5), "dw[1,2]").mark?.isCredited == false)
    let score = predictor.score
    #expect(score.atOnce == 2 && score.later == 1 && score.carried == 1)
    #expect(score.slips.first?.id == "lost-sign")
  }

  @Test func `what was answered goes on into the next iteration`() throws {
    let delta = try #require(Double(try Bench.digits(-bench.value("δ"))))
    _ = try answer(try Bench.digits(delta), "δ")
    for (address, x) in [("dw[1,1]", 0.6), ("dw[1,2]", -0.2)] {
      _ = try answer(try Bench.digits(delta * x, 6), address)
    }
    let new = [0.7 - 0.5 * delta * 0.6, -0.4 + 0.5 * delta * 0.2]
    for place in [0, 1] { _ = try answer(try Bench.digits(new[place], 6), "new(w)[1,\(place + 1)]") }
    let z = try answer(try Bench.digits(new[0] * 0.6 - new[1] * 0.2 + 0.12), "z", 2)
    #expect(z.mark?.said == "from δ", "\(z.mark?.said ?? "")")
    // Going back further than where it began begins anew, and nothing falls over.
    #expect(try answer("0.62", "z").mark?.said == "right")
  }

  @Test func `hints rise by three levels, with wrong answers and without`() throws {
    let question = try Question("a", 1, in: bench.scope)
    let moment = try bench.moment(1)
    #expect(try predictor.hint(question, in: moment).prediction.level == 1)
    #expect(try answer("7.3194", "a").prediction.level == 2)
    #expect(try answer("7.3195", "a").prediction.level == 3)
    #expect(try predictor.hint(question, in: moment).prediction.level == 3)
    #expect(try answer(Bench.digits(bench.value("a")), "a").isDone)
    #expect(predictor.score.later == 1 && predictor.score.atOnce == 0)
  }

  @Test func `too few digits are neither right nor wrong, and what is no number does not count`() throws {
    let few = try answer("0.7", "a")
    #expect(!few.isDone && few.prediction.level == 0 && few.mark?.answer?.needsMoreDigits == true)
    #expect(throws: LessonError.self) { try answer("abc", "a") }
    #expect(predictor.predictions.first?.tries == [.answer("0.7")])
  }

  @Test func `who gives up is told the number, and it stands from then on`() throws {
    _ = try answer("7.3194", "δ")
    let reply = try predictor.skip(Question("δ", 1, in: bench.scope), in: bench.moment(1))
    let (value, entry) = (try bench.value("δ"), try #require(reply.prediction.question.entry))
    #expect(reply.prediction.state == .skipped && reply.value == value)
    #expect(reply.own.entry(entry.quantity, entry.offset) == value)
    #expect(try answer(try Bench.digits(7.3194 * 0.6), "dw[1,1]").mark?.isCredited == false)
  }

  @Test func `a result that is gone on from comes to the same, and belongs to one lesson under one setting`() throws {
    let moment = try bench.moment(1)
    _ = try answer(try Bench.digits(-bench.value("δ")), "δ")
    _ = try predictor.hint(Question("δ", 1, in: bench.scope), in: moment)
    _ = try answer(try Bench.digits(-0.6 * bench.value("δ"), 5), "dw[1,1]")
    _ = try predictor.skip(Question("a", 1, in: bench.scope), in: moment)
    let text = FactsJSON().text(PredictionRecord.fact(predictor, from: moment, .init()), of: "step")
    let entries = try #require(PredictionRecord.entries(text, ofCommand: "step", version: 1, from: moment, .init()))
    let playback = bench.playback
    let again = Predictor(bench.scope) { iteration throws(LessonError) in try playback.start(before: iteration) }
    for entry in entries {
      let question = try Question(entry.address, entry.iteration, in: bench.scope)
      for action in entry.tries { _ = try again.repeat(action, question, in: moment) }
    }
    #expect(again.score == predictor.score)
    #expect(again.predictions.map { $0.state } == predictor.predictions.map { $0.state })
    let other = moment.replacing(.init(try #require(Question("z", 1, in: bench.scope).entry).quantity, 0), with: 1)
    #expect(PredictionRecord.entries(text, ofCommand: "step", version: 1, from: other, .init()) == nil)
    for broken in [
      "", "{}", "[]", text.replacing("\"answer\"", with: "\"anser\""), String(text.dropLast(9)),
      text.replacing("\"version\":1", with: "\"version\":2"), text.replacing("\"step\"", with: "\"run\""),
    ] {
      #expect(
        PredictionRecord.entries(broken, ofCommand: "step", version: 1, from: moment, .init()) == nil, "\(broken)")
    }
  }
}
