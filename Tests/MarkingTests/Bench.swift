import Calculus
import Execution
import LessonLanguage
import Testing
import Trace
import Typesetting

@testable import Marking

/// A neuron of two inputs, two iterations of which are computed by hand.
struct Bench {
  let scope: Scope
  let playback: Playback

  private static let text = """
    lesson neuron
      examples in columns
    data
      x = [0.6; -0.2]
      t = 1
    parameters
      w = [0.7 -0.4]
      b = 0.12
    settings
      η = 0.5
    forward
      z = w·x + b
      a = σ(z)
    backward
      δ = (a − t)·a·(1 − a)
      dw = δ·xᵀ
    update
      w ← w − η·dw

    """

  init() throws {
    let syntax = try #require(try LessonParser.parse(Self.text, file: "neuron.lesson").first)
    let lesson = Lesson(syntax, source: SourceText(file: "neuron.lesson", text: Self.text))
    scope = try lesson.program(settings: LessonSettings()).scope
    playback = try Playback(scope, options: RunOptions())
  }

  func moment(_ iteration: Int) throws -> Moment { try #require(try playback.visit(iteration)).moment }

  /// What the lesson computes.
  func value(_ address: String, _ iteration: Int = 1) throws -> Double {
    let question = try Question(address, iteration, in: scope)
    let entry = try #require(question.entry)
    return try moment(iteration).entry(entry.quantity, entry.offset)
  }

  /// A value as somebody writes it.
  static func digits(_ value: Double, _ decimals: Int = 4) throws -> String {
    try #require(DecimalDigits(value)).rounded(toDecimals: decimals).fixed(decimals: decimals, minus: "-")
  }

  func marks(_ rows: [(student: String, address: String, iteration: Int?, value: String)]) throws -> ClassMarks {
    try Marker(scope, options: RunOptions()).mark(
      AnswerFile(
        rows.enumerated().map { place, row in
          AnswerRow(
            student: row.student, address: row.address, iteration: row.iteration, value: row.value, line: place + 2)
        }))
  }

  /// The sheet of one student, in the first iteration.
  func marks(_ answers: [(String, String)]) throws -> StudentMarks {
    try #require(try marks(answers.map { ("Ana", $0.0, nil, $0.1) }).students.first)
  }
}

extension MarkedAnswer {
  /// Its verdict, with the likeliest slip of a wrong answer.
  var said: String {
    switch outcome {
    case .right: "right"
    case .carried(let root): "from \(root.address)"
    case .remarked: "remarked"
    case .wrong: "wrong \(causes.first?.slip ?? "–")"
    case .repeated(let finding): "as \(finding.numbers.first?.root.address ?? "–")"
    case .vague: "vague"
    case .unreadable: "unreadable"
    case .missing: "missing"
    }
  }
}
