extension Scalar {
  /// The tree without the terms that are 0 and the factors that are 0 or 1, of which there are many where a matrix has a
  /// single 1; what is not finite times 0 counts as 0.
  func withoutZeros() throws(ShapeError) -> Scalar {
    guard case .apply(let application) = self else { return self }
    var arguments: [Scalar] = []
    for argument in application.arguments { arguments.append(try argument.withoutZeros()) }
    guard case .entrywise(let rule) = application.rule else {
      if case .gathered(.sum) = application.rule { arguments.removeAll { $0.constant == 0 } }
      return try .apply(application.rule, arguments)
    }
    if let known = Self.simplified(rule, arguments) { return known }
    return try .apply(rule, arguments)
  }

  /// Whether a derivative is 0 whatever its numbers are, as that of a comparison is.
  package var isFlat: Bool {
    get throws(ShapeError) { try withoutZeros().constant == 0 }
  }

  /// What an operator gives of these numbers where a 0 or 1 among them decides it.
  private static func simplified(_ rule: any Operator, _ arguments: [Scalar]) -> Scalar? {
    guard let first = arguments.first, let last = arguments.last else { return nil }
    switch rule {
    case is Scaling, is EntrywiseProduct:
      if first.constant == 0 || last.constant == 1 { return first }
      return last.constant == 0 || first.constant == 1 ? last : nil
    case is Addition:
      if first.constant == 0 { return last }
      return last.constant == 0 ? first : nil
    case is Subtraction:
      guard let number = last.constant else { return nil }
      if let other = first.constant { return .number(other - number) }
      return number == 0 ? first : nil
    case is Division, is SafeDivision, is Negation:
      return first.constant == 0 ? first : nil
    default: return nil
    }
  }

  /// The number that it is.
  private var constant: Double? {
    if case .number(let value, _) = self { value } else { nil }
  }
}
