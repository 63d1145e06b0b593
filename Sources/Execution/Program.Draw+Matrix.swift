import Calculus
import Matrices

/// A source of random numbers to fill a matrix from.
protocol RandomStream {
  mutating func uniform() -> Double
  mutating func uniform(_ low: Double, _ high: Double) -> Double
  mutating func normal() -> Double
  mutating func normal(_ mean: Double, _ deviation: Double) -> Double
  /// The numbers 0..<count in a random order.
  mutating func shuffle(_ count: Int) -> [Int]
}

extension NumPyRandom: RandomStream {}
extension KeyedRandom: RandomStream {}

extension Program.Input {
  /// A value drawn anew for an iteration, decided by seed, iteration and name alone.
  package func drawn(
    _ draw: Program.Draw, _ arguments: [Double], seed: UInt64, iteration: Int
  ) -> Matrix {
    var random = KeyedRandom(seed: seed, iteration: iteration, name: quantity.symbol.lessonName)
    return drawn(draw, arguments, random: &random)
  }

  /// A value drawn for this input; in the transposed convention, the transpose of what the lesson as written draws.
  func drawn(
    _ draw: Program.Draw, _ arguments: [Double], random: inout some RandomStream
  ) -> Matrix {
    guard isDrawnTransposed, quantity.shape.rank == 2 else { return draw.matrix(quantity, arguments, random: &random) }
    return draw.matrix(quantity.transposed, arguments, random: &random).transposed
  }
}

extension Program.Draw {
  /// A value of a quantity drawn row by row.
  ///
  /// xavier: uniform ±√(6/(in + out)); torch: uniform ±1/√in; he: normal with deviation √(2/in), where `in` is the
  /// argument or, without one, the number of rows (of columns when examples are columns; C·k·k of a kernel).
  /// permutation: 1 to n, shuffled. keep(q): 1/q with chance q, else 0.
  func matrix(
    _ quantity: Quantity, _ arguments: [Double], random: inout some RandomStream
  ) -> Matrix {
    let shape = quantity.shape
    let first = arguments.first ?? 0
    let second = arguments.last ?? 0
    let (fanIn, fanOut) =
      if !arguments.isEmpty {
        (first, second)
      } else if shape.rank > 2 {
        (Double(shape.columns), Double(shape.rows * shape.columns / max(1, shape.sizes[1])))
      } else if quantity.examples == .rows {
        (Double(shape.rows), Double(shape.columns))
      } else {
        (Double(shape.columns), Double(shape.rows))
      }
    var matrix = Matrix(shape)
    if self == .permutation {
      for (place, number) in random.shuffle(shape.count).enumerated() { matrix.values[place] = Double(number + 1) }
      return matrix
    }
    for index in matrix.values.indices {
      switch self {
      case .zeros, .permutation: break
      case .uniform: matrix.values[index] = random.uniform(first, second)
      case .normal: matrix.values[index] = random.normal(first, second)
      case .xavier:
        let bound = (6 / (fanIn + fanOut)).squareRoot()
        matrix.values[index] = random.uniform(-bound, bound)
      case .torch:
        let bound = 1 / fanIn.squareRoot()
        matrix.values[index] = random.uniform(-bound, bound)
      case .he: matrix.values[index] = random.normal(0, (2 / fanIn).squareRoot())
      case .keep: matrix.values[index] = random.uniform() < first ? 1 / first : 0
      }
    }
    return matrix
  }
}
