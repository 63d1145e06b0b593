import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace

/// The run of a page of notes: every printed entry stands for the computed one in all that follows, in its own iteration
/// and in the later ones.
///
/// Lines of one heading carry over to each other. An iteration begins with what the lines of that heading left in the
/// iterations before it, and where it has none there, with what those of the other headings left.
final class PageRun {
  private let timeline: Timeline
  private let isInterrupted: () -> Bool
  private var entries: [Int: [Entry]] = [:]
  private var present: (place: Place, values: Values, beginning: Beginning)?
  /// The beginning that was worked out last: the next ones follow from it.
  private var last: (place: Place, beginning: Beginning)?

  private struct Entry {
    let group: Int
    let quantity: Quantity
    let offset: Int
    let number: Double
  }

  private struct Place: Equatable {
    let iteration: Int
    let group: Int
  }

  /// What is otherwise than in the exact run when an iteration begins.
  private struct Beginning {
    /// Parameters and state.
    var values: [QuantityKey: Matrix] = [:]
    /// How much more the epoch's sums have gathered, in the order of the program.
    var sums: [Double] = []
    var isExact: Bool { values.isEmpty && sums.allSatisfy { $0 == 0 } }
  }

  init(_ timeline: Timeline, isInterrupted: @escaping () -> Bool) {
    self.timeline = timeline
    self.isInterrupted = isInterrupted
  }

  /// The page's values of an iteration as far as the lines of a heading have been read; the timeline is there then.
  func values(at iteration: Int, group: Int) throws(LessonError) -> Values {
    let place = Place(iteration: iteration, group: group)
    if let present, present.place == place {
      try timeline.go(to: iteration, isInterrupted: isInterrupted)
      return present.values
    }
    let beginning = try beginning(of: place)
    try timeline.go(to: iteration, isInterrupted: isInterrupted)
    let values = self.values(from: beginning, with: entries[iteration, default: []].filter { $0.group == group })
    present = (place, values, beginning)
    return values
  }

  /// Printed entries stand for the computed ones from here on.
  func carry(_ numbers: [(quantity: Quantity, offset: Int, number: Double)]) {
    guard let present else { return }
    for (quantity, offset, number) in numbers {
      entries[present.place.iteration, default: []].append(
        Entry(group: present.place.group, quantity: quantity, offset: offset, number: number))
      present.values.replace(quantity, offset, with: number)
    }
    gather(into: present.values, present.beginning)
    if let last, last.place.iteration > present.place.iteration { self.last = nil }
  }

  private func beginning(of place: Place) throws(LessonError) -> Beginning {
    var iteration = entries.keys.min() ?? place.iteration
    var beginning = Beginning()
    if let last, last.place.group == place.group, last.place.iteration <= place.iteration {
      (iteration, beginning) = (last.place.iteration, last.beginning)
    }
    while iteration < place.iteration && !isInterrupted() {
      if beginning.isExact, entries[iteration] == nil {
        // Nothing is carried: the exact run serves until the next printed entry.
        iteration = entries.keys.filter { $0 > iteration && $0 < place.iteration }.min() ?? place.iteration
        continue
      }
      try timeline.go(to: iteration, isInterrupted: isInterrupted)
      let printed = entries[iteration, default: []]
      let own = printed.filter { $0.group == place.group }
      let values = self.values(from: beginning, with: own.isEmpty ? printed : own)
      beginning = after(values, beginning)
      iteration += 1
    }
    last = (place, beginning)
    return beginning
  }

  /// The values of the timeline's iteration with another beginning and printed entries.
  private func values(from beginning: Beginning, with printed: [Entry]) -> Values {
    let values = Values(timeline.runner)
    for update in values.program.updates {
      if let value = beginning.values[QuantityKey(update.old)] { values.begin(update.old, with: value) }
    }
    for entry in printed { values.replace(entry.quantity, entry.offset, with: entry.number) }
    gather(into: values, beginning)
    return values
  }

  /// What the next iteration begins with.
  private func after(_ values: Values, _ beginning: Beginning) -> Beginning {
    var next = Beginning()
    for update in values.program.updates {
      let value = values.value(of: update.new)
      if value != values.runner.value(of: update.new) { next.values[QuantityKey(update.old)] = value }
    }
    next.sums = values.runner.isEpochEnd ? [] : surpluses(values, beginning)
    return next
  }

  /// How much more the epoch's sums have gathered than in the exact run, this iteration included.
  private func surpluses(_ values: Values, _ beginning: Beginning) -> [Double] {
    values.program.accumulations.enumerated().map { index, accumulation in
      let before = beginning.sums.indices.contains(index) ? beginning.sums[index] : 0
      let exact = values.runner.value(of: accumulation.term)?.values.first ?? 0
      let own = values.entry(accumulation.term, 0)
      return own == exact ? before : before + own - exact
    }
  }

  /// Brings the epoch's sums up to date with what has been carried.
  private func gather(into values: Values, _ beginning: Beginning) {
    for (accumulation, surplus) in zip(values.program.accumulations, surpluses(values, beginning)) {
      guard let exact = values.runner.value(of: accumulation.total)?.values.first else { continue }
      let share = accumulation.isMean ? surplus / Double(values.runner.batch) : surplus
      let total = values.entry(accumulation.total, 0)
      if total != exact + share { values.begin(accumulation.total, with: Matrix(exact + share)) }
    }
  }
}
