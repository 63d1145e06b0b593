import Calculus
import Doctor
import Execution
import LessonLanguage
import Trace
import Typesetting
import Verification

/// Somebody who predicts numbers of a lesson, one after another: their answers judged, the hints they have had, their
/// score.
package final class Predictor {
  private let scope: Scope
  private let start: (Int) throws(LessonError) -> RunStart
  /// What has been answered, from an iteration on.
  private var sheet: (start: Int, answers: AnswerSheet)?
  /// What has been asked, in the order of asking.
  package private(set) var predictions: [Prediction] = []
  private var places: [Question.Key: Int] = [:]

  /// - Parameter start: where runs of the lesson begin before an iteration.
  package init(_ scope: Scope, start: @escaping (Int) throws(LessonError) -> RunStart) {
    self.scope = scope
    self.start = start
  }

  /// Judges an answer; one with too few digits is neither right nor wrong.
  ///
  /// - Throws: that it is no number; then it does not count as an answer.
  package func answer(_ text: String, to question: Question, in moment: Moment) throws(LessonError) -> Reply {
    let sheet = try answers(from: question.iteration)
    let answer = try sheet.judge(
      text, for: question.syntax, typed: question.typed, in: moment, seesAll: true)
    let outcome: MarkedAnswer.Outcome
    if case .wrong = answer.number.judgement {
      outcome = MarkedAnswer.Outcome(answer, Doctor.diagnose(answer.line))
    } else {
      outcome = MarkedAnswer.Outcome(answer, Diagnosis())
    }
    let mark = MarkedAnswer(question: question, typed: text, line: nil, outcome: outcome, answer: answer)
    let place = self.place(of: question)
    predictions[place].tries.append(.answer(text))
    // What has been solved or given up stays as it was.
    if predictions[place].state == .open, !answer.needsMoreDigits {
      if mark.isCredited {
        if case .carried = outcome {
          predictions[place].state = .right(isCarried: true)
        } else {
          predictions[place].state = .right(isCarried: false)
        }
      } else {
        predictions[place].level = min(Prediction.levels, predictions[place].level + 1)
      }
    }
    if !mark.isCredited {
      predictions[place].last = mark
      if let slip = mark.causes.first?.slip { predictions[place].slips.append(slip) }
    }
    return try reply(place, mark, moment)
  }

  /// The next hint: what comes after a wrong answer, without one.
  package func hint(_ question: Question, in moment: Moment) throws(LessonError) -> Reply {
    let place = self.place(of: question)
    predictions[place].tries.append(.hint)
    if predictions[place].state == .open {
      predictions[place].level = min(Prediction.levels, predictions[place].level + 1)
    }
    return try reply(place, nil, moment)
  }

  /// Gives a question up: from then on its number stands, which whoever has given up is told.
  package func skip(_ question: Question, in moment: Moment) throws(LessonError) -> Reply {
    let place = self.place(of: question)
    predictions[place].tries.append(.skip)
    if predictions[place].state == .open {
      predictions[place].state = .skipped
      if let entry = question.entry {
        let value = moment.entry(entry.quantity, entry.offset)
        if value.isFinite {
          _ = try answers(from: question.iteration).judge(
            value.description, for: question.syntax, typed: question.typed, in: moment, seesAll: true)
        }
      }
    }
    return try reply(place, nil, moment)
  }

  /// Does what somebody did before, once more.
  package func `repeat`(_ action: Prediction.Try, _ question: Question, in moment: Moment) throws(LessonError) -> Reply
  {
    switch action {
    case .answer(let text): try answer(text, to: question, in: moment)
    case .hint: try hint(question, in: moment)
    case .skip: try skip(question, in: moment)
    }
  }

  /// How it stands.
  package var score: PredictionScore { PredictionScore(predictions) }

  private func reply(_ place: Int, _ mark: MarkedAnswer?, _ moment: Moment) throws(LessonError) -> Reply {
    let prediction = predictions[place]
    return Reply(
      prediction: prediction, mark: mark, exact: moment,
      own: try answers(from: prediction.question.iteration).moment(at: moment))
  }

  private func place(of question: Question) -> Int {
    if let known = places[question.key] { return known }
    places[question.key] = predictions.count
    predictions.append(Prediction(question: question))
    return predictions.count - 1
  }

  /// The sheet on which answers to an iteration are judged; one that goes further back is begun anew.
  private func answers(from iteration: Int) throws(LessonError) -> AnswerSheet {
    if let sheet, sheet.start <= iteration { return sheet.answers }
    let begun = AnswerSheet(scope, from: try start(iteration))
    sheet = (iteration, begun)
    return begun
  }
}

