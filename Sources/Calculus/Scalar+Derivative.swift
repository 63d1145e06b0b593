import Matrices

extension Scalar {
  /// The derivative with respect to one entry that is read.
  ///
  /// - Parameter readings: where each entry is read in the long sum of this tree, for who asks about many entries.
  package func partial(by entry: Entry, readings: LongSumReadings? = nil) throws(ShapeError) -> Scalar {
    var flow = ScalarFlow(to: entry, readings)
    return try flow.derivative(of: self)
  }

  /// Whether nothing is read but settings, as for a formula.
  fileprivate var isMadeOfNumbers: Bool {
    switch self {
    case .number: true
    case .part(let whole, _): whole.isMadeOfNumbers
    case .entry(let entry): entry.quantity.isSetting
    case .apply(let application): application.arguments.allSatisfy { $0.isMadeOfNumbers }
    }
  }

  /// Whether an entry is read, or a matrix as a whole that it is in.
  fileprivate func reads(_ entry: Entry) -> Bool {
    switch self {
    case .number: false
    case .part(let whole, _): whole.reads(entry.quantity)
    case .entry(let found): found == entry
    case .apply(let application): application.arguments.contains { $0.reads(entry) }
    }
  }
}

/// Reverse mode down one scalar tree.
///
/// The rules are those of the operators: their `pullback` is asked with 1×1 formulas, in which a quantity stands for the
/// target and for whatever no formula says (a sum of many terms, a part). The formula that comes of it is read as an entry
/// again, with each such quantity replaced by what it stands for.
private struct ScalarFlow {
  private let target: Entry
  private let readings: LongSumReadings?
  /// What quantities stand for, by how far their ids are above the least, and whether the target is read in it.
  private var standIns: [(scalar: Scalar, readsTarget: Bool)]
  /// What has reached the target, one way after the other.
  private var parts: [Formula] = []

  init(to target: Entry, _ readings: LongSumReadings?) {
    self.target = target
    self.readings = readings
    standIns = [(.entry(target), true)]
  }

  mutating func derivative(of scalar: Scalar) throws(ShapeError) -> Scalar {
    try flow(.number(1), through: formula(of: scalar))
    guard let sum = try Formula.sum(of: parts) else { return .number(0) }
    return try sum.entry(at: 0).replacing { standIn($0.quantity)?.scalar }
  }

  /// The gradients that arrive at each reading of the target when `adjoint` enters at the top of a formula.
  private mutating func flow(_ adjoint: Formula, through formula: Formula) throws(ShapeError) {
    guard reads(formula) else { return }
    switch formula {
    case .number: break
    case .reference(let quantity):
      if case .part(let whole, let offset)? = standIn(quantity)?.scalar {
        if let slope = try slope(of: whole, at: offset) { parts.append(try .scaled(adjoint, self.formula(of: slope))) }
        return
      }
      guard case .apply(let application)? = standIn(quantity)?.scalar, case .gathered(let form) = application.rule
      else {
        // Nothing else that is no gathering reads the target.
        parts.append(adjoint)
        return
      }
      for place in places(in: application) {
        let argument = application.arguments[place]
        let gradient = try gradient(adjoint, to: place, of: application.arguments, form, value: formula)
        if let gradient { try flow(gradient, through: self.formula(of: argument)) }
      }
    case .apply(let application):
      let gradients = try application.rule.pullback(adjoint, application.arguments, value: formula)
      for (argument, gradient) in zip(application.arguments, gradients) {
        if let gradient { try flow(gradient, through: argument) }
      }
    }
  }

  /// How one entry of a value that is computed as a whole changes with the target; nil where nothing flows back.
  private func slope(of whole: Formula, at offset: Int) throws(ShapeError) -> Scalar? {
    var gradients: [Formula] = []
    let unit = try Formula.apply(UnitMatrix(offset: offset, shape: whole.shape), [])
    try Differentiator.flow(unit, through: whole, to: target.quantity, into: &gradients)
    return try Formula.sum(of: gradients)?.entry(at: target.offset).withoutZeros()
  }

