import Matrices
import Typesetting

/// What is made of several numbers where an entry of a larger operator is written out.
package enum Gathering: Hashable, Sendable {
  /// `t1 + t2 + … + tn`, from left to right: an entry of a Σ or of a product.
  case sum
  /// `max(t1, t2, …, tn)`.
  case extreme(Extreme.Kind)
  /// `√(t1² + t2² + … + tn²)`: a norm.
  case norm
  /// `exp(zᵢ)/(exp(z1) + … + exp(zn))`, i from 0: an entry of a softmax.
  case share(of: Int)
  /// `zᵢ − ln(exp(z1) + … + exp(zn))`, i from 0: an entry of a log_softmax.
  case logarithmOfShare(of: Int)
  /// `argmax([z1 z2 … zn])`, and where examples lie in columns `argmax([z1; z2; …; zn])`.
  case winner(ExampleAxis)
  /// `argmin([t1 t2 … tn])`, and of a column `argmin([t1; t2; …; tn])`.
  case leastPlace(ExampleAxis)

  /// The operator that computes it from the numbers as a row, and the place of the result in the operator's value.
  private var onRow: (rule: any Operator, place: Int) {
    switch self {
    case .sum: (Total(), 0)
    case .extreme(let kind): (Extreme(kind, .all), 0)
    case .norm: (Norm(), 0)
    case .share(let place): (Softmax(axis: .rows), place)
    case .logarithmOfShare(let place): (LogSoftmax(axis: .rows), place)
    case .winner: (Argmax(axis: .rows), 0)
    case .leastPlace: (Argmin(.all), 0)
    }
  }

  /// Whether one number alone gives itself.
  var keepsOne: Bool {
    switch self {
    case .sum, .extreme: true
    case .norm, .share, .logarithmOfShare, .winner, .leastPlace: false
    }
  }

  /// Refuses so many numbers when they are too few.
  func check(_ count: Int) throws(ShapeError) {
    let (rule, place) = onRow
    let shape = try rule.shape(of: [Shape(1, count)])
    _ = try Indexing(offset: place, of: shape).shape(of: [shape])
  }

  /// The result, with the bits of the operator's own entry.
  func value(_ numbers: [Double]) -> Double {
    let (rule, place) = onRow
    return rule.number(at: place, from: numbers, as: [Shape(1, numbers.count)])
  }

  func layout(_ numbers: [Typeset]) -> Typeset {
    func line(_ axis: ExampleAxis) -> Typeset {
      Join(cellsPerRow: axis == .rows ? [numbers.count] : numbers.map { _ in 1 }).layout(numbers)
    }
    func exponentials() -> [Typeset] { numbers.map { EntrywiseFunction.exp.layout([$0]) } }
    switch self {
    case .sum: return .terms(numbers)
    case .extreme(let kind): return .call(kind.name, numbers)
    case .norm:
      let squares = numbers.map { Power().layout([$0, Formula.number(2).typeset(Notation())]) }
      return EntrywiseFunction.squareRoot.layout([.terms(squares)])
    case .share(let place):
      let exponentials = exponentials()
      return .quotient(exponentials[place], .terms(exponentials))
    case .logarithmOfShare(let place):
      return .sum(numbers[place], "−", EntrywiseFunction.ln.layout([.terms(exponentials())]))
    case .winner(let axis): return Argmax(axis: axis).layout([line(axis)])
    case .leastPlace(let axis): return Argmin(.all).layout([line(axis)])
    }
  }
}
