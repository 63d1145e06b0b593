import Calculus
import Typesetting
import Verification

/// What `lesson verify` says about where the steps of a lesson go, and about what its optimizers are given.
struct VerificationSteps {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// A line for each step; one for all optimizers that are given the gradient itself.
  func items(_ checks: [DescentCheck]) -> [Block.Item] {
    let plain = checks.filter { $0.isGivenTheGradient }
    var items = checks.filter { !$0.isGivenTheGradient }.map { $0.subject == .given ? given($0) : step($0) }
    if let first = plain.first {
      let names = plain.dropFirst().reduce(name(first)) { $0 + Text(", ") + name($1) }
      let objective = Text(Notation().name(first.objective))
      items.append(
        Block.Item(
          .right,
          names
            + Text(
              say(" by …: el optimizador recibe el gradiente de ", " by …: the optimizer is given the gradient of "))
            + objective))
    }
    return items
  }

  // MARK: - Steps

  /// `✓ W1 ← … es un paso −c·∂E/∂W1 con c = 0.5`
  private func step(_ descent: DescentCheck) -> Block.Item {
    let start = start(descent)
    let gradient = Text(.row([descent.gradient]))
    switch descent.direction {
    case .rests:
      return Block.Item(
        .right, start + Text(say(" no se mueve, y ", " does not move, and ")) + gradient + Text(say(" es 0", " is 0")))
    case .gradient(let rate):
      let direction = multiple(descent, sign: rate > 0 ? "−" : "+")
      let isStep =
        start
        + Text(
          share(descent) + (descent.left > 0 ? say(": un paso ", ": a step ") : say(" es un paso ", " is a step ")))
      let whole = isStep + direction + Text(say(" con ", " with ")) + c(rate)
      return rate > 0
        ? Block.Item(.right, whole + otherRates(descent, rate))
        : Block.Item(.wrong, whole + Text(say(": asciende (¿el signo?)", ": it ascends (the sign?)")))
    case .entries(let lowest, let highest):
      let (low, high) = range(lowest, highest)
      return Block.Item(
        .remark,
        start
          + Text(share(descent))
          + Text(
            es: ": cada entrada va contra su derivada, con tasa propia, de \(number: low) a \(number: high)",
            en:
              ": each entry goes against its derivative, at a rate of its own, from \(number: low) to \(number: high)",
            language))
    case .varying(let rate, let elsewhere, let place):
      return Block.Item(
        .remark,
        start + Text(say(" desciende, pero no como ", " descends, but not as ")) + multiple(descent, sign: "−")
          + varying(rate, elsewhere, place))
    case .falling:
      return Block.Item(
        .remark,
        start + Text(say(" desciende, pero no como ", " descends, but not as ")) + multiple(descent, sign: "−")
          + Text(say(": a primer orden, ", ": to first order, ")) + change(descent))
    case .other:
      var said = start + Text(say(" no es un paso ", " is not a step ")) + multiple(descent, sign: "−")
      said = said + Text(say(" con c > 0", " with c > 0"))
      if descent.slope.isFinite {
        said = said + Text(say(": a primer orden, ", ": to first order, ")) + change(descent)
      }
      return Block.Item(.wrong, said)
    case .unjudged(let obstacle): return unjudged(descent, obstacle)
    }
  }

  /// `✗ W1 by … recibe −c·∂E/∂W1 con c = 1: asciende (¿el signo?)`
  private func given(_ descent: DescentCheck) -> Block.Item {
    let start = start(descent)
    let given = start + Text(say(" recibe ", " is given "))
    let gradient = Text(.row([descent.gradient]))
    switch descent.direction {
    case .rests:
      return Block.Item(.right, given + Text(say("0, y ", "0, and ")) + gradient + Text(say(" es 0", " is 0")))
    case .gradient(let rate):
      let whole = given + multiple(descent, sign: rate > 0 ? "" : "−") + Text(say(" con ", " with ")) + c(rate)
      return rate > 0
        ? Block.Item(.right, whole + otherRates(descent, rate))
        : Block.Item(.wrong, whole + Text(say(": asciende (¿el signo?)", ": it ascends (the sign?)")))
    case .entries(let lowest, let highest):
      let (low, high) = range(lowest, highest)
      return Block.Item(
        .remark,
        given + gradient
          + Text(
            es: " multiplicada entrada a entrada, por de \(number: low) a \(number: high)",
            en: " multiplied entry by entry, by \(number: low) to \(number: high)", language))
    case .varying(let rate, let elsewhere, let place):
      return Block.Item(
        .remark,
        given + Text(say("algo que no es ", "what is not ")) + multiple(descent, sign: "")
          + varying(rate, elsewhere, place))
    case .falling:
      return Block.Item(
        .remark,
        given + Text(say("algo que no es ", "what is not ")) + multiple(descent, sign: "")
          + Text(say("; contra ello, a primer orden, ", "; against it, to first order, ")) + change(descent))
    case .other:
      return Block.Item(
        .wrong,
        given + Text(say("algo que no es ", "what is not ")) + multiple(descent, sign: "")
          + Text(say(" con c > 0; contra ello, a primer orden, ", " with c > 0; against it, to first order, "))
          + change(descent))
    case .unjudged(let obstacle): return unjudged(descent, obstacle)
    }
  }

