import Calculus
import Matrices

/// What a threshold neuron's parameters would have to satisfy, one inequality for each example: `Σ coefficient·parameter +
/// constant` above 0 or not; and the contradiction when a sum of some of them cannot hold together with a sum of others.
///
/// Nothing is known here of the neuron: z is affine in the parameters, so its coefficients are its derivatives.
package struct Inequalities: Sendable {
  /// A sum of parameters: for each its coefficient, and what is added to them.
  package struct Sum: Hashable, Sendable {
    package let coefficients: [Double]
    package let constant: Double
  }

  /// On which side of 0 an example's sum must come out.
  package enum Side: Hashable, Sendable {
    case above, below
  }

  /// What an example asks for.
  package struct Inequality: Hashable, Sendable {
    package let sum: Sum
    package let side: Side
  }

  /// Examples, from 0, that must come out above 0 and others that must not, whose sums are the same.
  package struct Contradiction: Hashable, Sendable {
    package let above: [Int]
    package let below: [Int]
    /// What both add up to.
    package let sum: Sum
  }

  /// The parameters that the sums are over.
  package let parameters: [Entry]
  /// One for each example.
  package let inequalities: [Inequality]
  /// Whether 0 itself lies above, as where the lesson decides with `z ≥ 0` or `z < 0`.
  package let isZeroAbove: Bool
  /// The first found; nil where none was among the sums in which each example counts once.
  package let contradiction: Contradiction?

  /// What each example asks of the parameters that a quantity reads, beside the classes that are to come out.
  ///
  /// Throws a `ShapeError`.
  init(_ definition: Definition, by target: Resolved, _ values: ExampleValues, _ scope: PictureScope) throws(ShapeError)
  {
    let output = Resolved(.reference(definition.quantity))
    let read = scope.parameters(readBy: definition)
    parameters = read.flatMap { quantity in (0..<quantity.shape.count).map { Entry(quantity, $0) } }
    let targets = ExampleClasses(values.perExample(target), isPiecewiseConstant: scope.isPiecewiseConstant(target))
    let isPerBatch = scope.isPerBatch(output)
    var found: [Inequality] = []
    for example in 0..<scope.count(output) {
      if isPerBatch { values.putExamples(from: example) }
      let entry = try definition.formula.entry(at: isPerBatch ? 0 : example)
      var coefficients: [Double] = []
      for parameter in parameters { coefficients.append(values.number(try entry.partial(by: parameter))) }
      // What is left when all parameters are 0.
      let constant = entry.evaluate { read.contains($0) ? Matrix($0.shape) : values.value(of: $0) }
      found.append(
        Inequality(
          sum: Sum(coefficients: coefficients, constant: constant),
          side: (targets.of(example) ?? 0) > 0 ? .above : .below))
    }
    inequalities = found
    isZeroAbove = Self.isZeroAbove(definition.quantity, in: scope.program)
    contradiction = Self.contradiction(found)
  }

  /// Whether a line of the lesson asks for z ≥ 0 or z < 0, so that an example with z = 0 is of the class 1.
  private static func isZeroAbove(_ output: Quantity, in program: Program) -> Bool {
    func asks(_ formula: Formula) -> Bool {
      guard case .apply(let application) = formula else { return false }
      if let comparison = application.rule as? Comparison, application.arguments.count == 2,
        comparison.kind == .greaterOrEqual || comparison.kind == .less,
        application.arguments[0] == .reference(output), application.arguments[1].constant == 0
      {
        return true
      }
      return application.arguments.contains(where: asks)
    }
    return program.definitions.contains { asks($0.formula) }
  }
}

// MARK: - Contradictions

extension Inequalities {
  /// Some that must be above 0 and some that must not, with the same sum.
  private static func contradiction(_ all: [Inequality]) -> Contradiction? {
    let above = all.indices.filter { all[$0].side == .above }
    let below = all.indices.filter { all[$0].side == .below }
    for first in subsets(above) {
      let sum = total(all, first)
      for second in subsets(below) where agree(sum, total(all, second)) {
        return Contradiction(above: first, below: second, sum: sum)
      }
    }
    return nil
  }

  private static func subsets(_ places: [Int]) -> [[Int]] {
    (1..<(1 << places.count)).map { mask in
      places.indices.filter { mask >> $0 & 1 == 1 }.map { places[$0] }
    }
  }

  private static func total(_ all: [Inequality], _ places: [Int]) -> Sum {
    places.dropFirst().map { all[$0].sum }.reduce(all[places[0]].sum) { sum, next in
      Sum(
        coefficients: zip(sum.coefficients, next.coefficients).map { $0 + $1 }, constant: sum.constant + next.constant)
    }
  }

  private static func agree(_ left: Sum, _ right: Sum) -> Bool {
    zip(left.coefficients + [left.constant], right.coefficients + [right.constant]).allSatisfy { abs($0 - $1) < 1e-9 }
  }
}
