import Calculus
import Execution
import LessonLanguage
import Trace
import Typesetting

/// What `why` says in words.
extension WhyDocument {
  /// One line about the iteration that is looked at: `iteración 1 de 376`; nothing in a lesson of one iteration.
  ///
  /// - Parameter planned: the iterations after which the run stops if nothing stops it before.
  package func iteration(end: RunEnding?, planned: Int) -> [Block] {
    if let end, moment.iteration > end.iteration {
      let text =
        Localized(
          es: "La lección acaba en la iteración \(end.iteration): ",
          en: "The lesson ends at iteration \(end.iteration): ")
        + StepTexts.reason(end.outcome, end: end.iteration)
        + Localized(
          es: ". La \(moment.iteration) va más allá.", en: ". Iteration \(moment.iteration) goes past it.")
      return [.paragraph(Text([.faint(text[language])]))]
    }
    guard planned > 1 else { return [] }
    let isOpen = moment.program.stops.contains { stop in
      switch stop {
      case .once, .unlessFalling: true
      case .afterIterations, .afterEpochs: false
      }
    }
    let text =
      isOpen
      ? Localized(es: "iteración \(moment.iteration)", en: "iteration \(moment.iteration)")
      : Localized(es: "iteración \(moment.iteration) de \(planned)", en: "iteration \(moment.iteration) of \(planned)")
    return [.paragraph(Text([.faint(text[language])]))]
  }

  /// A metric that is computed on another set after each epoch: its value and its formula.
  func measured(_ explanation: Explanation, _ name: MathText, _ found: Explanation.Measured) -> [Block] {
    let (set, epoch) = (found.set, found.epoch)
    let place = Localized(
      es: "calculado con los datos de «\(set)» al acabar la época \(epoch)",
      en: "computed on the data of “\(set)” at the end of epoch \(epoch)")[language]
    let remark = explanation.meaning.map { "\($0[language]) (\(place))" } ?? place
    var blocks: [Block] = [
      .formula(
        .row([name, .sign("=", .relation), .number(style.format(explanation.value))]), remark: Text([.faint(remark)]))
    ]
    if let line = found.line {
      blocks.append(
        .formula(
          .row([notation.name(explanation.entry.quantity), .sign("=", .relation), line.typeset(notation).line]),
          remark: Text([.faint(Localized(es: "métricas sobre \(set)", en: "metrics on \(set)")[language])])))
    }
    return blocks
  }

  /// What the run counts.
  func counter(_ quantity: Quantity) -> String {
    (quantity == moment.program.epoch
      ? Localized(es: "contador: la época en curso", en: "counter: the current epoch")
      : Localized(es: "contador: la iteración en curso", en: "counter: the current iteration"))[language]
  }

  /// Over which iterations a sum or a mean of the epoch goes.
  func gathered(_ gathering: Explanation.Gathered) -> String {
    let (first, last) = (gathering.iterations.lowerBound, gathering.iterations.upperBound)
    let span =
      first == last
      ? Localized(es: "la iteración \(last)", en: "iteration \(last)")
      : Localized(es: "las iteraciones \(first) a \(last)", en: "iterations \(first) to \(last)")
    let kind =
      gathering.isMean
      ? Localized(es: "media de ", en: "mean over ") : Localized(es: "suma de ", en: "sum over ")
    let epoch = Localized(es: ", las de la época \(gathering.epoch)", en: ", those of epoch \(gathering.epoch)")
    return (kind + span + (first == last ? Localized(both: "") : epoch))[language]
  }

  static func origin(_ phase: Phase) -> Localized {
    switch phase {
    case .settings: Localized(es: "ajuste", en: "setting")
    case .data: Localized(es: "dato", en: "data")
    case .parameters:
      Localized(es: "parámetro, su valor en esta iteración", en: "parameter, its value in this iteration")
    case .state: Localized(es: "estado, su valor en esta iteración", en: "state, its value in this iteration")
    default: Localized(es: "sorteado en esta iteración", en: "drawn in this iteration")
    }
  }

  static let step = Localized(es: "paso", en: "step")
  static let updateTitle = Localized(es: "Actualización:", en: "Update:")
  static let lessonWay = Localized(es: "Como lo calcula la lección:", en: "As the lesson computes it:")
  static let directly = Localized(es: "directamente:", en: "directly:")
  static let through = Localized(es: "por", en: "through")
  static let factorsTitle = Localized(es: "Los factores:", en: "The factors:")

  /// How a derivative is opened that a formula reads; one of a derivative has no address.
  static func derived(_ entry: Entry) -> Localized {
    if case .derivative(let numerator, _) = entry.quantity.role, numerator.contains("∂") {
      return Localized(es: "una derivada de una derivada", en: "a derivative of a derivative")
    }
    return Localized(es: "una derivada; la abre \(entry.address)", en: "a derivative; \(entry.address) opens it")
  }

  static func entriesMore(_ count: Int) -> Localized {
    Localized(es: "… y \(count) más", en: "… and \(count) more")
  }

  static let noPath = Localized(
    es: "ningún camino lleva del uno al otro", en: "no path leads from one to the other")
  static let tooMany = Localized(
    es: "demasiados caminos para contarlos; por retropropagación", en: "too many paths to count; by backpropagation")

  static func count(_ count: Double) -> Localized {
    let text = NumberStyle().format(count)
    return count == 1
      ? Localized(es: "un solo camino", en: "a single path")
      : Localized(es: "suma de \(text) caminos", en: "sum of \(text) paths")
  }

  static func andMore(_ count: Double) -> Localized {
    let text = NumberStyle().format(count)
    return Localized(es: "y \(text) más, juntos:", en: "and \(text) more, together:")
  }
}
