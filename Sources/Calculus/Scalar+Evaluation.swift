import Matrices

extension Scalar {
  /// The value from the values of the quantities read: that of the formula's entry, bit for bit.
  ///
  /// - Parameter value: the value of a quantity; entries it has too few of are taken as not a number.
  package func evaluate(_ value: (Quantity) -> Matrix) -> Double {
    evaluate(value) { $0.evaluate(value) }
  }

  /// The same with a way of its own to the values of matrices that are computed as wholes: a sum may have an entry of
  /// one in each of its terms.
  package func evaluate(_ value: (Quantity) -> Matrix, whole: (Formula) -> Matrix) -> Double {
    switch self {
    case .number(let number, _): return number
    case .entry(let entry): return value(entry.quantity).number(at: entry.offset)
    case .part(let formula, let offset): return whole(formula).number(at: offset)
    case .apply(let application):
      let numbers = application.arguments.map { $0.evaluate(value, whole: whole) }
      switch application.rule {
      case .gathered(let form): return form.value(numbers)
      case .entrywise(let rule):
        return rule.number(at: 0, from: numbers, as: [Shape](repeating: .scalar, count: numbers.count))
      }
    }
  }
}

extension Matrix {
  /// The entry at a place; not a number where there is none.
  fileprivate func number(at offset: Int) -> Double { values.indices.contains(offset) ? values[offset] : .nan }
}

extension Operator {
  /// One entry of the value of arguments that have these shapes and, one after the other, these entries.
  func number(at offset: Int, from entries: [Double], as shapes: [Shape]) -> Double {
    guard let shape = try? shape(of: shapes), (0..<shape.count).contains(offset),
      shapes.reduce(0, { $0 + $1.count }) == entries.count
    else { return .nan }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: entries.count + shape.count) { memory in
      guard let start = memory.baseAddress else { return .nan }
      memory.initialize(repeating: 0)
      var inputs: [Slot] = []
      var place = 0
      for shape in shapes {
        inputs.append(Slot(place, shape))
        place += shape.count
      }
      for (index, entry) in entries.enumerated() { start[index] = entry }
      evaluation(inputs, Slot(entries.count, shape))(start)
      return start[entries.count + offset]
    }
  }
}
