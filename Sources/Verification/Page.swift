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
  private var printed: [(entries: [PageRun.Printed], iteration: Int)] = []
  /// The decimals that right entries were printed with, by iteration.
  private var decimals: [Int: [Entry: Int]] = [:]
  /// Wrong numbers and those that follow from them, in the order of reading.
  private var wrong: [WrongEntry] = []

  /// A printed entry as it has been judged.
  struct Reading {
    let printed: PageRun.Printed
    /// The place of its last digit: 3 for `0.250`, −2 for `1.2e3`.
    let decimals: Int
    /// What it should be, to that place.
    let corrected: Double
    /// What it follows from, or itself when it is wrong; nil when it is right.
    let root: Verdict.Root?
  }

  private struct WrongEntry {
    let entry: Entry
    let number: Double
    let iteration: Int
    let root: Verdict.Root
  }

  /// - Parameter makeRun: a run of the page's own, made when it is needed.
  init(_ makeRun: @escaping () throws(ProgramError) -> PageRun) { self.makeRun = makeRun }

  /// The page's numbers of an iteration as far as it has been read and is right; nil where they are the exact ones.
  func moment(at iteration: Int) throws(ProgramError) -> Moment? { try trusted?.moment(at: iteration) }

  /// The same with the wrong numbers, too; nil where there are none.
  func wholeMoment(at iteration: Int) throws(ProgramError) -> Moment? { try whole?.moment(at: iteration) }

  /// From here on these numbers stand for the computed ones; where they are wrong, what should be printed does in what
  /// is right of the page.
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
    // An exact number changes nothing where the page is exact.
    let own = try moment(at: iteration)
    let right = readings.map { reading in
      let printed = reading.printed
      return PageRun.Printed(
        quantity: printed.quantity, offset: printed.offset,
        number: reading.root == nil ? printed.number : reading.corrected)
    }.filter { own != nil || exact.entry($0.quantity, $0.offset) != $0.number }
    if !right.isEmpty {
      if trusted == nil { trusted = try makeRun() }
      trusted?.carry(right, at: iteration)
    }
    let found = readings.compactMap { reading in
      reading.root.map {
        WrongEntry(
          entry: Entry(reading.printed.quantity, reading.printed.offset), number: reading.printed.number,
          iteration: iteration, root: $0)
      }
    }
    if whole == nil, !found.isEmpty {
      let run = try makeRun()
      for (earlier, iteration) in printed { run.carry(earlier, at: iteration) }
      whole = run
    }
    if let whole {
      whole.carry(readings.map { $0.printed }, at: iteration)
    } else {
      printed.append((right, iteration))
    }
    wrong += found
  }

  /// The wrong number that a line follows from.
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
    let base = try moment(at: exact.iteration) ?? exact
    let usual = base.computed(formula).values[offset]
    var seen: Set<Int> = []
    var near = formula.subject.flatMap { exact.formula(of: $0)?.references } ?? formula.references
    var first: Verdict.Root?
    while !near.isEmpty {
      let ids = Set(near.map { $0.id })
      // What an update of the iteration before has printed is what this one begins with.
      let begun = Dictionary(
        lastOf: exact.program.updates.filter { ids.contains($0.old.id) }.map { ($0.new.id, $0.old) })
      for candidate in wrong {
        let entry: Entry
        if candidate.iteration == exact.iteration, ids.contains(candidate.entry.quantity.id) {
          entry = candidate.entry
        } else if candidate.iteration == exact.iteration - 1, let old = begun[candidate.entry.quantity.id] {
          entry = Entry(old, candidate.entry.offset)
        } else {
          continue
        }
        let values = LineValues(formula, exact: exact, page: base.replacing(entry, with: candidate.number))
        guard values.page.contains(where: { $0.values[offset] != usual }) else { continue }
        if agrees(values) { return candidate.root }
        first = first ?? candidate.root
      }
      if let first { return first }
      seen.formUnion(ids)
      var next: Set<Int> = []
      near = near.flatMap { exact.formula(of: $0)?.references ?? [] }
        .filter { !seen.contains($0.id) && next.insert($0.id).inserted }
    }
    return wrong.last { $0.iteration < exact.iteration }?.root ?? wrong.first?.root
  }
}
