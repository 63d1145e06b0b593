import Calculus
import Execution
import Exercises
import Formats
import LessonLanguage
import Trace
import Typesetting
import Verification

/// A lesson as a Jupyter notebook (nbformat 4.5) that computes with NumPy: notes and formulas as Markdown, each line as a
/// cell made from its formula, and what its numbers should be as assertions.
package struct LessonNotebook {
  package let name: String
  /// What the notebook leaves out, and why.
  package let remarks: [Localized]
  /// How many numbers a student is to compute.
  package let blanks: Int
  /// Whether the lesson's other iterations are in it, as a loop.
  package let hasLoop: Bool
  let cells: [NotebookCell]
  /// The variable that each quantity is, in the order of the notebook.
  package let variables: [(quantity: Quantity, variable: String)]
  private let iterations: (first: Int, last: Int)

  /// - Parameters:
  ///   - moment: the iteration that stands line by line.
  ///   - exercise: what is left for a student to compute; nil for nothing.
  ///   - report: what was found of the numbers printed in the notes; nil where they do not belong to this run.
  ///   - ending: how the run goes on; nil for no more than one iteration.
  ///   - drawsAnew: whether the iteration begins with what the lesson draws itself.
  /// - Throws: what cannot be written.
  package init(
    _ scope: Scope, _ moment: Moment, exercise: Exercise?, report: Report?, ending: Ending?, drawsAnew: Bool,
    _ options: FormatOptions
  ) throws(NumPyRefusal) {
    var composer = try NotebookComposer(scope, moment, exercise, report, drawsAnew: drawsAnew, options)
    try composer.compose(ending)
    name = moment.program.name
    remarks = composer.remarks
    blanks = exercise?.blanks.count ?? 0
    hasLoop = composer.hasLoop
    cells = composer.cells
    variables = composer.variables
    iterations = (moment.iteration, composer.hasLoop ? ending?.moment.iteration ?? moment.iteration : moment.iteration)
  }

  /// The variables by the names of the quantities, each name once.
  private var named: [(name: String, variable: String)] {
    var names: Set<String> = []
    return variables.filter { names.insert($0.quantity.name).inserted }.map { ($0.quantity.name, $0.variable) }
  }

  /// The file.
  package var text: String {
    var json = JSONWriter()
    json.object { json in
      json.key("cells")
      json.array { json in for cell in cells { cell.write(to: &json) } }
      json.key("metadata")
      json.object { json in
        json.key("kernelspec")
        json.object { json in
          json.member("display_name", "Python 3")
          json.member("language", "python")
          json.member("name", "python3")
        }
        json.key("language_info")
        json.object { json in json.member("name", "python") }
        json.key("lesson")
        json.object { json in
          json.member("name", name)
          json.member("first_iteration", iterations.first)
          json.member("last_iteration", iterations.last)
          json.key("variables")
          json.object { json in for pair in named { json.member(pair.name, pair.variable) } }
        }
      }
      json.member("nbformat", 4)
      json.member("nbformat_minor", 5)
    }
    return json.text + "\n"
  }

  /// What is in the file, for programs.
  package func fact(file: String) -> Fact {
    .record(
      ("lesson", .text(name)), ("file", .text(file)), ("cells", .integer(cells.count)), ("blanks", .integer(blanks)),
      ("firstIteration", .integer(iterations.first)), ("lastIteration", .integer(iterations.last)),
      ("variables", .list(named.map { .record(("quantity", .text($0.name)), ("variable", .text($0.variable))) })),
      ("remarks", .list(remarks.map { .words($0) })))
  }
}
