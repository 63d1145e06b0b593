import Calculus
import Doctor
import Typesetting
import Verification

/// The lines about one place of the notes.
package struct VerificationItems {
  private let language: Language
  private let group: VerificationGroup
  private let diagnosis: Diagnosis
  private let isComplete: Bool
  /// Whether all lines are about one iteration or epoch.
  private let isOfOneMoment: Bool

  package init(
    _ language: Language, group: VerificationGroup, diagnosis: Diagnosis = Diagnosis(), isComplete: Bool
  ) {
    self.language = language
    self.group = group
    self.diagnosis = diagnosis
    self.isComplete = isComplete
    isOfOneMoment = group.commonMoment != nil
  }

  /// A line for each expectation; those of several numbers are opened when one of them does not agree.
  package var items: [Block.Item] {
    lines + [MixedRules(group.verdicts).map(item), SingleDigits(group.verdicts).map(item)].compactMap { $0 }
  }

  /// `– redondeado a las unidades, sin más cifras: new(w) = 1 por 0.54`
  private func item(_ single: SingleDigits) -> Block.Item {
    let words = say("redondeado a las unidades, a una sola cifra: ", "rounded to units, a single digit: ")
    let names = single.numbers.prefix(Self.mostNames).map { verdict, number -> Text in
      let text = PrintedText(number)
      return label(verdict, indices: number.indices)
        + Text(
          es: "\u{A0}=\u{A0}\(number: text.printed) por \(number: text.computed)",
          en: "\u{A0}=\u{A0}\(number: text.printed) for \(number: text.computed)", language)
    }
    let list = names.dropFirst().reduce(names.first ?? Text("")) { $0 + Text(", ") + $1 }
    return Block.Item(.remark, Text(words) + list + Text(single.numbers.count > names.count ? "…" : ""))
  }

  /// `– truncado, salvo 2 números redondeados: e[2], ŷ[1]`
  private func item(_ mixed: MixedRules) -> Block.Item {
    let count = mixed.exceptions.count
    let words =
      switch mixed.rule {
      case .rounded:
        Localized(es: "redondeado, salvo ", en: "rounded, except for ") + Noun.truncated(count) + Localized(both: ": ")
      case .truncated:
        Localized(
          es: "truncado, salvo ",
          en: "truncated, except for "
            + "") + Noun.roundedNumber(count) + Localized(both: ": ")
      }
    let names = mixed.exceptions.prefix(Self.mostNames).map { label($0.verdict, indices: $0.number.indices) }
    let list = names.dropFirst().reduce(names.first ?? Text("")) { $0 + Text(", ") + $1 }
    return Block.Item(.remark, Text(words[language]) + list + Text(count > names.count ? "…" : ""))
  }

  /// Numbers that a remark names.
  private static let mostNames = 4

  private var lines: [Block.Item] {
    group.lines.flatMap { verdicts -> [Block.Item] in
      guard verdicts.count > 1, let first = verdicts.first, let last = verdicts.last else {
        return verdicts.flatMap(self.items)
      }
      guard !isComplete, verdicts.allSatisfy({ $0.result == .agrees }) else { return verdicts.flatMap(self.items) }
      let count =
        first.moment.isEpoch
        ? say("\(verdicts.count) épocas", "\(verdicts.count) epochs")
        : say("\(verdicts.count) iteraciones", "\(verdicts.count) iterations")
      let span = say(
        "de la \(first.moment.number) a la \(last.moment.number)",
        "from \(first.moment.number) to \(last.moment.number)")
      return [
        Block.Item(
          .right, Text(first.label),
          columns: [Text(""), Text(count), Text(span + ", " + rule(of: verdicts.flatMap { $0.numbers }))])
      ]
    }
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  private func items(_ verdict: Verdict) -> [Block.Item] {
    switch verdict.finding {
    case .numbers(let numbers): items(verdict, numbers)
    case .shape(let printed, let computed): [shape(verdict, printed, "\(computed)")]
    case .identity(let other, _, let worst): [identity(verdict, other, worst)]
    case .comparison(let comparison): [self.comparison(verdict, comparison)]
    }
  }

  /// What is said of a line, with where it stands in the document.
  private func said(_ words: String, _ verdict: Verdict) -> Text { said(Text(words), verdict) }

  private func said(_ words: Text, _ verdict: Verdict) -> Text {
    if verdict.isComputed { return words + Text([.faint(say(" (calculado)", " (computed)"))]) }
    guard let line = PlaceInNotes(verdict.place).line else { return words }
    return words + Text([.faint(" (l.\u{A0}\(line))")])
  }

  private func mark(_ result: Verdict.Result) -> Block.Item.Mark {
    switch result {
    case .agrees: .right
    case .disagrees, .misprintIsRight: .wrong
    case .follows: .follows
    case .misprint: .misprint
    case .notMeasured, .notPrinted: .remark
    }
  }

  /// The left side, and the iteration where it differs from line to line.
  private func label(_ verdict: Verdict, indices: String = "") -> Text {
    var label = Text(verdict.label)
    if !indices.isEmpty { label = label + Text("[\(indices)]") }
    return label + moment(verdict)
  }

  /// The iteration or epoch, where it differs from line to line.
  private func moment(_ verdict: Verdict) -> Text {
    guard !isOfOneMoment else { return Text([]) }
    let isAlone = verdict.moment.countsFromZero && !group.countsFromZero
    let zero = isAlone ? say(" contando desde 0", " counting from 0") : ""
    return Text([.faint(" (" + verdict.moment.name[language] + zero + ")")])
  }

  /// `not measured here: only at the end of an epoch, at iterations 3, 6, 9…`
  private func unmeasured(_ verdict: Verdict, every: Int) -> String {
    let start = verdict.moment.countsFromZero && !verdict.moment.isEpoch ? 1 : 0
    let list = (1...3).map { "\($0 * every - start)" }.joined(separator: ", ")
    return say(
      "aquí no se mide: solo al final de cada época, en las iteraciones \(list)…",
      "not measured here: only at the end of an epoch, at iterations \(list)…") + remark(verdict)
  }

  private func remark(_ verdict: Verdict) -> String { verdict.reason.map { "; " + $0[language] } ?? "" }

  // MARK: - Numbers

  private func items(_ verdict: Verdict, _ numbers: [Verdict.Number]) -> [Block.Item] {
    if case .notMeasured(let every) = verdict.result {
      return numbers.map { number in
        Block.Item(
          .remark, label(verdict, indices: number.indices),
          columns: [
            Text(.number(PrintedText(number).printed)), Text("–"), said(unmeasured(verdict, every: every), verdict),
          ], names: [say("impreso", "printed"), say("calculado", "computed")])
      }
    }
    if verdict.result == .notPrinted {
      let words = say("nada impreso: no se juzga", "nothing printed: not judged") + remark(verdict)
      return [Block.Item(.remark, label(verdict), columns: [Text("_"), Text("–"), said(words, verdict)])]
    }
    if numbers.count == 1, let number = numbers.first {
      return [item(verdict, number, label: label(verdict, indices: number.indices))] + causes(verdict, number)
    }
    guard isComplete || verdict.result != .agrees else {
      return [
        Block.Item(
          .right, label(verdict),
          columns: [
            Text(""),
            Text(
              Noun.entries(numbers.count, of: numbers.count)[language]),
            said(rule(of: numbers) + remark(verdict), verdict),
          ])
      ]
    }
    return numbers.flatMap { number in
      [item(verdict, number, label: label(verdict, indices: number.indices))] + causes(verdict, number)
    }
  }

  /// What may have made a number wrong, below the first of those that it explains; of a misprint that is marked the
  /// notes have given a reason.
  private func causes(_ verdict: Verdict, _ number: Verdict.Number) -> [Block.Item] {
    guard number.judgement == .wrong, !number.isMisprint,
      let finding = diagnosis.finding(startingWith: Verdict.Root(number, in: verdict)),
      let causes = FindingText(finding, language).causes
    else { return [] }
    return [Block.Item(.remark, causes)]
  }

  /// What is said of one number, below the name of its line.
  package func item(_ verdict: Verdict, _ number: Verdict.Number) -> Block.Item {
    item(verdict, number, label: label(verdict, indices: number.indices))
  }

  private func item(_ verdict: Verdict, _ number: Verdict.Number, label: Text) -> Block.Item {
    let text = PrintedText(number)
    let mark: Block.Item.Mark
    let words: Text
    switch number.judgement {
    case .right where number.isMisprint, .fromPrinted where number.isMisprint:
      mark = .wrong
      words = said(
        say("marcado como errata, pero es correcto: ", "marked as a misprint, but it is right: ")
          + text.rule[language], verdict)
    case .right, .fromPrinted:
      mark = .right
      words = said(text.rule[language] + remark(verdict), verdict)
    case .wrong where number.isMisprint, .follows where number.isMisprint:
      mark = .misprint
      words = said(
        Text(
          say("errata de los apuntes", "misprint in the notes") + (verdict.reason.map { ": " + $0[language] } ?? "")
            + "; ") + text.shouldBe(language), verdict)
    case .follows(let root):
      mark = .follows
      let advice: Text = isComplete ? "; \(text.shouldBe(language))" : ""
      words = PrintedText.follows(from: root, language) + said("\(advice)\(remark(verdict))" as Text, verdict)
    case .wrong:
      mark = .wrong
      words = said(
        "\(say("no coincide: ", "does not agree: "))\(text.shouldBe(language))\(remark(verdict))" as Text, verdict)
    case .unjudged:
      mark = .remark
      words = said(remark(verdict), verdict)
    }
    return Block.Item(
      mark, label, columns: [Text(.number(text.printed)), Text(.number(text.computed)), words],
      names: [say("impreso", "printed"), say("calculado", "computed")])
  }

  /// The rules by which all of several numbers agree; when none does for all, each that some agree by.
  private func rule(of numbers: [Verdict.Number]) -> String {
    let texts = numbers.map { PrintedText($0) }
    guard let first = numbers.first else { return "" }
    // Those of one source together: exact ones, then those from printed numbers.
    if numbers.contains(where: { $0.judgement != first.judgement }) {
      let order = [Verdict.Judgement.right, .fromPrinted(isMixed: false), .fromPrinted(isMixed: true)]
      return order.map { source in numbers.filter { $0.judgement == source } }.filter { !$0.isEmpty }
        .map { rule(of: $0) }.joined(separator: "; ")
    }
    let inexact = zip(numbers, texts).filter { !$1.isExact }.map { $0.0 }
    guard let sample = inexact.first else { return PrintedText(numbers[0]).rule[language] }
    // Some have words of their own.
    for isApart in [{ (number: Verdict.Number) in number.hasUnjudgedDigits }, { $0.fraction != nil }] {
      guard let one = inexact.first(where: isApart) else { continue }
      let others = inexact.filter { !isApart($0) }
      return (others.isEmpty ? "" : rule(of: others) + "; ") + PrintedText(one).rule[language]
    }
    let common = inexact.reduce(sample.rules) { $0.intersection($1.rules) }
    let rules = common.isEmpty ? inexact.reduce(into: Set()) { $0.formUnion($1.rules) } : common
    let decimals = Set(zip(numbers, texts).filter { !$1.isExact }.map { $1.precision })
    return
      (PrintedText.rule(rules, precision: decimals.count == 1 ? decimals.first : nil)
      + PrintedText.source(of: first.judgement))[language]
  }

  // MARK: - Shapes and formulas

  private func shape(_ verdict: Verdict, _ printed: [Int], _ computed: String) -> Block.Item {
    let words: String
    switch verdict.result {
    case .agrees: words = say("dimensiones", "shape") + remark(verdict)
    case .misprint:
      words =
        say("errata de los apuntes", "misprint in the notes") + (verdict.reason.map { ": " + $0[language] } ?? "")
    case .misprintIsRight: words = say("marcado como errata, pero es correcto", "marked as a misprint, but it is right")
    case .disagrees, .follows, .notPrinted: words = say("no coincide", "does not agree") + remark(verdict)
    case .notMeasured(let every): words = unmeasured(verdict, every: every)
    }
    let text = printed.map(String.init).joined(separator: "×")
    return Block.Item(
      mark(verdict.result), label(verdict), columns: [Text(text), Text(computed), said(words, verdict)],
      names: [say("impreso", "printed"), say("calculado", "computed")])
  }

  private func identity(_ verdict: Verdict, _ other: MathText, _ worst: Verdict.Difference?) -> Block.Item {
    let formula = Text(.row([verdict.label, .sign("=", .relation), other]))
    let words: Text
    switch verdict.result {
    case .agrees:
      let chance = verdict.elsewhere.flatMap { elsewhere in
        elsewhere.differs.map { differs in
          Text(say("; solo con estos valores: con ", "; only for these values: with "))
            + PrintedText.name(of: elsewhere.place, language) + Text(", ") + sides(differs)
        }
      }
      words = (chance ?? Text("")) + Text(verdict.reason.map { "; " + $0[language] } ?? "")
    case .misprint:
      words = Text(
        ": " + say("errata de los apuntes", "misprint in the notes")
          + (verdict.reason.map { ": " + $0[language] } ?? ""))
    case .misprintIsRight:
      words = Text(": " + say("marcado como errata, pero es correcto", "marked as a misprint, but it is right"))
    case .disagrees where verdict.elsewhere?.differs != nil:
      guard let elsewhere = verdict.elsewhere, let differs = elsewhere.differs else {
        return Block.Item(.wrong, formula)
      }
      words =
        Text(say(": aquí coincide por casualidad: con ", ": agrees here by chance: with "))
        + PrintedText.name(of: elsewhere.place, language) + Text(", ") + sides(differs) + Text(remark(verdict))
    case .disagrees, .follows, .notPrinted:
      let fault =
        worst.map(sides) ?? Text(say("no son de las mismas dimensiones", "they are not of the same shape"))
      words = "\(say(": no coincide: ", ": does not agree: "))\(fault)\(remark(verdict))"
    case .notMeasured(let every): words = Text(": " + unmeasured(verdict, every: every))
    }
    return Block.Item(mark(verdict.result), formula + moment(verdict) + said(words, verdict))
  }

  /// `✓ E (iteration 20) < E (iteration 1): 0.01 on the left, 0.3 on the right`
  private func comparison(_ verdict: Verdict, _ comparison: Verdict.Comparison) -> Block.Item {
    var formula = Text(verdict.label)
    if let left = comparison.left { formula = formula + Text([.faint(" (\(left.moment.name[language]))")]) }
    formula = formula + Text(" ") + Text(.sign(comparison.relation, .relation)) + Text(" ") + Text(comparison.other)
    formula =
      formula + (comparison.left == nil ? moment(verdict) : Text([.faint(" (\(verdict.moment.name[language]))")]))
    let found =
      comparison.sides.map {
        sides($0) + Text(comparison.isTie ? say(" (iguales hasta 10⁻⁹)", " (equal up to 10⁻⁹)") : "")
      }
      ?? Text(
        say("en ", "in ") + Noun.entries(comparison.holding, of: comparison.count)[language])
    let words: Text
    switch verdict.result {
    case .agrees: words = found + Text(remark(verdict))
    case .misprint:
      words =
        Text(
          say("errata de los apuntes", "misprint in the notes") + (verdict.reason.map { ": " + $0[language] } ?? "")
            + "; ") + found
    case .misprintIsRight:
      words = Text(say("marcado como errata, pero es correcto: ", "marked as a misprint, but it is right: ")) + found
    case .disagrees, .follows, .notPrinted:
      words = Text(say("no se cumple: ", "does not hold: ")) + found + Text(remark(verdict))
    case .notMeasured(let every): words = Text(unmeasured(verdict, every: every))
    }
    return Block.Item(mark(verdict.result), formula + said(Text(": ") + words, verdict))
  }

  /// Both sides of a formula where they differ most.
  private func sides(_ worst: Verdict.Difference) -> Text {
    let (left, right) = NumberStyle().format(worst.value, apartFrom: worst.expected)
    let sides =
      worst.value == worst.expected
      ? Text(es: "\(number: left) a los dos lados", en: "\(number: left) on both sides", language)
      : Text(
        es: "a la izquierda \(number: left), a la derecha \(number: right)",
        en: "\(number: left) on the left, \(number: right) on the right", language)
    guard !worst.indices.isEmpty else { return sides }
    return Text(say("en la entrada [\(worst.indices)], ", "in entry [\(worst.indices)], ")) + sides
  }
}

extension Verdict {
  /// The printed numbers, if it is about numbers.
  var numbers: [Number] {
    if case .numbers(let numbers) = finding { numbers } else { [] }
  }
}
