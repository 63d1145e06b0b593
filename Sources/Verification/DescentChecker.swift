import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

extension Verifier {
  /// With a loss that is one number and no state, where every `P ← …` goes beside the gradient.
  func checkDescents(
    _ program: Program, _ moment: Moment, _ noise: RoundingNoise, _ scope: Scope, into report: inout Report
  ) throws(ProgramError) {
    let hasLoss = program.definitions.contains { $0.phase == .loss }
    let hasState = program.inputs.contains { $0.phase == .state }
    guard hasLoss, !hasState, let objective = program.objective, objective.shape.isScalar else { return }
    for update in program.updates where update.isWrittenOut {
      let derivative = try mechanical(
        Program.Claim.Gradient(numerator: objective, offset: 0, denominator: update.old), moment, scope)
      let step = WrittenStep(
        from: moment.value(of: update.old), to: moment.value(of: update.new), moment.evaluate(derivative),
        noise: noise.noise(of: derivative))
      report.descents.append(
        DescentCheck(
          parameter: update.old, objective: objective,
          gradient: Notation().partial(
            numerator: Notation().name(objective), denominator: Notation().name(update.old)),
          count: step.count, moved: step.moved, left: step.left, direction: step.direction, error: step.error,
          slope: step.slope))
    }
    let rates = report.descents.compactMap { $0.rate }
    if let first = rates.first {
      report.commonRate = rates.allSatisfy { abs($0 - first) <= 1e-6 * abs(first) } ? first : nil
    }
  }
}

/// What a step does to each entry of a parameter, beside the derivative by it.
private struct WrittenStep {
  let count: Int
  private(set) var moved = 0
  private(set) var left = 0
  private(set) var direction = DescentCheck.Direction.other
  private(set) var error = 0.0
  let slope: Double

  /// An entry's change and derivative, and how much of each may be rounding.
  private struct Entry {
    let change, slope: Double
    /// The change is a difference of two nearly equal numbers: what rounding them leaves is no error of the lesson's.
    let rounding: Double
    /// What rounding may have left in the derivative, and so in a step of it.
    let noise: Double

    var isSloped: Bool { abs(slope) > noise }
    var moves: Bool { abs(change) > max(rounding, isSloped ? 0 : noise) }
    var isDescending: Bool { isSloped && change * slope < 0 }
  }

  /// - Parameter noise: what rounding may have left in each entry of the derivative.
  init(from old: Matrix, to new: Matrix, _ gradient: Matrix, noise: [Double]) {
    func at(_ index: Int, _ numbers: [Double]) -> Double { numbers.count == 1 ? numbers[0] : numbers[index] }
    let entries = zip(old.values, new.values).enumerated().map { index, ends in
      Entry(
        change: ends.1 - ends.0, slope: at(index, gradient.values), rounding: 4 * max(abs(ends.0).ulp, abs(ends.1).ulp),
        noise: at(index, noise))
    }
    count = entries.count
    slope = entries.reduce(0) { $0 + $1.change * $1.slope }
    guard entries.allSatisfy({ $0.change.isFinite && $0.slope.isFinite }) else {
      error = .infinity
      return
    }
    let moving = entries.filter { $0.moves }
    moved = moving.count
    left = entries.count { !$0.moves && $0.isSloped }
    if moving.isEmpty {
      direction = left == 0 ? .rests : .other
    } else if let rate = commonRate(moving) {
      direction = .gradient(rate: rate)
      // What such a step would not move, either, is not left out.
      left = entries.count { !$0.moves && $0.isSloped && abs(rate * $0.slope) > 2 * $0.rounding }
    } else if moving.allSatisfy({ $0.isDescending }) {
      let rates = moving.map { -$0.change / $0.slope }
      direction = .entries(lowest: rates.min() ?? 0, highest: rates.max() ?? 0)
    } else {
      let doubt = entries.reduce(0) { $0 + abs($1.change) * $1.noise + $1.rounding * abs($1.slope) }
      direction = slope < -doubt ? .falling : .other
    }
  }

  /// The one c of the entries that move, if there is one.
  private mutating func commonRate(_ moving: [Entry]) -> Double? {
    let square = moving.reduce(0) { $0 + $1.slope * $1.slope }
    guard square > 0 else { return nil }
    let rate = -moving.reduce(0) { $0 + $1.change * $1.slope } / square
    let largest = moving.reduce(0) { max($0, abs($1.change)) }
    let worst = moving.reduce(0) { max($0, abs($1.change + rate * $1.slope)) }
    let rounding = moving.reduce(0) { max($0, $1.rounding) }
    error = worst <= rounding ? 0 : worst / largest
    return error <= GradientCheck.mechanicalTolerance ? rate : nil
  }
}
