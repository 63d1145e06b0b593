import Calculus
import Typesetting
import Verification

/// What `lesson verify` says about the derivatives of a lesson: what they are held against, and where steps go.
struct VerificationDerivatives {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// The promised gradients, the steps, and the lines that promise nothing.
  func blocks(_ report: Report) -> [Block] {
    guard !(report.gradients.isEmpty && report.descents.isEmpty && report.unpromised.isEmpty) else { return [] }
    var blocks: [Block] = [.heading(2, Text(say("Derivadas", "Derivatives")))]
    // The headline counts what the lesson descends; every claim has its line below.
    let parameters = report.gradients.filter { $0.isOfParameter }
    let counted = parameters.isEmpty ? report.gradients.filter { $0.isDerivative } : parameters
    if !counted.isEmpty { blocks.append(.paragraph(headline(counted, examples: report.gradientExamples))) }
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
          + Text(say(" no se declara derivada: no se comprueba", " is not declared a derivative: not checked")))
    }
    if !items.isEmpty { blocks.append(.list(items)) }
    if !report.gradients.isEmpty {
      let differences = report.gradients.compactMap { $0.differences }
      let explained =
        [Self.maximumError] + (differences.isEmpty ? [] : [Self.rounding])
        + (differences.contains { $0.areOfTerms } ? [Self.terms] : [])
      let words = explained.map { $0[language] }.joined(separator: " ")
      blocks.append(.paragraph(Text([.faint(words)])))
    }
    return blocks
  }

  /// What “max. error” is.
  package static let maximumError = Localized(
    es: "error máx.: la mayor diferencia relativa entre dos valores a y b que deberían ser iguales, |a − b|/máx(|a|, "
      + "|b|); no cuenta lo que explica el redondeo de los sumandos.",
    en: "max. error: the largest relative difference between two values a and b that should be equal, |a − "
      + "b|/max(|a|, |b|); what rounding of the terms explains is not counted.")

  /// What stands behind `±`.
  static let rounding = Localized(
    es:
      "Diferencias: lo mismo con diferencias finitas (entre paréntesis, en cuántas entradas, si no son todas); ±: lo "
      + "que puede deberse al redondeo, y donde tapa un error de 10⁻⁶ no se puede medir.",
    en: "Differences: the same with finite differences, in parentheses for how many entries, if not all; ±: what may "
      + "be due to rounding, and where it hides an error of 10⁻⁶ nothing can be measured.")

  /// What differences are relative to where a derivative is 0.
  static let terms = Localized(
    es: "Donde la derivada es 0 salvo redondeo, son relativas a los sumandos de los que sale.",
    en: "Where the derivative is 0 except for rounding, they are relative to the terms of its sum.")

  private func headline(_ checks: [GradientCheck], examples: Int?) -> Text {
    let count = checks.reduce(0) { $0 + $1.count }
    let agreeing = checks.reduce(0) { $0 + $1.agreeing }
    let entries = Noun.entries(agreeing, of: count)
    var text = Localized(
      es: "gradientes: \(entries.es) \(agreeing == 1 ? "coincide" : "coinciden") con la derivada automática",
      en: "gradients: \(entries.en) \(agreeing == 1 ? "agrees" : "agree") with the automatic derivative")
    let differences = checks.compactMap { $0.differences }
    let measured = differences.reduce(0) { $0 + $1.count - $1.unmeasuredCount }
    if measured == count && count > 0 {
      text = text + Localized(es: " y con diferencias finitas", en: " and with finite differences")
    } else if measured > 0 {
      text =
        text
        + Localized(
          es: ", \(measured) de ellas también con diferencias finitas",
          en: ", \(measured) of them also with finite differences")
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
    var errors = Text(es: "error máx. \(number: worst)", en: "max. error \(number: worst)", language)
    if measured > 0 {
      let useful = differences.filter { !$0.cannotBeMeasured }
      errors =
        errors
        + byDifferences(
          error: useful.reduce(0) { max($0, $1.error) }, floor: useful.reduce(0) { max($0, $1.floor) })
    }
    return "\(text[language]) (\(errors))"
  }

  /// `; diferencias 3·10⁻¹¹ ± 2·10⁻¹⁰`
  private func byDifferences(error: Double, floor: Double, entries: String = "") -> Text {
    let numbers: Text = "\(number: small(error))\u{A0}±\u{A0}\(number: small(floor))"
    return "\(say("; diferencias", "; differences"))\(entries) \(numbers)"
  }

  /// `✓ dW1 = ∂E/∂W1   4 entradas   error máx. 0; diferencias 2·10⁻¹¹ ± 1·10⁻⁹`
  private func item(_ check: GradientCheck) -> Block.Item {
    let claim = MathText.row([check.subject, .sign("=", .relation), check.claim])
    let entries =
      check.agreeing == check.count
      ? Noun.entry(check.count)[language]
      : Noun.entries(check.agreeing, of: check.count)[language]
    let largest = small(check.mechanicalError)
    var said = Text(es: "error máx. \(number: largest)", en: "max. error \(number: largest)", language)
    if let differences = check.differences, differences.count > 0 {
      if differences.cannotBeMeasured {
        let floor: Text = differences.floor > 0 ? " (±\u{A0}\(number: small(differences.floor)))" : ""
        said =
          said + Text(say("; con diferencias no se puede medir", "; differences cannot be measured")) + floor
      } else {
        let measured = differences.count - differences.unmeasuredCount
        var share = ""
        if differences.unmeasuredCount > 0 {
          share = say(" (\(measured) de \(differences.count))", " (\(measured) of \(differences.count))")
        } else if measured < check.count {
          share = " (\(measured))"
        }
        said = said + byDifferences(error: differences.error, floor: differences.floor, entries: share)
      }
    }
    if !check.isRight { said = fault(check) }
    if !check.isRight, let line = check.line { said = said + Text(say(" (línea \(line))", " (line \(line))")) }
    return Block.Item(check.isRight ? .right : .wrong, Text(claim), columns: [Text(entries), said])
  }

  /// `dW[1,2]: vale 0.5; debería valer 0.7`, with the factor before it when it is a multiple of what it promises.
  private func fault(_ check: GradientCheck) -> Text {
    var parts: [Text] = []
    if let factor = check.factor { parts.append(words(factor, entries: check.count)) }
    if let (worst, iteration) = check.worst {
      let (value, expected) = NumberStyle().format(worst.value, apartFrom: worst.expected)
      let address = worst.indices.isEmpty ? "" : "\(check.quantity.symbol)[\(worst.indices)]: "
      let moment = iteration == 1 ? "" : say(" en la iteración \(iteration)", " at iteration \(iteration)")
      parts.append(
        Text(address)
          + Text(
            es: "vale \(number: value)\(moment); debería valer \(number: expected)",
            en: "is \(number: value)\(moment); should be \(number: expected)", language))
    }
    if let (worst, derivative) = check.worstOfDifferences {
      let (central, mechanical) = NumberStyle().format(worst.value, apartFrom: worst.expected)
      parts.append(
        Text(derivative)
          + Text(
            es: " es \(number: mechanical) por la derivada automática y \(number: central) por diferencias finitas",
            en: " is \(number: mechanical) by the automatic derivative and \(number: central) by finite differences",
            language))
    }
    guard let first = parts.first else { return Text("") }
    return parts.dropFirst().reduce(first) { $0 + Text("; ") + $1 }
  }

  /// `es 1/3 veces lo que promete`, with what is easily forgotten, and that it may be chance where it may.
  private func words(_ factor: ClaimFactor, entries: Int) -> Text {
    var number = NumberStyle(significantDigits: 6).format(factor.value)
    // A fraction where decimals do not end.
    if let (above, below) = factor.fraction, ![1, 2, 4, 5, 8, 10].contains(below) {
      number = (above < 0 ? "−" : "") + "\(abs(above))/\(below)"
    }
    var hint = ""
    if factor.value == -1 {
      hint = say(" (¿el signo?)", " (the sign?)")
    } else if let examples = factor.examples {
      hint = say(" (¿los \(examples) ejemplos?)", " (the \(examples) examples?)")
    }
    var chance = ""
    if factor.mayBeChance {
      chance =
        entries == 1
        ? say(" (con un solo número puede ser casualidad)", " (with one number alone it may be chance)")
        : say(" (con entradas iguales puede ser casualidad)", " (with equal entries it may be chance)")
    }
    return Text(
      es: "es \(number: number) veces lo declarado\(hint)\(chance)",
      en: "it is \(number: number) times what is declared\(hint)\(chance)", language)
  }

  // MARK: - Steps

  /// `✓ W1 ← … es un paso −c·∂E/∂W1 con c = 0.5`
  private func item(_ descent: DescentCheck) -> Block.Item {
    let start = Text([.math(.row([Notation().name(descent.parameter), .sign("←", .relation), .words("…")]))])
    let gradient = Text(.row([descent.gradient]))
    switch descent.direction {
    case .rests:
      return Block.Item(
        .right, start + Text(say(" no se mueve, y ", " does not move, and ")) + gradient + Text(say(" es 0", " is 0")))
    case .gradient(let rate):
      let direction = step(descent, sign: rate > 0 ? "−" : "+")
      let c = Text(.row([.identifier("c"), .sign("=", .relation), .number(short(abs(rate)))]))
      let isStep =
        start
        + Text(
          share(descent) + (descent.left > 0 ? say(": un paso ", ": a step ") : say(" es un paso ", " is a step ")))
      let whole = isStep + direction + Text(say(" con ", " with ")) + c
      return rate > 0
        ? Block.Item(.right, whole)
        : Block.Item(.wrong, whole + Text(say(": asciende (¿el signo?)", ": it ascends (the sign?)")))
    case .entries(let lowest, let highest):
      let ends = NumberStyle(significantDigits: 6).format(together: [lowest, highest])
      let (low, high) = (ends[0], ends[1])
      return Block.Item(
        .remark,
        start
          + Text(share(descent))
          + Text(
            es: ": cada entrada va contra su derivada, con tasa propia, de \(number: low) a \(number: high)",
            en:
              ": each entry goes against its derivative, at a rate of its own, from \(number: low) to \(number: high)",
            language))
    case .falling:
      return Block.Item(
        .remark,
        start + Text(say(" desciende, pero no como ", " descends, but not as ")) + step(descent, sign: "−")
          + Text(say(": a primer orden, ", ": to first order, ")) + change(descent))
    case .other:
      var said = start + Text(say(" no es un paso ", " is not a step ")) + step(descent, sign: "−")
      said = said + Text(say(" con c > 0", " with c > 0"))
      if descent.slope.isFinite {
        said = said + Text(say(": a primer orden, ", ": to first order, ")) + change(descent)
      }
      return Block.Item(.wrong, said)
    }
  }

  /// `−c·∂E/∂W1`
  private func step(_ descent: DescentCheck, sign: String) -> Text {
    Text([.math(.row([.sign(sign, .tight), .identifier("c"), .sign("·", .tight), descent.gradient]))])
  }

  /// `E cambia en −0.12`
  private func change(_ descent: DescentCheck) -> Text {
    let objective = Text(Notation().name(descent.objective))
    guard descent.moved > 0, descent.slope != 0 else { return objective + Text(say(" no cambia", " does not change")) }
    let number = (descent.slope > 0 ? "+" : "") + short(descent.slope)
    return objective + Text(es: " cambia en \(number: number)", en: " changes by \(number: number)", language)
  }

  /// How many entries it changes, when it leaves out some that have a derivative.
  private func share(_ descent: DescentCheck) -> String {
    guard descent.left > 0 else { return "" }
    return say(
      " cambia ", " changes ") + Noun.entries(descent.moved, of: descent.count)[language]
  }

  private func short(_ value: Double) -> String { NumberStyle(significantDigits: 6).format(value) }

  /// An error with one digit: `2·10⁻¹⁰`, `0`.
  private func small(_ value: Double) -> String { NumberStyle(significantDigits: 1).format(value) }
}
