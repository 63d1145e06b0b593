import Calculus
import LessonLanguage
import Typesetting

extension Verifier {
  /// Reads every expectation without running anything: its settings, its conditions, its names and shapes.
  ///
  /// - Parameters:
  ///   - printed: the lesson's own text, or a file of printed numbers, with its source.
  ///   - scope: the lesson's as it stands.
  /// - Returns: how many lines of expectations there are, tables counted by their cells.
  /// - Throws: a `LessonError` with the place of the first that makes no sense.
  package func checkExpectations(
    of printed: LessonSyntax, source: SourceText, _ scope: Scope
  ) throws(LessonError) -> Int {
    var scopes: [[String: LessonSettings.Override]: Scope] = [[:]: scope]
    var count = 0
    for expectation in Expectation.all(of: printed) {
      do throws(LocatedError) {
        let settings = try overrides(expectation, source)
        let own: Scope
        if let known = scopes[settings] {
          own = known
        } else {
          own = try self.scope(with: settings, expectation)
          scopes[settings] = own
        }
        guard try own.holds(expectation.line.conditions) else { continue }
        switch expectation.line.body {
        case .value(let left, let cells):
          try check(left, cells, own, source, at: expectation.line.range)
          count += cells.joined().count { $0.digits != nil }
        case .shape(let left, _):
          _ = try own.resolve(written: left)
          count += 1
        case .identity(let left, let right):
          _ = try own.resolve(written: left)
          _ = try own.resolve(written: right)
          count += 1
        case .table(_, let headings, let rows):
          for (index, heading) in headings.enumerated() {
            let cells = rows.compactMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil }
            try check(heading, [cells.first.map { [$0] } ?? []], own, source, at: heading.range)
          }
          count += rows.reduce(0) { $0 + $1.cells.count { $0.digits != nil } }
        }
      } catch {
        throw source.error(error)
      }
    }
    return count
  }

  /// Whether what is printed lies as what is computed, in a full batch or in the last one.
  private func check(
    _ left: FormulaSyntax, _ cells: [[PrintedSyntax]], _ scope: Scope, _ source: SourceText, at range: SourceRange
  ) throws(LocatedError) {
    let formula = try scope.reading(source).resolve(written: left)
    let address = source.text(left.range)
    do throws(LocatedError) {
      try PrintedShape(cells, formula.shape).check(address, at: range)
    } catch {
      guard let last = scope.program.remainder else { throw error }
      let shape = try scope.of(last).resolve(written: left).shape
      guard PrintedShape(cells, shape).fits else { throw error }
    }
  }

  /// The lesson under other settings; an error then belongs to the line that asks for them.
  private func scope(
    with settings: [String: LessonSettings.Override], _ expectation: Expectation
  ) throws(LocatedError) -> Scope {
    var options = options
    options.overrides = options.overrides.replacing(settings)
    do {
      return try lesson.program(settings: options).scope
    } catch {
      throw LocatedError(expectation.line.range, error.message)
    }
  }
}
