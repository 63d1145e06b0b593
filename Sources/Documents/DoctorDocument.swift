import Doctor
import Typesetting
import Verification

/// What `lesson doctor` says of a lesson: a line for each error, in the order of the page.
package struct DoctorDocument {
  private let language: Language
  /// Whether every number that has an explanation, and every one that follows, has its own line.
  private let isComplete: Bool

  package init(_ language: Language, isComplete: Bool = false) {
    self.language = language
    self.isComplete = isComplete
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// All about one lesson.
  package func blocks(_ report: Report, _ diagnosis: Diagnosis) -> [Block] {
    let title = report.title.map { "\(report.lesson) · \($0[language])" } ?? report.lesson
    var blocks: [Block] = [.heading(1, Text(title))]
    let moments = Set(diagnosis.findings.flatMap { $0.numbers }.map { $0.root.moment })
    if !diagnosis.findings.isEmpty {
      blocks.append(.list(diagnosis.findings.flatMap { items($0, tellsMoment: moments.count > 1) }))
    }
    let lines = report.gradients.enumerated().compactMap { place, check in
      diagnosis.mends[place].map { item(check, $0) }
    }
    if !lines.isEmpty {
      blocks.append(.heading(2, Text(say("Derivadas", "Derivatives"))))
      blocks.append(.list(lines))
    }
    blocks.append(.paragraph(Text([.strong(conclusion(report, diagnosis))])))
    return blocks
  }

  /// `✗ dW1 = ∂E/∂W1   line 24   You did not multiply by the derivative σ′.`
  private func item(_ check: GradientCheck, _ mend: Mend) -> Block.Item {
    Block.Item(
      check.isMisprint ? .misprint : .wrong,
      Text(.row([check.subject, .sign("=", .relation), check.claim])),
      columns: [
        Text(check.line.map { say("línea \($0)", "line \($0)") } ?? ""),
        MendText(mend: mend, language: language).words,
      ])
  }

  /// - Parameter tellsMoment: whether the iteration or epoch stands behind each number.
  private func items(_ finding: Diagnosis.Finding, tellsMoment: Bool) -> [Block.Item] {
    guard let first = finding.numbers.first else { return [] }
    let lead = item(first, tellsMoment, FindingText(finding, language).words, mark(finding, first))
    guard isComplete else { return [lead] }
    var items = [lead]
    if case .causes(let causes) = finding.explanation, let cause = causes.first, let formula = cause.formula {
      let digits = NumberStyle(significantDigits: 6).format(cause.value)
      items.append(
        Block.Item(
          .remark,
          Text(say("con el error: ", "with the slip: "))
            + Text(
              .row([
                first.root.label, .words(first.root.place), .sign("=", .relation), formula, .sign("≈", .relation),
                .number(digits),
              ]))))
    }
    if !first.isMisprint, let misprint = FindingText.misprint(finding) {
      let line = first.root.line
      items.append(
        Block.Item(
          .remark,
          Text(
            say(
              "para anotarlo como errata, al final de la línea \(line): ",
              "to mark it as a misprint, at the end of line \(line): ")) + misprint))
    }
    items += finding.numbers.dropFirst().map {
      item($0, tellsMoment, Text(say("lo mismo", "the same")), mark(finding, $0))
    }
    items += finding.followers.map { root in
      Block.Item(
        .follows, Text(root.label) + Text(root.place),
        columns: [
          Text(.number(PrintedText.digits(root.printed))), Text(""), PrintedText.follows(from: first.root, language),
        ],
        names: names)
    }
    return items
  }

  private func item(
    _ wrong: Diagnosis.Wrong, _ tellsMoment: Bool, _ words: Text, _ mark: Block.Item.Mark
  ) -> Block.Item {
    let isTold = tellsMoment || wrong.root.isCell
    let moment = isTold ? Text([.faint(" (" + wrong.root.moment.name[language] + ")")]) : Text("")
    return Block.Item(
      mark, Text(wrong.root.label) + Text(wrong.root.place) + moment,
      columns: [Text(.number(PrintedText.digits(wrong.root.printed))), Text(.number(wrong.due)), words], names: names)
  }

  private var names: [String] { [say("impreso", "printed"), say("debería ser", "should be")] }

  private func mark(_ finding: Diagnosis.Finding, _ wrong: Diagnosis.Wrong) -> Block.Item.Mark {
    if case .remark = finding.explanation { return .remark }
    return wrong.isMisprint ? .misprint : .wrong
  }

  /// `2 wrong numbers, of 1 the cause is known; 5 follow from them.`
  private func conclusion(_ report: Report, _ diagnosis: Diagnosis) -> String {
    guard !diagnosis.findings.isEmpty else {
      return report.isRight
        ? say("Ningún número impreso es incorrecto.", "No printed number is wrong.")
        : say(
          "Ningún número impreso es incorrecto, pero no todo coincide: lesson verify \(report.lesson)",
          "No printed number is wrong, but not everything agrees: lesson verify \(report.lesson)")
    }
    var (wrong, explained, following) = (0, 0, 0)
    for finding in diagnosis.findings {
      wrong += finding.numbers.count
      following += finding.followers.count
      if case .open = finding.explanation { continue }
      explained += finding.numbers.count
    }
    let known =
      explained == wrong
      ? say(wrong == 1 ? ", explicado" : ", explicados", ", explained")
      : explained == 0
        ? say(", sin explicar", ", none explained")
        : say(", \(explained) \(explained == 1 ? "explicado" : "explicados")", ", \(explained) explained")
    let carried = following == 0 ? "" : "; " + Noun.following(following)[language]
    return Noun.wrongPrinted(wrong)[language] + known + carried + "."
  }
}

extension Noun {
  fileprivate static let wrongPrinted = Noun(
    es: ("número incorrecto", "números incorrectos"), en: ("wrong number", "wrong numbers"))
}
