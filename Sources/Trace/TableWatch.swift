import Calculus
import Execution
import LessonLanguage
import Matrices

/// What the cells of tables need of a run on its way: its numbers at some iterations, when a condition first held, the
/// course of some numbers.
final class TableWatch {
  private let program: Program
  /// The iterations that cells ask for.
  private var asked: Set<Int> = []
  /// The run's numbers at these, as far as it has come.
  @exclusivity(unchecked) private(set) var moments: [Int: Moment] = [:]
  @exclusivity(unchecked) private var conditions: [Condition] = []
  private let courses: [Quantity]
  @exclusivity(unchecked) private var history: History
  @exclusivity(unchecked) private var extremes: [LessonTable.Course.Extremes]

  /// A condition, for full batches and for the last one, and the iteration at which it first held.
  private struct Condition {
    let syntax: FormulaSyntax
    let main: Resolved
    let remainder: Resolved?
    let readsTotals: Bool
    var first: Int?
  }

  /// - Parameter contents: the cells of all tables, and with each what its remainder is in the last batch.
  init(_ program: Program, _ cells: [LessonTables.Content], inLastBatch others: [LessonTables.Content]) {
    self.program = program
    var courses: [Quantity] = []
    for (place, cell) in cells.enumerated() {
      switch cell {
      case .formula(_, _, let show): if let iteration = show.iteration { asked.insert(iteration) }
      case .first(let condition, let syntax, _):
        var remainder: Resolved?
        if others.indices.contains(place), case .first(let other, _, _) = others[place] { remainder = other }
        let readsTotals = condition.references.contains { program.isEpochTotal($0) }
        conditions.append(
          Condition(syntax: syntax, main: condition, remainder: remainder, readsTotals: readsTotals))
      case .course(let quantity): if !courses.contains(quantity) { courses.append(quantity) }
      case .text, .number, .fixed, .graph: break
      }
    }
    self.courses = courses
    history = History(program, following: courses)
    extremes = courses.map { _ in LessonTable.Course.Extremes() }
  }

  /// The quantities whose values are wanted after each iteration.
  var followed: [Quantity] {
    courses + conditions.flatMap { $0.main.references + ($0.remainder?.references ?? []) }
  }

  /// Whether all numbers of an iteration are wanted.
  func wantsAll(_ iteration: Int) -> Bool { asked.contains(iteration) }

  /// Takes the current iteration in.
  func note(_ run: Run) {
    if asked.contains(run.iteration) { moments[run.iteration] = run.moment() }
    for index in conditions.indices where conditions[index].first == nil {
      if conditions[index].readsTotals && !run.isEpochEnd { continue }
      let condition = conditions[index]
      let formula = run.program.isRemainder ? condition.remainder ?? condition.main : condition.main
      let value = formula.evaluate { run.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
      if value.values.first == 1 { conditions[index].first = run.iteration }
    }
    guard !courses.isEmpty else { return }
    history.note(run)
    for (index, quantity) in courses.enumerated() where run.isEpochEnd || !program.isEpochTotal(quantity) {
      extremes[index].note(run.number(of: quantity) ?? .nan)
    }
  }

  /// Takes the last iteration in.
  func noteLast(_ run: Run) { if !courses.isEmpty { history.noteLast(run) } }

  /// The iteration at which a condition first held; nil where it never did.
  func first(_ syntax: FormulaSyntax, _ condition: Resolved) -> Int? {
    conditions.first { $0.syntax == syntax && $0.main == condition }?.first
  }

  /// How a number went.
  func course(_ quantity: Quantity) -> LessonTable.Course {
    guard let place = courses.firstIndex(of: quantity) else { return LessonTable.Course([]) }
    let points = history.iterations.indices.compactMap { index in
      history.values[place][index].map { (place: Double(history.iterations[index]), value: $0) }
    }
    return LessonTable.Course(points, extremes[place])
  }
}
