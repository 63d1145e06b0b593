import Calculus
import Matrices

/// A network that adds up weighted numbers layer by layer, small enough to be drawn: its units, and the weights between
/// those of one layer and the next; of several examples the first.
package struct NetworkLayers: Sendable {
  /// A unit, by the entries that it stands for: its sum and what becomes of it; the last is what it hands on.
  package struct Unit: Hashable, Sendable {
    package let entries: [Entry]
    /// What it hands on to the next layer.
    package var output: Entry { entries[entries.count - 1] }
  }

  /// A weight, and the places of the units between which it stands.
  package struct Weight: Hashable, Sendable {
    package let from: Int
    package let to: Int
    package let entry: Entry
  }

  /// Units, and the weights that lead to them from those of the layer before.
  package struct Layer: Hashable, Sendable {
    package let units: [Unit]
    package let weights: [Weight]
  }

  /// From the data to the answer.
  package let layers: [Layer]

  /// Units in a layer, and layers, of which a drawing can still be read.
  private static let mostUnits = 8
  private static let mostLayers = 6

  /// Nil for a program that is no chain of such layers, or too large a one.
  package init?(_ program: Program) {
    let forward = program.definitions.filter { $0.phase == .forward }
    let parameters = Set(program.inputs.filter { $0.phase == .parameters }.map { $0.quantity.id })
    var layers: [Layer] = []
    /// What the last layer hands on, and whatever else is the same.
    var handedOn: [Quantity] = []
    for definition in forward {
      guard let product = Self.product(in: definition.formula, parameters) else { continue }
      guard layers.count < Self.mostLayers else { return nil }
      let input = Self.sameBefore(product.input, forward)
      if layers.isEmpty {
        guard let first = Self.units([product.input] + input, product) else { return nil }
        layers.append(Layer(units: first, weights: []))
      } else if !handedOn.contains(where: { $0 == product.input || input.contains($0) }) {
        return nil
      }
      let sums = definition.quantity
      guard sums.shape.rank == 2, Self.width(sums, product) == Self.width(product.weights, product) else { return nil }
      handedOn = [sums] + Self.after(sums, forward)
      guard let units = Self.units(handedOn, product), let before = layers.last?.units.count else { return nil }
      var weights: [Weight] = []
      let columns = product.weights.shape.columns
      for from in 0..<before {
        for to in units.indices {
          let offset = product.weightsComeFirst ? to * columns + from : from * columns + to
          weights.append(Weight(from: from, to: to, entry: Entry(product.weights, offset)))
        }
      }
      guard weights.count == product.weights.shape.count else { return nil }
      layers.append(Layer(units: units, weights: weights))
    }
    guard layers.count > 1 else { return nil }
    self.layers = layers
  }

  // MARK: - What stands in the lines

  private struct Product {
    let weights: Quantity
    let input: Quantity
    /// `W·x`, with a row of W for each unit, and not `X·W`.
    let weightsComeFirst: Bool
  }

  /// The product of a parameter with something else that a sum consists of.
  private static func product(in formula: Formula, _ parameters: Set<Int>) -> Product? {
    guard case .apply(let application) = formula else { return nil }
    if application.rule is MatrixProduct, application.arguments.count == 2,
      case .reference(let left) = application.arguments[0], case .reference(let right) = application.arguments[1],
      left.shape.rank == 2, right.shape.rank == 2, parameters.contains(left.id) != parameters.contains(right.id)
    {
      return parameters.contains(left.id)
        ? Product(weights: left, input: right, weightsComeFirst: true)
        : Product(weights: right, input: left, weightsComeFirst: false)
    }
    guard application.rule is Addition else { return nil }
    return application.arguments.lazy.compactMap { product(in: $0, parameters) }.first
  }

  /// The quantities that a quantity is only another name for.
  private static func sameBefore(_ quantity: Quantity, _ lines: [Definition]) -> [Quantity] {
    guard case .reference(let other)? = lines.first(where: { $0.quantity == quantity })?.formula else { return [] }
    return [other] + sameBefore(other, lines)
  }

  /// What a function makes of sums, entry by entry or all together, in the shape that they have.
  private static func after(_ sums: Quantity, _ lines: [Definition]) -> [Quantity] {
    var found: [Quantity] = []
    for line in lines {
      guard case .apply(let application) = line.formula, application.arguments.count == 1,
        case .reference(let argument) = application.arguments[0], argument == (found.last ?? sums),
        application.rule is EntrywiseFunction || application.rule is Softmax, line.quantity.shape == sums.shape
      else { continue }
      found.append(line.quantity)
    }
    return found
  }

  /// How many units a quantity has numbers of.
  private static func width(_ quantity: Quantity, _ product: Product) -> Int {
    product.weightsComeFirst ? quantity.shape.rows : quantity.shape.columns
  }

  /// The units of which quantities have the numbers, as a product has them; nil where there are too many.
  private static func units(_ quantities: [Quantity], _ product: Product) -> [Unit]? {
    guard let first = quantities.first, first.shape.rank == 2 else { return nil }
    let count = width(first, product)
    guard (1...mostUnits).contains(count) else { return nil }
    return (0..<count).map { place in
      Unit(
        entries: quantities.map { Entry($0, product.weightsComeFirst ? place * $0.shape.columns : place) })
    }
  }
}
