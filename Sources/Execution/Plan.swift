import Calculus
import Matrices
import Typesetting

/// A program compiled once, for one size of batch, into computations over the slots of a block: the exact way.
///
/// Double precision, nothing fused, sums in the written order. An operation on the same operands is done once: where
/// a lesson has `A2 = σ(Z2)` and later `σ'(Z2)`, the second reads the first's result, which is the same bits.
///
/// A plan holds no number of any run: as many blocks of it as one likes can be at work at once, on as many threads.
final class Plan: Sendable {
  let program: Program
  /// Where the plans for all sizes of batch have what a run is given and what it keeps; it begins the block.
  let head: PlanHead
  /// Where each quantity is, by id.
  let slots: [Int: Slot]
  /// The same for whoever asks in each iteration.
  private let slotsInOrder: [Slot?]
  /// The numbers that an iteration computes or is cut for it, of quantities: they come after the head.
  let transient: Range<Int>
  /// Whether a moment of a run keeps what its iteration began with, and runs it again when somebody asks for the rest.
  var isReplayed: Bool { transient.count > Self.mostCopied }
  /// So many numbers are copied sooner than computed.
  private static let mostCopied = 1 << 16
  /// How many numbers the block has. After the transient ones of quantities come the formulas' numbers, which
  /// `makeBlock` puts into each block, and what has no name.
  let numbers: Int

  /// What has to be symmetric, and where it is.
  private let symmetric: [(demand: SymmetryDemand, slot: Slot, lasts: Bool)]
  private let constants: [(offset: Int, number: Double)]
  /// All the operations of an iteration, in order.
  private let iteration: Computation
  /// Those of them that later iterations, sums over the epoch, stopping and the objective depend on; then the others. In
  /// this order they give the same bits: each value has a place of its own.
  private let lasting: Computation
  private let passing: Computation
  /// Whether what lasts or stopping reads metrics on other sets.
  let readsSets: Bool
  /// Those that only stopping looks at, at the end.
  private let control: Computation
  /// Entries of all values of an iteration together: 2 GB, and 0.8 GB where all memory there is has 4.
  private static let mostNumbers = Int.bitWidth > 32 ? 250_000_000 : 100_000_000

  /// - Parameters:
  ///   - program: whose definitions an iteration computes.
  ///   - head: that of the lesson's plan for full batches, for a plan that takes turns with it.
  ///   - carry: decimals to which every defined quantity is cut.
  /// - Throws: when what the whole run keeps has another shape here than in the head, or all is too much.
  init(_ program: Program, head: PlanHead? = nil, carry: RunOptions.Carry?) throws(ProgramError) {
    let head = head ?? PlanHead(program)
    self.program = program
    self.head = head
    var compiler = PlanCompiler(program: program, carry: carry)
    do throws(ShapeError) { try compiler.compile() } catch { throw ProgramError(error.reason) }
    var layout = SlotLayout(count: head.count)
    let shared = head.slots(of: program)
    var found: [Int: Slot] = [:]
    for (id, slot) in shared { if let value = compiler.place[id] { found[value] = slot } }
    for value in compiler.place.values.sorted() where found[value] == nil {
      found[value] = layout.reserve(compiler.values[value].shape)
    }
    transient = head.count..<layout.beginLine()
    // What is computed for the sake of a copy alone is computed where that would lie.
    let copied = compiler.onlyCopied
    for (source, target) in copied { found[source] = found[target] }
    var places: [Slot] = []
    var constants: [(offset: Int, number: Double)] = []
    for (index, value) in compiler.values.enumerated() {
      let slot = found[index] ?? layout.reserve(value.shape)
      places.append(slot)
      if let number = value.constant { constants.append((slot.offset, number)) }
    }
    guard layout.count <= Self.mostNumbers else {
      throw ProgramError(
        Localized(
          es: "una iteración pide \(layout.count) números a la vez; el máximo es \(Self.mostNumbers)",
          en: "an iteration takes \(layout.count) numbers at once; the maximum is \(Self.mostNumbers)"))
    }
    numbers = layout.count
    let slots = compiler.place.mapValues { places[$0] }
    self.slots = slots
    slotsInOrder = (0..<(1 + (slots.keys.max() ?? -1))).map { slots[$0] }
    self.constants = constants
    let lasts = compiler.lastingInstructions
    symmetric = compiler.symmetric.sorted { $0.key < $1.key }.map { ($0.value, places[$0.value.value], lasts[$0.key]) }
    let (instructions, values) = (compiler.instructions, compiler.values)
    let computations = instructions.map { instruction in
      if case .copy(let source, _) = instruction, copied[source] != nil { return BoxedComputation?.none }
      return BoxedComputation(run: instruction.computation(places, sums: head.sums, epochStart: head.epochStart))
    }
    /// Instructions from a place on, one after another.
    func sequence(from start: Int = 0, where isIncluded: (Int) -> Bool = { _ in true }) -> Computation {
      var found: [BoxedComputation] = []
      var stretches: (all: EntryStretches, first: BoxedComputation)?
      func close() {
        guard let (all, first) = stretches else { return }
        found.append(all.areSeveral ? BoxedComputation(run: all.computation(places)) : first)
        stretches = nil
      }
      for (index, instruction) in instructions.enumerated().dropFirst(start) where isIncluded(index) {
        guard let own = computations[index] else { continue }
        if stretches?.all.append(instruction, values) == true { continue }
        close()
        if let first = EntryStretches(instruction, values) { stretches = (first, own) } else { found.append(own) }
      }
      close()
      return Self.chained(found[...])
    }
    let firstControl = program.definitions.firstIndex { $0.phase == .control }
    let controlStart = firstControl.map { $0 == 0 ? 0 : compiler.instructionsUntil[$0 - 1] } ?? instructions.count
    iteration = sequence()
    lasting = sequence { lasts[$0] }
    passing = sequence { !lasts[$0] }
    let sets = Set(program.inputs.filter { $0.isEvaluation }.compactMap { compiler.place[$0.quantity.id] })
    let stops = program.stops.compactMap { $0.watched }.compactMap { compiler.place[$0.id] }
    readsSets =
      !sets.isDisjoint(with: stops)
      || zip(instructions, lasts).contains { $1 && !sets.isDisjoint(with: $0.inputs) }
    control = sequence(from: controlStart)
  }

