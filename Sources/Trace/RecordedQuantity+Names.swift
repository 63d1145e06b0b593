import Calculus
import Execution
import Matrices

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
}
