import Doctor
import Marking
import Typesetting
import Verification

/// What `lesson check-work` says: a table of the students, the first wrong step of each, a table of the questions, and the
/// slips behind wrong answers.
package struct MarkingDocument {
  private let language: Language
  /// Whether every answer of everybody has its own line.
  private let isComplete: Bool

  package init(_ language: Language, isComplete: Bool = false) {
    self.language = language
    self.isComplete = isComplete
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// All about a class.
  package func blocks(_ marks: ClassMarks) -> [Block] {
    let lines = MarkLines(marks, language)
    let title = marks.title.map { "\(marks.lesson) · \($0[language])" } ?? marks.lesson
    var blocks: [Block] = [
      .heading(1, Text(title)), .heading(2, Text(say("Estudiantes", "Students"))), students(marks, lines),
    ]
    if isComplete {
      for student in marks.students {
        blocks.append(.heading(2, Text(lines.name(student.student))))
        blocks.append(.list(student.marks.map { lines.item($0) }))
      }
    } else {
      let errors = marks.students.compactMap { student in
        student.firstError.map { lines.item($0, of: lines.name(student.student)) }
      }
      if !errors.isEmpty {
        blocks += [.heading(2, Text(say("El primer paso incorrecto", "The first wrong step"))), .list(errors)]
      }
    }
    blocks += [.heading(2, Text(say("Preguntas", "Questions"))), questions(marks, lines)]
    let slips = marks.questions.flatMap { question in question.slips.map { slip(question, $0, lines) } }
    if !slips.isEmpty { blocks += [.heading(2, Text(say("Los errores", "The slips"))), .list(slips)] }
    if !marks.unread.isEmpty {
      let rows = AnswerFileFault(marks.unread).lines.map { Block.Item(.wrong, Text($0[language])) }
      blocks += [.heading(2, Text(say("Filas sin corregir", "Rows that were not marked"))), .list(rows)]
    }
    blocks.append(.paragraph(Text([.strong(conclusion(marks))])))
    return blocks
  }

  private func students(_ marks: ClassMarks, _ lines: MarkLines) -> Block {
    let headings = [
      say("estudiante", "student"), say("puntos", "points"), say("arrastra", "carried"), say("errores", "errors"),
      say("faltan", "missing"), say("primer error", "first error"),
    ]
    let rows = marks.students.map { student in
      [
        Text(lines.name(student.student)), Text("\(student.points)/\(student.marks.count)"),
        Text(lines.count(student.carried)), Text(lines.count(student.errors)), Text(lines.count(student.missing)),
        student.firstError.map { lines.label($0.question) } ?? Text(""),
      ]
    }
    return .table(
      Table(
        headings: headings.map { Text($0) }, alignments: [.left, .right, .right, .right, .right, .left], rows: rows))
  }

  private func questions(_ marks: ClassMarks, _ lines: MarkLines) -> Block {
    let headings = [
      say("pregunta", "question"), say("bien", "right"), say("arrastran", "carried"), say("mal", "wrong"),
      say("faltan", "missing"),
    ]
    let rows = marks.questions.map { question in
      [lines.label(question.question)]
        + [question.right, question.carried, question.wrong, question.missing].map { Text(lines.count($0)) }
    }
    return .table(
      Table(headings: headings.map { Text($0) }, alignments: [.left, .right, .right, .right, .right], rows: rows))
  }

  private func slip(_ question: QuestionMarks, _ slip: QuestionMarks.SlipCount, _ lines: MarkLines) -> Block.Item {
    let words: Text
    if case .wrong(let finding?) = slip.example.outcome, let found = FindingText(finding, language).slips {
      words = found
    } else {
      words = lines.unknown
    }
    return Block.Item(.wrong, lines.label(question.question), columns: [Text("\(slip.count)×"), words])
  }

  private func conclusion(_ marks: ClassMarks) -> String {
    let points = marks.students.reduce(0) { $0 + $1.points }
    let all = marks.students.count * marks.questions.count
    let carried = marks.students.reduce(0) { $0 + $1.carried }
    let errors = marks.students.reduce(0) { $0 + $1.errors }
    let missing = marks.students.reduce(0) { $0 + $1.missing }
    let unreadable = marks.students.reduce(0) { $0 + $1.unreadable }
    let vague = marks.students.reduce(0) { $0 + $1.vague }
    let unread = marks.unread.count
    func clause(_ count: Int, _ es: String, _ en: String) -> String { count == 0 ? "" : say(es, en) }
    return Noun.student(marks.students.count)[language] + ", "
      + say("\(points) de \(all) puntos", "\(points) of \(all) points")
      + clause(carried, "; \(carried) por arrastre de un error anterior", "; \(carried) carried from an earlier error")
      + clause(errors, "; " + Noun.error(errors).es, "; " + Noun.error(errors).en)
      + clause(vague, "; " + Noun.vague(vague).es, "; " + Noun.vague(vague).en)
      + clause(unreadable, "; " + Noun.illegible(unreadable).es, "; " + Noun.illegible(unreadable).en)
      + clause(missing, "; " + Noun.missing(missing).es, "; " + Noun.missing(missing).en)
      + clause(unread, "; " + Noun.unread(unread).es, "; " + Noun.unread(unread).en) + "."
  }
}

/// How a mark is told in a line.
struct MarkLines {
  private let language: Language
  /// Whether the iteration stands behind each question.
  private let tellsIteration: Bool

  init(_ marks: ClassMarks, _ language: Language) {
    self.language = language
    tellsIteration = Set(marks.questions.map { $0.question.iteration }).count > 1
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// A student's name as it may be shown, whoever wrote it.
  func name(_ student: String) -> String {
    student.isEmpty ? say("(sin nombre)", "(no name)") : student.visible.onOneLine.bounded(whole: 60)
  }

  func count(_ count: Int) -> String { count == 0 ? "–" : "\(count)" }

  func label(_ question: Question) -> Text {
    let address = Text([.code(question.address.visible.onOneLine.bounded(whole: 80))])
    guard tellsIteration else { return address }
    return address + Text([.faint(say(" (iteración \(question.iteration))", " (iteration \(question.iteration))"))])
  }

  /// `✗ Ana  δ2  −0.3498  −0.0796  You did not multiply by the derivative σ′.`
  func item(_ mark: MarkedAnswer, of student: String? = nil) -> Block.Item {
    var columns = [Text(.number(typed(mark))), due(mark), words(mark)]
    var names = [say("escrito", "written"), say("debería ser", "should be")]
    if student != nil {
      columns.insert(label(mark.question), at: 0)
      names.insert(say("en", "at"), at: 0)
    }
    return Block.Item(
      self.mark(mark), student.map { Text($0) } ?? label(mark.question), columns: columns, names: names)
  }

  /// That nothing is known of a wrong number.
  var unknown: Text { Text(say("ningún error conocido da este número", "no known slip gives this number")) }

  private func mark(_ mark: MarkedAnswer) -> Block.Item.Mark {
    switch mark.outcome {
    case .right: .right
    case .carried, .repeated: .follows
    case .remarked: mark.isCarried ? .follows : .right
    case .wrong, .unreadable: .wrong
    case .vague, .missing: .remark
    }
  }

  private func typed(_ mark: MarkedAnswer) -> String {
    guard let number = mark.answer?.number else {
      return mark.typed.isEmpty ? "–" : "«\(mark.typed.visible.onOneLine.bounded(whole: 40))»"
    }
    return PrintedText.digits(number.printed)
  }

  /// The number that a wrong one should be; nothing for others.
  func due(_ mark: MarkedAnswer) -> Text {
    guard case .wrong(let finding) = mark.outcome, let answer = mark.answer else { return Text("") }
    let root = Verdict.Root(answer.number, in: answer.line.verdict)
    let due = finding?.numbers.first { $0.root == root }?.due
    return Text(.number(due ?? NumberStyle().format(answer.number.computed)))
  }

  /// What is to be said of an answer; nothing of a right one.
  func words(_ mark: MarkedAnswer) -> Text {
    switch mark.outcome {
    case .right: return Text("")
    case .carried(let root):
      return Text(say("arrastrado de ", "carried from ")) + Text(root.label) + Text("\u{A0}=\u{A0}")
        + Text(.number(PrintedText.digits(root.printed)))
    case .repeated(let finding):
      let first = finding.numbers.first.map { Text($0.root.label) + Text($0.root.place) } ?? Text("")
      return Text(say("el mismo error que en ", "the same slip as in ")) + first
    case .remarked(let finding): return FindingText(finding, language, isAnswer: true).words
    case .vague(let least):
      return Text(
        say(
          "concuerda, pero con tan pocas cifras no se sabe: al menos \(least)",
          "agrees, but so few digits do not tell: at least \(least)"))
    case .wrong(let finding):
      guard let finding else { return unknown }
      let text = FindingText(finding, language, isAnswer: true)
      return text.slips ?? text.seen ?? unknown
    case .unreadable(let reason): return Text(reason[language])
    case .missing: return Text(say("sin respuesta", "no answer"))
    }
  }
}

extension Noun {
  fileprivate static let student = Noun(es: ("estudiante", "estudiantes"), en: ("student", "students"))
  fileprivate static let error = Noun(es: ("error propio", "errores propios"), en: ("own error", "own errors"))
  fileprivate static let vague = Noun(
    es: ("respuesta con muy pocas cifras", "respuestas con muy pocas cifras"),
    en: ("answer with too few digits", "answers with too few digits"))
  fileprivate static let illegible = Noun(
    es: ("respuesta que no es un número", "respuestas que no son números"),
    en: ("answer that is no number", "answers that are no numbers"))
  static let unread = Noun(
    es: ("fila sin corregir", "filas sin corregir"), en: ("row not marked", "rows not marked"))
  fileprivate static let missing = Noun(
    es: ("respuesta que falta", "respuestas que faltan"), en: ("missing answer", "missing answers"))
}
