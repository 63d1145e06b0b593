import Matrices
import Typesetting

/// `one_hot(c, n)`: for each class of a list, a 1 in its place among n, counted from 0, and 0 elsewhere.
///
/// A list of m classes gives m×n when examples lie in rows and n×m when they lie in columns.
package final class OneHot: Operator {
  /// How many classes there are.
  package let classes: Int
  /// Where the examples lie.
  package let axis: ExampleAxis

  package init(classes: Int, axis: ExampleAxis) {
    self.classes = classes
    self.axis = axis
  }

  package var identity: String { "one_hot(\(classes)) in \(axis.rawValue)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "one_hot(c, n)", .classes, es: "un 1 en el lugar de la clase, contando desde 0",
      en: "a 1 in the place of the class, counted from 0")
  }
  package var samples: [OperatorSample] {
    [[Shape(3, 1)], [Shape(1, 3)], [.scalar]].map { OperatorSample($0, isDifferentiable: false) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectMatrix(arguments[0])
    guard arguments[0].rows == 1 || arguments[0].columns == 1 else {
      throw ShapeError(
        Localized(
          es: "las clases deberían ir en una sola fila o columna, y son \(arguments[0])",
          en: "the classes should be in a single row or column, and they are \(arguments[0])"), shapes: arguments)
    }
    guard classes >= 2 else {
      throw ShapeError(
        Localized(es: "hacen falta al menos 2 clases", en: "at least 2 classes are needed"), shapes: arguments)
    }
    let count = arguments[0].rows == 1 ? arguments[0].columns : arguments[0].rows
    return axis == .rows ? Shape(count, classes) : Shape(classes, count)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let lines = ClassLines(output.shape, axis)
    let (from, to) = (inputs[0].offset, output.offset)
    return { block in
      let source = block + from
      for example in 0..<lines.examples {
        let target = block + to + example * lines.exampleStride
        for index in 0..<lines.classes { target[index * lines.classStride] = source[example] == Double(index) ? 1 : 0 }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    let (example, place) = axis == .rows ? (row, column) : (column, row)
    return try .apply(
      Comparison(kind: .equal, isExact: true), [arguments[0].entry(at: example), .number(Double(place))])
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // The classes of an example lie along the other axis.
    arguments[0].axis == (axis == .rows ? 0 : 1) ? arguments[0].axis : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(OneHot(classes: classes, axis: axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("one_hot"), texts: arguments.map { $0.text } + [.number(String(classes))])
  }
}
