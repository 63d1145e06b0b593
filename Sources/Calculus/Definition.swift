import Typesetting

/// A part of an iteration, in the order in which the parts run.
public enum Phase: Int, Sendable, Hashable, CaseIterable, Comparable {
  case settings, data, parameters, state, forward, loss, metrics, backward, update
  /// What `stop once …` looks at.
  case control

  /// Earlier parts come first.
  public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }

  /// The word that opens the section in a lesson file.
  package var keyword: String {
    switch self {
    case .settings: "settings"
    case .data: "data"
    case .parameters: "parameters"
    case .state: "state"
    case .forward: "forward"
    case .loss: "loss"
    case .metrics: "metrics"
    case .backward: "backward"
    case .update: "update"
    case .control: "run"
    }
  }

  /// The part's name as a reader sees it.
  package var title: Localized {
    switch self {
    case .settings: Localized(es: "Ajustes", en: "Settings")
    case .data: Localized(es: "Datos", en: "Data")
    case .parameters: Localized(es: "Parámetros", en: "Parameters")
    case .state: Localized(es: "Estado", en: "State")
    case .forward: Localized(es: "Propagación hacia adelante", en: "Forward pass")
    case .loss: Localized(es: "Función de pérdida", en: "Loss")
    case .metrics: Localized(es: "Métricas", en: "Metrics")
    case .backward: Localized(es: "Retropropagación", en: "Backpropagation")
    case .update: Localized(es: "Actualización", en: "Update")
    case .control: Localized(es: "Parada", en: "Stopping")
    }
  }
}

/// A line that computes a quantity in each iteration.
package struct Definition: Sendable, Hashable {
  /// What is computed.
  package let quantity: Quantity
  /// How.
  package let formula: Formula
  package let phase: Phase
  /// What it means, in the lesson's words.
  package let meaning: Localized?
  /// The line of the lesson it stands on, or nil for one derived mechanically or made by an optimizer.
  package let line: Int?
  /// Whether its value is complete only at an epoch's last iteration, because it sums over the epoch.
  package let isEpochTotal: Bool
  /// Whether it was derived mechanically or named for an intermediate result, and is not a line of the lesson.
  package let isDerived: Bool

  package init(
    quantity: Quantity, formula: Formula, phase: Phase, meaning: Localized? = nil, line: Int? = nil,
    isEpochTotal: Bool = false, isDerived: Bool = false
  ) {
    self.quantity = quantity
    self.formula = formula
    self.phase = phase
    self.meaning = meaning
    self.line = line
    self.isEpochTotal = isEpochTotal
    self.isDerived = isDerived
  }
}
