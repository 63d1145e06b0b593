import Calculus
import Matrices

/// The inputs of a program that are stored examples, ready to be copied from.
package struct StoredInputs: Sendable {
  private let columns: [Int: Stored]
  /// Those that nothing in the program reads, fetched when somebody asks for them.
  private var unread: [Int: (part: ExamplePart, column: ExampleColumn, axis: ExampleAxis)] = [:]
  private let source: (any ExampleSource)?

  /// What an input is a copy of, and where its examples lie.
  package struct Stored: Sendable {
    package let examples: StoredExamples
    package let column: ExampleColumn
    package let axis: ExampleAxis
  }

  /// Reads or makes the examples that this program has anything to do with.
  ///
  /// - Throws: when they cannot be had.
  package init(_ program: Program) throws(ProgramError) {
    source = program.examples
    let cut = Set((program.batching?.pairs.map { $0.all.id } ?? []) + program.setData.map { $0.all.id })
    let stored = program.storedInputs
    var columns: [Int: Stored] = [:]
    for input in program.inputs {
      guard case .examples(let part, let column) = input.initializer, let source else { continue }
      let axis = input.quantity.examples
      guard
        cut.contains(input.quantity.id) || stored[input.quantity.id] == nil
          || program.inputs.contains(where: { $0.reads(input.quantity) })
      else {
        unread[input.quantity.id] = (part, column, axis)
        continue
      }
      do throws(ExampleSourceError) {
        columns[input.quantity.id] = Stored(
          examples: try source.examples(of: part).first(input.quantity.exampleCount), column: column, axis: axis)
      } catch {
        throw ProgramError(error.message, line: input.line)
      }
    }
    self.columns = columns
  }

  /// Whether a quantity is one of them.
  package func contains(_ quantity: Quantity) -> Bool { columns[quantity.id] != nil }

  /// Copies `size` examples of a quantity, from `first` on, in an order of their own if there is one.
  ///
  /// - Returns: false for a quantity that is not stored.
  @discardableResult
  func fill(
    _ quantity: Quantity, first: Int, order: UnsafePointer<Int32>?, size: Int,
    to target: UnsafeMutablePointer<Double>
  ) -> Bool {
    guard let stored = columns[quantity.id], first >= 0, first + size <= stored.examples.count else { return false }
    stored.examples.fill(stored.column, first: first, order: order, size: size, along: stored.axis, to: target)
    return true
  }

  /// What a quantity is a copy of.
  package func column(of quantity: Quantity) -> Stored? { columns[quantity.id] }

  /// All the examples of a quantity as numbers; nil for one that is not stored.
  package func matrix(of quantity: Quantity) -> Matrix? {
    guard let stored = columns[quantity.id] ?? fetched(quantity) else { return nil }
    let count = stored.examples.count
    var matrix = Matrix(stored.axis.shape(count, width: stored.column.width))
    matrix.values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      stored.examples.fill(stored.column, first: 0, order: nil, size: count, along: stored.axis, to: base)
    }
    return matrix
  }

  private func fetched(_ quantity: Quantity) -> Stored? {
    guard let (part, column, axis) = unread[quantity.id], let examples = try? source?.examples(of: part) else {
      return nil
    }
    return Stored(examples: examples.first(quantity.exampleCount), column: column, axis: axis)
  }
}

extension Program.Input {
  /// Whether its first value is computed from a quantity.
  fileprivate func reads(_ quantity: Quantity) -> Bool {
    switch initializer {
    case .formula(let formula): formula.reads(quantity)
    case .draw(_, let arguments): arguments.contains { $0.reads(quantity) }
    case .batch, .counter, .evaluation, .examples, .file: false
    }
  }
}
