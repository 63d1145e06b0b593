import Calculus
import Kernels
import Matrices

/// Products with examples of which most numbers are 0.
extension FastTranslator {
  /// Adds the operations of a product with such examples; false where neither operand is one, or nothing is gained.
  ///
  /// - Parameters:
  ///   - inputs: the values that it multiplies.
  ///   - taken: the instructions that it carries out.
  ///   - isSwapped: whether the product is that of the transposes, the other way round.
  mutating func emitSparse(
    _ product: Kernels.Product<Scalar>, of inputs: [Int], for taken: [Int], isSwapped: Bool = false
  ) -> Bool {
    guard let (value, examples, isTransposed) = sparseOperand(of: inputs) else { return false }
    let isLast = examples.axis == .columns
    let other = inputs[isLast ? 0 : 1]
    guard original(other) != value else { return false }
    // Sums over very many examples are made in halves, which only dense products are.
    guard !isTransposed || Kernels.Halves<Scalar>.split(product) == nil else { return false }
    var operand = operand(other)
    // Examples in columns stand on the right: what stands on the left of them is laid out the other way round.
    if isLast { operand.isTransposed.toggle() }
    let inColumns = isLast != isSwapped
    let laidOut = Kernels.LaidOut(
      rows: product.depth, columns: inColumns ? product.rows : product.columns, operand, for: kernels)
    let sparse = SparseProduct(
      examples, isTransposed: isTransposed, inColumns: inColumns, laidOut, as: product, matrix: memory[value].pointer,
      kernels: kernels)
    let key = UnsafeMutableRawPointer(sparse.finite)
    append(
      FastOperation(
        kind: .product, cost: product.depth * laidOut.units, isDivisible: true,
        reads: [memory[original(other)].pointer], writes: [key], body: sparse.prepare), inPhaseOf: taken[0])
    append(
      FastOperation(
        kind: .product, cost: product.rows * product.columns * product.depth / 4, isDivisible: true, reads: [key],
        writes: [memory[value].pointer], body: sparse.multiply), for: taken, without: value)
    return true
  }

  /// The sparse examples among two factors: their value, and whether the factor is their transpose.
  private func sparseOperand(of inputs: [Int]) -> (value: Int, examples: SparseExamples, isTransposed: Bool)? {
    for (place, axis) in [(1, ExampleAxis.columns), (0, .rows)] {
      let value = original(inputs[place])
      if let examples = sparse[value], examples.axis == axis { return (value, examples, value != inputs[place]) }
    }
    return nil
  }
}
