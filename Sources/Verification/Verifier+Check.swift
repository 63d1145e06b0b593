import Calculus
import LessonLanguage

extension Verifier {
  /// Reads every expectation without running anything: its settings, its conditions, its names and shapes.
  ///
  /// - Parameters:
  ///   - printed: the lesson's own text, or a file of printed numbers, with its source.
  ///   - elaborator: the lesson as it stands.
  /// - Returns: how many lines of expectations there are, tables counted by their cells.
  /// - Throws: a `LessonError` with the place of the first that makes no sense.
  package func checkExpectations(
    of printed: LessonSyntax, source: SourceText, _ elaborator: Elaborator
  ) throws(LessonError) -> Int {
    var elaborators: [[String: Elaborator.Override]: Elaborator] = [[:]: elaborator]
    var count = 0
    for expectation in Expectation.all(of: printed) {
      do throws(LocatedError) {
        let settings = try overrides(expectation, source)
        let own: Elaborator
        if let known = elaborators[settings] {
          own = known
        } else {
          own = try elaborated(with: settings, expectation)
          elaborators[settings] = own
        }
        guard try own.appliesHere(expectation.line.conditions) else { continue }
        switch expectation.line.body {
        case .value(let left, let cells):
          _ = try own.probe(left)
          count += cells.joined().count { $0.digits != nil }
        case .shape(let left, _):
          _ = try own.probe(left)
          count += 1
        case .identity(let left, let right):
          _ = try own.probe(left)
          _ = try own.probe(right)
          count += 1
        case .table(_, let headings, let rows):
          for heading in headings { _ = try own.probe(heading) }
          count += rows.reduce(0) { $0 + $1.cells.count { $0.digits != nil } }
        }
      } catch {
        throw source.error(error)
      }
    }
    return count
  }

  /// The lesson under other settings; an error then belongs to the line that asks for them.
  private func elaborated(
    with settings: [String: Elaborator.Override], _ expectation: Expectation
  ) throws(LocatedError) -> Elaborator {
    var options = options
    options.overrides.merge(settings) { $1 }
    do {
      return try Elaborator.elaborate(lesson, source: lessonSource, options: options)
    } catch {
      throw LocatedError(expectation.line.range, error.message)
    }
  }
}