  /// Where a quantity is; nil for one that is not computed.
  @inline(__always)
  func slot(of quantity: Quantity) -> Slot? {
    slotsInOrder.indices.contains(quantity.id) ? slotsInOrder[quantity.id] : nil
  }

  /// Memory for a run: zeros, and the formulas' numbers where operators read them.
  func makeBlock() -> NumberBlock {
    let block = NumberBlock(count: numbers)
    for (offset, number) in constants { block.start[offset] = number }
    return block
  }

  /// Runs one iteration on a block of this plan.
  @inline(__always)
  func run(on block: NumberBlock) { iteration(block.start) }

  /// Runs what an iteration has to compute for the sake of later ones, and what that leaves out.
  func runLasting(on block: NumberBlock) { lasting(block.start) }
  func runPassing(on block: NumberBlock) { passing(block.start) }

  /// Refuses what an iteration has taken for symmetric and is not.
  ///
  /// - Parameter lastingOnly: whether only what later iterations depend on has been computed.
  func checkSymmetry(on block: NumberBlock, lastingOnly: Bool = false) throws(ProgramError) {
    for (demand, slot, lasts) in symmetric where lasts || !lastingOnly {
      try demand.check(block.start + slot.offset, isSinglePrecision: false)
    }
  }

  /// Runs again what stopping looks at, after metrics on other sets have come in.
  func runControl(on block: NumberBlock) { control(block.start) }

  /// Operations one after another as a single one.
  ///
  /// A closure calls those it has captured without retaining them, which calling them from an array does each time;
  /// for a small network that is a fifth of the time.
  private static func chained(_ computations: ArraySlice<BoxedComputation>) -> Computation {
    let start = computations.startIndex
    switch computations.count {
    case 0: return { _ in }
    case 1: return computations[start].run
    case 2:
      let first = computations[start].run
      let second = computations[start + 1].run
      return { block in
        first(block)
        second(block)
      }
    case 3:
      let first = computations[start].run
      let second = computations[start + 1].run
      let third = computations[start + 2].run
      return { block in
        first(block)
        second(block)
        third(block)
      }
    case 4:
      let first = computations[start].run
      let second = computations[start + 1].run
      let third = computations[start + 2].run
      let fourth = computations[start + 3].run
      return { block in
        first(block)
        second(block)
        third(block)
        fourth(block)
      }
    default:
      let quarter = (computations.count + 3) / 4
      var parts: [BoxedComputation] = []
      var rest = computations
      while !rest.isEmpty {
        parts.append(BoxedComputation(run: chained(rest.prefix(quarter))))
        rest = rest.dropFirst(quarter)
      }
      return chained(parts[...])
    }
  }
}

/// An operation in a box of its own: a closure that is itself an element of an array is called through a second one.
private struct BoxedComputation {
  let run: Computation
}

/// Gives matrices their places in a block, one after another.
struct SlotLayout {
  /// How many numbers there are so far, or `most` where there would be more.
  var count = 0
  private static let most = Int.max - 7

  /// Goes on at the next cache line, which eight numbers fill.
  @discardableResult
  mutating func beginLine() -> Int {
    count = (count + 7) / 8 * 8
    return count
  }

  /// A place for a matrix, which begins on a line of its own unless it is shorter than one.
  mutating func reserve(_ shape: Shape) -> Slot {
    if shape.count >= 8 { beginLine() }
    let slot = Slot(count, shape)
    let (sum, overflow) = count.addingReportingOverflow(shape.count)
    count = overflow ? Self.most : min(sum, Self.most)
    return slot
  }
}

extension Program.Input {
  /// Whether plans for batches of different sizes read the same memory: not what depends on the batch's size.
  package var isShared: Bool { phase != .settings && phase != .forward && !initializer.isBatch }
}
