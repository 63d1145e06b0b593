import Formats
import Typesetting

/// A matrix with its name and every number it has, as formulas: `W1 = [0.1 0.3; 0.2 0.4]`; of three or four axes one for
/// each slice, `K[1,2,:,:] = …`.
struct MatrixFormulas {
  let formulas: [MathText]

  init(_ matrix: MatrixBlock) {
    // A format puts the reader's mark in.
    let texts = matrix.texts(.point)
    func formula(_ label: MathText, _ value: MathText) -> MathText { .row([label, .sign("=", .relation), value]) }
    guard !matrix.isNumber else {
      formulas = [formula(matrix.label, .number(texts.first ?? ""))]
      return
    }
    let (rows, columns) = (matrix.rows, matrix.columns)
    formulas = (0..<matrix.sliceCount).map { slice in
      let numbers = (0..<rows).map { row in
        (0..<columns).map { column in
          let place = (slice * rows + row) * columns + column
          return MathText.number(texts.indices.contains(place) ? texts[place] : "NaN")
        }
      }
      guard matrix.isSliced else { return formula(matrix.label, .matrix(numbers)) }
      let indices = MathText.fenced("[", .words(matrix.indices(ofSlice: slice)), "]")
      return formula(.row([matrix.label, indices]), .matrix(numbers))
    }
  }
}
