import Calculus
import Trace
import Typesetting

extension RunAdvice {
  /// What to do after a run that diverged or hardly learns, with how it was found out.
  package func text(_ language: Language) -> Text {
    func say(_ spanish: String, _ english: String) -> Inline { .plain(Localized(es: spanish, en: english)[language]) }
    let style = NumberStyle(significantDigits: 6)
    func shown(_ number: Double) -> Inline { .math(.number(style.format(number))) }
    let notation = Notation()
    switch self {
    case .smallerRate(let rate, let iterations):
      let count = Noun.iteration(iterations)
      return Text([
        say("Con ", "With "), .code("--lr \(Self.typed(rate))"),
        say(" no diverge en \(count.es) (probado).", " it does not diverge in \(count.en) (tried)."),
      ])
    case .noSmallerRate(let rates):
      let list = rates.map(Self.typed).joined(separator: ", ")
      return Text([
        say(
          "También diverge, o la pérdida no acaba más baja, con --lr \(list) (probado). Si ninguna tasa aún menor basta, "
            + "mira la fórmula de lo que deja de ser finito. ",
          "It also diverges, or the loss does not end lower, with --lr \(list) (tried). Where no rate smaller still is "
            + "enough, look at the formula of what stops being finite. ")
      ]) + Self.verify(language)
    case .notFallen(let quantity, let first, let last, let smaller, let iterations, let tried):
      let start = Text([
        .strong(Localized(es: "La pérdida no baja: ", en: "The loss does not fall: ")[language]),
        .math(notation.name(quantity)), say(" empieza en ", " begins at "), shown(first),
        say(" y acaba en ", " and ends at "), shown(last), .plain(". "),
      ])
      guard let smaller else {
        guard !tried.isEmpty else { return start + Self.verify(language) }
        let list = tried.map(Self.typed).joined(separator: ", ")
        return start
          + Text([
            say(
              "Tampoco baja con una tasa menor: --lr \(list) (probado). ",
              "Nor does it fall with a smaller rate: --lr \(list) (tried). ")
          ]) + Self.verify(language)
      }
      let count = Noun.iteration(iterations)
      return start
        + Text([
          say("Con ", "With "), .code("--lr \(Self.typed(smaller))"),
          say(
            " acaba más baja que al empezar, en \(count.es) (probado).",
            " it ends lower than it began, in \(count.en) (tried)."),
        ])
    case .plateau(let quantity, let value, let iteration):
      return Text([
        .strong(Localized(es: "Una meseta: ", en: "A plateau: ")[language]), .math(notation.name(quantity)),
        say(" apenas baja aquí, pero si continúa llega a ", " hardly falls here, but it would reach "), shown(value),
        say(
          " en la iteración \(iteration) (probado): --iterations \(iteration).",
          " at iteration \(iteration) (tried): --iterations \(iteration)."),
      ])
    case .stuck(let quantity, let value, let first, let last, let tried, let better):
      return Text([
        .strong(Localized(es: "Se ha quedado atascada: ", en: "It is stuck: ")[language]),
        .math(notation.name(quantity)), say(", que es ", ", which is "), shown(value),
        say(
          ", no baja ni un 1 % de la iteración \(first) a la \(last) (se ha probado más allá del final). ",
          ", does not fall even 1% from iteration \(first) to \(last) (tried beyond the end). "),
        Self.seeds(tried, better, language),
      ])
    }
  }

  /// Where a wrong gradient is found out.
  private static func verify(_ language: Language) -> Text {
    Text([
      .code("lesson verify"),
      .plain(
        Localized(
          es: " dice si los pasos van contra el gradiente.", en: " says whether the steps go against the gradient.")[
            language]),
    ])
  }

  private static func seeds(_ tried: ClosedRange<UInt32>?, _ better: UInt32?, _ language: Language) -> Inline {
    let text: Localized
    if let better {
      text = Localized(
        es: "Con --seed \(better) queda por debajo de la mitad en el mismo tiempo (probado).",
        en: "With --seed \(better) it falls below half of that in the same time (tried).")
    } else if let tried {
      text = Localized(
        es: "Con las semillas \(tried.lowerBound) a \(tried.upperBound) tampoco queda por debajo de la mitad "
          + "(probado).",
        en: "Nor does it fall below half of that with seeds \(tried.lowerBound) to \(tried.upperBound) (tried).")
    } else {
      text = Localized(es: "Prueba otra semilla: --seed n.", en: "Try another seed: --seed n.")
    }
    return .plain(text[language])
  }

  /// A number as it can be typed after an option.
  private static func typed(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
