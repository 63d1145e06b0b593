import Calculus
import Execution
import Stepping
import Typesetting

/// What stepping says besides the steps themselves.
package enum StepTexts {
  /// Every key with its meaning, for `?`.
  package static func help(_ language: Language) -> [Block] {
    let keys: [(String, Localized)] = [
      (
        Localized(es: "Enter (Intro), n, 5n", en: "Enter, n, 5n")[language],
        Localized(es: "el paso siguiente; cinco más allá", en: "the next step; five further on")
      ),
      ("N, b, 5N", Localized(es: "el paso anterior; cinco más atrás", en: "the step before; five further back")),
      (
        "], [",
        Localized(
          es: "el mismo paso de la iteración siguiente o anterior; también 10]",
          en: "the same step of the next or previous iteration; also 10]")
      ),
      (
        "120g, g 120",
        Localized(es: "el primer paso de la iteración 120", en: "the first step of iteration 120")
      ),
      (
        "g end",
        Localized(
          es: "el primer paso de la última iteración de la lección", en: "the first step of the lesson's last iteration"
        )
      ),
      (".", Localized(es: "este paso otra vez", en: "this step again")),
      (
        "w dW1[1,1]", Localized(es: "por qué vale eso: de dónde sale el número", en: "why: where the number comes from")
      ),
      (
        "p W1",
        Localized(
          es: "una cantidad, o una fórmula: p W2ᵀ·δ2; p solo da los nombres",
          en: "a quantity, or a formula: p W2ᵀ·δ2; p alone lists the names")
      ),
      (
        "l",
        Localized(
          es: "la pérdida desde la primera iteración hasta esta", en: "the loss from the first iteration to this one")
      ),
      ("?", Localized(es: "esta ayuda", en: "this help")),
      ("q", Localized(es: "salir", en: "quit")),
    ]
    let end = Localized(
      es: "Los pasos se detienen donde acaba la lección; ] sigue más allá, y g con un número siempre funciona.",
      en: "Steps stop where the lesson ends; ] goes on past it, and g with a number always works.")
    return [
      .table(
        Table(
          headings: [
            Text(Localized(es: "tecla", en: "key")[language]),
            Text(Localized(es: "qué hace", en: "what it does")[language]),
          ],
          alignments: [.left, .left], rows: keys.map { [Text([.code($0.0)]), Text($0.1[language])] })),
      .paragraph(Text(end[language])),
    ]
  }

  /// What is typed, in one line below the title.
  package static let reminder = Localized(
    es: "Enter (Intro): siguiente · N: anterior · ]: iteración siguiente · ?: todas las teclas · q: salir",
    en: "Enter: next · N: previous · ]: next iteration · ?: all the keys · q: quit")

  /// After Ctrl-C on the way to another iteration.
  package static func interrupted(_ walk: Walk) -> Localized {
    let iteration = walk.state.iteration
    return Localized(
      es: "Interrumpido: sigues en la iteración \(iteration).",
      en: "Interrupted: you are still at iteration \(iteration).")
  }

  /// A note about a move.
  package static func note(_ note: StepNote, _ walk: Walk) -> Localized {
    let end = walk.bounds.end
    switch note {
    case .start:
      return Localized(
        es: "Este es el primer paso: antes no hay nada.", en: "This is the first step: there is none before.")
    case .end:
      return Localized(es: "La lección acaba aquí: ", en: "The lesson ends here: ")
        + reason(walk.outlook.ending?.outcome, end: end)
        + Localized(es: ". Con ] se sigue más allá.", en: ". ] goes on past it.")
    case .pastEnd:
      return Localized(
        es: "La lección acaba en la iteración \(end): ", en: "The lesson ends at iteration \(end): ")
        + reason(walk.outlook.ending?.outcome, end: end)
        + Localized(es: ". Esto va más allá.", en: ". This goes past it.")
    case .limit:
      let last = walk.bounds.last
      return Localized(
        es: "La iteración \(last) es la última posible.",
        en: "Iteration \(last) is the last one possible.")
    }
  }

  /// Why a run ended, as a clause.
  package static func reason(_ outcome: Outcome?, end: Int) -> Localized {
    switch outcome {
    case .reached(let condition): Localized(es: "se cumple \(condition)", en: "\(condition) holds")
    case .notFalling(let quantity, let epochs):
      epochs == 1
        ? Localized(
          es: "\(quantity.symbol) no ha bajado en una época", en: "\(quantity.symbol) has not fallen for an epoch")
        : Localized(
          es: "\(quantity.symbol) lleva \(Noun.epoch(epochs).es) sin bajar",
          en: "\(quantity.symbol) has not fallen for \(Noun.epoch(epochs).en)")
    case .diverged(let quantity, let offset, _):
      Localized(
        es: "diverge, y lo primero que deja de ser un número finito es ",
        en: "it diverges, and the first quantity that stops being a finite number is ")
        + Localized(both: address(quantity, offset))
    case .completed, .interrupted, nil:
      end == 1
        ? Localized(es: "tiene una sola iteración", en: "it has only one iteration")
        : Localized(es: "ha completado sus \(end) iteraciones", en: "its \(end) iterations are done")
    }
  }

  private static func address(_ quantity: Quantity, _ offset: Int) -> String {
    let indices = quantity.shape.address(of: offset)
    return indices.isEmpty ? quantity.name : "\(quantity.name)[\(indices)]"
  }
}
