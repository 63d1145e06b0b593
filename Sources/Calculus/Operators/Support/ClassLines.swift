import Matrices
import Typesetting

/// The classes of each example: one line of entries for each.
struct ClassLines {
  /// How many examples and how many classes.
  let examples: Int
  let classes: Int
  /// From an example to the next, and from a class to the next.
  let exampleStride: Int
  let classStride: Int

  init(_ shape: Shape, _ axis: ExampleAxis) {
    (examples, classes) = (axis.count(shape), axis.width(shape))
    (exampleStride, classStride) = axis.strides(shape)
  }

  /// The places of the example that a place belongs to, and which of them it is.
  func location(of offset: Int) -> (line: [Int], place: Int) {
    let example = exampleStride == 1 ? offset % max(1, examples) : offset / max(1, classes)
    let start = example * exampleStride
    return (line(example), (offset - start) / max(1, classStride))
  }

  /// The places of an example's classes.
  func line(_ example: Int) -> [Int] {
    (0..<classes).map { example * exampleStride + $0 * classStride }
  }

  func softmax(_ source: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>) {
    for example in 0..<examples {
      let (line, to) = (source + example * exampleStride, target + example * exampleStride)
      let largest = largest(line)
      var sum = 0.0
      for index in 0..<classes {
        let power = RealMath.exponential(line[index * classStride] - largest)
        to[index * classStride] = power
        sum += power
      }
      for index in 0..<classes { to[index * classStride] /= sum }
    }
  }

  func logSoftmax(_ source: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>) {
    for example in 0..<examples {
      let (line, to) = (source + example * exampleStride, target + example * exampleStride)
      let largest = largest(line)
      var sum = 0.0
      for index in 0..<classes { sum += RealMath.exponential(line[index * classStride] - largest) }
      let logarithm = RealMath.logarithm(sum)
      for index in 0..<classes { to[index * classStride] = line[index * classStride] - largest - logarithm }
    }
  }

  /// The first of the largest, counted from 0; the first NaN where there is one.
  func winner(_ line: UnsafePointer<Double>) -> Int {
    var winner = 0
    for index in 1..<classes
    where Extreme.Kind.maximum.isFurther(line[index * classStride], than: line[winner * classStride]) {
      winner = index
    }
    return winner
  }

  private func largest(_ line: UnsafePointer<Double>) -> Double {
    var largest = line[0]
    for index in 1..<classes where line[index * classStride] > largest { largest = line[index * classStride] }
    return largest
  }

  static func samples(_ axis: ExampleAxis, isDifferentiable: Bool = true) -> [OperatorSample] {
    let shapes = axis == .rows ? [Shape(2, 3), Shape(1, 2)] : [Shape(3, 2), Shape(2, 1)]
    return shapes.map { OperatorSample([$0], isDifferentiable: isDifferentiable) }
  }
}

extension Operator {
  /// Refuses what has not at least two classes for each example.
  func expectClasses(_ arguments: [Shape], _ axis: ExampleAxis) throws(ShapeError) {
    try expect(1, arguments)
    try expectMatrix(arguments[0])
    let classes = ClassLines(arguments[0], axis).classes
    guard classes >= 2 else {
      let (es, en) = axis == .rows ? ("filas", "rows") : ("columnas", "columns")
      throw ShapeError(
        Localized(
          es: "los ejemplos están en \(es), así que \(arguments[0]) tiene \(classes) clase; hacen falta al menos 2",
          en: "examples lie in \(en), so \(arguments[0]) has \(classes) class; at least 2 are needed"),
        shapes: arguments)
    }
  }
}
