import Calculus
import Doctor
import Marking
import Trace
import Typesetting
import Verification

/// What somebody who predicts is told after an answer or in its place: that it is right, or a hint.
///
/// The first hint asks about the slip, the second says where it is, the third shows the numbers put in. Where no slip is
/// known the first shows the formula and the second names what it reads.
package struct ReplyText {
  private let reply: Reply
  private let language: Language
  private let style: NumberStyle

  package init(_ reply: Reply, _ language: Language, _ style: NumberStyle) {
    self.reply = reply
    self.language = language
    self.style = style
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// One paragraph, or several.
  package var blocks: [Block] {
    guard let mark = reply.mark else {
      return reply.prediction.state == .skipped ? [.paragraph(solution)] : hints("")
    }
    switch mark.outcome {
    case .right:
      return [.paragraph(mark.answer.map { AnswerText($0, Diagnosis()).words(language) } ?? Text(""))]
    case .carried(let root):
      return [
        .paragraph(
          Text(say("Correcto con lo que escribiste antes, ", "Right for what you wrote before, ")) + Text(root.label)
            + Text("\u{A0}=\u{A0}") + Text(.number(PrintedText.digits(root.printed)))
            + Text(say(": solo arrastra ese error.", ": it only carries that error on.")))
      ]
    case .remarked(let finding):
      return [
        .paragraph(Text(say("Vale: ", "Accepted: ")) + FindingText(finding, language, isAnswer: true).words + Text("."))
      ]
    case .wrong, .repeated, .vague, .unreadable, .missing:
      return hints(say("No es correcto. ", "Not right. "))
    }
  }

  /// The number that was to be found: `δ2 = −0.0796`.
  package var solution: Text {
    let name = name ?? .words(reply.prediction.question.address)
    return Text(.row([name, .sign("=", .relation), .number(style.format(reply.value))]))
  }

  /// The answer as a printed number, its verdict and the causes of a wrong one; nil where there was none.
  package var answerFact: Fact? {
    guard let mark = reply.mark, let answer = mark.answer else { return nil }
    var diagnosis = Diagnosis()
    switch mark.outcome {
    case .wrong(let finding?), .remarked(let finding): diagnosis.findings = [finding]
    case .right, .carried, .repeated, .vague, .wrong(nil), .unreadable, .missing: break
    }
    return AnswerText(answer, diagnosis).fact
  }

  // MARK: - Hints

  private func hints(_ start: String) -> [Block] {
    let finding: Diagnosis.Finding? =
      if case .wrong(let found)? = (reply.mark ?? reply.prediction.last)?.outcome { found } else { nil }
    let text = finding.map { FindingText($0, language) }
    switch reply.prediction.level {
    case ...1:
      if let questions = text?.questions { return [.paragraph(Text(start + questions.joined(separator: " ")))] }
      let seen = text?.seen.map { Text(start) + Text(say("Se ve que ", "What can be seen: ")) + $0 + Text(".") }
      return [.paragraph(seen ?? Text(start + say("Mira la fórmula.", "Look at the formula.")))] + formula
    case 2:
      if let text, !text.givesNumberAway, let slips = text.slips { return [.paragraph(Text(start) + slips)] }
      return [.paragraph(Text(start) + operands)]
    default:
      return [.paragraph(Text(start + say("Con los números puestos:", "With the numbers put in:")))] + substitution
    }
  }

  /// The entry opened with the numbers that were answered; nil for what no line computes.
  private var opened: Explanation.EntryFormula? {
    guard let entry = reply.prediction.question.entry,
      let explanation = try? Explainer(reply.own).explain(entry, depth: 0),
      case .computed(_, let formula) = explanation.origin
    else { return nil }
    return formula
  }

  private var name: MathText? { reply.prediction.question.entry.map { Notation().entry($0.quantity, $0.offset) } }

  private var formula: [Block] {
    guard let opened, let name else { return [] }
    let symbols = SubstitutedLine(reply.own, style, language).symbols(opened)
    return [.formula(.row([name, .sign("=", .relation), symbols]), remark: "")]
  }

  private var operands: Text {
    let entries = opened?.formula.entries.filter { $0.quantity.id >= 0 } ?? []
    guard !entries.isEmpty else {
      return Text(say("Revisa el cálculo paso a paso.", "Go over the calculation step by step."))
    }
    let names = entries.prefix(Self.mostOperands).map { Text(Notation().entry($0.quantity, $0.offset)) }
    let list = names.dropFirst().reduce(names.first ?? Text("")) { $0 + Text(", ") + $1 }
    return Text(say("Sale de ", "It comes from ")) + list + Text(entries.count > names.count ? "…" : ".")
  }

  private static let mostOperands = 12

  private var substitution: [Block] {
    guard let opened, let name else { return formula }
    return [.formula(SubstitutedLine(reply.own, style, language).unfinished(name, opened), remark: "")]
  }
}

/// How somebody's predictions stand, in words.
package struct PredictionScoreText {
  private let score: PredictionScore
  private let language: Language

  package init(_ score: PredictionScore, _ language: Language) {
    self.score = score
    self.language = language
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// `7 de 9 correctas: 5 a la primera, 2 con pistas; 1 arrastra un error anterior; 2 sin resolver.`
  package var words: String {
    let asked = score.done + score.open
    guard asked > 0 else { return say("Ninguna respuesta todavía.", "No answer yet.") }
    var text = say("\(score.right) de \(asked) correctas", "\(score.right) of \(asked) right")
    if score.right > 0 {
      text += say(
        ": \(score.atOnce) a la primera, \(score.later) con ayuda",
        ": \(score.atOnce) at once, \(score.later) with help")
    }
    if score.carried > 0 {
      text += say("; \(score.carried) por arrastre", "; \(score.carried) carried from an earlier error")
    }
    if score.skipped > 0 { text += say("; \(score.skipped) sin resolver", "; \(score.skipped) given up") }
    return text + "."
  }

  /// The score, and which slips were made how often.
  package var blocks: [Block] {
    var blocks: [Block] = [.heading(2, Text(say("Resumen", "Summary"))), .paragraph(Text(words))]
    guard !score.slips.isEmpty else { return blocks }
    blocks.append(.paragraph(Text(say("Lo que conviene repasar:", "What is worth going over:"))))
    blocks.append(
      .list(
        score.slips.map { slip in
          Block.Item(
            .remark, Text(Slips.slip(slip.id)?.question[language] ?? slip.id), columns: [Text("\(slip.count)×")])
        }))
    return blocks
  }
}

/// What predicting says besides.
package enum PredictionTexts {
  /// What is typed, in one line below the title.
  package static let reminder = Localized(
    es: "Escribe el número · Enter (Intro): pista · p: los datos · s: saltar · q: salir",
    en: "Type the number · Enter: a hint · p: the data · s: skip · q: quit")

  /// The keys, for `?`.
  package static let help = Localized(
    es: "Escribe el número con coma o punto, o como fracción (9/8), con dos cifras o más. Enter (Intro) da una pista, "
      + "cada vez más clara: la fórmula o, tras un error conocido, una pregunta; de qué sale; los números puestos. p "
      + "muestra los datos y p z1 lo ya calculado, s salta y muestra el valor, q sale con el resumen.",
    en: "Type the number with a comma or a point, or as a fraction (9/8), with two digits or more. Enter gives a hint, "
      + "each clearer than the last: the formula or, after a known slip, a question; what it comes from; the numbers put "
      + "in. p shows the data and p z1 what is computed already, s skips and shows the value, q quits with the summary."
  )

  /// That what is still to be predicted is not shown.
  package static let notYet = Localized(
    es: "Eso todavía se pregunta: s lo salta y lo muestra.", en: "That is still to be asked: s skips and shows it.")

  /// That a file has an entry that makes no sense.
  package static func damaged(_ path: String, _ address: String, _ reason: Localized) -> Localized {
    Localized(es: "'\(path)', en «\(address)»: ", en: "'\(path)', at “\(address)”: ") + reason
  }

  /// That quantities with many entries are passed over.
  package static func passedOver(_ name: String, _ count: Int) -> Localized {
    Localized(
      es: "\(name) pide \(count) números: no se pregunta.", en: "\(name) takes \(count) numbers: it is not asked for.")
  }

  /// That an earlier result goes on.
  package static func resumed(_ path: String, _ count: Int) -> Localized {
    Localized(
      es: "Sigue '\(path)', que ya tiene \(Noun.question(count).es).",
      en: "Going on with '\(path)', which has \(Noun.question(count).en) already.")
  }

  /// Why a file is no result that can go on.
  package static func foreign(_ path: String) -> Localized {
    Localized(
      es: "'\(path)' no es un resultado de esta lección con estos ajustes: da otro nombre en --out, o los mismos "
        + "ajustes.",
      en: "'\(path)' is no result of this lesson with these settings: give another name with --out, or the same "
        + "settings.")
  }
}

extension Noun {
  fileprivate static let question = Noun(es: ("pregunta", "preguntas"), en: ("question", "questions"))
}
