import Calculus
import Execution
import Kernels
import Matrices

/// Memory that the fast plans for batches of different sizes share: data, parameters, state and their updated values,
/// and what has been gathered over the epoch.
final class FastMemory<Scalar: KernelsScalar> {
  /// Not 0 in the first iteration of an epoch.
  let epochStart: UnsafeMutablePointer<Double>
  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  let accumulators: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)]
  /// The program it was made for.
  let program: Program

  private let numbers: ZeroedNumbers<Scalar>
  private let sums: UnsafeMutablePointer<Double>
  private var known: [Int: FastPlace<Scalar>] = [:]

  /// - Parameters:
  ///   - kept: quantities whose values are wanted after an iteration.
  ///   - transposed: quantities that are stored as their transposes.
  init(_ program: Program, keeping kept: Set<Int>, transposed: Set<Int> = []) {
    self.program = program
    epochStart = .allocate(capacity: 1)
    epochStart.initialize(to: 1)
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: 2 * program.accumulations.count + 1)
    sums.initialize(repeating: 0, count: 2 * program.accumulations.count + 1)
    self.sums = sums
    accumulators = program.accumulations.indices.map { (sums + 2 * $0, sums + 2 * $0 + 1) }
    let stored = program.storedInputs
    let inPlace = FastUpdates.inPlace(program, keeping: kept)
    var quantities = program.inputs.filter { $0.isShared && stored[$0.quantity.id] == nil }.map(\.quantity)
    quantities += program.definitions.map(\.quantity).filter { $0.isUpdated && inPlace[$0.id] == nil }
    let count = quantities.reduce(16) { $0 + ($1.shape.count + 15) / 16 * 16 }
    numbers = ZeroedNumbers(count: count)
    let slab = numbers.start
    var offset = 0
    for quantity in quantities {
      known[quantity.id] = FastPlace(
        slab + offset, quantity.shape, isTransposed: transposed.contains(quantity.id))
      offset += (quantity.shape.count + 15) / 16 * 16
    }
    for update in program.updates {
      if let old = inPlace[update.new.id] { known[update.new.id] = known[old.id] }
    }
  }

  deinit {
    epochStart.deallocate()
    sums.deallocate()
  }

  /// Where a quantity of any program of the lesson is.
  subscript(quantity: Quantity) -> FastPlace<Scalar>? { known[quantity.id] }

  /// Where the quantities of a program are, by the ids they have in it.
  func places(of program: Program) -> [Int: FastPlace<Scalar>] {
    var found: [Int: FastPlace<Scalar>] = [:]
    for quantity in program.inputs.filter(\.isShared).map(\.quantity)
      + program.definitions.map(\.quantity).filter(\.isUpdated)
    {
      if let place = known[quantity.id], place.shape == quantity.shape { found[quantity.id] = place }
    }
    return found
  }
}

/// Which updated values may be written over the old ones.
enum FastUpdates {
  /// Matrices smaller than this are copied: numbers are computed before formulas that have been gathered.
  private static let fewest = 64

  /// The old quantity by the id of the new one, where nothing reads the old value after the new one is there.
  static func inPlace(_ program: Program, keeping kept: Set<Int>) -> [Int: Quantity] {
    var compiler = PlanCompiler(program: program, carry: nil)
    guard (try? compiler.compile()) != nil else { return [:] }
    var lastReading: [Int: Int] = [:]
    var writing: [Int: Int] = [:]
    var transposed: [Int: Int] = [:]
    for (index, instruction) in compiler.instructions.enumerated() {
      for input in instruction.inputs {
        lastReading[input] = index
        // A product may read the matrix itself where it is given the transpose.
        if let source = transposed[input] { lastReading[source] = index }
      }
      for output in instruction.outputs { writing[output] = index }
      if case .apply(let rule, let inputs, let output) = instruction,
        rule.fastForm(of: inputs.map { FastArgument(compiler.values[$0].shape, constant: nil) }) == .transposition
      {
        transposed[output] = inputs[0]
      }
    }
    var found: [Int: Quantity] = [:]
    let news = Dictionary(program.updates.map { ($0.old.id, 1) }, uniquingKeysWith: +)
    for update in program.updates where news[update.old.id] == 1 && !kept.contains(update.old.id) {
      guard update.old.shape == update.new.shape, update.old.shape.count >= fewest,
        let old = compiler.place[update.old.id], let new = compiler.place[update.new.id], let written = writing[new],
        case .copy = compiler.instructions[written], (lastReading[old] ?? 0) <= written
      else { continue }
      found[update.new.id] = update.old
    }
    return found
  }
}
