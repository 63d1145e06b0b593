import Calculus
import Execution
import Matrices

/// Numbers of a run for a file of arrays: `100.W1` is W1 at iteration 100.
///
/// They are held until the run is over, since such a file begins with a list of what is in it.
package struct TensorRecording<Scalar: KernelsScalar> {
  /// A quantity at an iteration.
  package struct Array: Sendable {
    package let name: String
    package let sizes: [Int]
    package let numbers: [Scalar]
  }

  package private(set) var arrays: [Array] = []
  /// The iterations recorded.
  package private(set) var iterations: [Int] = []
  /// How many bytes the numbers take.
  package private(set) var byteCount = 0
  private let names: Set<String>?

  /// - Parameter names: the quantities wanted, or nil for all.
  package init(names: Set<String>?) {
    self.names = names
  }

  /// Keeps the current iteration; `numbers` are those that it used or computed.
  package mutating func record(_ run: some LessonRun, _ numbers: (Quantity) -> [Scalar]?) {
    guard iterations.last != run.iteration else { return }
    iterations.append(run.iteration)
    let program = run.program
    for recorded in RecordedQuantity.all(of: program) where names?.contains(recorded.name) ?? true {
      guard run.isEpochEnd || !program.isEpochTotal(recorded.quantity), let found = numbers(recorded.quantity) else {
        continue
      }
      arrays.append(
        Array(name: "\(run.iteration).\(recorded.name)", sizes: recorded.quantity.shape.sizes, numbers: found))
      byteCount += found.count * MemoryLayout<Scalar>.stride
    }
  }
}

extension RecordedQuantity {
  /// The names in a list such as `W1, dW1`; a name that nothing has is returned instead.
  package static func names(_ list: String, of program: Program) -> (names: Set<String>, unknown: String?) {
    let known = all(of: program).map(\.name)
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
