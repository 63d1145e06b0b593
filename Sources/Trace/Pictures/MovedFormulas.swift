import Calculus
import Execution
import LessonLanguage
import Matrices

/// Formulas with the numbers that a picture moves, to be computed at one place after another: all else is as a moment has
/// it, and what follows from what is moved is computed again.
struct MovedFormulas {
  private let moment: Moment
  private let numbers: [Scope.Moved]
  private let formulas: [(formula: Resolved, evaluator: FormulaEvaluator?)]

  init(_ formulas: [Resolved], moving numbers: [Scope.Moved], in moment: Moment) {
    self.moment = moment
    self.numbers = numbers
    self.formulas = formulas.map { ($0, $0.derived.isEmpty ? FormulaEvaluator($0.formula) : nil) }
  }

  /// The first entry of each formula with these numbers.
  func values(at place: [Double]) -> [Double] {
    var moment = moment
    var new: [Int: Double] = [:]
    for (number, value) in zip(numbers, place) {
      switch number {
      case .new(let quantity): new[quantity.id] = value
      case .entry(let entry): moment = moment.replacing(entry, with: value)
      }
    }
    return formulas.map { formula, evaluator in
      let value = { (quantity: Quantity) in new[quantity.id].map { Matrix($0) } ?? moment.value(of: quantity) }
      return (evaluator?.evaluate(value) ?? formula.evaluate(value)).values.first ?? .nan
    }
  }
}

extension Moment {
  /// The iteration begun with what the update of this one has left: what has been learned by its end.
  var afterUpdate: Moment {
    var moment = self
    for update in program.updates {
      if let new = known(update.new) { moment = moment.beginning(update.old, with: new) }
    }
    return moment
  }
}
