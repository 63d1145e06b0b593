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
  /// Wrong numbers and those that follow from them, in the order of reading.
  private var wrong: [WrongEntry] = []

  private struct WrongEntry {
    let quantity: Quantity
    let iteration: Int
    let root: Verdict.Root
  }

  /// - Parameter makeRun: a run of the page's own, made when it is needed.
  init(_ makeRun: @escaping () throws(ProgramError) -> PageRun) { self.makeRun = makeRun }

  /// The page's numbers of an iteration as far as it has been read and is right; nil where they are the exact ones.
  func moment(at iteration: Int) throws(ProgramError) -> Moment? { try trusted?.moment(at: iteration) }

  /// The same with the wrong numbers, too; nil where there are none.
  func wholeMoment(at iteration: Int) throws(ProgramError) -> Moment? { try whole?.moment(at: iteration) }

  /// From here on these numbers stand for the computed ones.
  ///
  /// - Parameter entries: each with what it follows from, or itself when it is wrong; nil when it is right.
  func carry(_ entries: [(entry: PageRun.Printed, root: Verdict.Root?)], in exact: Moment) throws(ProgramError) {
    let iteration = exact.iteration
    // An exact number changes nothing where the page is exact.
    let own = try moment(at: iteration)
    let right = entries.filter { $0.root == nil }.map { $0.entry }
      .filter { own != nil || exact.entry($0.quantity, $0.offset) != $0.number }
    if !right.isEmpty {
      if trusted == nil { trusted = try makeRun() }
      trusted?.carry(right, at: iteration)
    }
    let all = entries.map { $0.entry }
    let found = entries.compactMap { entry, root in
      root.map { WrongEntry(quantity: entry.quantity, iteration: iteration, root: $0) }
    }
    if whole == nil, !found.isEmpty {
      let run = try makeRun()
      for (earlier, iteration) in printed { run.carry(earlier, at: iteration) }
      whole = run
    }
    if let whole { whole.carry(all, at: iteration) } else { printed.append((right, iteration)) }
    wrong += found
  }

  /// The wrong number that a line with the page's wrong operands follows from: the first of those nearest to it.
  func root(of formula: Resolved, in exact: Moment) -> Verdict.Root? {
    var seen: Set<Int> = []
    var near = formula.subject.flatMap { exact.definition(of: $0)?.formula.references } ?? formula.references
    while !near.isEmpty {
      let ids = Set(near.map { $0.id })
      let begun = Set(exact.program.updates.filter { ids.contains($0.old.id) }.map { $0.new.id })
      let found = wrong.first { entry in
        entry.iteration == exact.iteration && ids.contains(entry.quantity.id)
          || entry.iteration == exact.iteration - 1 && begun.contains(entry.quantity.id)
      }
      if let found { return found.root }
      seen.formUnion(ids)
      near = near.flatMap { exact.definition(of: $0)?.formula.references ?? [] }.filter { !seen.contains($0.id) }
    }
    return wrong.last { $0.iteration < exact.iteration }?.root ?? wrong.first?.root
  }
}
