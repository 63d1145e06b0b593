import Calculus
import Execution
import Kernels
import Matrices

/// Turns the instructions of a plan into operations of the fast way: it takes transposes into products, bias and relu
/// into the product before them, and gathers formulas on matrices of the same shape.
struct FastTranslator<Scalar: KernelsScalar> {
  private typealias Instruction = PlanCompiler.Instruction

  let compiler: PlanCompiler
  let memory: [FastPlace<Scalar>]
  /// Values that somebody wants afterwards.
  let kept: Set<Int>
  let kernels: Kernels
  let accumulators: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)]
  let epochStart: UnsafeMutablePointer<Double>
  /// The examples of which most numbers are 0, by the value that holds them.
  let sparse: [Int: SparseExamples]

  private var operations: [FastOperation] = []
  /// The operations that may refuse what they are given.
  private(set) var demanding: [ConvertedInstruction<Scalar>] = []

  /// - Parameters:
  ///   - indices: the instructions that it carries out.
  ///   - examples: a value that these read and the operation does not.
  mutating func append(_ operation: FastOperation, for indices: [Int], without examples: Int? = nil) {
    var operation = operation
    for index in indices {
      let instruction = compiler.instructions[index]
      for input in instruction.inputs.map(original) where input != examples {
        operation.reads.insert(memory[input].pointer)
      }
      for output in instruction.outputs { operation.writes.insert(memory[output].pointer) }
    }
    append(operation, inPhaseOf: indices.first ?? 0)
  }

  /// - Parameter index: an instruction of the part of the lesson that the operation belongs to.
  mutating func append(_ operation: FastOperation, inPhaseOf index: Int) {
    var operation = operation
    // Instructions are grouped by the definition they compute; what comes after the last gathers sums of the epoch.
    let place = compiler.instructionsUntil.firstIndex { $0 > index }
    operation.phase = place.map { compiler.program.definitions[$0].phase } ?? .metrics
    operations.append(operation)
  }

  /// What each instruction is for vector loops.
  let forms: [FastForm]

  /// The instructions that read each value.
  private var readers: [[Int]] = []

  /// The instructions that read a value.
  func readersOf(_ value: Int) -> [Int] { readers[value] }

  /// The instruction that makes each value.
  private var maker: [Int?] = []
  /// Instructions that another one has taken in.
  var done: Set<Int> = []
  /// Values that exist only as the transpose of another.
  private var transposeOf: [Int: Int] = [:]
  private var group: [Int] = []

  init(
    compiler: PlanCompiler, memory: [FastPlace<Scalar>], kept: Set<Int>, kernels: Kernels,
    accumulators: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)],
    epochStart: UnsafeMutablePointer<Double>, sparse: [Int: SparseExamples]
  ) {
    self.accumulators = accumulators
    self.sparse = sparse
    self.compiler = compiler
    forms = FastForms.of(compiler)
    self.memory = memory
    self.kept = kept
    self.kernels = kernels
    self.epochStart = epochStart
  }

  /// The operations of an iteration, in order.
  mutating func translate() -> [FastOperation] {
    readers = Array(repeating: [], count: compiler.values.count)
    maker = Array(repeating: nil, count: compiler.values.count)
    for (index, instruction) in compiler.instructions.enumerated() {
      for input in instruction.inputs { readers[input].append(index) }
      for output in instruction.outputs { maker[output] = index }
    }
    for index in compiler.instructions.indices where !done.contains(index) { place(index) }
    flush()
    return operations
  }

  // MARK: - Order

  private mutating func place(_ index: Int) {
    let instruction = compiler.instructions[index]
    if isTakenIntoProducts(index) { return }
    if isEntrywise(index) {
      let shape = memory[instruction.outputs[0]].shape
      if !shape.isScalar || group.isEmpty || !dependsOnGroup(instruction) {
        if shape.isScalar && !group.isEmpty {
          emitFormula([index])
          return
        }
        if let first = group.first,
          memory[compiler.instructions[first].outputs[0]].shape != shape
            || memory[compiler.instructions[first].outputs[0]].isTransposed
              != memory[instruction.outputs[0]].isTransposed
            || readsPartlyFromGroup(instruction) || group.count >= 48 || !fits(group + [index])
        {
          flush()
        }
        group.append(index)
        return
      }
      flush()
      group.append(index)
      return
    }
    if dependsOnGroup(instruction) { flush() }
    emit(index)
  }

  private func dependsOnGroup(_ instruction: PlanCompiler.Instruction) -> Bool {
    instruction.inputs.contains(where: isOfGroup)
  }

  /// Whether the group has yet to make a value, or what it is the transpose of.
  private func isOfGroup(_ value: Int) -> Bool { maker[original(value)].map(group.contains) ?? false }

  /// Whether it reads, repeated along an axis, something the group has yet to make.
  private func readsPartlyFromGroup(_ instruction: PlanCompiler.Instruction) -> Bool {
    let shape = memory[instruction.outputs[0]].shape
    return instruction.inputs.contains { input in
      isOfGroup(input) && memory[input].shape != shape
    }
  }

  /// Whether a transposition is read only by products, which read the original the other way round.
  private mutating func isTakenIntoProducts(_ index: Int) -> Bool {
    guard forms[index] == .transposition, case .apply(_, let inputs, let output) = compiler.instructions[index],
      !kept.contains(output), memory[output].shape.rank == 2,
      readers[output].allSatisfy({ forms[$0] == .product })
    else { return false }
    transposeOf[output] = transposeOf[inputs[0]] == nil ? inputs[0] : nil
    return transposeOf[output] != nil
  }

  // MARK: - Formulas

  /// Whether an instruction works entry by entry, with nothing repeated but on two axes.
  private func isEntrywise(_ index: Int) -> Bool {
    guard case .entries = forms[index] else { return false }
    let instruction = compiler.instructions[index]
    let shape = memory[instruction.outputs[0]].shape
    let shapes = instruction.inputs.map { memory[$0].shape }
    let isFlat = shape.rank == 2 && shapes.allSatisfy { $0.rank == 2 }
    return isFlat || shapes.allSatisfy { $0 == shape || $0.isScalar }
  }

  private mutating func flush() {
    let members = group
    group = []
    if !members.isEmpty { emitFormula(members) }
  }

  /// Whether the intermediate results of these instructions find room.
  private func fits(_ members: [Int]) -> Bool {
    FastFormula(members, self).map { _ in true } ?? false
  }

  private mutating func emitFormula(_ members: [Int]) {
    guard let formula = FastFormula(members, self) else {
      for member in members { emitStepwise(member) }
      return
    }
    let block = Kernels.BlockFormula<Scalar>(
      rows: formula.rows, columns: formula.columns, matrices: formula.matrices, formula.instructions)
    append(
      FastOperation(
        kind: .formula, cost: formula.rows * formula.columns * formula.instructions.count, isDivisible: true,
        body: kernels.prepared(block)), for: members)
  }

  // MARK: - Everything else

  private mutating func emit(_ index: Int) {
    guard case .apply(_, let inputs, let output) = compiler.instructions[index] else { return emitStepwise(index) }
    if forms[index] != .product, (inputs + [output]).contains(where: { memory[$0].isTransposed }) {
      return emitStepwise(index)
    }
    let isFlat = inputs.allSatisfy { memory[$0].shape.rank == 2 }
    switch forms[index] {
    case .product: emitProduct(index, inputs, output)
    case .fold(let fold, let axis) where isFlat || axis == .all: emitFold(index, fold, axis, isMean: false)
    case .mean(let axis) where isFlat || axis == .all: emitFold(index, .sum, axis, isMean: true)
    case .softmax(let examples):
      let (source, target) = (memory[inputs[0]], memory[output])
      let kernels = kernels
      let (rows, columns) = (source.shape.rows, source.shape.columns)
      append(
        FastOperation(kind: .softmax, cost: 20 * source.count, isDivisible: true) { part, parts in
          let own = Kernels.share(examples == .rows ? rows : columns, part, of: parts)
          let first = examples == .rows ? own.lowerBound * columns : own.lowerBound
          kernels.softmax(
            along: examples == .rows ? .rows : .columns, rows: examples == .rows ? own.count : rows,
            columns: examples == .rows ? columns : own.count, source.pointer + first, stride: columns,
            to: target.pointer + first, stride: columns)
        }, for: [index])
    case .winner(let examples) where isFlat:
      let (source, target) = (memory[inputs[0]], memory[output])
      let (rows, columns) = (source.shape.rows, source.shape.columns)
      let lines = NumberLines(
        length: examples == .rows ? columns : rows, step: examples == .rows ? columns : 1,
        stride: examples == .rows ? 1 : columns)
      append(
        FastOperation(kind: .fold, cost: 2 * source.count, isDivisible: true) { part, parts in
          let own = Kernels.share(examples == .rows ? rows : columns, part, of: parts)
          Scalar.findWinners(lines, own, source.pointer, to: target.pointer)
        }, for: [index])
    case .sameNumbers: emitCopy(index, inputs[0], output)
    case .channelSums: emitChannelSums(index, inputs[0], output)
    case .convolution(let form, let geometry): emitConvolution(index, form, geometry, inputs, output)
    case .maxPooling(let form, let geometry): emitPooling(index, form, geometry, inputs, output)
    case .stepwise, .transposition, .fold, .mean, .entries, .winner: emitStepwise(index)
    }
  }

  /// The value of which another one is only the transpose, or that value itself.
  func original(_ value: Int) -> Int { transposeOf[value] ?? value }

  /// A value as a factor.
  func operand(_ value: Int) -> Kernels.Operand<Scalar> {
    let place = memory[original(value)]
    return Kernels.Operand(
      place.pointer, stride: place.stride, isTransposed: (transposeOf[value] != nil) != place.isTransposed)
  }

  private mutating func emitProduct(_ index: Int, _ inputs: [Int], _ output: Int) {
    let depth = memory[inputs[0]].shape.columns
    if memory[output].isTransposed { return emitTransposedProduct(index, inputs, output) }
    var target = output
    var taken = [index]
    var bias = Kernels.Bias<Scalar>.none
    if let (adder, found) = biasAdder(of: output, before: index) {
      bias = found
      target = compiler.instructions[adder].outputs[0]
      done.insert(adder)
      taken.append(adder)
    }
    let shape = memory[target].shape
    var product: Kernels.Product<Scalar>
    if let masked = maskOf(target, after: index) {
      for taken in [masked.comparison, masked.multiplication] { done.insert(taken) }
      taken += [masked.comparison, masked.multiplication]
      product = Kernels.Product(
        rows: shape.rows, columns: shape.columns, depth: depth, operand(inputs[0]), operand(inputs[1]),
        to: memory[compiler.instructions[masked.multiplication].outputs[0]].pointer, stride: shape.columns)
      product = product.adding(bias).masked(where: memory[masked.mask].pointer, stride: shape.columns)
    } else if let activator = reluOf(target) {
      let activated = compiler.instructions[activator].outputs[0]
      done.insert(activator)
      taken.append(activator)
      product = Kernels.Product(
        rows: shape.rows, columns: shape.columns, depth: depth, operand(inputs[0]), operand(inputs[1]),
        to: memory[activated].pointer, stride: shape.columns)
      product = product.adding(bias).activated(.relu, keeping: memory[target].pointer, stride: shape.columns)
    } else {
      product = Kernels.Product(
        rows: shape.rows, columns: shape.columns, depth: depth, operand(inputs[0]), operand(inputs[1]),
        to: memory[target].pointer, stride: shape.columns
      ).adding(bias)
    }
    if emitSparse(product, of: inputs, for: taken) { return }
    append(product, cost: shape.count * depth, for: taken)
  }

  /// A product that is stored as its transpose: Cᵀ = Bᵀ·Aᵀ.
  private mutating func emitTransposedProduct(_ index: Int, _ inputs: [Int], _ output: Int) {
    let shape = memory[output].shape
    let depth = memory[inputs[0]].shape.columns
    var (left, right) = (operand(inputs[1]), operand(inputs[0]))
    left.isTransposed.toggle()
    right.isTransposed.toggle()
    let product = Kernels.Product(
      rows: shape.columns, columns: shape.rows, depth: depth, left, right, to: memory[output].pointer,
      stride: shape.rows)
    if emitSparse(product, of: inputs, for: [index], isSwapped: true) { return }
    append(product, cost: shape.count * depth, for: [index])
  }

  /// Adds the operations of a dense product.
  private mutating func append(_ product: Kernels.Product<Scalar>, cost: Int, for taken: [Int]) {
    let kernels = kernels
    guard let halves = Kernels.Halves(product) else {
      append(
        FastOperation(kind: .product, cost: cost, isDivisible: true, body: kernels.prepared(product)), for: taken)
      return
    }
    append(
      FastOperation(kind: .product, cost: cost, isDivisible: true) { kernels.multiply(halves, part: $0, of: $1) },
      for: taken)
    // The memory of the second half is that of `halves`, which the first operation keeps.
    append(
      FastOperation(
        kind: .product, cost: 4 * product.rows * product.columns, isDivisible: true,
        body: kernels.prepared(halves.sum)), for: taken)
  }

  /// The addition of a bias that is the only thing done with a product.
  private func biasAdder(of product: Int, before index: Int) -> (Int, Kernels.Bias<Scalar>)? {
    guard let (adder, other) = loneAdder(of: product, before: index) else { return nil }
    let (shape, full) = (memory[other].shape, memory[product].shape)
    if shape.isScalar { return (adder, .scalar(memory[other].pointer)) }
    if shape == Shape(1, full.columns) { return (adder, .forColumns(memory[other].pointer)) }
    if shape == Shape(full.rows, 1) { return (adder, .forRows(memory[other].pointer)) }
    return nil
  }

  /// The addition that is the only thing done with a product, and what is added, which is there before it.
  func loneAdder(of product: Int, before index: Int) -> (adder: Int, other: Int)? {
    guard !kept.contains(product), readers[product].count == 1, let adder = readers[product].first,
      forms[adder] == .entrywise(.add), case .apply(_, let inputs, let output) = compiler.instructions[adder],
      memory[output].shape == memory[product].shape
    else { return nil }
    let other = inputs[0] == product ? inputs[1] : inputs[0]
    guard other != product, (maker[other] ?? -1) < index, maker[other].map({ !group.contains($0) }) ?? true else {
      return nil
    }
    return (adder, other)
  }

  /// The relu of a value, which the product can apply itself.
  func reluOf(_ value: Int) -> Int? {
    readers[value].first { forms[$0] == .entrywise(.relu) && !done.contains($0) }
  }

  /// The mask that a value is multiplied by, as in `dA ⊙ relu'(Z)`: 1 where Z > 0, else 0; when nothing else wants either.
  private func maskOf(_ value: Int, after index: Int) -> (mask: Int, comparison: Int, multiplication: Int)? {
    guard !isWanted(value), readers[value].count == 1, let multiplication = readers[value].first,
      forms[multiplication] == .entrywise(.multiply),
      case .apply(_, let factors, let result) = compiler.instructions[multiplication], factors[0] != factors[1],
      let other = factors.first(where: { $0 != value }), !isWanted(other), readers[other] == [multiplication],
      let comparison = maker[other], comparison > index,
      forms[comparison] == .entrywise(.greater),
      case .apply(_, let compared, _) = compiler.instructions[comparison], compiler.values[compared[1]].constant == 0
    else { return nil }
    let mask = compared[0]
    let shape = memory[value].shape
    guard memory[result].shape == shape, memory[other].shape == shape, memory[mask].shape == shape,
      (maker[mask] ?? -1) < index, maker[mask].map({ !group.contains($0) }) ?? true
    else { return nil }
    return (mask, comparison, multiplication)
  }

  private mutating func emitFold(_ index: Int, _ fold: Fold, _ axis: Axis, isMean: Bool) {
    let instruction = compiler.instructions[index]
    let (source, target) = (memory[instruction.inputs[0]], memory[instruction.outputs[0]])
    let isAll = axis == .all
    let rows = isAll ? 1 : source.shape.rows
    let columns = isAll ? source.count : source.shape.columns
    let lines: Kernels.Lines = axis == .rows ? .columns : .rows
    let length = Scalar(axis == .rows ? rows : columns)
    let folded = kernels.prepared(
      fold, of: lines, rows: rows, columns: columns, source.pointer, stride: columns, to: target.pointer)
    guard isMean else {
      append(FastOperation(kind: .fold, cost: source.count, isDivisible: false, body: folded), for: [index])
      return
    }
    append(
      FastOperation(kind: .fold, cost: source.count, isDivisible: false) { part, parts in
        folded(part, parts)
        for index in 0..<target.count { target.pointer[index] /= length }
      }, for: [index])
  }

  /// The operator's own evaluation in double precision, its inputs and output converted.
  private mutating func emitStepwise(_ index: Int) {
    let demand = compiler.symmetric[index]
    let converted = ConvertedInstruction(
      compiler.instructions[index], demanding: demand, memory, accumulators, epochStart)
    if demand != nil { demanding.append(converted) }
    append(
      FastOperation(kind: .stepwise, cost: 500 + 10 * converted.count, isDivisible: false) { _, _ in converted.run() },
      for: [index])
  }
}
