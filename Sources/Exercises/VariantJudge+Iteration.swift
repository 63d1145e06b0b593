import Calculus
import Marking
import Matrices
import Stepping
import Trace
import Typesetting

extension VariantJudge {
  /// What a student is asked for: the lines of an iteration, but those with too many numbers for a hand.
  private static func asked(_ moment: Moment) -> [Definition] {
    let steps = Walk.steps(of: moment.program)
    let (_, passedOver) = Question.addresses(of: steps, only: nil)
    return steps.filter { !passedOver.contains($0.quantity.name) }
  }

  /// Tells what is not as it should be in an iteration, until the listener has heard enough.
  ///
  /// - Parameter own: the lesson's own numbers, which are no worse in a variant.
  static func look(
    at moment: Moment, _ digits: AskedDigits, besides own: Findings, _ tell: (Findings.Mark, String) -> Bool
  ) {
    let asked = asked(moment)
    func name(_ quantity: Quantity, _ offset: Int) -> String {
      Entry(quantity, offset).typedAddress ?? quantity.name
    }
    for step in asked {
      let (quantity, values) = (step.quantity, moment.value(of: step.quantity).values)
      if let offset = values.firstIndex(where: { !$0.isFinite }) {
        if !tell(.init(kind: .notFinite, place: .quantity(quantity.id)), name(quantity, offset)) { return }
      }
      if step.phase < .update, step.phase != .metrics, values.allSatisfy({ $0 == 0 }) {
        if !tell(.init(kind: .zeros, place: .quantity(quantity.id)), quantity.name) { return }
      }
    }
    for step in Walk.steps(of: moment.program) {
      for application in step.formula.applications {
        for kind in degenerations(of: application, step.phase, in: moment) {
          if !tell(.init(kind: kind, place: .quantity(step.quantity.id)), step.quantity.name) { return }
        }
      }
    }
    let noise = RoundingNoise(moment)
    for step in asked {
      let quantity = step.quantity
      let inherent = own.inherent[quantity.id] ?? []
      for (offset, kind) in doubts(step, moment, digits, noise) where !inherent.contains(offset) {
        if !tell(.init(kind: kind, place: .quantity(quantity.id)), name(quantity, offset)) { return }
      }
    }
  }

  /// The entries of a line whose digits a hand may not get right.
  private static func doubts(
    _ step: Definition, _ moment: Moment, _ digits: AskedDigits, _ noise: RoundingNoise
  ) -> [(offset: Int, kind: VariantRefusal.Kind)] {
    let values = moment.value(of: step.quantity).values
    let atEdge = values.indices.filter { digits.isAtEdge(values[$0]) }.map {
      (offset: $0, kind: VariantRefusal.Kind.rounding)
    }
    guard atEdge.isEmpty, step.phase < .update else { return atEdge }
    let noise = noise.noise(of: step.quantity)
    return values.indices.filter { offset in
      noise.indices.contains(offset) && values[offset] != 0
        && noise[offset] > AskedDigits.edge * digits.lastUnit(of: values[offset])
    }.map { ($0, .noise) }
  }

  /// All of them.
  static func doubtful(_ moment: Moment, _ digits: AskedDigits) -> [Int: Set<Int>] {
    let noise = RoundingNoise(moment)
    var found: [Int: Set<Int>] = [:]
    for step in asked(moment) {
      let places = doubts(step, moment, digits, noise).map { $0.offset }
      if !places.isEmpty { found[step.quantity.id] = Set(places) }
    }
    return found
  }

  /// What is flat, dead or undecided in a part of a formula.
  private static func degenerations(
    of application: Formula.Application, _ phase: Phase, in moment: Moment
  ) -> [VariantRefusal.Kind] {
    guard let operand = application.arguments.first else { return [] }
    if let function = application.rule as? EntrywiseFunction {
      let isRectifier = function === EntrywiseFunction.relu
      guard isRectifier || function === EntrywiseFunction.sigmoid || function === EntrywiseFunction.tanh,
        let slope = try? function.derivative(operand)
      else { return [] }
      let slopes = moment.evaluate(slope).values
      if isRectifier { return slopes.allSatisfy { $0 == 0 } ? [.dead] : [] }
      return slopes.contains { $0.magnitude < leastSlope } ? [.saturated] : []
    }
    let lines: [[Int]]
    let isGreatest: Bool
    let shape = operand.shape
    if let extreme = application.rule as? Extreme {
      // Outside of what is differentiated it is the same whichever of equal numbers is taken.
      guard [.forward, .loss, .backward].contains(phase) else { return [] }
      (lines, isGreatest) = (Self.lines(of: shape, reducedBy: extreme.axis), extreme.kind == .maximum)
    } else if let winner = application.rule as? Argmin {
      (lines, isGreatest) = (Self.lines(of: shape, reducedBy: winner.axis), false)
    } else if let winner = application.rule as? Argmax {
      (lines, isGreatest) = (Self.lines(of: shape, winner.axis), true)
    } else {
      return []
    }
    let values = moment.evaluate(operand).values
    let isTied = lines.contains { line in
      let compared = line.filter { values.indices.contains($0) }.map { isGreatest ? values[$0] : -values[$0] }
      guard let best = compared.max() else { return false }
      return compared.count { $0 == best } > 1
    }
    return isTied ? [.tie] : []
  }

  /// The places of what is put together to one number.
  private static func lines(of shape: Shape, reducedBy axis: Axis) -> [[Int]] {
    switch axis {
    case .all: [Array(0..<shape.count)]
    case .rows: lines(of: shape, ExampleAxis.columns)
    case .columns: lines(of: shape, ExampleAxis.rows)
    }
  }

  /// The places of the rows or of the columns of a matrix; none of what has more axes.
  private static func lines(of shape: Shape, _ axis: ExampleAxis) -> [[Int]] {
    guard shape.rank == 2 else { return [] }
    let (example, number) = axis.strides(shape)
    return (0..<axis.count(shape)).map { line in
      (0..<axis.width(shape)).map { line * example + $0 * number }
    }
  }

  /// Where the slope of σ or tanh is less, a unit learns nothing that a hand would see: |z| > 4.6, or 3.
  private static let leastSlope = 0.01
}

extension Formula {
  /// Every operator at work in it, from the outside in.
  fileprivate var applications: [Application] {
    guard case .apply(let application) = self else { return [] }
    return [application] + application.arguments.flatMap { $0.applications }
  }
}
