import Calculus
import Typesetting

/// What the keys of a full screen go by where the reader stands.
package struct ScreenPlace: Hashable, Sendable {
  /// Where the reader stands.
  package let state: StepState
  /// How far one can step.
  package let bounds: StepBounds
  /// The part of the lesson that each step belongs to.
  package let phases: [Phase]
  /// The words by which each step is found: its name, its meaning in both languages.
  package let words: [String]
  /// Numbers that the step computes, and how many of them stand in a row.
  package let entries: Int
  package let columns: Int

  /// A place put together by hand.
  package init(
    state: StepState, bounds: StepBounds, phases: [Phase], words: [String], entries: Int, columns: Int
  ) {
    self.state = state
    self.bounds = bounds
    self.phases = phases
    self.words = words
    self.entries = entries
    self.columns = max(1, columns)
  }

  /// The steps that have a text among their words, in order, whatever its case.
  package func matches(_ text: String) -> [Int] {
    let wanted = text.lowercased().utf8.map { $0 }
    return words.indices.filter { words[$0].lowercased().utf8.map { $0 }.contains(run: wanted) }
  }
}

extension Walk {
  /// What the keys of a full screen go by here.
  package var place: ScreenPlace {
    let steps = steps
    let shape = definition?.quantity.shape
    return ScreenPlace(
      state: state, bounds: bounds, phases: steps.map { $0.phase },
      words: steps.map { step in
        [step.quantity.name, step.meaning?.es ?? "", step.meaning?.en ?? ""].joined(separator: "\n")
      },
      entries: shape?.count ?? 0, columns: shape?.sizes.last ?? 1)
  }
}

extension [UInt8] {
  /// Whether other bytes stand among these, one after another.
  fileprivate func contains(run other: [UInt8]) -> Bool {
    guard other.count <= count else { return false }
    return (0...(count - other.count)).contains { start in
      other.indices.allSatisfy { self[start + $0] == other[$0] }
    }
  }
}
