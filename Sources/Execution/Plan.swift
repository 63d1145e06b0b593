import Calculus
import Matrices
import Typesetting

/// A program compiled once into steps over reserved memory: the exact way.
///
/// Double precision, nothing fused, sums in the written order. An operation on the same operands is done once: where
/// a lesson has `A2 = σ(Z2)` and later `σ'(Z2)`, the second reads the first's result, which is the same bits.
final class Plan {
  /// Where each quantity is.
  private(set) var buffers: [Int: Buffer] = [:]
  /// The operations of an iteration, in order.
  private(set) var steps: [Operation] = []
  /// For each definition of the program, how many steps are done when its value is there.
  private(set) var stepsUntil: [Int] = []
  /// Where the steps begin that only stopping looks at.
  private let controlStart: Int
  /// All the steps as one.
  private var iteration: Step = {}
  private let slab: UnsafeMutablePointer<Double>
  /// The numbers that an iteration computes or is given.
  let numbers: Int
  /// Entries of all values of an iteration together: 2 GB.
  private static let mostNumbers = 250_000_000

  /// - Parameters:
  ///   - program: whose definitions an iteration computes.
  ///   - shared: memory of inputs and updated values that other plans use too, by quantity id.
  ///   - gathered: for each sum over the epoch, memory that other plans use too.
  ///   - carry: decimals to which every defined quantity is cut.
  ///   - epochStart: not 0 in the first iteration of an epoch.
  init(
    _ program: Program, shared: [Int: Buffer],
    gathered: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)],
    carry: RunOptions.Carry?, epochStart: UnsafeMutablePointer<Double>
  ) throws(ShapeError) {
    var compiler = PlanCompiler(program: program, carry: carry)
    try compiler.compile()
    var offsets: [Int] = []
    var count = 0
    for value in compiler.values {
      offsets.append(count)
      // Eight numbers fill a cache line; each value begins on its own.
      if value.sharedID.map({ shared[$0] == nil }) ?? true { count += (value.shape.count + 7) / 8 * 8 }
    }
    guard count <= Self.mostNumbers else {
      throw ShapeError(
        Localized(
          es: "una iteración pide \(count) números a la vez; el máximo es \(Self.mostNumbers)",
          en: "an iteration takes \(count) numbers at once; the most there can be is \(Self.mostNumbers)"),
        shapes: [])
    }
    numbers = max(8, count)
    slab = .allocate(capacity: numbers)
    slab.initialize(repeating: 0, count: numbers)
    var places: [Buffer] = []
    for (index, value) in compiler.values.enumerated() {
      if let id = value.sharedID, let buffer = shared[id] {
        places.append(buffer)
      } else {
        places.append(Buffer(slab + offsets[index], value.shape))
        if let constant = value.constant { (slab + offsets[index]).pointee = constant }
      }
    }
    for (id, index) in compiler.place { buffers[id] = places[index] }
    for instruction in compiler.instructions {
      steps.append(Operation(run: instruction.step(places, gathered: gathered, epochStart: epochStart)))
    }
    let firstControl = program.definitions.firstIndex { $0.phase == .control }
    controlStart = firstControl.map { $0 == 0 ? 0 : compiler.stepsUntil[$0 - 1] } ?? compiler.instructions.count
    stepsUntil = compiler.stepsUntil
    iteration = Self.chained(steps[...])
  }

  deinit { slab.deallocate() }

  /// Runs one iteration.
  @inline(__always)
  func run() {
    iteration()
  }

  /// Runs again what stopping looks at, after metrics on other sets have come in.
  func runControl() {
    for step in steps[controlStart...] { step.run() }
  }

  /// Steps one after another as a single step.
  ///
  /// A closure calls those it has captured without retaining them, which calling them from an array does each time;
  /// for a small network that is a fifth of the time.
  private static func chained(_ steps: ArraySlice<Operation>) -> Step {
    let start = steps.startIndex
    switch steps.count {
    case 0: return {}
    case 1: return steps[start].run
    case 2:
      let first = steps[start].run
      let second = steps[start + 1].run
      return {
        first()
        second()
      }
    case 3:
      let first = steps[start].run
      let second = steps[start + 1].run
      let third = steps[start + 2].run
      return {
        first()
        second()
        third()
      }
    case 4:
      let first = steps[start].run
      let second = steps[start + 1].run
      let third = steps[start + 2].run
      let fourth = steps[start + 3].run
      return {
        first()
        second()
        third()
        fourth()
      }
    default:
      let quarter = (steps.count + 3) / 4
      var parts: [Operation] = []
      var rest = steps
      while !rest.isEmpty {
        parts.append(Operation(run: chained(rest.prefix(quarter))))
        rest = rest.dropFirst(quarter)
      }
      return chained(parts[...])
    }
  }
}

/// A step in a box of its own: a closure that is itself an element of an array is called through a second one.
struct Operation {
  let run: Step
}

extension Program.Input {
  /// Whether plans for batches of different sizes read the same memory: not what depends on the batch's size.
  var isShared: Bool { phase != .settings && phase != .forward && !initializer.isBatch }
}

extension Program.Input.Initializer {
  /// Whether the runner cuts it out of other data.
  var isBatch: Bool {
    if case .batch = self { true } else { false }
  }
}

extension RunOptions.Carry {
  /// The number as a hand would write it down.
  func cut(_ value: Double) -> Double {
    guard value.isFinite, let digits = DecimalDigits(value) else { return value }
    return (truncates ? digits.truncated(toDecimals: decimals) : digits.rounded(toDecimals: decimals)).doubleValue
  }
}
