import Calculus
import Matrices
import Trace
import Typesetting

/// The numbers of an iteration as they would be with other parameters or data: a formula that is right only by chance,
/// as 2·x is x² where x is 2, is then found out.
///
/// Numbers keep their signs as long as that shows anything; what is 0 is moved too. Data that say which class an example belongs to, that add up to 1 or
/// that count something are left as they are: formulas may rely on that.
package struct OtherValues {
  let moment: Moment
  /// What has been moved, in the order of the lesson.
  private let moved: [Quantity]

  /// What has come out.
  package struct Finding: Sendable {
    /// What was compared with it.
    package let place: Place
    /// The entry furthest from what it should be, if the formulas are not the same there.
    package let differs: Verdict.Difference?
    /// Whether nothing but zeros could be compared.
    package let hasOnlyZeros: Bool
  }

  /// One of the numbers that were moved: `x = 2.3`.
  package struct Place: Sendable {
    package let name: MathText
    package let value: Double
    /// Whether it is not the only one.
    package let isOneOfSeveral: Bool
  }

  /// What is moved.
  enum Kind { case parameters, data }

  /// Another set of values for each attempt, all of the signs that they have in the lesson; then of the others.
  static let keepingSigns: ClosedRange<UInt64> = 1...3
  static let turningSigns: ClosedRange<UInt64> = 4...5

  /// - Parameter formula: what alone is moved is what it reads: another number in it may be one of the lesson's own put in.
  init(_ moment: Moment, moving kind: Kind, readBy formula: Resolved? = nil, attempt: UInt64) {
    self.init(moment, moving: Self.quantities(kind, moment, readBy: formula), attempt: attempt)
  }

  /// What is moved: of what a formula reads, where there is one.
  fileprivate static func quantities(_ kind: Kind, _ moment: Moment, readBy formula: Resolved?) -> [Quantity] {
    let read = formula.map { Self.read([$0], moment) }
    let all = kind == .parameters ? moment.program.parameters : movable(moment, read)
    return all.filter { read?.contains($0.id) ?? true }
  }

  fileprivate init(_ moment: Moment, moving quantities: [Quantity], attempt: UInt64) {
    var random = KeyedRandom(seed: attempt, iteration: 0, name: "other values")
    var other = moment
    for quantity in quantities {
      var value = moment.value(of: quantity)
      for index in value.values.indices {
        let next = Self.another(value.values[index], &random)
        value.values[index] = Self.keepingSigns.contains(attempt) ? next : -next
      }
      // Of many only the first is told; all of two digits would take long.
      for index in value.values.indices.prefix(value.values.count > Self.mostShort ? 1 : Self.mostShort) {
        let number = value.values[index]
        value.values[index] = DecimalDigits(number)?.rounded(toSignificant: 2).doubleValue ?? number
      }
      other = other.beginning(quantity, with: value)
    }
    self.moment = other
    moved = quantities
  }

  /// So many numbers of a quantity have two digits each.
  private static let mostShort = 100

  /// A number near another one, of its sign.
  private static func another(_ number: Double, _ random: inout KeyedRandom) -> Double {
    let isUp = random.uniform() < 0.5
    let size = number == 0 ? random.uniform(0.1, 0.6) : isUp ? random.uniform(1.15, 1.6) : random.uniform(0.5, 0.85)
    return number == 0 ? (isUp ? size : -size) : number * size
  }

  /// Data that no formula can rely on to be just these numbers, of those that are read; what may count something only
  /// where nothing else is read.
  private static func movable(_ moment: Moment, _ read: Set<Int>?) -> [Quantity] {
    let program = moment.program
    let sizes = Set(program.quantities.flatMap { $0.shape.sizes }.filter { $0 > 1 })
    var others: [Quantity] = []
    var counts: [Quantity] = []
    for input in program.inputs where input.phase == .data && read?.contains(input.quantity.id) ?? true {
      if case .formula(let formula) = input.initializer, !formula.references.isEmpty { continue }
      let value = moment.value(of: input.quantity)
      let numbers = value.values
      if numbers.allSatisfy({ abs($0) == 1 || $0 == 0 }) || numbers.allSatisfy({ $0 >= 0 }) && sumsAreOne(value) {
        continue
      }
      if numbers.count == 1, let count = Int(exactly: numbers[0]), sizes.contains(count) {
        counts.append(input.quantity)
      } else {
        others.append(input.quantity)
      }
    }
    return others.isEmpty ? counts : others
  }

  /// Whether all rows or all columns add up to 1.
  private static func sumsAreOne(_ matrix: Matrix) -> Bool {
    let (rows, columns) = (matrix.shape.rows, matrix.shape.columns)
    guard matrix.shape.rank == 2, rows * columns == matrix.values.count else { return false }
    func isOne(_ sum: Double) -> Bool { abs(sum - 1) <= 1e-6 }
    return (0..<rows).allSatisfy { row in
      isOne((0..<columns).reduce(0) { $0 + matrix.values[row * columns + $1] })
    }
      || (0..<columns).allSatisfy { column in
        isOne((0..<rows).reduce(0) { $0 + matrix.values[$1 * columns + column] })
      }
  }

  /// What one formula is beside another with these values; nil where neither depends on what was moved, or one of them is
  /// not finite.
  func compare(_ own: Resolved, _ expected: Resolved) -> Finding? {
    let read = Self.read([own, expected], moment)
    let concerned = moved.filter { read.contains($0.id) }
    guard let first = concerned.first, !read.contains(where: { isEpochTotal($0) }) else { return nil }
    let (value, right) = (moment.evaluate(own), moment.evaluate(expected))
    guard value.values.allSatisfy({ $0.isFinite }), right.values.allSatisfy({ $0.isFinite }) else { return nil }
    let noise = RoundingNoise(moment)
    let differences = EntryDifferences(value, right) { (noise.noise(of: own), noise.noise(of: expected)) }
    return Finding(
      place: place(first, of: concerned),
      differs: differences.worst,
      hasOnlyZeros: value.values.allSatisfy { $0 == 0 } && right.values.allSatisfy { $0 == 0 })
  }

  /// One of the numbers that were moved.
  func place(_ first: Quantity, of concerned: [Quantity]) -> Place {
    Place(
      name: Notation().entry(first, 0), value: moment.entry(first, 0),
      isOneOfSeveral: concerned.reduce(0) { $0 + $1.shape.count } > 1)
  }

  /// The parameters or data, all of them.
  var place: Place? { moved.first.map { place($0, of: moved) } }

  private func isEpochTotal(_ id: Int) -> Bool {
    moment.program.accumulations.contains { $0.total.id == id }
  }

  /// Whether a formula reads any number of the lesson that is moved here.
  func concerns(_ formula: Resolved) -> Bool {
    let read = Self.read([formula], moment)
    return moved.contains { read.contains($0.id) }
  }

  /// All that formulas are computed from, by id.
  static func read(_ formulas: [Resolved], _ moment: Moment) -> Set<Int> {
    var seen: Set<Int> = []
    var waiting: [Int] = []
    for formula in formulas { formula.visitReferences { waiting.append($0.id) } }
    while let next = waiting.popLast() {
      if seen.insert(next).inserted { waiting += moment.read(by: next) }
    }
    return seen
  }
}

