import Calculus
import Execution
import Kernels
import Matrices

/// Instructions on matrices of one shape as one formula for the block kernels: what only they themselves read stays in
/// intermediate results and is never written to memory.
struct FastFormula<Scalar: KernelsScalar> {
  let rows: Int
  let columns: Int
  /// Whether the matrices are in memory as their transposes.
  private let isTransposed: Bool
  private(set) var matrices: [Kernels.FormulaMatrix<Scalar>] = []
  private(set) var instructions: [Kernels.BlockInstruction] = []

  private var matrixOf: [Int: Kernels.Place] = [:]
  private var wholes: [UnsafeMutablePointer<Scalar>: Kernels.Place] = [:]
  private var temporaryOf: [Int: Int] = [:]
  private var free = Array((0..<Kernels.Place.temporaryCount).reversed())

  /// Nil when the intermediate results do not fit.
  init?(_ members: [Int], _ translator: FastTranslator<Scalar>) {
    let compiler = translator.compiler
    let memory = translator.memory
    guard let last = members.last else { return nil }
    let shape = memory[compiler.instructions[last].outputs[0]].shape
    isTransposed = memory[compiler.instructions[last].outputs[0]].isTransposed
    rows = shape.rank == 2 ? isTransposed ? shape.columns : shape.rows : 1
    columns = shape.rank == 2 ? isTransposed ? shape.rows : shape.columns : shape.count
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
        guard let written = matrix(output, memory[output], shape) else { return nil }
        target = written
      } else {
        guard let temporary = free.popLast() else { return nil }
        temporaryOf[output] = temporary
        target = .temporary(temporary)
      }
      guard case .entries(let entries) = translator.forms[member], append(entries, of: sources, to: target) else {
        return nil
      }
      for input in Set(instruction.inputs) where lastReading[input] == member {
        if let temporary = temporaryOf.removeValue(forKey: input) { free.append(temporary) }
      }
      if !isWritten && lastReading[output] == nil, let temporary = temporaryOf.removeValue(forKey: output) {
        free.append(temporary)
      }
    }
    instructions = FormulaShortening.shortened(instructions)
  }

  private mutating func places(
    of instruction: PlanCompiler.Instruction, _ memory: [FastPlace<Scalar>], _ shape: Shape
  ) -> [Kernels.Place]? {
    var places: [Kernels.Place] = []
    for input in instruction.inputs {
      if let temporary = temporaryOf[input] {
        places.append(.temporary(temporary))
      } else {
        guard let place = matrix(input, memory[input], shape) else { return nil }
        places.append(place)
      }
    }
    return places
  }

  /// Nil for a matrix that does not stand in memory as the others do.
  private mutating func matrix(_ value: Int, _ place: FastPlace<Scalar>, _ shape: Shape) -> Kernels.Place? {
    if let known = matrixOf[value] { return known }
    // A value written over an old one is in the same place as that.
    if place.shape == shape, let known = wholes[place.pointer] {
      matrixOf[value] = known
      return known
    }
    let new: Kernels.FormulaMatrix<Scalar>
    guard place.isTransposed == (isTransposed && place.shape == shape) else { return nil }
    if place.shape == shape {
      new = .whole(place.pointer, stride: columns)
    } else if place.shape.isScalar {
      new = .number(place.pointer)
    } else if (place.shape.rows == 1) != isTransposed {
      new = .forColumns(place.pointer)
    } else {
      new = .forRows(place.pointer)
    }
    matrices.append(new)
    let made = Kernels.Place.matrix(matrices.count - 1)
    matrixOf[value] = made
    if place.shape == shape { wholes[place.pointer] = made }
    return made
  }

  /// Adds the instructions of what one operator computes of its sources; false when its intermediate results do not fit.
  private mutating func append(_ entries: EntryFormula, of sources: [Kernels.Place], to target: Kernels.Place) -> Bool {
    guard case .apply(let function, let parts) = entries else { return false }
    let lent = free
    defer { free = lent }
    guard let places = places(of: parts, sources) else { return false }
    instructions.append(instruction(function, places, to: target))
    return true
  }

  /// Where the parts of a formula are, once the instructions that make them are added.
  private mutating func places(of parts: [EntryFormula], _ sources: [Kernels.Place]) -> [Kernels.Place]? {
    var places: [Kernels.Place] = []
    for part in parts {
      switch part {
      case .argument(let index): places.append(sources[index])
      case .apply(let function, let parts):
        let lent = free
        guard let inner = self.places(of: parts, sources) else { return nil }
        // Its own parts are not needed any more: the result may stand where one of them was.
        free = lent
        guard let temporary = free.popLast() else { return nil }
        instructions.append(instruction(function, inner, to: .temporary(temporary)))
        places.append(.temporary(temporary))
      }
    }
    return places
  }

  private func instruction(
    _ function: EntryFunction, _ places: [Kernels.Place], to target: Kernels.Place
  ) -> Kernels.BlockInstruction {
    Kernels.BlockInstruction(
      function, to: target, places[0], places.count > 1 ? places[1] : nil, places.count > 2 ? places[2] : nil)
  }
}

extension FastTranslator {
  /// Whether a value is wanted after the iteration.
  func isWanted(_ value: Int) -> Bool { kept.contains(value) || compiler.values[value].sharedID != nil }
}
