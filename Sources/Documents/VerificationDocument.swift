import Calculus
import Typesetting
import Verification

/// What `lesson verify` says about a lesson: a line for each printed number, then the gradients, then the sum of it.
package struct VerificationDocument {
  private let language: Language
  /// Whether every entry of a matrix and every row of a table has its own line.
  private let isComplete: Bool

  /// - Parameter isComplete: open matrices and tables whose every entry agrees too.
  package init(_ language: Language, isComplete: Bool = false) {
    self.language = language
    self.isComplete = isComplete
  }

  /// Everything about one lesson.
  ///
  /// - Parameter isChanged: whether the reader ran it otherwise than it is written.
  package func blocks(_ report: Report, isChanged: Bool = false) -> [Block] {
    var blocks: [Block] = [.heading(1, title(of: report))]
    if isChanged {
      blocks.append(
        .paragraph(
          Text([
            .faint(
              say(
                "Con las opciones dadas: lo impreso en los apuntes se calculó con las de la lección.",
                "With the options given: what the notes print was computed with the lesson's own."))
          ])))
    }
    let counts = VerificationCounts(report.verdicts.filter { $0.isFromNotes })
    if let printed = counts.printed { blocks.append(.paragraph(Text(printed[language]))) }
    for group in VerificationGroup.groups(of: report.verdicts) {
      blocks.append(.heading(2, Text(group.heading[language])))
      blocks.append(.list(VerificationItems(language, group: group, isComplete: isComplete).items))
    }
    blocks += derivatives(report)
    blocks.append(.paragraph(conclusion(report)))
    return blocks
  }

  /// The last line when several lessons were verified; `unreadable` of them could not be.
  package func summary(_ reports: [Report], unreadable: Int) -> Block {
    let all = VerificationCounts(reports.flatMap { $0.judged })
    let unjudged = reports.reduce(0) { $0 + $1.unmeasured.count }
    let wrong = reports.filter { !$0.isRight }
    let misprints = reports.reduce(0) { $0 + $1.misprints.count }
    var parts = [Noun.lesson(reports.count)[language] + ", " + all.total[language]]
    if misprints > 0 { parts.append(Noun.misprint(misprints)[language]) }
    parts.append(
      wrong.isEmpty
        ? say("todo coincide", "everything agrees")
        : say("no coincide todo en ", "not everything agrees in ") + wrong.map { $0.lesson }.joined(separator: ", "))
    if unjudged > 0 { parts.append(Noun.unjudged(unjudged)[language]) }
    if unreadable > 0 { parts.append(Noun.unreadable(unreadable)[language]) }
    return .paragraph(Text([.strong(parts.joined(separator: "; ") + ".")]))
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  private func title(of report: Report) -> Text {
    guard let title = report.title, title[language] != report.lesson else { return Text(report.lesson) }
    return Text("\(report.lesson) · \(title[language])")
  }

  // MARK: - Derivatives

  /// The promised gradients, the steps, and the lines that promise nothing.
  private func derivatives(_ report: Report) -> [Block] {
    guard !(report.gradients.isEmpty && report.descents.isEmpty && report.unpromised.isEmpty) else { return [] }
    var blocks: [Block] = [.heading(2, Text(say("Derivadas", "Derivatives")))]
    // The headline counts what the lesson descends; every claim has its line below.
    let parameters = report.gradients.filter { $0.isOfParameter }
    let counted = parameters.isEmpty ? report.gradients.filter { $0.isDerivative } : parameters
    if !counted.isEmpty { blocks.append(.paragraph(Text(headline(counted, examples: report.gradientExamples)))) }
    var items = report.gradients.map(item)
    items += report.descents.map(item)
    if !report.hasCommonRate, report.descents.allSatisfy({ $0.isRight }) {
      items.append(
        Block.Item(
          .wrong, Text(say("los pasos no tienen todos la misma c", "the steps do not all have the same c"))))
    }
    items += report.unpromised.map { quantity in
      Block.Item(
        .remark,
        Text(Notation().name(quantity))
          + Text(say(": no afirma ser ninguna derivada", ": does not claim to be any derivative")))
    }
    if !items.isEmpty { blocks.append(.list(items)) }
    if !report.gradients.isEmpty {
      let hasDifferences = report.gradients.contains { $0.differences != nil }
      let words = Self.maximumError[language] + (hasDifferences ? " " + Self.rounding[language] : "")
      blocks.append(.paragraph(Text([.faint(words)])))
    }
    return blocks
  }

  /// What “max. error” is.
  package static let maximumError = Localized(
    es: "error máx.: la mayor diferencia relativa entre dos valores a y b que deberían ser iguales, "
      + "|a − b|/máx(|a|, |b|); no cuenta lo que explica el redondeo de los sumandos.",
    en: "max. error: the largest relative difference of two values a and b that should be equal, "
      + "|a − b|/max(|a|, |b|); what rounding the terms explains does not count.")

  /// What stands behind `±`.
  static let rounding = Localized(
    es:
      "Diferencias: lo mismo con diferencias finitas, entre paréntesis de cuántas entradas, si no de todas; ±: lo que "
      + "puede deberse al redondeo, y donde tapa un error de 10⁻⁶ no se puede medir.",
    en: "Differences: the same with finite differences, in parentheses of how many entries if not of all; ±: what may "
      + "come from rounding, and where it hides an error of 10⁻⁶ nothing can be measured.")

  private func headline(_ checks: [GradientCheck], examples: Int?) -> String {
    let count = checks.reduce(0) { $0 + $1.count }
    let agreeing = checks.reduce(0) { $0 + $1.agreeing }
    var text = Localized(
      es: "gradientes: \(agreeing) de \(count) \(count == 1 ? "entrada coincide" : "entradas coinciden")"
        + " con la derivada mecánica",
      en: "gradients: \(agreeing) of \(count) \(count == 1 ? "entry agrees" : "entries agree")"
        + " with the mechanical derivative")
    let differences = checks.compactMap { $0.differences }
    let measured = differences.reduce(0) { $0 + $1.count - $1.unmeasuredCount }
    if measured == count && count > 0 {
      text = text + Localized(es: " y con diferencias finitas", en: " and with finite differences")
    } else if measured > 0 {
      text =
        text
        + Localized(
          es: ", \(measured) de ellas también con diferencias finitas",
          en: ", \(measured) of them compared with finite differences, too")
    } else if !differences.isEmpty {
      text =
        text
        + Localized(
          es: "; las diferencias finitas no se pueden medir", en: "; finite differences cannot be measured")
    }
    if let examples {
      text = text + Localized(es: ", con \(examples) imágenes", en: ", with \(examples) images")
    }
    let worst = small(checks.reduce(0) { max($0, $1.mechanicalError) })
    var errors = Localized(es: "error máx. \(worst)", en: "max. error \(worst)")
    if measured > 0 {
      let useful = differences.filter { !$0.cannotBeMeasured }
      errors =
        errors
        + byDifferences(
          error: useful.reduce(0) { max($0, $1.error) }, floor: useful.reduce(0) { max($0, $1.floor) })
    }
    return (text + Localized(both: " (") + errors + Localized(both: ")"))[language]
  }

  /// `; diferencias 3·10⁻¹¹ ± 2·10⁻¹⁰`
  private func byDifferences(error: Double, floor: Double, entries: Localized = Localized(both: "")) -> Localized {
    let numbers = Localized(both: "\(small(error))\u{A0}±\u{A0}\(small(floor))")
    return Localized(es: "; diferencias", en: "; differences") + entries + Localized(both: " ") + numbers
  }

  /// `✓ dW1 = ∂E/∂W1   4 entradas   error máx. 0; diferencias 2·10⁻¹¹ ± 1·10⁻⁹`
  private func item(_ check: GradientCheck) -> Block.Item {
    let claim = MathText.row([Notation().name(check.quantity), .sign("=", .relation), check.claim])
    let entries =
      check.agreeing == check.count
      ? Noun.entry(check.count)[language]
      : say("\(check.agreeing) de \(check.count) entradas", "\(check.agreeing) of \(check.count) entries")
    var error = Localized(es: "error máx. ", en: "max. error ") + Localized(both: small(check.mechanicalError))
    if let differences = check.differences, differences.count > 0 {
      if differences.cannotBeMeasured {
        let floor = differences.floor > 0 ? " (±\u{A0}\(small(differences.floor)))" : ""
        error =
          error
          + Localized(es: "; con diferencias no se puede medir", en: "; differences cannot be measured")
          + Localized(both: floor)
      } else {
        let measured = differences.count - differences.unmeasuredCount
        var share = Localized(both: "")
        if differences.unmeasuredCount > 0 {
          share = Localized(
            es: " (\(measured) de \(differences.count))", en: " (\(measured) of \(differences.count))")
        } else if measured < check.count {
          share = Localized(both: " (\(measured))")
        }
        error = error + byDifferences(error: differences.error, floor: differences.floor, entries: share)
      }
    }
    var said = Text(error[language])
    if !check.isRight { said = fault(check) }
    if !check.isRight, let line = check.line { said = said + Text(say(" (línea \(line))", " (line \(line))")) }
    return Block.Item(check.isRight ? .right : .wrong, Text(claim), columns: [Text(entries), said])
  }

  /// `dW[1,2]: vale 0.5; debería valer 0.7`, with the factor before it when it is a multiple of what it promises.
  private func fault(_ check: GradientCheck) -> Text {
    var parts: [Text] = []
    if let ratio = check.ratio {
      let factor = NumberStyle(significantDigits: 6).format(ratio)
      parts.append(
        Text(
          ratio == -1
            ? say("es −1 veces lo que promete (¿el signo?)", "it is −1 times what it promises (the sign?)")
            : say("es \(factor) veces lo que promete", "it is \(factor) times what it promises")))
    }
    if let (worst, iteration) = check.worst {
      let (value, expected) = NumberStyle().format(worst.value, apartFrom: worst.expected)
      let address = worst.indices.isEmpty ? "" : "\(check.quantity.symbol)[\(worst.indices)]: "
      let moment = iteration == 1 ? "" : say(" en la iteración \(iteration)", " at iteration \(iteration)")
      parts.append(
        Text(
          address
            + say("vale \(value)\(moment); debería valer \(expected)", "is \(value)\(moment); should be \(expected)")))
    }
    if let (worst, derivative) = check.worstOfDifferences {
      let (central, mechanical) = NumberStyle().format(worst.value, apartFrom: worst.expected)
      parts.append(
        Text(derivative)
          + Text(
            say(
              " es \(mechanical) por la derivada mecánica y \(central) por diferencias finitas",
              " is \(mechanical) by the mechanical derivative and \(central) by finite differences")))
    }
    guard let first = parts.first else { return Text("") }
    return parts.dropFirst().reduce(first) { $0 + Text("; ") + $1 }
  }

  /// `✓ W1 ← … es un paso −c·∂E/∂W1 con c = 0.5`
  private func item(_ descent: DescentCheck) -> Block.Item {
    let start = Text([.math(.row([Notation().name(descent.parameter), .sign("←", .relation), .words("…")]))])
    let direction = Text([.math(.row([.sign("−", .tight), .identifier("c"), .sign("·", .tight), descent.gradient]))])
    guard let rate = descent.rate else {
      return Block.Item(
        .right,
        start + Text(say(" no se mueve, y ", " does not move, and ")) + Text(.row([descent.gradient]))
          + Text(say(" es 0", " is 0")))
    }
    guard descent.isRight else {
      return Block.Item(
        .wrong,
        start + Text(say(" no es un paso ", " is not a step ")) + direction
          + Text(say(" con c > 0", " with c > 0")))
    }
    return Block.Item(
      .right,
      start + Text(say(" es un paso ", " is a step ")) + direction + Text(say(" con ", " with "))
        + Text(
          .row([
            .identifier("c"), .sign("=", .relation), .number(NumberStyle(significantDigits: 6).format(rate)),
          ])))
  }

  /// An error with one digit: `2·10⁻¹⁰`, `0`.
  /// What is under way, for whoever waits.
  package static func progress(_ lesson: String, seconds: Double) -> Localized {
    let time = Int64(min(seconds, 1e9))
    return Localized(es: "se comprueba \(lesson) · \(time) s", en: "verifying \(lesson) · \(time) s")
  }

  private func small(_ value: Double) -> String { NumberStyle(significantDigits: 1).format(value) }

  // MARK: - The sum of it

  private func conclusion(_ report: Report) -> Text {
    let counts = VerificationCounts(report.judged)
    let failures = report.failures.count
    let wrongGradients = report.gradients.filter { !$0.isRight }.count
    let wrongDescents = report.descents.filter { !$0.isRight }.count
    var parts: [String] = []
    if report.isRight {
      if report.verdicts.isEmpty && report.gradients.isEmpty && report.descents.isEmpty {
        return Text([
          .strong(say("No hay nada que comprobar en esta lección.", "There is nothing to check in this lesson."))
        ])
      }
      parts.append(
        report.judged.isEmpty && report.gradients.isEmpty && report.descents.isEmpty
          ? say("no se ha podido juzgar nada", "nothing could be judged")
          : report.judged.isEmpty
            ? say("todo coincide", "everything agrees")
            : counts.total[language] + say(": todo coincide", ": everything agrees"))
    } else {
      if failures > 0 { parts.append(Noun.failure(failures)[language]) }
      if wrongGradients > 0 { parts.append(Noun.wrongGradient(wrongGradients)[language]) }
      if wrongDescents > 0 { parts.append(Noun.wrongDescent(wrongDescents)[language]) }
      if failures + wrongGradients + wrongDescents == 0 {
        parts.append(say("los pasos no tienen todos la misma c", "the steps do not all have the same c"))
      }
    }
    if !report.unmeasured.isEmpty { parts.append(Noun.unjudged(report.unmeasured.count)[language]) }
    if !report.misprints.isEmpty { parts.append(Noun.misprint(report.misprints.count)[language]) }
    let text = parts.joined(separator: "; ")
    return Text([.strong(text.prefix(1).uppercased() + text.dropFirst() + ".")])
  }
}