extension OtherValues {
  /// The other values of one moment, and its rounding noise, kept for the lines that ask for them: what follows from them
  /// is then computed once.
  final class Shelf {
    private struct Key: Hashable {
      let attempt: UInt64
      let moved: [Int]
    }

    private var moment: Moment?
    private var known: [Key: OtherValues] = [:]
    private var noise: (moment: Moment, all: RoundingNoise)?
    private static let room = 16

    /// The rounding noise of a moment, measured once for all its lines.
    func noise(of moment: Moment) -> RoundingNoise {
      if let noise, noise.moment.isSame(as: moment) { return noise.all }
      let all = RoundingNoise(moment)
      noise = (moment, all)
      return all
    }

    /// The same as `OtherValues(moment, moving: kind, readBy: formula, attempt: attempt)`.
    func values(_ moment: Moment, moving kind: Kind, readBy formula: Resolved, attempt: UInt64) -> OtherValues {
      if self.moment?.isSame(as: moment) != true || known.count >= Self.room { known = [:] }
      self.moment = moment
      let quantities = OtherValues.quantities(kind, moment, readBy: formula)
      let key = Key(attempt: attempt, moved: quantities.map { $0.id })
      if let values = known[key] { return values }
      let values = OtherValues(moment, moving: quantities, attempt: attempt)
      known[key] = values
      return values
    }
  }
}

extension Resolved {
  /// The quantity that it is or is an entry of, a derivative included: something that has a formula elsewhere.
  var name: Quantity? {
    if case .reference(let quantity) = formula { quantity } else { formula.asEntry?.quantity }
  }
}
