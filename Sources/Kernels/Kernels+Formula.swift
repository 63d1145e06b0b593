import CKernels
import Matrices

extension Kernels {
  /// Numbers one after another, or one number for every entry.
  package enum Source<Scalar: KernelsScalar>: @unchecked Sendable {
    case entries(UnsafePointer<Scalar>)
    case number(UnsafePointer<Scalar>)

    var code: kernels_source {
      switch self {
      case .entries(let pointer): kernels_source(pointer: UnsafeRawPointer(pointer), step: 1)
      case .number(let pointer): kernels_source(pointer: UnsafeRawPointer(pointer), step: 0)
      }
    }
  }

  /// `target[i] = function(a[i], b[i], c[i])`; the target may be one of the sources, but not overlap it shifted.
  /// Sources the function does not take are not looked at.
  package func apply<Scalar: KernelsScalar>(
    _ function: EntryFunction, count: Int, to target: UnsafeMutablePointer<Scalar>, _ first: Source<Scalar>,
    _ second: Source<Scalar>? = nil, _ third: Source<Scalar>? = nil
  ) {
    Scalar.functions.apply(
      level.code, function, count, target, first.code, (second ?? first).code, (third ?? first).code)
  }

  /// A place in a formula: an intermediate result, or one of its matrices.
  package struct Place: Hashable, Sendable {
    let code: UInt16

    /// How many intermediate results a formula may hold at once.
    package static let temporaryCount = Int(kernels_temporaries)

    /// An intermediate result, `index` in `0..<temporaryCount`.
    package static func temporary(_ index: Int) -> Place {
      precondition((0..<temporaryCount).contains(index))
      return Place(code: UInt16(index))
    }

    /// Whether it is an intermediate result.
    package var isTemporary: Bool { Int(code) < Place.temporaryCount }

    /// A matrix of the formula, by its place among them.
    package static func matrix(_ index: Int) -> Place { Place(code: UInt16(temporaryCount + index)) }
  }

  /// A matrix in a formula.
  package struct FormulaMatrix<Scalar: KernelsScalar>: @unchecked Sendable {
    var code: kernels_matrix

    /// All entries, `stride` from one row to the next.
    package static func whole(_ pointer: UnsafeMutablePointer<Scalar>, stride: Int) -> FormulaMatrix {
      FormulaMatrix(code: kernels_matrix(pointer: pointer, row_step: stride, column_step: 1))
    }

    /// One number for each column, the same in every row.
    package static func forColumns(_ pointer: UnsafeMutablePointer<Scalar>) -> FormulaMatrix {
      FormulaMatrix(code: kernels_matrix(pointer: pointer, row_step: 0, column_step: 1))
    }

    /// One number for each row, the same in every column.
    package static func forRows(_ pointer: UnsafeMutablePointer<Scalar>) -> FormulaMatrix {
      FormulaMatrix(code: kernels_matrix(pointer: pointer, row_step: 1, column_step: 0))
    }

    /// One number for every entry.
    package static func number(_ pointer: UnsafeMutablePointer<Scalar>) -> FormulaMatrix {
      FormulaMatrix(code: kernels_matrix(pointer: pointer, row_step: 0, column_step: 0))
    }
  }

  /// A formula entry by entry, ready to be evaluated again and again: a list of functions of places.
  ///
  /// It is evaluated in blocks that stay in the nearest cache: of each block all functions, then the next block. Functions
  /// that do not depend on one another may change places.
  /// So a matrix may be read and written, when it has the size of the result.
  package final class BlockFormula<Scalar: KernelsScalar>: @unchecked Sendable {
    package let rows: Int
    package let columns: Int
    private let instructions: UnsafeMutableBufferPointer<kernels_instruction>
    private let matrices: UnsafeMutableBufferPointer<kernels_matrix>

    /// - Parameters:
    ///   - matrices: none of them overlaps another.
    ///   - written: what is evaluated, in an order in which it may be.
    package init(rows: Int, columns: Int, matrices: [FormulaMatrix<Scalar>], _ written: [BlockInstruction]) {
      for instruction in written {
        for place in [instruction.target, instruction.first, instruction.second, instruction.third] {
          precondition(Int(place.code) < Place.temporaryCount + matrices.count, "a place without a matrix")
        }
      }
      self.rows = rows
      self.columns = columns
      let written = FormulaOrder.ordered(written)
      instructions = .allocate(capacity: written.count)
      _ = instructions.initialize(
        from: written.map { instruction in
          kernels_instruction(
            function: instruction.function, target: instruction.target.code, a: instruction.first.code,
            b: instruction.second.code,
            c: instruction.third.code)
        })
      self.matrices = .allocate(capacity: matrices.count)
      _ = self.matrices.initialize(from: matrices.map(\.code))
    }

    deinit {
      instructions.deallocate()
      matrices.deallocate()
    }

    /// What evaluates one of so many parts of it; it keeps the formula.
    fileprivate func prepared(_ level: Level) -> Prepared {
      guard let first = UnsafePointer(instructions.baseAddress), let matrix = UnsafePointer(matrices.baseAddress)
      else { return { _, _ in } }
      let (function, level) = (Scalar.functions.evaluate, level.code)
      let (count, matrixCount) = (instructions.count, matrices.count)
      nonisolated(unsafe) let (places, start) = (matrix, first)
      return { [self] part, parts in
        function(level, start, count, places, matrixCount, rows, columns, part, parts)
      }
    }
  }

  /// One function in a formula.
  package struct BlockInstruction: Hashable, Sendable {
    package let function: EntryFunction
    package let target: Place
    package let first: Place
    package let second: Place
    package let third: Place

    /// `target = function(first, second, third)`; those the function does not take are left out.
    package init(
      _ function: EntryFunction, to target: Place, _ first: Place, _ second: Place? = nil, _ third: Place? = nil
    ) {
      self.function = function
      self.target = target
      self.first = first
      self.second = second ?? first
      self.third = third ?? first
    }

    /// What the function takes.
    package var sources: [Place] { Array([first, second, third].prefix(function.arity)) }
  }

  /// What evaluates a formula, again and again.
  package func prepared<Scalar: KernelsScalar>(_ formula: BlockFormula<Scalar>) -> Prepared { formula.prepared(level) }

  /// Evaluates a formula, or one of several parts of it.
  package func evaluate<Scalar: KernelsScalar>(_ formula: BlockFormula<Scalar>, part: Int = 0, of parts: Int = 1) {
    prepared(formula)(part, parts)
  }
}
