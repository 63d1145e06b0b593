import Calculus
import Documents
import Exercises
import Formats
import Trace
import Typesetting

/// An exercise as a sheet for a class, with its key: a file for the LaTeX class exam.
package struct LaTeXSheet {
  let exercise: Exercise
  private let premises: Premises
  let showsAnswers: Bool
  private let options: FormatOptions
  private let latex: LaTeX
  private let math: LaTeXMath
  private let words: LaTeXSheetWords

  /// Why there is no sheet.
  package struct Refusal: Error, Hashable, Sendable {
    package let message: Localized
  }

  /// - Parameters:
  ///   - options: the decimal mark and the language.
  ///   - showsAnswers: whether the key is printed; else one line of the file brings it.
  /// - Throws: that more numbers would have to be given than a sheet has room for.
  package init(_ exercise: Exercise, _ options: FormatOptions, showsAnswers: Bool = false) throws(Refusal) {
    self.exercise = exercise
    self.options = options
    self.showsAnswers = showsAnswers
    premises = Premises(of: exercise.tasks.map { $0.definition.quantity }, in: exercise.moment)
    latex = LaTeX(options)
    math = LaTeXMath(decimalMark: options.decimalMark, isForEngine: true)
    words = LaTeXSheetWords(options.language)
    if let large = premises.givens.first(where: { $0.shape.count > Premises.mostNumbers }) {
      let (name, count, most) = (large.name, large.shape.count, Premises.mostNumbers)
      throw Refusal(
        message: Localized(
          es: "Habría que dar los \(count) números de \(name), y en una hoja caben hasta \(most) de cada cantidad.",
          en: "The \(count) numbers of \(name) would have to be given, and a sheet has room for \(most) of a quantity.")
      )
    }
  }

  private var moment: Moment { exercise.moment }
  private var language: Language { options.language }

  /// The file.
  package func text() -> String {
    let text = opening + given + formulas + questions
    let preamble = LaTeXPreamble(language).lines("[11pt,addpoints]{exam}", for: text, own: own)
    return latex.file([words.comment] + preamble, text)
  }

  // MARK: - The file

  /// What a sheet needs besides what every file has.
  private var own: [String] {
    [
      showsAnswers ? "\\printanswers" : "%\\printanswers  % \(words.howToPrintAnswers)",
      "\\pointpoints\(words.points)", "\\renewcommand{\\solutiontitle}{\\textbf{\(words.solution):}\\par\\nopagebreak}",
      // The frames of the class do not break well over pages.
      "\\renewenvironment{TheSolution}{\\par\\small\\nopagebreak\\rule{\\linewidth}{0.3pt}\\par\\nopagebreak"
        + "\\solutiontitle\\ignorespaces}{\\par\\medskip}",
      "\\pagestyle{headandfoot}", "\\header{}{}{}", "\\footer{}{\(words.page)}{}",
      "% \(words.aboutBoxes)",
      "\\newcommand{\\answerbox}[1]{\\rule[-1.7ex]{0pt}{4.6ex}"
        + "\\fbox{\\makebox[\(boxTenths / 10).\(boxTenths % 10)em]{\\rule[-0.6ex]{0pt}{2.6ex}\\ifprintanswers$#1$\\fi}}}",
    ]
  }

  /// Title, the lines for a name, and what is to be done.
  /// As wide as the longest number needs, in tenths of an em.
  private var boxTenths: Int {
    let longest = exercise.blanks.flatMap { blank in blank.answers.map { Self.digits($0, of: blank).count } }.max() ?? 0
    return max(42, 5 * longest + 7)
  }

  /// Columns of boxes that fit beside each other in some thirty ems, with the blanks between them.
  private var boxColumns: Int { max(1, 300 / (boxTenths + 17)) }

  private var opening: [String] {
    let program = moment.program
    let title = program.title?[language] ?? program.name
    let digits = exercise.blanks.first?.digits ?? AskedDigits()
    return [
      "{\\Large\\bfseries\\raggedright \(latex.words(Text(title)))\\par}", "\\medskip", words.nameLine, "\\medskip",
      latex.words(Text(words.task(digits, iteration: moment.iteration, beginsLater: beginsLater))), "",
    ]
  }

  /// Whether numbers are given that earlier iterations have changed.
  private var beginsLater: Bool {
    moment.iteration > 1
      && premises.givens.contains { given in moment.program.updates.contains { $0.old == given } }
  }

  // MARK: - What is given

  private var given: [String] {
    let rows = givenRows
    return rows.isEmpty ? [] : ["\\subsection*{\(words.given)}"] + lines(rows)
  }

  private var givenRows: [Row] {
    premises.givens.flatMap { quantity -> [Row] in
      let value = moment.value(of: quantity)
      let block = MatrixBlock(
        name: quantity.name, label: Notation().name(quantity), sizes: value.shape.sizes, values: value.values,
        style: NumberStyle(significantDigits: Self.givenDigits(exercise)))
      return MatrixFormulas(block).formulas.enumerated().map { place, formula in
        Row(formula, place == 0 ? moment.program.meaning(of: quantity)?[language] : nil)
      }
    }
  }

  /// Given numbers have more digits than are asked for, and so do the steps between.
  private static func givenDigits(_ exercise: Exercise) -> Int {
    let most = exercise.blanks.flatMap { blank in blank.answers.map { $0.digits.count } }.max() ?? 4
    return most + 3
  }

  private var formulas: [String] {
    guard !premises.lines.isEmpty else { return [] }
    var text = ["\\subsection*{\(words.formulas)}"]
    for phase in Phase.allCases {
      let lines = premises.lines.filter { $0.phase == phase }
      guard !lines.isEmpty else { continue }
      text += ["\\textit{\(latex.words(Text(phase.title[language])))}\\par\\nopagebreak"] + self.lines(lines.map(row))
    }
    return text
  }

  private func row(_ line: Definition) -> Row {
    Row(
      IterationBlocks(language, .lines()).shapedLine(line), moment.program.meaning(of: line.quantity)?[language])
  }

  /// A formula and what it means.
  private struct Row {
    let formula: MathText
    let meaning: String
    var breadth: Int { LaTeXMath.breadth(formula) }
    /// Whether what it means has room beside it.
    var isNarrow: Bool { breadth <= 44 }

    init(_ formula: MathText, _ meaning: String?) {
      self.formula = formula
      self.meaning = meaning ?? ""
    }
  }

  /// How many of the 90 characters of a line the formulas take, so that what they mean begins at one place.
  private var share: Int {
    let breadths = (givenRows + premises.lines.map(row)).filter(\.isNarrow).map(\.breadth)
    return max(30, (breadths.max() ?? 0) * 13 / 10 + 3)
  }

  /// Formulas below each other, each with what it means to its right; a broad one has that below.
  private func lines(_ rows: [Row]) -> [String] {
    let share = share
    var text: [String] = []
    var table: [String] = []
    func finish() {
      guard !table.isEmpty else { return }
      let columns =
        "p{\(Self.width(share))}@{}>{\\raggedright\\arraybackslash}p{\(Self.width(86 - share))}"
      text += ["\\begin{tabular}{@{\\hspace{1.2em}}\(columns)@{}}"] + table + ["\\end{tabular}\\par"]
      table = []
    }
    for row in rows {
      if row.isNarrow {
        let meaning = latex.words(Text(row.meaning))
        table.append("\\fitted{\(math.text(row.formula))}\\vspace{3pt} & \(meaning) \\\\")
      } else {
        finish()
        text += latex.lines([.formula(row.formula, remark: Text(row.meaning))])
      }
    }
    finish()
    return text + [""]
  }

  /// So many characters of a line of 90.
  private static func width(_ characters: Int) -> String {
    let hundredths = characters * 100 / 90
    return "0.\(hundredths < 10 ? "0" : "")\(hundredths)\\linewidth"
  }

  // MARK: - Questions

  private var questions: [String] {
    var text = ["\\subsection*{\(words.questions)}", "\\begin{questions}"]
    var known = Set(exercise.tasks.map { $0.definition.quantity.id })
    for phase in Phase.allCases {
      let tasks = exercise.tasks.filter { $0.definition.phase == phase }
      guard !tasks.isEmpty else { continue }
      text += ["\\question \\textbf{\(latex.words(Text(phase.title[language])))}", "\\begin{parts}"]
      for task in tasks { text += part(task, &known) }
      text += ["\\end{parts}", ""]
    }
    return text + ["\\end{questions}"]
  }

  /// A part for a quantity: what it is, boxes in the place of its numbers, how they are worked out.
  ///
  /// - Parameter known: the quantities whose numbers stand in the key by then, by id.
  private func part(_ task: Exercise.Task, _ known: inout Set<Int>) -> [String] {
    let quantity = task.definition.quantity
    let meaning = moment.program.meaning(of: quantity)?[language]
    let name = Text(Notation().name(quantity))
    let old = moment.program.updates.last { $0.new == quantity }?.old
    let step = Localized(es: " tras el paso", en: " after the step")[language]
    let after = old.map { Text(": ") + Text(Notation().name($0)) + Text(step) }
    let title = name + (meaning.map { Text(": " + $0) } ?? after ?? Text(""))
    // Room to work in, but for the last one, which has the rest of the page.
    let isLast = task.definition.quantity == exercise.tasks.last?.definition.quantity
    let space = isLast ? "" : "[\(min(6, 2 + task.blanks.count))cm]"
    return ["\\part[\(task.blanks.count)] \(latex.words(title))\\nopagebreak"]
      + boxes(task).map { "\\formula{\($0)}" }
      + ["\\begin{solution}\(space)"] + way(to: quantity, &known) + solution(task)
      + ["\\end{solution}"]
  }

  private func boxes(_ task: Exercise.Task) -> [String] {
    let quantity = task.definition.quantity
    guard task.isWhole, quantity.shape.rank == 2, !quantity.shape.isScalar else {
      return task.blanks.map { blank in
        let name = quantity.shape.isScalar ? Notation().name(quantity) : Notation().entry(quantity, blank.entry.offset)
        return math.text(name) + " = " + box(blank)
      }
    }
    let columns = max(1, quantity.shape.columns)
    let label = math.text(Notation().name(quantity))
    let boxColumns = boxColumns
    return stride(from: 0, to: columns, by: boxColumns).map { first in
      let shown = first..<min(first + boxColumns, columns)
      let rows = stride(from: 0, to: task.blanks.count, by: columns).map { row in
        shown.compactMap { task.blanks.indices.contains(row + $0) ? box(task.blanks[row + $0]) : nil }
      }
      // A matrix that is too broad is filled in some columns at a time.
      let part = shown.count == columns ? "" : "[{:},\(shown.lowerBound + 1){..}\(shown.upperBound)]"
      return label + part + " = " + math.matrix(rows)
    }
  }

  /// A box for a number, which the key fills in.
  private func box(_ blank: Blank) -> String {
    "\\answerbox{\(blank.answers.first.map { math.number(Self.digits($0, of: blank)) } ?? "")}"
  }

  /// `−0.2310`, with zeros at its end unless it is exact without them; a very small number as a product with a power of
  /// ten.
  private static func digits(_ answer: DecimalDigits, of blank: Blank) -> String {
    let exact = DecimalDigits(blank.value)?.rounded(toSignificant: PrintedRule.judgedDigits).withoutTrailingZeros
    let answer = answer.withoutTrailingZeros == exact ? answer.withoutTrailingZeros : answer
    guard let leading = answer.leadingExponent, leading < -4 || leading > 6 else {
      return answer.fixed(decimals: max(0, answer.decimals), minus: "−")
    }
    let mantissa = answer.scaled(byPowerOfTen: -leading)
    return mantissa.fixed(decimals: max(0, mantissa.decimals), minus: "−") + "·10" + NumberStyle.superscript(leading)
  }

  /// The numbers of what is not asked for and leads to a quantity.
  private func way(to quantity: Quantity, _ known: inout Set<Int>) -> [String] {
    let lines = Premises(of: [quantity], in: moment).lines.filter { known.insert($0.quantity.id).inserted }
    guard !lines.isEmpty else { return [] }
    let writer = IterationBlocks(language, .lines(Self.shownDigits(exercise.blanks)))
    let blocks = lines.map { line in
      writer.matrix(line.quantity.name, line.quantity, moment.value(of: line.quantity))
    }
    return [latex.words(Text(words.onTheWay))] + latex.lines(blocks, width: Self.solutionWidth)
  }

  /// The digits of the key: one more than are asked for.
  private static func shownDigits(_ blanks: [Blank]) -> Int {
    max(5, (blanks.flatMap { $0.answers }.map { $0.digits.count }.max() ?? 4) + 1)
  }

  /// Formula, the same with its numbers, and the value, for each entry.
  private func solution(_ task: Exercise.Task) -> [String] {
    let worked = WorkedEntry(moment, .lines(Self.shownDigits(task.blanks)), language)
    var blocks: [Block] = []
    // The line of a quantity stands above its entries once.
    for block in task.blanks.flatMap({ worked.blocks($0.entry) }) where !blocks.contains(block) { blocks.append(block) }
    return latex.lines(blocks, width: Self.solutionWidth) + otherAnswers(task)
  }

  /// Characters of a formula on a line of a solution.
  private static let solutionWidth = 68

  /// That another number is right as well, where it may be rounded or truncated.
  private func otherAnswers(_ task: Exercise.Task) -> [String] {
    let others = task.blanks.filter { $0.answers.count > 1 }
    guard !others.isEmpty else { return [] }
    let list = others.map { blank in
      Text(
        .row([
          Notation().entry(blank.entry.quantity, blank.entry.offset), .sign("=", .relation),
          .number(blank.answers.last.map { Self.digits($0, of: blank) } ?? ""),
        ]))
    }
    let joined = list.dropFirst().reduce(list[0]) { $0 + Text("; ") + $1 }
    return ["", latex.words(Text(words.alsoRight) + joined + Text("."))]
  }
}
