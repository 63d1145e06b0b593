import CKernels
import Matrices

/// Products with stored examples of which most numbers are 0: only the others are multiplied. Each entry is the same sum
/// in the same order as in a dense product, so that it has the same bits where the other operand is finite.
extension Kernels {
  /// Which stored examples a product takes.
  package struct Examples {
    /// Where the grey values are.
    package let stored: StoredExamples
    /// The examples are `order[first]`, `order[first + 1]`, …, or `first`, `first + 1`, … without an order.
    package let first: Int
    package let order: UnsafePointer<Int32>?
    package let count: Int
    /// Whether each is a column of its matrix, or a row.
    package let axis: ExampleAxis

    package init(
      _ stored: StoredExamples, first: Int, order: UnsafePointer<Int32>?, count: Int, along axis: ExampleAxis
    ) {
      self.stored = stored
      self.first = first
      self.order = order
      self.count = count
      self.axis = axis
    }

    var code: kernels_examples {
      kernels_examples(
        bytes: stored.pixels, width: ExampleColumn.pixels.width, order: order, first: first, count: count)
    }
  }

  /// The other operand of such a product, as the kernels read it: a row for each number of an example, or for each example.
  /// Whole vectors in rows are read where they are; what stands otherwise is laid out, time and again.
  package final class LaidOut<Scalar: KernelsScalar>: @unchecked Sendable {
    /// How many numbers each row has.
    package let units: Int
    private let rows: Int
    private let source: Operand<Scalar>
    /// Where it is laid out; nil where it is not.
    private let target: UnsafeMutablePointer<Scalar>?
    fileprivate let tables: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - source: what has so many rows and columns, once it is transposed where it says so.
    ///   - kernels: those that will read it.
    package init(rows: Int, columns: Int, _ source: Operand<Scalar>, for kernels: Kernels) {
      self.rows = rows
      self.source = source
      units = columns
      let level = kernels.level.code
      tables = .allocate(byteCount: Scalar.functions.tablesSize(level), alignment: 64)
      Scalar.functions.fillTables(level, tables)
      let multiple = Int(kernels_laid_out_multiple)
      if !source.isTransposed, columns % multiple == 0 {
        target = nil
      } else {
        let count = rows * ((columns + multiple - 1) / multiple * multiple)
        // A vector that lies on two lines of the cache is read twice.
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64)
        target = memory.initializeMemory(as: Scalar.self, repeating: 0, count: count)
      }
    }

    deinit {
      target?.deallocate()
      tables.deallocate()
    }

    fileprivate func prepare(_ level: Level, _ part: Int, _ parts: Int) -> Bool {
      Scalar.functions.layOut(
        level.code, rows, units, source.pointer, source.stride, source.isTransposed, target, part, parts)
    }

    fileprivate var code: kernels_rows {
      if let target { return kernels_rows(start: target, units: units, stride: 0) }
      return kernels_rows(start: source.pointer, units: units, stride: source.stride)
    }
  }

  /// Brings an operand to where it is read, or one of several parts of it.
  ///
  /// - Returns: whether the numbers of this part are finite.
  package func layOut<Scalar: KernelsScalar>(_ operand: LaidOut<Scalar>, part: Int = 0, of parts: Int = 1) -> Bool {
    operand.prepare(level, part, parts)
  }

  /// Computes examples times weights, or one of several parts of it.
  ///
  /// - Parameters:
  ///   - weights: laid out and finite, a row for each number of an example.
  ///   - product: the same product with the examples as a dense matrix, of which the target and what is done with the sums
  ///     are taken.
  ///   - inColumns: whether the target has a column for each example, or a row.
  package func multiply<Scalar: KernelsScalar>(
    _ examples: Examples, _ weights: LaidOut<Scalar>, as product: Product<Scalar>, inColumns: Bool, part: Int = 0,
    of parts: Int = 1
  ) {
    let split = Halves<Scalar>.split(product) ?? 0
    withUnsafePointer(to: examples.code) { examplesCode in
      withUnsafePointer(to: product.code) {
        Scalar.functions.multiplyExamples(
          level.code, weights.tables, examplesCode, weights.code, split, inColumns, $0, part, parts)
      }
    }
  }

  /// Computes for each number of an example the sum over the examples of it times a row of other numbers, or one of several
  /// parts of it: the transpose of the examples times what is laid out.
  ///
  /// - Parameters:
  ///   - numbers: laid out and finite, a row for each example.
  ///   - product: the same product with the examples as a dense matrix, of no great depth; its target and what is done with
  ///     the sums are taken.
  ///   - inColumns: whether the target has a column for each number of an example, or a row.
  package func multiply<Scalar: KernelsScalar>(
    transposeOf examples: Examples, _ numbers: LaidOut<Scalar>, as product: Product<Scalar>, inColumns: Bool,
    part: Int = 0, of parts: Int = 1
  ) {
    withUnsafePointer(to: examples.code) { examplesCode in
      withUnsafePointer(to: product.code) {
        Scalar.functions.multiplyByExamples(
          level.code, numbers.tables, examplesCode, numbers.code, inColumns, $0, part, parts)
      }
    }
  }
}

extension Kernels {
  /// An even share of so many things: whole vectors, as far as there are any.
  package static func share(_ count: Int, _ part: Int, of parts: Int) -> Range<Int> {
    let unit = Int(kernels_laid_out_multiple)
    return kernels_share(count, unit, part, parts)..<kernels_share(count, unit, part + 1, parts)
  }
}

extension StoredExamples {
  /// The share of grey values that are not 0 among some examples, spread evenly over all.
  package var shareOfNonZeros: Double {
    let width = ExampleColumn.pixels.width
    let sampled = min(count, Self.mostSampled)
    guard sampled > 0 else { return 0 }
    var found = 0
    for index in 0..<sampled {
      let example = index * count / sampled
      provide(example..<example + 1)
      let bytes = UnsafeBufferPointer(start: pixels + example * width, count: width)
      for byte in bytes where byte != 0 { found += 1 }
    }
    return Double(found) / Double(sampled * width)
  }

  private static var mostSampled: Int { 256 }
}
