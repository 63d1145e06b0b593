import Calculus
import Matrices

/// The inputs of a program that are stored examples, ready to be copied from.
struct StoredInputs: Sendable {
  private let columns: [Int: (examples: StoredExamples, column: ExampleColumn)]
  private let inRows: Bool
  /// Those that nothing in the program reads, fetched when somebody asks for them.
  private var unread: [Int: (part: ExamplePart, column: ExampleColumn)] = [:]
  private let source: (any ExampleSource)?

  /// Reads or makes the examples that this program has anything to do with.
  ///
  /// - Throws: when they cannot be had.
  init(_ program: Program) throws(ProgramError) {
    inRows = program.examplesInRows
    source = program.examples
    let cut = Set((program.batching?.pairs.map(\.all.id) ?? []) + program.setData.map(\.all.id))
    let stored = program.storedInputs
    var columns: [Int: (examples: StoredExamples, column: ExampleColumn)] = [:]
    for input in program.inputs {
      guard case .examples(let part, let column) = input.initializer, let source else { continue }
      guard
        cut.contains(input.quantity.id) || stored[input.quantity.id] == nil
          || program.inputs.contains(where: { $0.reads(input.quantity) })
      else {
        unread[input.quantity.id] = (part, column)
        continue
      }
      do throws(ExampleSourceError) {
        columns[input.quantity.id] = (try source.examples(of: part), column)
      } catch {
        throw ProgramError(error.message, line: input.line)
      }
    }
    self.columns = columns
  }

  /// Whether a quantity is one of them.
  func contains(_ quantity: Quantity) -> Bool { columns[quantity.id] != nil }

  /// Copies `size` examples of a quantity, from `first` on, in an order of their own if there is one.
  ///
  /// - Returns: false for a quantity that is not stored.
  @discardableResult
  func fill<Scalar: KernelsScalar>(
    _ quantity: Quantity, first: Int, order: UnsafePointer<Int32>?, size: Int,
    to target: UnsafeMutablePointer<Scalar>, part: Int = 0, of parts: Int = 1
  ) -> Bool {
    guard let (examples, column) = columns[quantity.id], first >= 0, first + size <= examples.count else {
      return false
    }
    examples.fill(
      column, first: first, order: order, size: size, inRows: inRows, to: target, part: part, of: parts)
    return true
  }

  /// Where the examples of a quantity are.
  func column(of quantity: Quantity) -> (examples: StoredExamples, column: ExampleColumn)? { columns[quantity.id] }

  /// All the examples of a quantity as numbers; nil for one that is not stored.
  func matrix(of quantity: Quantity) -> Matrix? {
    guard let (examples, column) = columns[quantity.id] ?? fetched(quantity) else { return nil }
    var matrix = Matrix(inRows ? Shape(examples.count, column.width) : Shape(column.width, examples.count))
    matrix.values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      examples.fill(column, first: 0, order: nil, size: examples.count, inRows: inRows, to: base)
    }
    return matrix
  }

  private func fetched(_ quantity: Quantity) -> (examples: StoredExamples, column: ExampleColumn)? {
    guard let (part, column) = unread[quantity.id], let examples = try? source?.examples(of: part) else { return nil }
    return (examples, column)
  }
}

extension Program.Input {
  /// Whether its first value is computed from a quantity.
  fileprivate func reads(_ quantity: Quantity) -> Bool {
    switch initializer {
    case .formula(let formula): formula.reads(quantity)
    case .draw(_, let arguments): arguments.contains { $0.reads(quantity) }
    case .batch, .counter, .evaluation, .examples: false
    }
  }
}
