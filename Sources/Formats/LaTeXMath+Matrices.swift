import Typesetting

extension LaTeXMath {
  /// An equation for a matrix with its name and shape; of one with slices its name and shape, then one for each slice.
  ///
  /// - Parameter columns: how many columns are shown at most.
  func equations(_ matrix: MatrixBlock, columns limit: Int, _ language: Language) -> [String] {
    let label = text(matrix.label)
    if matrix.isNumber { return [label + " = " + number(matrix.style.format(matrix.entry(0, 0, 0)))] }
    let rows = matrix.shownRows
    let columns = Elision.shown(matrix.columns, limit: limit, edge: Elision.edge)
    let slices = matrix.entries(rows: rows, columns: columns, mark: .point, gap: "").map { slice in
      self.matrix(
        zip(rows, slice).map { row, entries in
          zip(columns, entries).map { column, entry in
            switch (row, column) {
            case (nil, nil): "\\ddots"
            case (nil, _): "\\vdots"
            case (_, nil): "\\cdots"
            default: number(entry)
            }
          }
        })
    }
    let title = "\(label)\\;(\(matrix.sizes.map(String.init).joined(separator: "\\times ")))"
    guard matrix.isSliced, !slices.isEmpty else { return [title + " = " + (slices.first ?? self.matrix([]))] }
    let leftOut = matrix.slicesLeftOut.map { words(Text($0[language])) } ?? ""
    return [title]
      + zip(matrix.shownSlices, slices).map { slice, entries in
        guard let slice else { return leftOut }
        // A colon is a relation unless it stands alone in braces.
        let indices = matrix.indices(ofSlice: slice).map { $0 == ":" ? "{:}" : String($0) }.joined()
        return sliced(matrix.label) + "[\(indices)] = " + entries
      }
  }

  /// What stands before the indices of a slice.
  private func sliced(_ label: MathText) -> String {
    switch label {
    case .identifier, .entryLetter, .words, .scripts, .fenced: text(label)
    case .number, .sign, .row, .fraction, .root, .matrix, .marked, .under: text(.fenced("(", label, ")"))
    }
  }
}
