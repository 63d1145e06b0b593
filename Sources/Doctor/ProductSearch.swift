import Calculus
import Matrices
import Trace
import Typesetting

/// Looks for a product of two or three quantities of the page that gives all the numbers of a block which are still open.
struct ProductSearch {
  /// A quantity with the entry of it that belongs to each number.
  private struct Operand {
    let text: MathText
    let values: [Double]
  }

  private let numbers: [WrongNumber]
  private let operands: [Operand]

  /// Fewer numbers have one product or another by chance.
  static let fewestNumbers = 4
  private static let mostProducts = 250_000
  /// From here on a product is said.
  private static let enough = 5.0

  /// - Parameters:
  ///   - numbers: entries of one quantity in one iteration.
  ///   - quantities: what the page prints or is given in it.
  init?(_ numbers: [WrongNumber], _ quantities: [Quantity], in moment: Moment) {
    let entries = numbers.compactMap { $0.entry }
    guard let shape = entries.first?.quantity.shape, shape.rank == 2, numbers.count >= Self.fewestNumbers,
      entries.count == numbers.count
    else { return nil }
    let indices = entries.map { (row: $0.offset / shape.columns, column: $0.offset % shape.columns) }
    var operands: [Operand] = []
    for quantity in quantities where quantity != entries[0].quantity && quantity.shape.rank == 2 {
      let (rows, columns) = (quantity.shape.rows, quantity.shape.columns)
      guard quantity.shape.count > 1 else { continue }
      func add(_ names: String, _ offset: ((row: Int, column: Int)) -> Int) {
        operands.append(
          Operand(
            text: .row([Notation().name(quantity), .words("[\(names)]")]),
            values: indices.map { moment.entry(quantity, offset($0)) }))
      }
      if rows > 1, columns > 1 {
        if rows == shape.rows, columns == shape.columns { add("i,j") { $0.row * columns + $0.column } }
        if rows == shape.columns, columns == shape.rows { add("j,i") { $0.column * columns + $0.row } }
      } else {
        if quantity.shape.count == shape.rows { add("i") { $0.row } }
        if quantity.shape.count == shape.columns { add("j") { $0.column } }
      }
    }
    self.numbers = numbers
    self.operands = operands
  }

  /// The product that gives all numbers, and its margin; nil where there is none, or none that says more than chance.
  var found: (text: MathText, values: [Double], margin: Double)? {
    var tried = 0
    var first: (factors: [Operand], values: [Double])?
    func look(_ factors: [Operand], _ values: [Double]) {
      tried += 1
      guard first == nil, zip(numbers, values).allSatisfy({ $0.share($1) > 0 }) else { return }
      first = (factors, values)
    }
    for (one, left) in operands.enumerated() {
      for (two, right) in operands[one...].enumerated() {
        guard tried < Self.mostProducts else { break }
        let pair = zip(left.values, right.values).map { $0 * $1 }
        look([left, right], pair)
        for third in operands[(one + two)...] {
          guard tried < Self.mostProducts else { break }
          look([left, right, third], zip(pair, third.values).map { $0 * $1 })
        }
      }
    }
    guard let first else { return nil }
    let gains = zip(numbers, first.values).map { number, value in
      let fit = Scoring.fit([(Scoring.cost(.page, choices: 1), number.share(value))])
      return (gain: number.bits + fit - 1, printed: number.printed, right: number.right, unit: number.unit)
    }
    let margin = Scoring.gain(gains) - Scoring.bits(ofChoices: tried)
    guard margin >= Self.enough else { return nil }
    let texts = first.factors.map { $0.text }
    let product = texts.dropFirst().reduce(into: Array(texts.prefix(1))) { $0 += [.sign("·", .tight), $1] }
    return (.row(product), first.values, margin)
  }
}
