import Calculus
import Execution
import LessonLanguage
import Trace

/// A page of notes beside the exact run: what its right numbers lead to, and what all that it prints leads to.
final class Page {
  private let makeRun: () throws(ProgramError) -> PageRun
  private var trusted: PageRun?
  /// The page with its wrong numbers, once there are any.
  private var whole: PageRun?
  /// What is right of it, in the order of reading.
  private var right: [(entries: [PageRun.Printed], iteration: Int)] = []
  /// The decimals that right entries were printed with, by iteration.
  private var decimals: [Int: [Entry: Int]] = [:]
  /// Wrong numbers and those that follow from them, in the order of reading.
  private var wrong: [WrongEntry] = []
  /// Of the last wrong numbers that were looked at as causes of later iterations, by their place in `wrong`: the page
  /// as far as it is right and that number.
  private var alone: [Int: PageRun] = [:]
  /// Wrong numbers that are looked at as causes of other iterations: the last ones that reach any.
  private static let mostCauses = 16

  /// A printed entry as it has been judged.
  struct Reading {
    let printed: PageRun.Printed
    /// The place of its last digit: 3 for `0.250`, −2 for `1.2e3`.
    let decimals: Int
    /// What it follows from, or itself when it is wrong; nil when it is right.
    let root: Verdict.Root?
  }

  private struct WrongEntry {
    let entry: Entry
    let number: Double
    let iteration: Int
    let root: Verdict.Root
    /// Whether the page prints the same entry once more further down.
    var isReplaced = false
  }

  /// - Parameter makeRun: a run of the page's own, made when it is needed.
  init(_ makeRun: @escaping () throws(ProgramError) -> PageRun) { self.makeRun = makeRun }

  /// The page's numbers of an iteration as far as it has been read and is right; nil where they are the exact ones.
  func moment(at iteration: Int) throws(ProgramError) -> Moment? { try trusted?.moment(at: iteration) }

  /// The same with the wrong numbers, too; nil where there are none.
  func wholeMoment(at iteration: Int) throws(ProgramError) -> Moment? { try whole?.moment(at: iteration) }

  /// From here on these numbers stand for the computed ones; where they are wrong, the computed ones stay in what is
  /// right of the page: nobody has printed what should be there.
  func carry(_ readings: [Reading], in exact: Moment) throws(ProgramError) {
    let iteration = exact.iteration
    // What has been printed with more decimals stays.
    let readings = readings.filter { reading in
      let entry = Entry(reading.printed.quantity, reading.printed.offset)
      if reading.root == nil {
        guard decimals[iteration]?[entry] ?? .min <= reading.decimals else { return false }
        decimals[iteration, default: [:]][entry] = reading.decimals
      }
      return true
    }
    let correct = readings.filter { $0.root == nil }.map { $0.printed }
    // Numbers that are the exact ones change nothing as long as all are.
    if trusted == nil, correct.contains(where: { exact.entry($0.quantity, $0.offset) != $0.number }) {
      trusted = try makeRight()
    }
    trusted?.carry(correct, at: iteration)
    for run in alone.values { run.carry(correct, at: iteration) }
    let found = readings.compactMap { reading in
      reading.root.map {
        WrongEntry(
          entry: Entry(reading.printed.quantity, reading.printed.offset), number: reading.printed.number,
          iteration: iteration, root: $0)
      }
    }
    if whole == nil, !found.isEmpty { whole = try makeRight() }
    whole?.carry(readings.map { $0.printed }, at: iteration)
    if !correct.isEmpty { right.append((correct, iteration)) }
    let again = Set(readings.map { Entry($0.printed.quantity, $0.printed.offset) })
    for place in wrong.indices where wrong[place].iteration == iteration && again.contains(wrong[place].entry) {
      wrong[place].isReplaced = true
    }
    wrong += found
  }

  /// A new run of what is right of the page so far.
  private func makeRight() throws(ProgramError) -> PageRun {
    let run = try makeRun()
    for (entries, iteration) in right { run.carry(entries, at: iteration) }
    return run
  }

  /// The wrong number that a line follows from; nil where the number depends on none of them.
  ///
  /// Those nearest to the line are tried one by one: the first by which alone the number agrees, or else the first that
  /// it depends on.
  ///
  /// - Parameters:
  ///   - offset: the place of the number in the formula.
  ///   - agrees: whether the printed digits agree with these values.
  func root(
    of formula: Resolved, at offset: Int, in exact: Moment, agrees: (LineValues) -> Bool
  ) throws(ProgramError) -> Verdict.Root? {
    // Lines computed again are cut as those of the run are, or a number would change without a cause.
    let base = try moment(at: exact.iteration) ?? exact.cuttingLines
    let usual = LineValues(formula, exact: exact, page: base).page.map { $0.values[offset] }
    func changes(_ values: LineValues) -> Bool { values.page.map { $0.values[offset] } != usual }
    var seen: Set<Int> = []
    var near = formula.subject.flatMap { exact.formula(of: $0)?.references } ?? formula.references
    var first: Verdict.Root?
    while !near.isEmpty {
      let ids = Set(near.map { $0.id })
      // What an update of the iteration before has printed is what this one begins with.
      let begun = Dictionary(
        lastOf: exact.program.updates.filter { ids.contains($0.old.id) }.map { ($0.new.id, $0.old) })
      for candidate in wrong where !candidate.isReplaced {
        let entry: Entry
        if candidate.iteration == exact.iteration, ids.contains(candidate.entry.quantity.id) {
          entry = candidate.entry
        } else if candidate.iteration == exact.iteration - 1, let old = begun[candidate.entry.quantity.id] {
          entry = Entry(old, candidate.entry.offset)
        } else {
          continue
        }
        let values = LineValues(formula, exact: exact, page: base.replacing(entry, with: candidate.number))
        guard changes(values) else { continue }
        if agrees(values) { return candidate.root }
        first = first ?? candidate.root
      }
      if let first { return first }
      seen.formUnion(ids)
      var next: Set<Int> = []
      near = near.flatMap { exact.formula(of: $0)?.references ?? [] }
        .filter { !seen.contains($0.id) && next.insert($0.id).inserted }
    }
    return try earlierRoot(at: exact.iteration) { moment in
      let values = LineValues(formula, exact: exact, page: moment)
      guard changes(values) else { return nil }
      return agrees(values)
    }
  }

  /// The wrong number, of an earlier iteration or of data, that a number of this one follows from.
  ///
  /// - Parameter follows: whether the number agrees on a page with that wrong number alone; nil where it does not depend
  ///   on it.
  private func earlierRoot(
    at iteration: Int, _ follows: (Moment) -> Bool?
  ) throws(ProgramError) -> Verdict.Root? {
    var first: Verdict.Root?
    let causes = wrong.indices.filter { place in
      !wrong[place].isReplaced && whole?.reachesOthers(wrong[place].entry.quantity) == true
    }.suffix(Self.mostCauses)
    alone = alone.filter { causes.contains($0.key) }
    for place in causes.reversed() {
      let run: PageRun
      if let known = alone[place] {
        run = known
      } else {
        let entry = wrong[place]
        run = try makeRight()
        run.carry(
          [PageRun.Printed(quantity: entry.entry.quantity, offset: entry.entry.offset, number: entry.number)],
          at: entry.iteration)
        alone[place] = run
      }
      guard let agrees = try run.moment(at: iteration).flatMap(follows) else { continue }
      if agrees { return wrong[place].root }
      first = first ?? wrong[place].root
    }
    return first
  }
}
