/// A matrix shown with its name, so that a linear format can say `W1[1,2] = 0.5`; with three or four axes it is shown
/// as slices, the matrices of its last two axes: `K[2,1,:,:]`.
package struct MatrixBlock: Hashable, Sendable {
  /// The name a reader types in an address: `W1`, `δ_out`, `new(W1)`.
  package var name: String
  /// The name as typeset.
  package var label: MathText
  /// Sizes from the outermost axis to the innermost: rows × columns, N×C×H×W.
  package let sizes: [Int]
  /// The entries, the innermost axis fastest: as many as the product of the sizes.
  package var values: [Double]
  package var style: NumberStyle

  /// A matrix of these sizes, of which there are two or more; a negative one counts as 0.
  package init(name: String, label: MathText, sizes: [Int], values: [Double], style: NumberStyle) {
    self.name = name
    self.label = label
    self.sizes = Array(repeating: 1, count: max(0, 2 - sizes.count)) + sizes.map { max(0, $0) }
    self.values = values
    self.style = style
  }

  /// The rows of a slice, which of two axes is the whole.
  package var rows: Int { sizes[sizes.count - 2] }
  /// The columns of a slice.
  package var columns: Int { sizes[sizes.count - 1] }
  /// Whether there are axes before the last two.
  package var isSliced: Bool { sizes.count > 2 }
  /// The number of slices, 1 of a matrix with two axes.
  package var sliceCount: Int { sizes.dropLast(2).reduce(1, *) }
  /// Whether it is a plain number.
  package var isNumber: Bool { sizes.allSatisfy { $0 == 1 } }
  /// `2×1×3×3`.
  package var shape: String { sizes.map(String.init).joined(separator: "×") }

  /// The entry in a slice, a row and a column counted from 0; NaN where the block has too few values.
  package func entry(_ slice: Int, _ row: Int, _ column: Int) -> Double {
    let place = (slice * rows + row) * columns + column
    return values.indices.contains(place) ? values[place] : .nan
  }

  /// The entries as they are shown, in their order: all with as many digits.
  package func texts(_ mark: DecimalMark) -> [String] {
    isNumber ? [style.format(entry(0, 0, 0), mark: mark)] : style.format(entries: values, mark: mark)
  }

  /// The indices of an entry, from 1, as a reader types them: `2,1,3,3`.
  package func indices(_ slice: Int, _ row: Int, _ column: Int) -> String {
    (leading(slice) + ["\(row + 1)", "\(column + 1)"]).joined(separator: ",")
  }

  /// The indices of a whole slice: `2,1,:,:`.
  package func indices(ofSlice slice: Int) -> String { (leading(slice) + [":", ":"]).joined(separator: ",") }

  /// The name with indices; what is no name gets parentheses first: `(K + 1)[2,1,3,3]`.
  package func address(_ indices: String) -> String {
    var depth = 0
    let isName = name.allSatisfy { character in
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      return depth > 0 || !" +−-*·/⊙^".contains(character) || (character == "/" && name.hasPrefix("∂"))
    }
    return (isName ? name : "(\(name))") + "[\(indices)]"
  }

  /// The indices on the axes before the last two.
  private func leading(_ slice: Int) -> [String] {
    var rest = slice
    var indices: [String] = []
    for size in sizes.dropLast(2).reversed() {
      indices.append("\(rest % max(1, size) + 1)")
      rest /= max(1, size)
    }
    return indices.reversed()
  }
}
