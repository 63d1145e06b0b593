import Calculus
import Matrices
import Trace

/// What a line of the notes comes to with the exact numbers, with those of the page, and with some of either.
///
/// Of the line's direct operands each may be exact or as the page has it; what stands further back is taken from the page
/// all together.
final class LineValues {
  /// Direct operands of which each may be taken from either run: 2⁶ − 2 = 62 mixtures.
  static let mostOperands = 6
  static let mostMixtures = 62

  /// What the exact run gives.
  let exact: Matrix
  /// What the page's own run gives: with the line as it is written, and with what other lines print read off them where
  /// it computes the same again. Empty where that is the exact run.
  let page: [Matrix]
  private let formula: Resolved
  private let lines: [Resolved]
  private let moments: (exact: Moment, page: Moment)?
  private lazy var mixed = mixtures()

  /// - Parameter page: the page's numbers; nil where they are the exact ones.
  init(_ formula: Resolved, exact: Moment, page: Moment?) {
    self.formula = formula
    self.exact = exact.computed(formula)
    guard let page else {
      (self.page, lines, moments) = ([], [], nil)
      return
    }
    moments = (exact, page)
    let line = formula.line(in: exact)
    let readOff = line.flatMap { line -> Resolved? in
      guard line.derived.isEmpty else { return nil }
      let (definitions, subject) = (exact.program.definitions, formula.subject)
      let read = line.formula.readOff { part in
        definitions.last { $0.formula == part && $0.quantity != subject }?.quantity
      }
      return read == line.formula ? nil : Resolved(read)
    }
    lines = [line, readOff].compactMap { $0 }
    self.page =
      [page.computed(formula)] + (readOff.map { [formula.value(of: $0, in: exact) { page.value(of: $0) }] } ?? [])
  }

  /// The values of an entry with each mixture of operands.
  func mixtures(of offset: Int) -> [Double] {
    mixed.compactMap { $0.values.indices.contains(offset) ? $0.values[offset] : nil }
  }

  private func mixtures() -> [Matrix] {
    guard let (exact, page) = moments else { return [] }
    var found: [Matrix] = []
    for line in lines {
      let operands = line.references.filter { page.value(of: $0) != exact.value(of: $0) }
      guard (2...Self.mostOperands).contains(operands.count) else { continue }
      for subset in 1..<(1 << operands.count) - 1 where found.count < Self.mostMixtures {
        let printed = Set(operands.indices.filter { subset & (1 << $0) != 0 }.map { operands[$0].id })
        found.append(formula.value(of: line, in: exact) { (printed.contains($0.id) ? page : exact).value(of: $0) })
      }
    }
    return found
  }
}

extension Resolved {
  /// The quantity of the program that it is, whole or one entry of it; nil for any other formula.
  var subject: Quantity? {
    let quantity: Quantity
    if case .reference(let whole) = formula {
      quantity = whole
    } else if let entry = formula.asEntry {
      quantity = entry.quantity
    } else {
      return nil
    }
    return derived.contains { $0.quantity == quantity } ? nil : quantity
  }

  /// The formula of the line that computes it: its own, or that of the quantity that it is or is an entry of; nil for a
  /// quantity that no line computes, or only an epoch's end.
  func line(in moment: Moment) -> Resolved? {
    guard let subject else { return self }
    guard moment.definition(of: subject)?.isEpochTotal != true else { return nil }
    return moment.formula(of: subject).map { Resolved($0) }
  }

  /// Its value when its line is computed so, from these numbers.
  func value(of line: Resolved, in moment: Moment, _ number: (Quantity) -> Matrix) -> Matrix {
    let value = line.evaluate(number)
    guard let subject else { return value }
    return formula.evaluate { $0 == subject ? value : moment.value(of: $0) }
  }
}
