import Calculus
import Execution
import Typesetting

/// How a few numbers went over a run: at most some thousand points, however long it is.
package struct History: Sendable {
  /// The quantities followed: the objective and the 1×1 metrics, then what was asked for.
  package let quantities: [Quantity]
  /// The iterations kept, in order.
  package private(set) var iterations: [Int] = []
  /// For each quantity, its value at each kept iteration; nil where it is not measured, as before an epoch's sum is
  /// complete.
  package private(set) var values: [[Double?]]
  /// What the lesson says of each.
  let meanings: [Quantity: Localized]
  /// Iterations between two kept ones; doubled whenever there are too many.
  private var stride = 1
  private let epochTotals: [Bool]
  private static let mostPoints = 4_096

  /// A history of numbers alone: one for each of the quantities.
  package init(_ program: Program, following quantities: [Quantity]) {
    self.quantities = quantities
    values = Array(repeating: [], count: quantities.count)
    epochTotals = quantities.map(program.isEpochTotal)
    var meanings: [Quantity: Localized] = [:]
    for quantity in quantities { meanings[quantity] = program.meaning(of: quantity) }
    self.meanings = meanings
  }

  /// A history of a program's objective, 1×1 metrics and the quantities given; of a whole epoch or more of a lesson that
  /// learns from stored examples, of what is complete at an epoch's end alone, if there is any.
  ///
  /// - Parameter iterations: how many are planned.
  package init(_ program: Program, also others: [Quantity] = [], iterations: Int = .max) {
    var quantities: [Quantity] = []
    if let objective = program.objective, objective.shape.isScalar,
      program.definitions.contains(where: { $0.phase == .loss })
    {
      quantities.append(objective)
    }
    let metrics = program.definitions.filter { $0.phase == .metrics && !$0.isDerived }.map { $0.quantity }
    let onOtherSets = program.inputs.filter { $0.isEvaluation }.map { $0.quantity }
    for quantity in metrics + onOtherSets + others where quantity.shape.isScalar && !quantities.contains(quantity) {
      quantities.append(quantity)
    }
    let totals = quantities.filter(program.isEpochTotal)
    if let length = program.batching?.batchesPerEpoch, length > 1, iterations >= length,
      program.inputs.contains(where: { $0.isStored }), !totals.isEmpty
    {
      quantities = totals
    }
    self.init(program, following: quantities)
  }

  /// Whether everything followed is complete only at an epoch's end.
  package var isPerEpoch: Bool { !epochTotals.isEmpty && epochTotals.allSatisfy { $0 } }

  /// Notes the run's current iteration.
  package mutating func note(_ run: Run) {
    if isPerEpoch {
      guard run.isEpochEnd, run.epoch % stride == 0 || run.epoch == 1 else { return }
    } else {
      guard run.iteration % stride == 0 || run.iteration == 1 else { return }
    }
    add(run)
    if iterations.count > Self.mostPoints { halve() }
  }

  /// Notes the last iteration, if it is not there yet.
  package mutating func noteLast(_ run: Run) {
    if iterations.last != run.iteration && (!isPerEpoch || run.isEpochEnd) { add(run) }
  }

  private mutating func add(_ run: Run) {
    iterations.append(run.iteration)
    for index in quantities.indices {
      values[index].append(epochTotals[index] && !run.isEpochEnd ? nil : run.number(of: quantities[index]) ?? .nan)
    }
  }

  private mutating func halve() {
    // The first stays, and the multiples of the new stride: 2, 4, … of 1, 2, 3, …; then 4, 8, … of 1, 2, 4, ….
    let parity = stride == 1 ? 1 : 0
    stride *= 2
    let kept = iterations.indices.filter { $0 == 0 || $0 % 2 == parity }
    iterations = kept.map { iterations[$0] }
    for index in values.indices {
      let all = values[index]
      values[index] = kept.map { all[$0] }
    }
  }

  /// Places of at most about `count` points: the first, the last, and round numbers of iterations (of epochs when what
  /// is followed is complete only then) between them.
  package func sample(_ count: Int, batchesPerEpoch: Int = 1) -> [Int] {
    let unit = isPerEpoch ? max(1, batchesPerEpoch) : 1
    guard iterations.count > count, let last = iterations.last else { return Array(iterations.indices) }
    guard count > 2 else { return [0, iterations.count - 1] }
    let total = last / unit
    var increment = 1
    for factor in Self.roundIncrements where total / increment > count - 2 { increment = factor }
    var places = [0]
    var next = increment
    for place in iterations.indices.dropFirst().dropLast() where iterations[place] / unit >= next {
      places.append(place)
      next = (iterations[place] / unit / increment + 1) * increment
    }
    places.append(iterations.count - 1)
    return places
  }

  /// 2, 5, 10, 20, 50, … up to the most iterations there can be.
  private static let roundIncrements: [Int] = (0...9).flatMap { power in
    let ten = (0..<power).reduce(1) { product, _ in product * 10 }
    return [2 * ten, 5 * ten, 10 * ten]
  }
}
