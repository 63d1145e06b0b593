import Calculus
import Execution
import LessonLanguage
import Matrices

/// The drawings that a lesson asks for in `pictures`, and what they need of a run's first iterations.
package struct LessonPictures {
  /// The lines in the order of the file.
  package let pictures: [Picture]
  /// The lesson's own program, for full batches.
  let scope: PictureScope
  /// How many times finer than a terminal shows it a plane is parted.
  let fineness: Int
  /// Whether there is still something to note on the way.
  package private(set) var isCurious: Bool
  /// What `steps` shows of each iteration, by picture.
  private var rows: [Int: [DrawnPicture.Rows.Row]] = [:]
  /// The columns of `steps` in the program of the last, smaller batch, by picture.
  private var smallColumns: [Int: [Resolved]] = [:]
  /// Iterations that `steps` shows.
  private static let mostRows = 40
  /// The way of the numbers over which heights are drawn, by picture.
  private var paths: [Int: DescentPath] = [:]
  /// What `points` showed in the first iteration, by picture.
  private var before: [Int: [DrawnPicture.Point]] = [:]

  /// Looks the lines up in the lesson's scope and sees to it that each can be drawn; throws the place of the
  /// first that cannot, and what would fit.
  ///
  /// - Parameter fineness: how many times finer than a terminal shows it a plane is parted.
  package init(_ scope: Scope, fineness: Int = 1) throws(LessonError) {
    self.scope = PictureScope(scope: scope)
    self.fineness = fineness
    var found: [Picture] = []
    do throws(LocatedError) {
      for section in scope.lesson.syntax.sections where section.kind == .pictures {
        for case .picture(let syntax) in section.lines where try scope.holds(syntax.conditions) {
          found.append(try Picture(syntax, self.scope))
        }
      }
      for picture in found { try picture.checkLastBatch(scope) }
    } catch {
      throw scope.lesson.source.error(error)
    }
    pictures = found
    isCurious = !found.isEmpty
    for (index, picture) in found.enumerated() { paths[index] = picture.descent(self.scope.scope) }
  }

  /// Whether the lesson has none.
  package var isEmpty: Bool { pictures.isEmpty }

  /// The numbers whose course a curve draws.
  package var followed: [Quantity] {
    pictures.flatMap { $0.kind == .curve && $0.moved.isEmpty ? $0.columns.compactMap { $0.formula.quantity } : [] }
  }

  /// The quantities whose values a descent's way is made of.
  package var read: [Quantity] { paths.values.flatMap { $0.read } }

  /// Keeps where the numbers are over which heights are drawn.
  package mutating func follow(_ run: Run) {
    for index in paths.keys { paths[index]?.note(run) }
  }

  /// Keeps what the table of steps shows of an iteration, and what the first one looked like for a comparison.
  package mutating func note(_ moment: Moment) throws(LessonError) {
    if moment.iteration >= Self.mostRows { isCurious = false }
    guard moment.iteration == 1 || pictures.contains(where: { $0.kind == .steps }) else {
      isCurious = false
      return
    }
    for (index, picture) in pictures.enumerated() where picture.kind == .steps {
      let here = try columns(of: index, picture, moment.program)
      let values = zip(here, picture.columns).flatMap { here, whole in
        // What is measured once in an epoch is not there before its end.
        moment.unmeasured(here) != nil
          ? Array(repeating: nil, count: whole.shape.count) : Self.cells(moment.evaluate(here), of: whole.shape)
      }
      rows[index, default: []].append(
        DrawnPicture.Rows.Row(iteration: moment.iteration, epoch: moment.epoch, batch: moment.batch, values: values))
    }
    guard moment.iteration == 1 else { return }
    for (index, picture) in pictures.enumerated() where picture.kind == .points {
      before[index] = try points(picture, moment)
    }
  }

  /// The columns of `steps` in the program of a batch.
  private mutating func columns(of index: Int, _ picture: Picture, _ program: Program) throws(LessonError) -> [Resolved]
  {
    guard program.isRemainder else { return picture.columns }
    if let known = smallColumns[index] { return known }
    let made = try picture.cells.map { cell throws(LessonError) in try resolve(cell, in: program) }
    smallColumns[index] = made
    return made
  }

  /// The numbers where a full batch has them, row by row; nil where this batch has none.
  private static func cells(_ matrix: Matrix, of whole: Shape) -> [Double?] {
    guard matrix.shape != whole, matrix.shape.rank == 2, whole.rank == 2 else { return matrix.values.map { $0 } }
    return (0..<whole.count).map { place in
      let (row, column) = (place / whole.columns, place % whole.columns)
      return row < matrix.shape.rows && column < matrix.shape.columns ? matrix[row, column] : nil
    }
  }

  /// The drawings after a run that ended with these numbers.
  package func after(_ moment: Moment, _ history: History) throws(LessonError) -> [DrawnPicture] {
    var drawn: [DrawnPicture] = []
    for (index, picture) in pictures.enumerated() {
      guard let content = try content(index, picture, moment, history) else { continue }
      drawn.append(DrawnPicture(picture: picture, content: content))
    }
    return drawn
  }

  private func content(
    _ index: Int, _ picture: Picture, _ moment: Moment, _ history: History
  ) throws(LessonError) -> DrawnPicture.Content? {
    switch picture.kind {
    case .curve: return picture.moved.isEmpty ? curve(picture, history) : try graph(picture, moment, paths[index])
    case .bars: return .bars(try bars(picture, moment))
    case .path, .surface: return try landscape(picture, moment, paths[index])
    case .points:
      return .points(
        DrawnPicture.Points(
          before: moment.iteration > 1 ? before[index] : nil, after: try points(picture, moment), x: picture.axis(0),
          y: picture.axis(1)))
    case .steps:
      return .steps(
        DrawnPicture.Rows(
          columns: picture.columns.flatMap(Self.entries), rows: rows[index, default: []], iterations: moment.iteration,
          hasBatches: scope.program.batching != nil))
    case .map: return try map(picture, moment)
    case .image: return .image(Self.image(moment.evaluate(try resolve(picture.syntax.subject, in: moment.program))))
    case .inequalities:
      guard case .reference(let output) = picture.subject.formula,
        let definition = scope.program.definition(of: output), let target = picture.by
      else { return nil }
      do throws(ShapeError) {
        return .inequalities(try Inequalities(definition, by: target, ExampleValues(moment, scope), scope))
      } catch {
        throw scope.scope.lesson.source.error(LocatedError(picture.syntax.subject.range, error.reason))
      }
    case .derive, .trace, .methods: return try calculated(picture, moment)
    }
  }

  /// What is derived or traced, in the program of the present batch.
  private func calculated(_ picture: Picture, _ moment: Moment) throws(LessonError) -> DrawnPicture.Content? {
    try scope.scope.lesson.source.locating { () throws(LocatedError) in
      let found = try Picture.calculation(picture.syntax, scope.scope.of(moment.program))
      return try shaped(picture.syntax.subject.range) { () throws(ShapeError) -> DrawnPicture.Content? in
        switch found {
        case .derivation(let derivation): return .derivation(derivation)
        case .trace(let result, let variables):
          return picture.kind == .trace
            ? .trace(try ExpressionTrace(result, from: variables, moment))
            : .methods(try DerivativeMethods(result, from: variables, moment))
        case nil: return nil
        }
      }
    }
  }

  /// The derivatives that a lesson asks for, which no run changes.
  package static func derivations(_ scope: Scope) throws(LessonError) -> [DrawnPicture] {
    try scope.lesson.source.locating { () throws(LocatedError) in
      var found: [DrawnPicture] = []
      for section in scope.lesson.syntax.sections where section.kind == .pictures {
        for case .picture(let syntax) in section.lines where syntax.kind == .derive {
          guard try scope.holds(syntax.conditions) else { continue }
          let picture = try Picture(syntax, PictureScope(scope: scope))
          guard case .derivation(let derivation) = picture.calculation else { continue }
          found.append(DrawnPicture(picture: picture, content: .derivation(derivation)))
        }
      }
      return found
    }
  }

  /// The entries of a column of `steps`, one beside the other.
  static func entries(_ column: Resolved) -> [Scalar] {
    (0..<column.shape.count).map { (try? column.formula.entry(at: $0)) ?? .part(of: column.formula, at: $0) }
  }

  /// 784 numbers as 28×28; others as their shape has them.
  private static func image(_ matrix: Matrix) -> Matrix {
    var shape = matrix.shape
    let side = Int(Double(shape.count).squareRoot())
    if shape.rank == 4 {
      shape = Shape(shape.sizes[2], shape.sizes[3])
    } else if shape.rows == 1 || shape.columns == 1, side * side == shape.count {
      shape = Shape(side, side)
    }
    return Matrix(shape, matrix.values) ?? matrix
  }

  /// A formula in the program of the present batch, which may be smaller than the others.
  func resolve(
    _ syntax: FormulaSyntax, _ names: LocalNames = LocalNames(), in program: Program
  ) throws(LessonError) -> Resolved {
    try scope.scope.lesson.source.locating { () throws(LocatedError) in
      try scope.scope.of(program).resolve(written: syntax, names)
    }
  }
}
