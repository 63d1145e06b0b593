import Calculus
import Trace

extension Verifier {
  /// What two formulas that agree are with other values, and whether it is a fault that they differ there.
  ///
  /// Where a name is said to be a formula, that holds for whatever the parameters are. That one name is another, or that
  /// something holds of the lesson's own data, says no more than that.
  func elsewhere(
    _ formula: Resolved, _ other: Resolved, _ moment: Moment
  ) -> (finding: OtherValues.Finding, isFault: Bool)? {
    var found: (finding: OtherValues.Finding, isFault: Bool)?
    let isFormula = formula.name != nil && other.name == nil
    for kind in [OtherValues.Kind.parameters, .data] {
      for attempt in OtherValues.keepingSigns {
        let others = shelf.values(moment, moving: kind, readBy: other, attempt: attempt)
        // A formula that depends on nothing is a number: that of these values.
        guard others.concerns(formula), others.concerns(other), let finding = others.compare(formula, other)
        else { continue }
        if finding.differs != nil {
          let isOfItself = formula.name.map { other.references.contains($0) } ?? true
          return (finding, isFormula && !isOfItself && (kind == .parameters || found == nil))
        }
        found = found ?? (finding, false)
        break
      }
    }
    return found
  }
}