  private func unjudged(_ descent: DescentCheck, _ obstacle: DescentCheck.Obstacle) -> Block.Item {
    let why =
      switch obstacle {
      case .state(let state):
        Text(say("lee el estado ", "it reads the state ")) + Text(Notation().name(state))
      case .noLoss: Text(say("sin loss no se dice qué debe bajar", "without loss nothing is said to fall"))
      case .kink:
        Text(
          say("en un punto anguloso la lección toma otra pendiente de ", "at a kink the lesson takes another slope of ")
        )
          + Text(Notation().name(descent.objective))
      case .notFinite: Text(.row([descent.gradient])) + Text(say(" no es un número finito", " is not a finite number"))
      }
    return Block.Item(.remark, start(descent) + Text(say(" no se juzga: ", " is not judged: ")) + why)
  }

  // MARK: - Words

  private func name(_ descent: DescentCheck) -> Text { Text([.math(.row([Notation().name(descent.parameter)]))]) }

  /// `W1 ← …`, `W1 by …`, with the iteration when it is not the first.
  private func start(_ descent: DescentCheck) -> Text {
    let name = Notation().name(descent.parameter)
    let line: Text =
      descent.subject == .step
      ? Text([.math(.row([name, .sign("←", .relation), .words("…")]))]) : Text([.math(.row([name]))]) + Text(" by …")
    guard descent.iteration > 1 else { return line }
    return line + Text(say(" en la iteración \(descent.iteration)", " at iteration \(descent.iteration)"))
  }

  /// `c = 0.5`
  private func c(_ rate: Double) -> Text {
    Text(.row([.identifier("c"), .sign("=", .relation), .number(short(abs(rate)))]))
  }

  /// The other c of the iterations looked at, when they are not all the same.
  private func otherRates(_ descent: DescentCheck, _ rate: Double) -> Text {
    guard let other = descent.rates.first(where: { abs($0.rate - rate) > 1e-6 * abs(rate) }) else { return Text("") }
    return Text(
      es: ", y \(number: short(other.rate)) en la iteración \(other.iteration)",
      en: ", and \(number: short(other.rate)) at iteration \(other.iteration)", language)
  }

  /// `: c = 0.3, y 0.2 con w = 2.3 y otros`
  private func varying(_ rate: Double, _ elsewhere: Double, _ place: OtherValues.Place) -> Text {
    Text(": ") + c(rate)
      + Text(es: ", y \(number: short(elsewhere)) con ", en: ", and \(number: short(elsewhere)) with ", language)
      + PrintedText.name(of: place, language)
  }

  /// `−c·∂E/∂W1`
  private func multiple(_ descent: DescentCheck, sign: String) -> Text {
    let product: [MathText] = [.identifier("c"), .sign("·", .tight), descent.gradient]
    return Text([.math(.row(sign.isEmpty ? product : [.sign(sign, .tight)] + product))])
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

  private func range(_ lowest: Double, _ highest: Double) -> (low: String, high: String) {
    let ends = NumberStyle(significantDigits: 6).format(together: [lowest, highest])
    return (ends[0], ends[1])
  }

  private func short(_ value: Double) -> String { NumberStyle(significantDigits: 6).format(value) }
}

extension DescentCheck {
  /// Whether an optimizer is given the gradient as it is, in every iteration looked at.
  fileprivate var isGivenTheGradient: Bool {
    guard subject == .given, let rate, left == 0 else { return false }
    return abs(rate - 1) <= 1e-9 && rates.allSatisfy { abs($0.rate - 1) <= 1e-9 }
  }
}
