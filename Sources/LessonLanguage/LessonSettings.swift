import Calculus
import Matrices

/// What a reader changes in a lesson, and what it is given.
package struct LessonSettings: Sendable {
  /// Settings (and data, parameters, state) with what replaces their value, by canonical name or option.
  package var overrides: [String: Override] = [:]
  /// `--optimizer adam(0.003)`
  package var optimizer: FormulaSyntax?
  /// What was typed for the overrides, by their names, and for the optimizer: `typedOptimizer`.
  package var typed: [String: LocatedError.Typed] = [:]
  package var typedOptimizer: LocatedError.Typed?
  /// What `from digits` stands for.
  package var digits: (any ExampleSource)?
  /// The files that the lesson may read; nil where there are none.
  package var files: (any NumberFiles)?
  /// Run the transposed program.
  package var isTransposed = false
  /// How much of another set is computed at once.
  package var room = Program.Evaluation.Room.usual
  /// Where a reader wants the number of a layer in names; nil: as the lesson writes it. Nothing that is computed changes.
  package var layers: Notation.Layers?
  package init() {}

  /// What replaces a value.
  package enum Override: Sendable, Hashable {
    case number(Double)
    case choice(String)
    case formula(FormulaSyntax, String)
    /// The numbers of a file, and its path.
    case file(NumberArray, String)

    /// As the reader typed it.
    package var text: String {
      switch self {
      case .number(let value): "\(value)"
      case .choice(let text): text
      case .formula(_, let text): text
      case .file(_, let path): "@\(path)"
      }
    }
  }
}
