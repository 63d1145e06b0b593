import Calculus

extension SectionSyntax.Kind {
  /// The phase that the section's lines belong to; nil for sections that compute nothing.
  package var phase: Phase? {
    switch self {
    case .settings: .settings
    case .data: .data
    case .parameters: .parameters
    case .state: .state
    case .forward: .forward
    case .loss: .loss
    case .metrics(on: nil): .metrics
    case .backward: .backward
    case .update: .update
    case .run, .pictures, .metrics, .optimizer, .expect, .note, .table: nil
    }
  }
}
