import Calculus
import Doctor
import Typesetting
import Verification

/// What `lesson verify` says about the derivatives of a lesson: what they are held against, and where steps go.
struct VerificationDerivatives {
  private let language: Language
  /// What mends lines that are wrong, by their places.
  private let mends: [Int: Mend]

  init(_ language: Language, mends: [Int: Mend] = [:]) {
    self.language = language
    self.mends = mends
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// The promised gradients, the steps, and the lines that promise nothing.
  func blocks(_ report: Report) -> [Block] {
    guard !(report.gradients.isEmpty && report.descents.isEmpty && report.unpromised.isEmpty) else { return [] }
    var blocks: [Block] = [.heading(2, Text(say("Derivadas", "Derivatives")))]
    // The headline counts what the lesson descends; every claim has its line below.
    let parameters = report.gradients.filter { $0.isOfParameter }
    let counted = parameters.isEmpty ? report.gradients.filter { $0.isDerivative } : parameters
    if !counted.isEmpty { blocks.append(.paragraph(headline(counted, examples: report.gradientExamples))) }
    var items = report.gradients.enumerated().flatMap { place, check in
      // Of a misprint that is marked the notes have given a reason.
      guard let mend = mends[place], !check.isMisprint else { return [item(check)] }
      return [item(check), Block.Item(.remark, MendText(mend: mend, language: language).words)]
    }
    items += VerificationSteps(language).items(report.descents)
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
    let agreeing = checks.reduce(0) { $0 + ($1.hasOnlyZeros && $1.elsewhere?.differs != nil ? 0 : $1.agreeing) }
    let entries = Noun.entries(agreeing, of: count)
    var text = Localized(
      es: "gradientes: \(entries.es) \(agreeing == 1 ? "coincide" : "coinciden") con la derivada automática",
      en: "gradients: \(entries.en) \(agreeing == 1 ? "agrees" : "agree") with the automatic derivative")
    if checks.contains(where: { $0.kink?.own ?? 0 > 0 }) {
      text =
        text
        + (agreeing == 1
          ? Localized(
            es: " o queda entre las pendientes de un punto anguloso", en: " or lies between the slopes of a kink")
          : Localized(
            es: " o quedan entre las pendientes de un punto anguloso", en: " or lie between the slopes of a kink"))
    }
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
    if checks.contains(where: { $0.wrong?.iteration ?? 1 > 1 }) {
      text = text + Localized(es: ", en todas las iteraciones miradas", en: ", in all iterations looked at")
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
      check.wrong.map { wrong in
        let share = Noun.entries(check.count - wrong.count, of: check.count)[language]
        guard wrong.iteration > 1 else { return share }
        return share + say(" en la iteración \(wrong.iteration)", " at iteration \(wrong.iteration)")
      } ?? Noun.entry(check.count)[language]
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
    if !check.agrees { said = fault(check) }
    if let cause = check.cause {
      said = Text(say("error arrastrado de ", "error carried forward from ")) + Text(cause.subject) + Text("; ") + said
    }
    if let elsewhere = check.elsewhere, check.agrees || check.mechanicalError <= GradientCheck.mechanicalTolerance {
      said = said + words(elsewhere, check)
    } else if check.hasOnlyZeros {
      said = said + Text(say("; solo se han comparado ceros", "; only zeros were compared"))
    }
    if let kink = check.kink { said = said + words(kink) }
    if let unjudged = check.unjudged {
      guard check.isJudged || !check.isRight else {
        return Block.Item(.remark, Text(claim), columns: [Text(entries), words(unjudged)])
      }
      said = said + Text("; ") + words(unjudged)
    }
    if !check.isRight, let line = check.line { said = said + Text(say(" (línea \(line))", " (line \(line))")) }
    if check.isMisprint {
      said =
        Text(
          check.isRight
            ? say("errata de los apuntes: ", "misprint in the notes: ")
            : say("marcada como errata, pero es correcta: ", "marked as a misprint, but it is right: ")) + said
    }
    return Block.Item(mark(check), Text(claim), columns: [Text(entries), said])
  }

  /// `dW[1,2]: vale 0.5; debería valer 0.7`, with the factor before it when it is a multiple of what it promises.
  private func fault(_ check: GradientCheck) -> Text {
    var parts: [Text] = []
    if let factor = check.factor { parts.append(words(factor, entries: check.count)) }
    if let (worst, iteration) = check.worst {
      let (value, expected) = NumberStyle().format(worst.value, apartFrom: worst.expected)
      let address = worst.indices.isEmpty ? "" : "\(check.quantity.symbol)[\(worst.indices)]: "
      let moment =
        iteration == check.wrong?.iteration ?? 1
        ? "" : say(" en la iteración \(iteration)", " at iteration \(iteration)")
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

  private func mark(_ check: GradientCheck) -> Block.Item.Mark {
    guard check.isRight else { return check.cause == nil ? .wrong : .follows }
    if check.isMisprint { return .misprint }
    return check.elsewhere?.differs == nil ? .right : .remark
  }

  /// `; solo con estos valores: con w = 2.3 y otros vale 5 y debería valer 3`
  private func words(_ found: OtherValues.Finding, _ check: GradientCheck) -> Text {
    let place = PrintedText.name(of: found.place, language)
    let start = say("aquí solo hay ceros", "only zeros here")
    guard let differs = found.differs else {
      if !check.hasOnlyZeros { return Text("") }
      guard !found.hasOnlyZeros else {
        return Text(say("; solo se han comparado ceros", "; only zeros were compared"))
      }
      return Text("; \(start)" + say(", y también coincide con ", ", and it agrees with "))
        + place + Text(say("", ", too"))
    }
    let (value, expected) = NumberStyle().format(differs.value, apartFrom: differs.expected)
    let first =
      check.hasOnlyZeros
      ? (check.agrees ? "; " : "") + start + "; " : say("; solo con estos valores: ", "; only for these values: ")
    let entry =
      differs.indices.isEmpty
      ? say(" vale ", " it is ") : " \(check.quantity.symbol)[\(differs.indices)]" + say(" vale ", " is ")
    return Text(first + say("con ", "with ")) + place + Text(entry)
      + Text(
        es: "\(number: value); debería valer \(number: expected)",
        en: "\(number: value); should be \(number: expected)", language)
  }

  /// `; not judged: several kinks meet at ∂J/∂w: it is −1 on the left and 1 on the right; the lesson uses 3`, and
  /// otherwise `; punto anguloso: ∂J/∂w es −1 por la izquierda y 1 por la derecha; la lección usa 0, entre ambas`
  private func words(_ found: GradientCheck.AtKink) -> Text {
    let style = NumberStyle(significantDigits: 6)
    let (left, right, used) = (style.format(found.kink.left), style.format(found.kink.right), style.format(found.used))
    let moment =
      found.iteration == 1 ? "" : say(" en la iteración \(found.iteration)", " at iteration \(found.iteration)")
    let count = found.count == 1 ? "" : say(" (en \(found.count) entradas)", " (in \(found.count) entries)")
    // What lies between for each entry alone need not be a subgradient for all of them.
    let together =
      found.count == 1
      ? ""
      : say(
        "; si las entradas juntas son un subgradiente no se comprueba",
        "; whether the entries together are a subgradient is not checked")
    let start =
      found.kink.isNested
      ? say("; no se juzga donde coinciden varios puntos angulosos", "; not judged where several kinks meet")
      : say("; punto anguloso", "; kink")
    let between = found.kink.isNested ? "" : say(", entre ambas", ", between both")
    return Text(start + moment + count + ": ") + Text(.row([found.derivative]))
      + Text(
        es:
          " es \(number: left) por la izquierda y \(number: right) por la derecha; la lección usa \(number: used)",
        en: " is \(number: left) on the left and \(number: right) on the right; the lesson uses \(number: used)",
        language) + Text(found.kink.isNested ? "" : between + together)
  }

  /// `en la iteración 2 no se juzga: E no es un número finito`
  private func words(_ found: GradientCheck.Unjudged) -> Text {
    let moment =
      found.iteration == 1 ? "" : say("en la iteración \(found.iteration) ", "at iteration \(found.iteration) ")
    return Text(moment + say("no se juzga: ", "not judged: ")) + Text(.row([found.name]))
      + Text(say(" no es un número finito", " is not a finite number"))
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
  /// An error with one digit: `2·10⁻¹⁰`, `0`.
  private func small(_ value: Double) -> String { NumberStyle(significantDigits: 1).format(value) }
}
