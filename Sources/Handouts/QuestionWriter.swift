import Calculus
import Documents
import Exercises
import Formats
import Trace
import Typesetting

/// Puts the blanks of one exercise into questions.
struct QuestionWriter {
  private let sheet: QuestionBank.Sheet
  private let title: String
  private let language: Language

  init(_ sheet: QuestionBank.Sheet, title: String, _ options: FormatOptions) {
    self.sheet = sheet
    self.title = title
    language = options.language
  }

  private var exercise: Exercise { sheet.exercise }
  private var moment: Moment { exercise.moment }

  /// A question for each blank, and what it asks for.
  func numerical() throws(QuestionBank.Refusal) -> [(group: String, question: BankQuestion)] {
    var questions: [(group: String, question: BankQuestion)] = []
    for task in exercise.tasks {
      let premises = try premises(of: [task])
      for blank in task.blanks {
        let address = blank.question.address
        let label = Notation().entry(blank.entry.quantity, blank.entry.offset)
        let question = BankQuestion(
          name: name(address), text: text(premises, asking: [named(label, address)], blank.digits),
          gaps: .number(number(blank)), solution: solution([blank]))
        questions.append((address, question))
      }
    }
    return questions
  }

  /// One question for all blanks.
  func cloze() throws(QuestionBank.Refusal) -> BankQuestion {
    var matrices: [GapMatrix] = []
    for task in exercise.tasks {
      let quantity = task.definition.quantity
      if task.isWhole, quantity.shape.rank == 2 {
        let columns = max(1, quantity.shape.columns)
        let numbers = task.blanks.map(number)
        let rows = stride(from: 0, to: numbers.count, by: columns).map { start in
          Array(numbers[start..<min(start + columns, numbers.count)])
        }
        matrices.append(GapMatrix(label: Notation().name(quantity), rows: rows))
      } else {
        matrices += task.blanks.map { blank in
          GapMatrix(label: Notation().entry(quantity, blank.entry.offset), rows: [[number(blank)]])
        }
      }
    }
    let digits = exercise.blanks.first?.digits ?? AskedDigits()
    return BankQuestion(
      name: name(nil), text: text(try premises(of: exercise.tasks), asking: matrices.map { Text($0.label) }, digits),
      gaps: .several(matrices), solution: solution(exercise.blanks))
  }

  /// An entry as the notes read and as it is typed, where that is not the same: the digit of a layer may be taken for an
  /// index.
  private func named(_ label: MathText, _ address: String) -> Text {
    let isPlain = LinearMath().text(label) == address
    return isPlain ? Text(label) : Text(label) + Text([.plain(" ("), .code(address), .plain(")")])
  }

  /// `V01 dW1[1,1] : Example`
  private func name(_ address: String?) -> String {
    let head = [sheet.variant.map { "V" + $0 }, address].compactMap { $0 }.joined(separator: " ")
    return (head.isEmpty ? title : "\(head) : \(title)").onOneLine
  }

  private func premises(of tasks: [Exercise.Task]) throws(QuestionBank.Refusal) -> [Block] {
    let premises = Premises(of: tasks.map { $0.definition.quantity }, in: moment)
    if let large = premises.givens.first(where: { $0.shape.count > Premises.mostNumbers }) {
      let names = tasks.map { $0.definition.quantity.name }.joined(separator: ", ")
      throw QuestionBank.Refusal(
        message: Localized(
          es: "\(names) sale de los \(large.shape.count) números de \(large.name): en una pregunta caben hasta "
            + "\(Premises.mostNumbers).",
          en: "\(names) is computed from the \(large.shape.count) numbers of \(large.name): a question has room for "
            + "\(Premises.mostNumbers)."))
    }
    return premises.blocks(language)
  }

  private func text(_ premises: [Block], asking names: [Text], _ digits: AskedDigits) -> [Block] {
    var head: [Inline] = [.strong(title)]
    if moment.iteration > 1 {
      head.append(.plain(Localized(es: ", iteración ", en: ", iteration ")[language] + "\(moment.iteration)"))
    }
    let list = names.dropFirst().reduce(names.first ?? Text("")) { $0 + Text(", ") + $1 }
    let how = digits.words[language]
    let write =
      names.count == 1
      ? Localized(es: ". Escribe el número ", en: ". Write the number ")
      : Localized(es: ". Escribe cada número ", en: ". Write each number ")
    let between = Localized(
      es: "; en las cuentas intermedias usa más cifras.", en: "; keep more digits in the steps between.")
    let task =
      Text(Localized(es: "Calcula ", en: "Compute ")[language]) + list
      + Text(write[language] + how + between[language])
    return [.paragraph(Text(head))] + premises + [.paragraph(task)]
  }

  private func number(_ blank: Blank) -> BankNumber {
    let key = AnswerKey(blank, in: moment)
    let wrong = key.wrong.map { wrong in
      let feedback: Text
      switch wrong.cause {
      case .slip(let slip): feedback = SlipText(slip, language).words(due: blank.value)
      case .cut(let rule): feedback = Text(Self.cut(rule)[language])
      }
      return BankNumber.Wrong(numbers: wrong.numbers, feedback: feedback)
    }
    return BankNumber(right: key.right, wrong: wrong)
  }

  private func solution(_ blanks: [Blank]) -> [Block] {
    var shown = 5
    if case .significant(let count) = blanks.first?.digits.count { shown = max(shown, count + 1) }
    let worked = WorkedEntry(moment, .lines(shown), language)
    var blocks: [Block] = []
    // The line of a quantity stands above its entries once.
    for block in blanks.flatMap({ worked.blocks($0.entry) }) where !blocks.contains(block) { blocks.append(block) }
    return blocks
  }

  /// That a right number was cut otherwise than asked.
  private static func cut(_ rule: PrintedRule) -> Localized {
    switch rule {
    case .rounded:
      Localized(
        es: "Has redondeado, y se pide truncar: las cifras que sobran se quitan sin más.",
        en: "You rounded, and the number is to be truncated: the digits beyond are dropped.")
    case .truncated:
      Localized(
        es: "Has truncado, y se pide redondear: la última cifra sube si lo que se quita es medio o más.",
        en: "You truncated, and the number is to be rounded: the last digit goes up where half or more is dropped.")
    }
  }
}