  /// What flows back to one of the numbers that are gathered.
  private mutating func gradient(
    _ adjoint: Formula, to place: Int, of numbers: [Scalar], _ form: Gathering, value: Formula
  ) throws(ShapeError) -> Formula? {
    switch form {
    case .sum: return adjoint
    case .extreme(let kind):
      // To the first number that is the extreme: none before it reaches as far, none after it lies further.
      let own = try formula(of: numbers[place])
      var share = adjoint
      for (other, rival) in numbers.enumerated() where other != place {
        let beats = Comparison(kind: kind.beating(isEarlier: other < place), isExact: true)
        share = try .entrywise(share, .apply(beats, [own, formula(of: rival)]))
      }
      return share
    case .share(let own):
      // s·(1 − s) to the number itself, −s·sₖ to the others
      let factor =
        try place == own
        ? Formula.subtracting(.number(1), value) : .negated(formula(of: .gathered(.share(of: place), numbers)))
      return try .scaled(.scaled(adjoint, value), factor)
    case .logarithmOfShare(let own):
      let share = try formula(of: .gathered(.share(of: place), numbers))
      return try .scaled(adjoint, place == own ? .subtracting(.number(1), share) : .negated(share))
    case .winner, .leastPlace: return nil
    }
  }

  /// A scalar tree as a 1×1 formula.
  private mutating func formula(of scalar: Scalar) throws(ShapeError) -> Formula {
    switch scalar {
    case .number(let value, let spelling): return .number(value, spelling: spelling)
    case .entry(target): return .reference(quantity(standingFor: 0, isSetting: target.quantity.isSetting))
    case .entry(let entry):
      let whole = Formula.reference(entry.quantity)
      if entry.quantity.shape == .scalar { return whole }
      return try .apply(Indexing(offset: entry.offset, of: entry.quantity.shape), [whole])
    case .apply(let application):
      guard case .entrywise(let rule) = application.rule else { break }
      var arguments: [Formula] = []
      for argument in application.arguments { arguments.append(try formula(of: argument)) }
      return try .apply(rule, arguments)
    case .part: break
    }
    standIns.append((scalar, readsTarget(scalar)))
    return .reference(quantity(standingFor: standIns.count - 1, isSetting: scalar.isMadeOfNumbers))
  }

  /// Which of the numbers that are gathered read the target.
  private func places(in application: Scalar.Application) -> [Int] {
    if let known = readings?.places(of: target, in: application) { return known }
    return application.arguments.indices.filter { application.arguments[$0].reads(target) }
  }

  private func readsTarget(_ scalar: Scalar) -> Bool {
    if case .apply(let application) = scalar, let known = readings?.places(of: target, in: application) {
      return !known.isEmpty
    }
    return scalar.reads(target)
  }

  private func quantity(standingFor place: Int, isSetting: Bool) -> Quantity {
    Quantity(id: Int.min + place, symbol: Symbol(canonical: "…"), shape: .scalar, isSetting: isSetting)
  }

  /// What a quantity stands for; nil for one that stands for itself.
  private func standIn(_ quantity: Quantity) -> (scalar: Scalar, readsTarget: Bool)? {
    let place = quantity.id &- Int.min
    return standIns.indices.contains(place) ? standIns[place] : nil
  }

  /// Whether the target is read in a formula, or in what stands behind it.
  private func reads(_ formula: Formula) -> Bool {
    switch formula {
    case .number: false
    case .reference(let quantity): standIn(quantity)?.readsTarget ?? false
    case .apply(let application): application.arguments.contains { reads($0) }
    }
  }
}

extension Extreme.Kind {
  /// How the extreme compares with a number that stands before or after it; of equal ones the first is taken.
  fileprivate func beating(isEarlier: Bool) -> Comparison.Kind {
    switch self {
    case .minimum: isEarlier ? .less : .lessOrEqual
    case .maximum: isEarlier ? .greater : .greaterOrEqual
    }
  }
}
