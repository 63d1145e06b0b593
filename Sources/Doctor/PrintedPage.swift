import Calculus
import Trace
import Typesetting
import Verification

/// What a page prints, as it was judged: the wrong numbers of it with what is printed around them.
struct PrintedPage {
  private let lines: [JudgedLine]
  /// Units of the last places of the printed entries, by settings and iteration.
  private var units: [Place: [Entry: Double]] = [:]
  /// The printed entries.
  private var printed: [Place: [Entry: Double]] = [:]

  private struct Place: Hashable {
    let settings: String
    let iteration: Int

    init(_ line: JudgedLine, iterationsBefore: Int = 0) {
      settings = line.verdict.settings
      iteration = line.verdict.iteration - iterationsBefore
    }
  }

  /// The entries of one quantity, or the numbers of one formula, in all iterations.
  struct Block {
    var numbers: [WrongNumber] = []
    /// How many numbers are printed of it, right ones too.
    var count = 0
    var fewestDecimals = Int.max
    var units: [(Entry) -> Double?] = []
    /// The iterations of its wrong numbers, and what else is printed or given in each.
    var moments: [Int: (moment: Moment, entries: [Entry])] = [:]
  }

  private struct BlockKey: Hashable {
    let settings: String
    let quantity: Int?
    let address: String
  }

  init(_ lines: [JudgedLine]) {
    self.lines = lines
    for line in lines {
      for (number, offset) in line.numbers where number.judgement != .unjudged {
        guard let entry = line.entry(at: offset), let digits = number.digits,
          let unit = DecimalDigits(printed: "1e\(digits.exponent)")?.doubleValue
        else { continue }
        units[Place(line), default: [:]][entry] = unit
        printed[Place(line), default: [:]][entry] = digits.doubleValue
      }
    }
  }

  /// Numbers printed before and after that may have been copied.
  private static let nearby = 14

  /// The blocks that have wrong numbers, in the order of the page.
  func blocks(_ reruns: Reruns) -> [Block] {
    let all = lines.enumerated().flatMap { place, line in
      line.numbers.map { (place: place, line: line, number: $0.number, offset: $0.offset) }
    }
    let neighbours = all.map { _, line, number, _ in
      number.digits.map {
        WrongNumber.Neighbour(
          root: Verdict.Root(number, in: line.verdict), digits: $0, isRight: number.judgement.isRight)
      }
    }
    var blocks: [BlockKey: Block] = [:]
    var order: [BlockKey] = []
    for (place, (linePlace, line, number, offset)) in all.enumerated() where number.judgement != .unjudged {
      let entry = line.entry(at: offset)
      let key = BlockKey(
        settings: line.verdict.settings, quantity: entry?.quantity.id,
        address: entry == nil ? line.verdict.address : "")
      if blocks[key] == nil { order.append(key) }
      blocks[key, default: Block()].count += 1
      if let digits = number.digits {
        blocks[key, default: Block()].fewestDecimals = min(blocks[key]?.fewestDecimals ?? .max, digits.decimals)
      }
      guard number.judgement == .wrong, let moments = line.moments else { continue }
      let known = units[Place(line)] ?? [:]
      let tree = TreeBuilder.tree(of: line.formula, at: offset, in: moments.exact) {
        line.seesAll || known[$0] != nil
      }
      // Of a number without a line of its own, and of one that the tree does not give, only the digits are looked at.
      let own = tree.flatMap { tree -> Tree? in
        let value = tree.value(Operands(.exact) { _ in moments.exact })
        return (value - number.computed).magnitude <= 1e-9 * number.computed.magnitude || value == number.computed
          ? tree : nil
      }
      let choices = own.map { Operands.choices(for: $0, exact: moments.exact, page: moments.page) } ?? []
      let around = max(0, place - Self.nearby)..<min(all.count, place + Self.nearby + 1)
      let (before, shown) = (reruns.moment(beforeLine: linePlace), printed[Place(line, iterationsBefore: 1)] ?? [:])
      let context = SlipContext(moments.exact, subject: entry) { entry in
        [before?.entry(entry.quantity, entry.offset), shown[entry]].compactMap { $0 }
      }
      let wrong = WrongNumber(
        Verdict.Root(number, in: line.verdict), number, entry, own, choices, own.map { _ in context },
        alternatives: reruns.alternatives(of: offset, inLine: linePlace),
        neighbours: around.filter { $0 != place }.compactMap { near in
          // A wrong number that stands further down may come from this one.
          neighbours[near].flatMap { $0.isRight || near < place ? $0 : nil }
        })
      guard let wrong else { continue }
      blocks[key]?.numbers.append(wrong)
      blocks[key]?.units.append { known[$0] }
      if blocks[key]?.moments[line.verdict.iteration] == nil {
        let moment = moments.page ?? moments.exact
        blocks[key]?.moments[line.verdict.iteration] = (moment, entries(near: place, all, moment.program))
      }
    }
    return order.compactMap { blocks[$0] }.filter { !$0.numbers.isEmpty }
  }

  /// Entries of larger quantities are not looked at one by one.
  private static let mostEntries = 144

  /// What is printed in the iteration of a number, the nearest before it first, and what the lesson is given.
  private func entries(
    near place: Int, _ all: [(place: Int, line: JudgedLine, number: Verdict.Number, offset: Int)], _ program: Program
  ) -> [Entry] {
    let line = all[place].line
    var seen: Set<Entry> = []
    let printed = all[..<place].reversed().compactMap { _, other, number, offset -> Entry? in
      guard other.verdict.iteration == line.verdict.iteration, other.verdict.settings == line.verdict.settings,
        number.judgement != .unjudged
      else { return nil }
      return other.entry(at: offset)
    }
    let given = program.inputs.filter {
      [.settings, .data, .parameters].contains($0.phase) && $0.quantity.shape.count <= Self.mostEntries
    }.flatMap { input in (0..<input.quantity.shape.count).map { Entry(input.quantity, $0) } }
    return (printed + given).filter { seen.insert($0).inserted }
  }

  /// The numbers that follow from each wrong one.
  func followers() -> [Verdict.Root: [Verdict.Root]] {
    var found: [Verdict.Root: [Verdict.Root]] = [:]
    for line in lines {
      for (number, _) in line.numbers {
        guard case .follows(let root) = number.judgement else { continue }
        found[root, default: []].append(Verdict.Root(number, in: line.verdict))
      }
    }
    return found
  }

  /// The place of each number on the page.
  func places() -> [Verdict.Root: Int] {
    let all = lines.flatMap { line in line.numbers.map { Verdict.Root($0.number, in: line.verdict) } }
    return Dictionary(lastOf: all.enumerated().map { ($0.element, $0.offset) })
  }
}

extension JudgedLine {
  /// The entry that a number of the line stands for; nil where it is of a formula.
  fileprivate func entry(at offset: Int) -> Entry? {
    guard case .entry(let entry)? = try? formula.formula.entry(at: offset),
      !formula.derived.contains(where: { $0.quantity == entry.quantity })
    else { return nil }
    return entry
  }
}
