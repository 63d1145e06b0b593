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
  private var entries: [Int: [Printed]] = [:]
  private var present: (place: Place, moment: Moment, beginning: Beginning)?
  /// The beginning that was worked out last: the next ones follow from it.
  private var last: (place: Place, beginning: Beginning)?

  private struct Printed {
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
    var values: [Int: Matrix] = [:]
    /// How much more the epoch's sums have gathered, in the order of the program.
    var sums: [Double] = []
    var isExact: Bool { values.isEmpty && sums.allSatisfy { $0 == 0 } }
  }

  init(_ timeline: Timeline, isInterrupted: @escaping () -> Bool) {
    self.timeline = timeline
    self.isInterrupted = isInterrupted
  }

  /// The page's values of an iteration as far as the lines of a heading have been read; the timeline is there then.
  func moment(at iteration: Int, group: Int) throws(ProgramError) -> Moment {
    let place = Place(iteration: iteration, group: group)
    if let present, present.place == place {
      try timeline.go(to: iteration, isInterrupted: isInterrupted)
      return present.moment
    }
    let beginning = try beginning(of: place)
    try timeline.go(to: iteration, isInterrupted: isInterrupted)
    let moment = self.moment(from: beginning, with: entries[iteration, default: []].filter { $0.group == group })
    present = (place, moment, beginning)
    return moment
  }

  /// Printed entries stand for the computed ones from here on: in the moment asked for last, which is returned, and in
  /// what follows.
  func carry(_ numbers: [(quantity: Quantity, offset: Int, number: Double)]) -> Moment? {
    guard let (place, current, beginning) = present else { return nil }
    var moment = current
    for (quantity, offset, number) in numbers {
      entries[place.iteration, default: []].append(
        Printed(group: place.group, quantity: quantity, offset: offset, number: number))
      moment = moment.replacing(Entry(quantity, offset), with: number)
    }
    moment = gathering(moment, beginning)
    present = (place, moment, beginning)
    if let last, last.place.iteration > place.iteration { self.last = nil }
    return moment
  }

  private func beginning(of place: Place) throws(ProgramError) -> Beginning {
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
      let moment = self.moment(from: beginning, with: own.isEmpty ? printed : own)
      beginning = after(moment, beginning)
      iteration += 1
    }
    last = (place, beginning)
    return beginning
  }

  /// The timeline's iteration with another beginning and printed entries.
  private func moment(from beginning: Beginning, with printed: [Printed]) -> Moment {
    var moment = timeline.run.moment()
    for update in moment.program.updates {
      if let value = beginning.values[update.old.id] { moment = moment.beginning(update.old, with: value) }
    }
    for entry in printed { moment = moment.replacing(Entry(entry.quantity, entry.offset), with: entry.number) }
    return gathering(moment, beginning)
  }

  /// What the next iteration begins with.
  private func after(_ moment: Moment, _ beginning: Beginning) -> Beginning {
    var next = Beginning()
    for update in moment.program.updates {
      let value = moment.value(of: update.new)
      if value != moment.exact(update.new) { next.values[update.old.id] = value }
    }
    next.sums = moment.isEpochEnd ? [] : surpluses(moment, beginning)
    return next
  }

  /// How much more the epoch's sums have gathered than in the exact run, this iteration included.
  private func surpluses(_ moment: Moment, _ beginning: Beginning) -> [Double] {
    moment.program.accumulations.enumerated().map { index, accumulation in
      let before = beginning.sums.indices.contains(index) ? beginning.sums[index] : 0
      let exact = moment.exact(accumulation.term)?.values.first ?? 0
      let own = moment.entry(accumulation.term, 0)
      return own == exact ? before : before + own - exact
    }
  }

  /// The moment with the epoch's sums brought up to date with what has been carried.
  private func gathering(_ moment: Moment, _ beginning: Beginning) -> Moment {
    var moment = moment
    for (accumulation, surplus) in zip(moment.program.accumulations, surpluses(moment, beginning)) {
      guard let exact = moment.exact(accumulation.total)?.values.first else { continue }
      let share = accumulation.isMean ? surplus / Double(moment.batch) : surplus
      let total = moment.entry(accumulation.total, 0)
      if total != exact + share { moment = moment.beginning(accumulation.total, with: Matrix(exact + share)) }
    }
    return moment
  }
}
