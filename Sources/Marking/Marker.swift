import Calculus
import Doctor
import Execution
import LessonLanguage
import Trace
import Typesetting
import Verification

/// Marks what a class has answered: each answer by the rules of printed numbers, given what the same person answered
/// before it.
package final class Marker {
  private let scope: Scope
  private let timeline: Timeline
  private let stop: (Run) -> Bool
  private let isInterrupted: () -> Bool
  private let fewestDigits: Int
  private let askedDecimals: Int?
  /// What is asked about has been computed; before the first of these iterations everybody's sheet begins.
  private var moments: [Int: Moment] = [:]
  private var start: RunStart

  /// The first iteration there is.
  package let first: Int
  /// The last that the lesson may come to; of one that does not say where it ends, the last that is gone to.
  private let last: Int
  private static let mostIterations = 10_000

  /// - Parameters:
  ///   - fewestDigits: significant digits of an answer, unless it is exact; with fewer it earns no point.
  ///   - askedDecimals: decimals that the lesson asks for: with so many an answer has digits enough.
  ///   - stop: asked now and then, while the lesson runs, whether to end that.
  ///   - isInterrupted: asked before each student.
  package init(
    _ scope: Scope, options: RunOptions, fewestDigits: Int = Answer.fewestDigits, askedDecimals: Int? = nil,
    stop: @escaping (Run) -> Bool = { _ in false },
    isInterrupted: @escaping () -> Bool = { false }
  ) throws(LessonError) {
    self.scope = scope
    self.fewestDigits = fewestDigits
    self.askedDecimals = askedDecimals
    self.stop = stop
    self.isInterrupted = isInterrupted
    let plans = try scope.locating { () throws(ProgramError) in try Plans(scope.program, carry: options.carry) }
    start = RunStart(plans, options)
    timeline = try scope.locating { () throws(ProgramError) in Timeline(try Run(plans, options: options)) }
    first = timeline.run.beginning + 1
    last = max(first, scope.program.stops.isEmpty ? Self.mostIterations : timeline.run.plannedIterations)
  }

  /// Why answers cannot be marked.
  package enum Fault: Error {
    case file(AnswerFileFault)
    case lesson(LessonError)
    case interrupted
  }

  /// Marks the answers of a file.
  ///
  /// Who has no answer to a question that others were asked has none at all: the questions are those of the file.
  ///
  /// A row whose address names no number, or that answers a question for the second time, is left out and told.
  ///
  /// - Throws: what is wrong with the rows, with their lines, where none can be marked.
  package func mark(_ file: AnswerFile) throws(Fault) -> ClassMarks {
    let (sheets, questions, unread) = try sort(file)
    try compute(Set(questions.map { $0.iteration }).sorted())
    var students: [StudentMarks] = []
    var counts = questions.map { QuestionMarks(question: $0) }
    for sheet in sheets {
      guard !isInterrupted() else { throw .interrupted }
      let marks: [MarkedAnswer]
      do throws(LessonError) {
        marks = try mark(sheet, questions)
      } catch {
        throw .lesson(error)
      }
      for place in marks.indices { counts[place].add(marks[place]) }
      students.append(StudentMarks(student: sheet.student, marks: marks))
    }
    for place in counts.indices { counts[place].sort() }
    return ClassMarks(
      lesson: scope.program.name, title: scope.program.title, students: students, questions: counts,
      unread: unread)
  }

  // MARK: - What is asked, and who answers

  private struct Sheet {
    let student: String
    var rows: [Question.Key: AnswerRow] = [:]
  }

  private func sort(
    _ file: AnswerFile
  ) throws(Fault) -> (sheets: [Sheet], questions: [Question], unread: [AnswerFileFault.Problem]) {
    guard !file.rows.isEmpty || !file.problems.isEmpty else {
      throw .file(AnswerFileFault(line: nil, es: "no tiene ninguna respuesta", en: "it has no answer"))
    }
    var problems = file.problems
    func refuse(_ row: AnswerRow, _ message: Localized) {
      let name = row.student.visible.onOneLine.bounded(whole: 60)
      problems.append(
        AnswerFileFault.Problem(
          file: row.file, line: row.line, Localized(both: name.isEmpty ? "" : "\(name): ") + message))
    }
    var known: [Question.Key: Question] = [:]
    var questions: [Question] = []
    var sheets: [Sheet] = []
    var places: [String: Int] = [:]
    for row in file.rows {
      let iteration = row.iteration ?? first
      guard iteration <= last else {
        refuse(
          row,
          Localized(
            es: "la última iteración que se corrige es la \(last), y dice \(iteration)",
            en: "the last iteration that is marked is \(last), and it says \(iteration)"))
        continue
      }
      guard iteration >= first else {
        refuse(
          row,
          Localized(
            es: "la primera iteración es la \(first), y dice \(iteration)",
            en: "the first iteration is \(first), and it says \(iteration)"))
        continue
      }
      let typed = Question.Key(address: row.address, iteration: iteration)
      let question: Question
      if let found = known[typed] {
        question = found
      } else {
        do throws(LessonError) {
          question = try Question(row.address, iteration, in: scope)
        } catch {
          refuse(row, error.message)
          continue
        }
        known[typed] = question
        if !questions.contains(where: { $0.key == question.key }) { questions.append(question) }
      }
      let place = places[row.student] ?? sheets.count
      if place == sheets.count {
        sheets.append(Sheet(student: row.student))
        places[row.student] = place
      }
      if let other = sheets[place].rows[question.key] {
        let address = question.address.visible.onOneLine
        let elsewhere = other.file == row.file ? nil : other.file?.visible.onOneLine.bounded(whole: 80)
        refuse(
          row,
          Localized(
            es: "\(address) ya está contestado en la línea \(other.line)",
            en: "\(address) has already been answered on line \(other.line)")
            + (elsewhere.map { Localized(es: " de \($0)", en: " of \($0)") } ?? Localized(both: "")))
        continue
      }
      sheets[place].rows[question.key] = row
    }
    // In the order in which the files were given.
    var files: [String?] = []
    for name in file.rows.map({ $0.file }) + problems.map({ $0.file }) where !files.contains(name) {
      files.append(name)
    }
    problems.sort { left, right in
      let (one, other) = (files.firstIndex(of: left.file) ?? 0, files.firstIndex(of: right.file) ?? 0)
      return (one, left.line ?? 0) < (other, right.line ?? 0)
    }
    guard !questions.isEmpty else { throw .file(AnswerFileFault(problems)) }
    // A sort that keeps the order of the file.
    let sorted = questions.enumerated().sorted { left, right in
      left.element.isBefore(right.element) || !right.element.isBefore(left.element) && left.offset < right.offset
    }
    return (sheets, sorted.map { $0.element }, problems)
  }

  // MARK: - Marking

  private func compute(_ iterations: [Int]) throws(Fault) {
    for iteration in iterations where moments[iteration] == nil {
      let run = timeline.run
      let isThere: Bool
      do throws(LessonError) {
        isThere = try scope.locating { () throws(ProgramError) in
          if start.checkpoint == nil {
            if iteration > first, try !timeline.go(to: iteration - 1, isInterrupted: { stop(run) }) { return false }
            start.checkpoint = run.checkpoint()
          }
          return try timeline.go(to: iteration, isInterrupted: { stop(run) })
        }
      } catch {
        throw .lesson(error)
      }
      guard isThere else { throw .interrupted }
      moments[iteration] = run.moment()
    }
  }

  private func mark(_ sheet: Sheet, _ questions: [Question]) throws(LessonError) -> [MarkedAnswer] {
    let answers = AnswerSheet(scope, from: start)
    var judged: [(question: Question, row: AnswerRow?, answer: Answer?, refusal: Localized?)] = []
    for question in questions {
      guard let row = sheet.rows[question.key], !row.value.isEmpty, let moment = moments[question.iteration] else {
        judged.append((question, sheet.rows[question.key], nil, nil))
        continue
      }
      guard (try? PrintedSyntax(typed: AnswerSpelling.usual(row.value))) != nil else {
        judged.append((question, row, nil, PrintedSyntax.refusal(of: row.value).message))
        continue
      }
      let answer = try answers.judge(
        row.value, for: question.syntax, typed: question.typed, in: moment, seesAll: false)
      judged.append((question, row, answer, nil))
    }
    let diagnosis = Doctor.diagnose(judged.compactMap { $0.answer?.line })
    return judged.map { question, row, answer, refusal in
      let outcome: MarkedAnswer.Outcome
      if let refusal {
        outcome = .unreadable(refusal)
      } else if let answer {
        let hasAll = askedDecimals.flatMap { asked in answer.number.digits.map { $0.decimals >= asked } } ?? false
        outcome =
          answer.needsMoreDigits(than: fewestDigits) && !hasAll
          ? .vague(least: fewestDigits) : MarkedAnswer.Outcome(answer, diagnosis)
      } else {
        outcome = .missing
      }
      return MarkedAnswer(
        question: question, typed: row?.value ?? "", line: row?.line, file: row?.file, outcome: outcome,
        answer: answer)
    }
  }
}

extension MarkedAnswer.Outcome {
  /// What an answer is, with what was found of all of the same person.
  init(_ answer: Answer, _ diagnosis: Diagnosis) {
    switch answer.number.judgement {
    case .right, .fromPrinted: self = .right
    case .follows(let root): self = .carried(from: root)
    case .wrong, .unjudged:
      let root = Verdict.Root(answer.number, in: answer.line.verdict)
      let finding = diagnosis.findings.first { $0.numbers.contains { $0.root == root } }
      switch finding?.explanation {
      case .remark?: self = finding.map { .remarked($0) } ?? .wrong(nil)
      case .causes? where finding?.numbers.first?.root != root: self = finding.map { .repeated($0) } ?? .wrong(nil)
      default: self = .wrong(finding)
      }
    }
  }
}
