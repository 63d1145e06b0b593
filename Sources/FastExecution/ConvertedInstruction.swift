import Calculus
import Execution
import Kernels
import Matrices

/// An instruction of the exact way between numbers of another type: it runs on a block of its own, into which its inputs
/// are converted and out of which its outputs.
final class ConvertedInstruction<Scalar: KernelsScalar>: @unchecked Sendable {
  private let inputs: [(from: FastPlace<Scalar>, to: Slot)]
  private let outputs: [(from: Slot, to: FastPlace<Scalar>)]
  /// Whether an epoch begins, and what adds up over it, which are in double precision everywhere.
  private let accumulators: [(place: UnsafeMutablePointer<Double>, offset: Int)]
  private let compute: Computation
  private let block: NumberBlock
  /// What has to be symmetric, and what was wrong when it ran last.
  private let demand: (demand: SymmetryDemand, offset: Int)?
  private(set) var refusal: ProgramError?

  /// How many numbers it reads and writes.
  var count: Int { block.count }

  init(
    _ instruction: PlanCompiler.Instruction, demanding symmetry: SymmetryDemand?, _ memory: [FastPlace<Scalar>],
    _ accumulators: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)],
    _ epochStart: UnsafeMutablePointer<Double>
  ) {
    var count = 8
    var slots = memory.map { Slot(0, $0.shape) }
    for index in Set(instruction.inputs + instruction.outputs).sorted() {
      slots[index] = Slot(count, memory[index].shape)
      count += memory[index].count
    }
    inputs = instruction.inputs.map { (memory[$0], slots[$0]) }
    outputs = instruction.outputs.map { (slots[$0], memory[$0]) }
    if case .accumulate(_, _, let index, _) = instruction {
      self.accumulators = [(epochStart, 0), (accumulators[index].sum, 1), (accumulators[index].count, 2)]
    } else {
      self.accumulators = []
    }
    compute = instruction.computation(slots, sums: accumulators.map { _ in (1, 2) }, epochStart: 0)
    block = NumberBlock(count: count)
    demand = symmetry.map { ($0, slots[$0.value].offset) }
  }

  func run() {
    for (place, offset) in accumulators { block.start[offset] = place.pointee }
    for (from, to) in inputs { from.widen(to: block.start + to.offset) }
    if let (demand, offset) = demand {
      do throws(ProgramError) {
        try demand.check(block.start + offset, isSinglePrecision: Scalar.self == Float.self)
        refusal = nil
      } catch {
        refusal = error
      }
    }
    compute(block.start)
    for (from, to) in outputs { to.narrow(from: block.start + from.offset) }
    for (place, offset) in accumulators.dropFirst() { place.pointee = block.start[offset] }
  }
}