/// A number that somebody predicts.
package struct Prediction {
  package let question: Question
  /// What they have done, in order.
  package internal(set) var tries: [Try] = []
  /// How many hints they have had, those after wrong answers included.
  package internal(set) var level = 0
  package internal(set) var state = State.open
  /// Their last wrong answer.
  package internal(set) var last: MarkedAnswer?
  /// The slips behind their wrong answers.
  package internal(set) var slips: [String] = []

  /// The hints that there are: the slip as a question, the place, the substitution.
  package static let levels = 3

  /// What one can do about a question.
  package enum Try: Hashable, Sendable {
    case answer(String)
    case hint, skip
  }

  /// What has become of it.
  package enum State: Hashable, Sendable {
    case open
    case right(isCarried: Bool)
    case skipped
  }

  /// Whether it was right at once.
  var isRightAtOnce: Bool { if case .right = state { level == 0 } else { false } }
}

/// What is said after an answer, or in its place.
package struct Reply {
  package let prediction: Prediction
  /// The answer; nil where a hint was asked for, or the question given up.
  package let mark: MarkedAnswer?
  /// The numbers of the iteration, and the same with what was answered.
  package let exact, own: Moment

  /// Whether the question is done with: this answer is right, with enough digits, or it has been given up.
  package var isDone: Bool {
    mark.map { $0.isCredited && $0.answer?.needsMoreDigits == false } ?? (prediction.state == .skipped)
  }

  /// The number that was to be found; not a number where the question is no entry.
  package var value: Double {
    prediction.question.entry.map { exact.entry($0.quantity, $0.offset) } ?? .nan
  }
}

/// How somebody's predictions stand.
package struct PredictionScore: Hashable, Sendable {
  /// Right at the first answer and without a hint, and later.
  package private(set) var atOnce = 0
  package private(set) var later = 0
  /// Of the right ones, those that are right only for an earlier answer.
  package private(set) var carried = 0
  package private(set) var skipped = 0
  package private(set) var open = 0
  /// The slips behind wrong answers, the most frequent first.
  package private(set) var slips: [Slip] = []

  /// How often a slip was made.
  package struct Slip: Hashable, Sendable {
    package let id: String
    package fileprivate(set) var count: Int
  }

  package init(_ predictions: [Prediction]) {
    for prediction in predictions {
      switch prediction.state {
      case .open: open += 1
      case .skipped: skipped += 1
      case .right(let isCarried):
        if prediction.isRightAtOnce { atOnce += 1 } else { later += 1 }
        if isCarried { carried += 1 }
      }
      for id in prediction.slips {
        if let place = slips.firstIndex(where: { $0.id == id }) {
          slips[place].count += 1
        } else {
          slips.append(Slip(id: id, count: 1))
        }
      }
    }
    // A sort that keeps the order of what is equal.
    slips = slips.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map { $0.element }
  }

  package var right: Int { atOnce + later }
  /// Those that are done with.
  package var done: Int { right + skipped }

  /// For programs.
  package var fact: Fact {
    .record(
      ("right", .integer(right)), ("atOnce", .integer(atOnce)), ("carried", .integer(carried)),
      ("skipped", .integer(skipped)), ("open", .integer(open)),
      ("slips", .list(slips.map { .record(("slip", .text($0.id)), ("count", .integer($0.count))) })))
  }
}

extension Prediction {
  /// The question, what was done about it, and what has become of it, for programs.
  package var fact: Fact {
    let state: String
    switch self.state {
    case .open: state = "open"
    case .right(isCarried: false): state = "right"
    case .right(isCarried: true): state = "carried"
    case .skipped: state = "skipped"
    }
    return .record(
      ("address", .text(question.address)), ("iteration", .integer(question.iteration)), ("state", .text(state)),
      ("hints", .integer(level)), ("tries", .list(tries.map { $0.fact })),
      ("slips", slips.isEmpty ? nil : .list(slips.map { .text($0) })))
  }
}

extension Prediction.Try {
  fileprivate var fact: Fact {
    switch self {
    case .answer(let text): .record(("answer", .text(text)))
    case .hint: .record(("hint", .flag(true)))
    case .skip: .record(("skip", .flag(true)))
    }
  }
}
