import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

extension RecordedQuantity {
  /// What a run has after its current iteration: every quantity, or those named, but sums over an epoch that has not
  /// ended.
  package static func present(in run: Run, names: Set<String>?) -> [RecordedQuantity] {
    let program = run.program
    return all(of: program).filter { recorded in
      (names?.contains(recorded.name) ?? true) && (run.isEpochEnd || !program.isEpochTotal(recorded.quantity))
    }
  }

  /// The names in a list such as `W1, dW1`; a name that nothing has is returned instead.
  package static func names(_ list: String, of program: Program) -> (names: Set<String>, unknown: String?) {
    let known = all(of: program).map { $0.name }
    var found: Set<String> = []
    for piece in list.split(separator: ",") {
      let name = Spelling.canonical(String(piece.filter { $0 != " " }))
      guard let match = known.first(where: { $0 == name || Spelling.canonical($0) == name }) else {
        return (found, String(piece.filter { $0 != " " }))
      }
      found.insert(match)
    }
    return (found, nil)
  }

  /// That a program has no quantity of a name, and the one that may be meant.
  package static func refusal(of name: String, in program: Program) -> Localized {
    let near = Nearest.word(to: name, among: all(of: program).map { $0.name })
    return Localized(es: "No existe la cantidad '\(name)'.", en: "There is no quantity '\(name)'.")
      + (near.map { Localized(es: " ¿Querías decir '\($0)'?", en: " Did you mean '\($0)'?") } ?? Localized(both: ""))
  }
}
