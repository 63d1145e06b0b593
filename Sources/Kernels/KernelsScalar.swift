import CKernels
import Matrices

/// A type of number that kernels compute with: `Float` or `Double`.
package protocol KernelsScalar: BinaryFloatingPoint, Sendable {
  /// The C functions for this type of number.
  static var functions: KernelsFunctions { get }
  /// Numbers of this type as doubles.
  static func widen(_ source: UnsafePointer<Self>, to target: UnsafeMutablePointer<Double>, count: Int)
  /// Doubles as numbers of this type, rounded.
  static func narrow(_ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Self>, count: Int)
  /// The transpose of a matrix that stands row by row.
  static func transpose(
    _ source: UnsafePointer<Self>, rows: Int, columns: Int, to target: UnsafeMutablePointer<Self>)
  /// For each of some lines the place of the first of its largest numbers; of the first NaN where there is one.
  static func findWinners(
    _ lines: NumberLines, _ which: Range<Int>, _ source: UnsafePointer<Self>, to target: UnsafeMutablePointer<Self>)
}

/// How lines of numbers stand in a matrix.
package struct NumberLines: Sendable {
  let length, step, stride: Int

  /// - Parameters:
  ///   - length: how many numbers each has.
  ///   - step: from one line to the next.
  ///   - stride: from one number of a line to the next.
  package init(length: Int, step: Int, stride: Int) {
    (self.length, self.step, self.stride) = (length, step, stride)
  }
}

@inline(__always)
private func writeWinners<Number: BinaryFloatingPoint>(
  _ lines: NumberLines, _ which: Range<Int>, _ source: UnsafePointer<Number>, to target: UnsafeMutablePointer<Number>
) {
  for line in which {
    let start = source + line * lines.step
    var (winner, largest) = (0, start[0])
    for place in 1..<max(1, lines.length) {
      let number = start[place * lines.stride]
      // Which of them is the largest cannot be foreseen: both are chosen without a branch.
      let isLarger = number > largest
      let isFirstNaN = number.isNaN && !largest.isNaN
      winner = isLarger ? place : winner
      winner = isFirstNaN ? place : winner
      largest = isLarger ? number : largest
      largest = isFirstNaN ? number : largest
    }
    target[line] = Number(winner)
  }
}

/// The transpose of a matrix that stands row by row.
@inline(__always)
private func transposed<Number>(
  _ source: UnsafePointer<Number>, _ rows: Int, _ columns: Int, to target: UnsafeMutablePointer<Number>
) {
  for row in 0..<rows {
    for column in 0..<columns { target[column * rows + row] = source[row * columns + column] }
  }
}

