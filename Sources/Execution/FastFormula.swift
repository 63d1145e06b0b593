import Calculus
import Matrices

/// Instructions on matrices of one shape as one formula for the block kernels: what only they themselves read stays in
/// intermediate results and is never written to memory.
struct FastFormula<Scalar: KernelsScalar> {
  let rows: Int
  let columns: Int
  private(set) var matrices: [Kernels.FormulaMatrix<Scalar>] = []
  private(set) var steps: [Kernels.BlockStep] = []

  private var matrixOf: [Int: Kernels.Place] = [:]
  private var wholes: [UnsafeMutablePointer<Scalar>: Kernels.Place] = [:]
  private var numbers: Set<Kernels.Place> = []
  private var temporaryOf: [Int: Int] = [:]
  private var free = Array((0..<Kernels.Place.temporaryCount).reversed())

  /// Nil when the intermediate results do not fit.
  init?(_ members: [Int], _ translator: FastTranslator<Scalar>) {
    let compiler = translator.compiler
    let memory = translator.memory
    guard let last = members.last else { return nil }
    let shape = memory[compiler.instructions[last].outputs[0]].shape
    rows = shape.rank == 2 ? shape.rows : 1
    columns = shape.rank == 2 ? shape.columns : shape.count
    let inside = Set(members)
    var lastReading: [Int: Int] = [:]
    for member in members {
      for input in compiler.instructions[member].inputs { lastReading[input] = member }
    }
    for member in members {
      let instruction = compiler.instructions[member]
      let output = instruction.outputs[0]
      guard let sources = places(of: instruction, memory, shape) else { return nil }
      let isWritten =
        translator.isWanted(output) || translator.readersOf(output).contains { !inside.contains($0) }
      let target: Kernels.Place
      if isWritten {
        target = matrix(output, memory[output], shape)
      } else {
        guard let temporary = free.popLast() else { return nil }
        temporaryOf[output] = temporary
        target = .temporary(temporary)
      }
      guard append(instruction, sources, target) else { return nil }
      for input in Set(instruction.inputs) where lastReading[input] == member {
        if let temporary = temporaryOf.removeValue(forKey: input) { free.append(temporary) }
      }
      if !isWritten && lastReading[output] == nil, let temporary = temporaryOf.removeValue(forKey: output) {
        free.append(temporary)
      }
    }
    steps = FormulaSteps.shortened(steps)
  }

  /// Whether a place is one number for all entries.
  private func isNumber(_ place: Kernels.Place) -> Bool { numbers.contains(place) }

  private mutating func places(
    of instruction: PlanCompiler.Instruction, _ memory: [FastPlace<Scalar>], _ shape: Shape
  ) -> [Kernels.Place]? {
    instruction.inputs.map { input in
      if let temporary = temporaryOf[input] { return .temporary(temporary) }
      return matrix(input, memory[input], shape)
    }
  }

  private mutating func matrix(_ value: Int, _ place: FastPlace<Scalar>, _ shape: Shape) -> Kernels.Place {
    if let known = matrixOf[value] { return known }
    // A value written over an old one is in the same place as that.
    if place.shape == shape, let known = wholes[place.pointer] {
      matrixOf[value] = known
      return known
    }
    let new: Kernels.FormulaMatrix<Scalar>
    if place.shape == shape {
      new = .whole(place.pointer, stride: columns)
    } else if place.shape.isScalar {
      new = .number(place.pointer)
    } else if place.shape.rows == 1 {
      new = .forColumns(place.pointer)
    } else {
      new = .forRows(place.pointer)
    }
    matrices.append(new)
    let made = Kernels.Place.matrix(matrices.count - 1)
    matrixOf[value] = made
    if place.shape == shape { wholes[place.pointer] = made } else if place.shape.isScalar { numbers.insert(made) }
    return made
  }

  private mutating func append(
    _ instruction: PlanCompiler.Instruction, _ sources: [Kernels.Place], _ target: Kernels.Place
  ) -> Bool {
    func add(_ operation: Kernels.Operation, _ places: [Kernels.Place]) {
      steps.append(
        Kernels.BlockStep(
          operation, to: target, places[0], places.count > 1 ? places[1] : nil, places.count > 2 ? places[2] : nil))
    }
    guard case .apply(let rule, _, _) = instruction, case .entrywise(let operation) = rule.fastForm else {
      add(.copy, sources)
      return true
    }
    switch operation {
    case .power: add(.multiply, [sources[0], sources[0]])
    case .logarithmProduct:
      guard let temporary = free.last else { return false }
      let scratch = Kernels.Place.temporary(temporary)
      steps.append(Kernels.BlockStep(.logarithm, to: scratch, sources[1]))
      steps.append(Kernels.BlockStep(.multiply, to: scratch, sources[0], scratch))
      // Where a is 0 the product is a·ln(b) no more, but a itself: 0.
      steps.append(Kernels.BlockStep(.choose, to: target, sources[0], scratch, sources[0]))
    case .divide where sources.count == 2 && isNumber(sources[1]): add(.divideNearly, sources)
    default: add(operation.kernel, sources)
    }
    return true
  }
}

extension FastTranslator {
  /// Whether a value is wanted after the iteration.
  func isWanted(_ value: Int) -> Bool { kept.contains(value) || compiler.values[value].sharedID != nil }
}

extension FastForm.Entrywise {
  /// The kernel's operation; those that are several operations are written out where they are used.
  fileprivate var kernel: Kernels.Operation {
    switch self {
    case .negate: .negate
    case .absolute: .absolute
    case .sign: .sign
    case .squareRoot: .squareRoot
    case .floor: .floor
    case .relu: .relu
    case .exponential: .exponential
    case .logarithm: .logarithm
    case .sigmoid: .sigmoid
    case .hyperbolicTangent: .hyperbolicTangent
    case .add: .add
    case .subtract: .subtract
    case .multiply, .power, .logarithmProduct: .multiply
    case .divide: .divide
    case .divideSafely: .divideSafely
    case .maximum: .maximum
    case .minimum: .minimum
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .choose: .choose
    }
  }
}
