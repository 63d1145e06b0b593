import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// The `table` sections of a lesson: rows of texts and of formulas, `show` gives the values of the first iteration, `run` those of the last.
package struct LessonTables {
  private let scope: Scope
  private let language: Language

  /// The tables of a lesson.
  package init(_ scope: Scope, _ language: Language) {
    self.scope = scope
    self.language = language
  }

  /// Each with its title and the values of the first iteration; the lesson runs it only when a cell needs it.
  ///
  /// Throws a `LessonError` for a cell that makes no sense.
  package func blocks(_ options: RunOptions) throws -> [Block] {
    var known: Moment?
    return try blocks { syntax in
      let moment: Moment
      if let known {
        moment = known
      } else {
        let runner = try Runner(scope.program, options: options)
        try runner.advance()
        moment = runner.moment()
        known = moment
      }
      return moment.evaluate(try scope.of(moment.program).resolve(syntax))
    }
  }

  /// Each with its title and the values that a run ended with.
  package func blocks(after runner: Runner) throws -> [Block] {
    let moment = runner.moment()
    let own = scope.of(runner.program)
    return try blocks { moment.evaluate(try own.resolve($0)) }
  }

  /// The same after a run the fast way, which has to keep what is `shown`.
  package func blocks<Scalar>(after runner: FastRunner<Scalar>) throws -> [Block] {
    let own = scope.of(runner.program)
    return try blocks { syntax in
      try own.resolve(syntax).evaluate { runner.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
    }
  }

  /// The quantities that cells show.
  package func shown() throws -> Set<Int> {
    var found: Set<Int> = []
    _ = try blocks { syntax in
      let resolved = try scope.resolve(syntax)
      found.formUnion(resolved.references.map(\.id))
      return Matrix(resolved.shape, repeating: .nan)
    }
    return found
  }

  /// Each with its title; the first row is the heading, and a formula without quantities is worked out here.
  private func blocks(_ evaluate: (FormulaSyntax) throws -> Matrix) throws -> [Block] {
    var blocks: [Block] = []
    for section in scope.lesson.syntax.sections {
      guard case .table(let title) = section.kind else { continue }
      var rows: [[Text]] = []
      for line in section.lines {
        guard case .cells(let cells, _) = line else { continue }
        var row: [Text] = []
        for cell in cells {
          switch cell {
          case .text(let text, _): row.append(Text(text.in(language)))
          case .formula(let syntax): row.append(try text(syntax, evaluate))
          }
        }
        rows.append(row)
      }
      guard let headings = rows.first else { continue }
      let name = title.map { $0.localized[language] } ?? Localized(es: "Tabla", en: "Table")[language]
      let columns = rows.map(\.count).max() ?? 0
      blocks += [
        .heading(2, Text(name)),
        .table(
          Table(
            headings: headings, alignments: (0..<columns).map { column in isNumeric(rows, column) ? .right : .left },
            rows: Array(rows.dropFirst()))),
      ]
    }
    return blocks
  }

  private func isNumeric(_ rows: [[Text]], _ column: Int) -> Bool {
    rows.dropFirst().allSatisfy { row in
      guard row.indices.contains(column), case .math(.number)? = row[column].parts.first else { return false }
      return true
    }
  }

  /// The value of a cell.
  private func text(_ syntax: FormulaSyntax, _ evaluate: (FormulaSyntax) throws -> Matrix) throws -> Text {
    do {
      let formula = try scope.resolve(syntax).formula
      return text(formula.references.isEmpty ? formula.evaluate() : try scope.locating { try evaluate(syntax) })
    } catch let error as LocatedError {
      throw scope.lesson.source.error(error)
    }
  }

  private func text(_ value: Matrix) -> Text {
    let style = NumberStyle()
    if value.shape.isScalar { return Text(.number(style.format(value.values.first ?? .nan))) }
    guard value.shape.rank == 2, value.values.count <= 16 else { return Text("\(value.shape)") }
    let columns = value.shape.columns
    let rows = stride(from: 0, to: value.values.count, by: columns).map { start in
      value.values[start..<(start + columns)].map { MathText.number(style.format($0)) }
    }
    return Text(.matrix(rows))
  }
}