/// The C functions for one type of number.
package struct KernelsFunctions: Sendable {
  let multiply: @convention(c) (kernels_level, UnsafePointer<kernels_product>, Int, Int) -> Void
  let apply:
    @convention(c) (
      kernels_level, kernels_entry_function, Int, UnsafeMutableRawPointer?, kernels_source, kernels_source,
      kernels_source
    ) -> Void
  let evaluate:
    @convention(c) (
      kernels_level, UnsafePointer<kernels_instruction>, Int, UnsafePointer<kernels_matrix>, Int, Int, Int, Int, Int
    ) -> Void
  let fold:
    @convention(c) (
      kernels_level, kernels_fold, Bool, Int, Int, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?
    ) -> Void
  let softmax:
    @convention(c) (
      kernels_level, Bool, Int, Int, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int
    ) -> Void
  let gather:
    @convention(c) (
      kernels_level, UnsafePointer<UInt8>, Int, UnsafePointer<Int32>?, Int, Int, Bool, UnsafeMutableRawPointer, Int, Int
    ) -> Void
  let layOut:
    @convention(c) (
      kernels_level, Int, Int, UnsafeRawPointer, Int, Bool, UnsafeMutableRawPointer?, Int, Int
    ) -> Bool
  let tablesSize: @convention(c) (kernels_level) -> Int
  let fillTables: @convention(c) (kernels_level, UnsafeMutableRawPointer) -> Void
  let multiplyExamples:
    @convention(c) (
      kernels_level, UnsafeRawPointer, UnsafePointer<kernels_examples>, kernels_rows, Int, Bool,
      UnsafePointer<kernels_product>, Int, Int
    ) -> Void
  let multiplyByExamples:
    @convention(c) (
      kernels_level, UnsafeRawPointer, UnsafePointer<kernels_examples>, kernels_rows, Bool,
      UnsafePointer<kernels_product>, Int, Int
    ) -> Void
  let unfold:
    @convention(c) (kernels_level, UnsafePointer<kernels_windows>, UnsafeRawPointer, UnsafeMutableRawPointer) -> Void
  let foldBack:
    @convention(c) (kernels_level, UnsafePointer<kernels_windows>, UnsafeRawPointer, UnsafeMutableRawPointer) -> Void
  let pool:
    @convention(c) (
      kernels_level, kernels_pooling, UnsafePointer<kernels_windows>, Int, Int, UnsafeRawPointer?, UnsafeRawPointer,
      UnsafeMutableRawPointer
    ) -> Void
  let sumChannels:
    @convention(c) (
      kernels_level, Int, Int, Int, Int, Int, UnsafeRawPointer, UnsafeMutableRawPointer
    ) -> Void
}

extension Float: KernelsScalar {
  package static let functions = KernelsFunctions(
    multiply: kernels_multiply_f32, apply: kernels_apply_f32, evaluate: kernels_evaluate_f32, fold: kernels_fold_f32,
    softmax: kernels_softmax_f32, gather: kernels_gather_f32, layOut: kernels_lay_out_f32,
    tablesSize: kernels_tables_size_f32, fillTables: kernels_fill_tables_f32,
    multiplyExamples: kernels_multiply_examples_f32, multiplyByExamples: kernels_multiply_by_examples_f32,
    unfold: kernels_unfold_f32, foldBack: kernels_fold_back_f32, pool: kernels_pool_f32,
    sumChannels: kernels_sum_channels_f32)

  package static func widen(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Double>, count: Int) {
    for index in 0..<count { target[index] = Double(source[index]) }
  }

  package static func narrow(_ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { target[index] = Float(source[index]) }
  }

  package static func transpose(
    _ source: UnsafePointer<Float>, rows: Int, columns: Int, to target: UnsafeMutablePointer<Float>
  ) {
    transposed(source, rows, columns, to: target)
  }

  package static func findWinners(
    _ lines: NumberLines, _ which: Range<Int>, _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    writeWinners(lines, which, source, to: target)
  }
}

extension Double: KernelsScalar {
  package static let functions = KernelsFunctions(
    multiply: kernels_multiply_f64, apply: kernels_apply_f64, evaluate: kernels_evaluate_f64, fold: kernels_fold_f64,
    softmax: kernels_softmax_f64, gather: kernels_gather_f64, layOut: kernels_lay_out_f64,
    tablesSize: kernels_tables_size_f64, fillTables: kernels_fill_tables_f64,
    multiplyExamples: kernels_multiply_examples_f64, multiplyByExamples: kernels_multiply_by_examples_f64,
    unfold: kernels_unfold_f64, foldBack: kernels_fold_back_f64, pool: kernels_pool_f64,
    sumChannels: kernels_sum_channels_f64)

  package static func widen(_ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, count: Int) {
    target.update(from: source, count: count)
  }

  package static func narrow(_ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, count: Int) {
    target.update(from: source, count: count)
  }

  package static func transpose(
    _ source: UnsafePointer<Double>, rows: Int, columns: Int, to target: UnsafeMutablePointer<Double>
  ) {
    transposed(source, rows, columns, to: target)
  }

  package static func findWinners(
    _ lines: NumberLines, _ which: Range<Int>, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>
  ) {
    writeWinners(lines, which, source, to: target)
  }
}
