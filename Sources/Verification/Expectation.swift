import LessonLanguage
import Typesetting

/// A line of `expect` with the heading it stands under and the file it comes from.
package struct Expectation: Sendable, Hashable {
  /// The heading: where in the notes.
  package let place: String
  package let line: ExpectSyntax
  /// The claim that it is about; nil where it is about none.
  package var claim: String?
  /// The heading's qualifiers with the line's own over them.
  package let qualifiers: ExpectQualifiers
  /// The heading, by its place in the text: its lines carry numbers over to each other.
  package let group: Int
  /// Of a cell of a table, what the numbers of its column have in common.
  package var column: PrintedColumn?
  /// The fewest decimals of the numbers under the heading that have any.
  package var headingDecimals: Int?

  /// All the expectations of a lesson's own text or of a file of printed numbers.
  package static func all(of lesson: LessonSyntax) -> [Expectation] {
    var found: [Expectation] = []
    for (group, section) in lesson.sections.enumerated() {
      guard case .expect(let place, let heading) = section.kind else { continue }
      let lines = section.lines.compactMap { line in if case .expect(let syntax) = line { syntax } else { nil } }
      let decimals = NumberJudge.fewestDecimals(lines.flatMap { $0.cells })
      var claim: String?
      for line in section.lines {
        switch line {
        case .claim(let syntax): claim = syntax.id
        case .expect(let line):
          found.append(
            Expectation(
              place: place, line: line, claim: claim, qualifiers: heading.overridden(by: line.qualifiers),
              group: group, headingDecimals: decimals))
        case .study, .statement, .loop, .run, .picture, .row: break
        }
      }
    }
    return found
  }
}

extension ExpectQualifiers {
  /// These, with what `own` says in their stead.
  func overridden(by own: ExpectQualifiers) -> ExpectQualifiers {
    var result = self
    result.rule = own.rule ?? rule
    result.within = own.within ?? within
    result.isCarried = own.isCarried || isCarried
    result.moment = own.moment ?? moment
    result.countsFromZero = own.countsFromZero ?? countsFromZero
    result.settings = settings + own.settings
    return result
  }
}

extension ExpectSyntax {
  /// The numbers that it prints.
  fileprivate var cells: [PrintedSyntax] {
    switch body {
    case .value(_, let cells): cells.flatMap { $0 }
    case .table(_, _, let rows): rows.flatMap { $0.cells }
    case .shape, .identity, .comparison: []
    }
  }
}
