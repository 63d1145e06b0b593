import Calculus
import Matrices
import Typesetting

/// What a plan is made of, before there are slots.
package struct PlanCompiler {
  /// A matrix that is given or computed.
  package struct Value {
    package let shape: Shape
    /// Its number, where it is one that does not change.
    package var constant: Double?
    /// The quantity whose memory it is, for inputs and updated values.
    package var sharedID: Int?
  }

  /// What is computed of values, which it names by their places among them.
  package enum Instruction {
    case apply(any Operator, [Int], Int)
    case copy(Int, Int)
    /// A value is cut as a hand would, which worked it out from the operands.
    case carry(RunOptions.Carry, Int, operands: [Int])
    case accumulate(term: Int, total: Int, index: Int, isMean: Bool)

    /// The values it reads.
    package var inputs: [Int] {
      switch self {
      case .apply(_, let inputs, _): inputs
      case .copy(let from, _): [from]
      case .carry(_, let value, let operands): [value] + operands
      case .accumulate(let term, _, _, _): [term]
      }
    }

    /// The values it writes.
    package var outputs: [Int] {
      switch self {
      case .apply(_, _, let output): [output]
      case .copy(_, let to): [to]
      case .carry(_, let value, _): [value]
      case .accumulate(_, let total, _, _): [total]
      }
    }

    /// The instruction over the slots that the values have.
    ///
    /// - Parameters:
    ///   - sums: for each sum over the epoch, where the sum so far and how many it adds up are.
    ///   - epochStart: where a number is that is not 0 in the first iteration of an epoch.
    package func computation(_ slots: [Slot], sums: [(sum: Int, count: Int)], epochStart: Int) -> Computation {
      switch self {
      case .apply(let rule, let inputs, let output):
        return rule.evaluation(inputs.map { slots[$0] }, slots[output])
      case .copy(let source, let target):
        let (from, to) = (slots[source].offset, slots[target].offset)
        let count = slots[target].count
        return { block in (block + to).update(from: block + from, count: count) }
      case .carry(let carry, let value, let operands):
        let (to, count) = (slots[value].offset, slots[value].count)
        let read = operands.map { slots[$0] }
        return { block in
          let terms = read.reduce(0) { size, slot in
            max(size, RunOptions.Carry.size(of: UnsafeBufferPointer(start: block + slot.offset, count: slot.count)))
          }
          let target = block + to
          for entry in 0..<count { target[entry] = carry.cut(target[entry], from: terms) }
        }
      case .accumulate(let term, let total, let index, let isMean):
        let (term, total) = (slots[term].offset, slots[total].offset)
        let (sum, count) = sums[index]
        return { block in
          if block[epochStart] != 0 {
            block[sum] = 0
            block[count] = 0
          }
          block[sum] += block[term]
          block[count] += 1
          block[total] = isMean ? block[sum] / block[count] : block[sum]
        }
      }
    }
  }

  private struct Key: Hashable {
    let identity: String
    let arguments: [Int]
  }

  package let program: Program
  let carry: RunOptions.Carry?
  package private(set) var values: [Value] = []
  package private(set) var instructions: [Instruction] = []
  /// For each definition, how many instructions there are up to its end.
  package private(set) var instructionsUntil: [Int] = []
  /// The value that each quantity is, by its id.
  package private(set) var place: [Int: Int] = [:]
  private var owned: Set<Int> = []
  private var constants: [UInt64: Int] = [:]
  private var known: [Key: Int] = [:]
  private var accumulated: Set<Int> = []
  /// What has to be symmetric, by the instruction that needs it.
  package private(set) var symmetric: [Int: SymmetryDemand] = [:]
  private var line: Int?

  /// Nothing compiled yet; `carry` is how a hand cuts the numbers, if one does.
  package init(program: Program, carry: RunOptions.Carry?) {
    self.program = program
    self.carry = carry
  }

  /// Fills values and instructions.
  ///
  /// - Throws: when a formula does not fit its arguments.
  package mutating func compile() throws(ShapeError) {
    let stored = program.storedInputs
    for input in program.inputs where stored[input.quantity.id] == nil {
      let isShared = input.isShared
      place[input.quantity.id] = add(input.quantity.shape, sharedID: isShared ? input.quantity.id : nil)
      owned.insert(values.count - 1)
    }
    for definition in program.definitions {
      line = definition.line
      try gather(for: definition.formula)
      let index = try value(of: definition.formula)
      let isUpdate = definition.quantity.isUpdated
      if isUpdate || (carry != nil && owned.contains(index)) || values[index].constant != nil {
        let own = add(definition.quantity.shape, sharedID: isUpdate ? definition.quantity.id : nil)
        instructions.append(.copy(index, own))
        place[definition.quantity.id] = own
        owned.insert(own)
      } else {
        place[definition.quantity.id] = index
        owned.insert(index)
      }
      if let carry, let own = place[definition.quantity.id] {
        let operands = definition.formula.references.compactMap { place[$0.id] }.filter { $0 != own }
        instructions.append(.carry(carry, own, operands: operands))
      }
      instructionsUntil.append(instructions.count)
    }
    for (index, accumulation) in program.accumulations.enumerated() where !accumulated.contains(accumulation.total.id) {
      gather(accumulation, index)
    }
  }

  /// The values without a name that one instruction makes and one reads, which copies them: by each, its copy.
  var onlyCopied: [Int: Int] {
    var readers: [Int: Int] = [:]
    var found: [Int: Int] = [:]
    for instruction in instructions {
      for value in instruction.inputs { readers[value, default: 0] += 1 }
      if case .copy(let source, let target) = instruction, values[source].shape == values[target].shape {
        found[source] = target
      }
    }
    let named = Set(place.values)
    return found.filter { source, _ in
      readers[source] == 1 && !named.contains(source) && values[source].constant == nil
    }
  }

  /// For each instruction whether later iterations, sums over the epoch, stopping or the objective depend on it: on all,
  /// where a hand cuts values in their places.
  var lastingInstructions: [Bool] {
    guard carry == nil else { return instructions.map { _ in true } }
    let watched = program.stops.compactMap { $0.watched } + program.solvedQuantities
    var wanted = Set((watched + [program.objective].compactMap { $0 }).compactMap { place[$0.id] })
    for (index, value) in values.enumerated() where value.sharedID != nil { wanted.insert(index) }
    var lasts = instructions.map { _ in false }
    for (index, instruction) in instructions.enumerated().reversed() {
      if case .accumulate = instruction { lasts[index] = true }
      if !wanted.isDisjoint(with: instruction.outputs) { lasts[index] = true }
      if lasts[index] { wanted.formUnion(instruction.inputs) }
    }
    return lasts
  }

  private mutating func add(_ shape: Shape, constant: Double? = nil, sharedID: Int? = nil) -> Int {
    values.append(Value(shape: shape, constant: constant, sharedID: sharedID))
    return values.count - 1
  }

  /// The sums over the epoch that a formula reads, brought up to date before it.
  private mutating func gather(for formula: Formula) throws(ShapeError) {
    for (index, accumulation) in program.accumulations.enumerated()
    where !accumulated.contains(accumulation.total.id) && formula.reads(accumulation.total) {
      gather(accumulation, index)
    }
  }

  private mutating func gather(_ accumulation: Program.Accumulation, _ index: Int) {
    guard let term = place[accumulation.term.id] else { return }
    accumulated.insert(accumulation.total.id)
    let total = add(.scalar)
    place[accumulation.total.id] = total
    owned.insert(total)
    instructions.append(
      .accumulate(term: term, total: total, index: index, isMean: accumulation.isMean))
  }

  private mutating func value(of formula: Formula) throws(ShapeError) -> Int {
    switch formula {
    case .number(let number, _):
      if let index = constants[number.bitPattern] { return index }
      let index = add(.scalar, constant: number)
      constants[number.bitPattern] = index
      return index
    case .reference(let quantity):
      if let index = place[quantity.id] { return index }
      throw ShapeError(
        Localized(
          es: "«\(quantity.symbol)» se usa antes de calcularse",
          en: "“\(quantity.symbol)” is used before it is computed"),
        shapes: [quantity.shape])
    case .apply(let application):
      if let simpler = try application.rule.lowered(application.arguments) { return try value(of: simpler) }
      var arguments: [Int] = []
      for argument in application.arguments { arguments.append(try value(of: argument)) }
      let key = Key(identity: application.rule.identity, arguments: arguments)
      if let index = known[key] { return index }
      let index = add(application.shape)
      if application.rule.needsSymmetry {
        symmetric[instructions.count] = SymmetryDemand(
          application.rule, application.arguments[0], value: arguments[0], line: line)
      }
      instructions.append(.apply(application.rule, arguments, index))
      known[key] = index
      return index
    }
  }
}
