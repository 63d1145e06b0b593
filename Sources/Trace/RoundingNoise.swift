import Calculus
import Matrices

/// How much of each entry of a formula may be nothing but rounding.
///
/// A sum leaves errors of the size of its terms, however small it is itself, and so do the lines before it. They are
/// measured: the lines of the iteration are computed again with every number on the way moved by a millionth of itself,
/// up or down by chance, and what an entry moves by is scaled down to units in the last place.
package final class RoundingNoise {
  private let moment: Moment
  private let disturbance: Double
  private lazy var samples = (1...Self.sampleCount).map {
    Sample(moment, Generator(seed: UInt64($0), disturbance: disturbance))
  }

  /// For the numbers of one iteration; nothing is computed before somebody asks.
  ///
  /// - Parameter disturbance: the part of itself that a number is moved by: by default so much more than rounding does
  ///   that a jump, which a decision between two numbers that are almost equal makes, is not taken for rounding.
  package init(_ moment: Moment, disturbance: Double = 0x1p-20) {
    self.moment = moment
    self.disturbance = disturbance
  }

  /// For each entry, how far rounding may have put it from what exact arithmetic gives.
  package func noise(of resolved: Resolved) -> [Double] {
    let plain = moment.evaluate(resolved).values
    var moved = plain.map { _ in 0.0 }
    for sample in samples {
      for (index, value) in sample.evaluate(resolved).values.enumerated() where moved.indices.contains(index) {
        let distance = abs(value - plain[index])
        if distance.isFinite { moved[index] = max(moved[index], distance) }
      }
    }
    let scale = Self.roundings * 0x1p-52 / disturbance
    return moved.map { $0 * scale }
  }

  /// The same of a quantity.
  package func noise(of quantity: Quantity) -> [Double] { noise(of: Resolved(.reference(quantity))) }

  /// Whether a number is 0 but for rounding: what a 0 that is printed without decimals stands for.
  package static func isZero(_ value: Double, most noise: @autoclosure () -> Double) -> Bool {
    value == 0 || value.magnitude <= noise()
  }

  /// The size of the terms that an entry with so much noise is summed from.
  package static func terms(_ noise: Double) -> Double { noise / (roundings * 0x1p-52) }

  private static let sampleCount = 4
  /// The roundings in a row that are allowed for each number on the way.
  private static let roundings = 16.0
}

/// The lines of an iteration with every number on the way moved a little.
private final class Sample {
  private let moment: Moment
  private let generator: Generator
  private var values: [Int: Matrix] = [:]

  init(_ moment: Moment, _ generator: Generator) {
    self.moment = moment
    self.generator = generator
    for definition in moment.program.definitions where definition.phase < .update && !definition.isEpochTotal {
      values[definition.quantity.id] = evaluate(definition.formula)
    }
  }

  func evaluate(_ resolved: Resolved) -> Matrix {
    let outer = values
    defer { values = outer }
    for definition in resolved.derived { values[definition.quantity.id] = evaluate(definition.formula) }
    return evaluate(resolved.formula)
  }

  private func evaluate(_ formula: Formula) -> Matrix {
    if case .reference(let quantity) = formula { return value(of: quantity) }
    let evaluator = FormulaEvaluator(formula) { [generator] in generator.disturb($0) }
    return evaluator.evaluate { self.value(of: $0) }
  }

  private func value(of quantity: Quantity) -> Matrix {
    if let value = values[quantity.id] { return value }
    var value = moment.value(of: quantity)
    value.values.withUnsafeMutableBufferPointer { generator.disturb($0) }
    values[quantity.id] = value
    return value
  }
}

/// Moves numbers up or down by chance, the same way in every run.
private final class Generator {
  private var random: KeyedRandom
  private let disturbance: Double

  init(seed: UInt64, disturbance: Double) {
    random = KeyedRandom(seed: seed, iteration: 0, name: "rounding")
    self.disturbance = disturbance
  }

  func disturb(_ numbers: UnsafeMutableBufferPointer<Double>) {
    // Copies, which stay in registers: there are many numbers.
    var random = random
    let disturbance = disturbance
    for index in numbers.indices { numbers[index] *= 1 + random.uniform(-disturbance, disturbance) }
    self.random = random
  }
}
