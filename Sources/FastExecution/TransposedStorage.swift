import Calculus
import Execution
import Matrices

/// Which matrices stand in memory as their transposes.
///
/// The gradient of weights that multiply sparse examples in columns is made pixel by pixel, and so are the weights read:
/// stored as transposes, a pixel's numbers stand side by side. What is computed of them entry by entry is stored alike.
struct TransposedStorage {
  /// The values, by their places among those of the compiler.
  private(set) var values: Set<Int> = []
  /// Whether all that reads or makes them can do so as fast.
  private(set) var isEverywhereFast = true

  private let compiler: PlanCompiler
  private let forms: [FastForm]
  private let kept: Set<Int>
  private var touching: [[Int]]

  /// - Parameters:
  ///   - forms: what each instruction is for vector loops.
  ///   - kept: values that somebody wants afterwards.
  init(_ compiler: PlanCompiler, _ forms: [FastForm], kept: Set<Int>) {
    self.compiler = compiler
    self.forms = forms
    self.kept = kept
    touching = compiler.values.map { _ in [] }
    for (index, instruction) in compiler.instructions.enumerated() {
      for value in Set(instruction.inputs + instruction.outputs) { touching[value].append(index) }
    }
  }

  /// Adds a value, and those computed from it or making it entry by entry.
  mutating func add(_ value: Int) {
    var open = [value]
    while let value = open.popLast() {
      guard values.insert(value).inserted else { continue }
      for index in touching[value] { open += values(at: index, beside: value) }
      for update in compiler.program.updates {
        guard let old = compiler.place[update.old.id], let new = compiler.place[update.new.id] else { continue }
        if old == value { open.append(new) }
        if new == value { open.append(old) }
      }
    }
  }

  /// The values that an instruction computes entry by entry beside one, and have its shape.
  private mutating func values(at index: Int, beside value: Int) -> [Int] {
    let instruction = compiler.instructions[index]
    let shape = compiler.values[value].shape
    switch forms[index] {
    case .product: return []
    case .transposition:
      let output = instruction.outputs[0]
      let isRead = touching[output].allSatisfy { $0 == index || forms[$0] == .product }
      let isTakenIn = output != value && !kept.contains(output) && isRead
      if !isTakenIn { isEverywhereFast = false }
      return []
    case .entries:
      let all = instruction.inputs + instruction.outputs
      guard all.allSatisfy({ compiler.values[$0].shape.rank == 2 }),
        instruction.outputs.allSatisfy({ compiler.values[$0].shape == shape })
      else {
        isEverywhereFast = false
        return []
      }
      return all.filter { compiler.values[$0].shape == shape }
    default:
      isEverywhereFast = false
      return []
    }
  }

  /// The quantities of a program that are worth storing so: weights of sparse examples in columns, their gradients, and
  /// what an optimizer keeps of them.
  ///
  /// - Parameter sparse: the sparse examples, by quantity id.
  static func quantities(of program: Program, sparse: [Int: SparseExamples], keeping kept: Set<Int>) -> Set<Int> {
    guard sparse.values.contains(where: { $0.axis == .columns }) else { return [] }
    var compiler = PlanCompiler(program: program, carry: nil)
    guard (try? compiler.compile()) != nil else { return [] }
    let forms = FastForms.of(compiler)
    let examples = Set(sparse.compactMap { $0.value.axis == .columns ? compiler.place[$0.key] : nil })
    var transposes: Set<Int> = []
    for (index, instruction) in compiler.instructions.enumerated() where forms[index] == .transposition {
      if instruction.inputs.allSatisfy(examples.contains) { transposes.formUnion(instruction.outputs) }
    }
    let keptValues = Set(kept.compactMap { compiler.place[$0] })
    var found: Set<Int> = []
    for (index, instruction) in compiler.instructions.enumerated() where forms[index] == .product {
      guard let right = instruction.inputs.last, transposes.contains(right) else { continue }
      var storage = TransposedStorage(compiler, forms, kept: keptValues)
      for output in instruction.outputs { storage.add(output) }
      if storage.isEverywhereFast, storage.values.isDisjoint(with: examples) { found.formUnion(storage.values) }
    }
    return Set(compiler.place.filter { found.contains($0.value) }.keys)
  }
}

/// What instructions are for vector loops.
enum FastForms {
  /// One for each instruction.
  static func of(_ compiler: PlanCompiler) -> [FastForm] {
    compiler.instructions.map { instruction in
      switch instruction {
      case .copy: .entrywise(.copy)
      case .apply(let rule, let inputs, _):
        rule.fastForm(
          of: inputs.map { FastArgument(compiler.values[$0].shape, constant: compiler.values[$0].constant) })
      case .carry, .accumulate: .stepwise
      }
    }
  }
}
