import Matrices

/// How one entry of a formula reads: a tree over entries of quantities, in which everything is a number.
///
/// `Formula.entry(at:)` makes it. It has the value of the entry bit for bit, and is typeset, differentiated and executed
/// by the operators of the formula.
package indirect enum Scalar: Hashable, Sendable {
  /// A number, with the spelling it has in the lesson when that should be kept.
  case number(Double, spelling: NumberSpelling?)
  /// An entry of a quantity.
  case entry(Entry)
  /// Something done with numbers.
  case apply(Application)
  /// An entry of a value that is computed as a whole, such as eigenvalues.
  case part(of: Formula, at: Int)

  /// What is done with numbers.
  package enum Rule: Sendable {
    /// An operator that works entry by entry, on one entry of each argument.
    case entrywise(any Operator)
    /// What is made of any number of them.
    case gathered(Gathering)
  }

  /// A rule with the numbers that it works on, which it takes.
  package struct Application: Hashable, Sendable {
    package let rule: Rule
    package let arguments: [Scalar]
    let extent: Formula.Extent

    package static func == (left: Application, right: Application) -> Bool {
      left.rule == right.rule && left.arguments == right.arguments
    }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(rule)
      hasher.combine(arguments)
    }
  }

  /// A number without a spelling of its own.
  package static func number(_ value: Double) -> Scalar { .number(value, spelling: nil) }

  /// An operator that works entry by entry, applied to numbers.
  package static func apply(_ rule: any Operator, _ arguments: [Scalar]) throws(ShapeError) -> Scalar {
    try apply(.entrywise(rule), arguments)
  }

  /// What is made of several numbers; a single one is its own sum and extreme, and a sum of none is 0.
  package static func gathered(_ form: Gathering, _ arguments: [Scalar]) throws(ShapeError) -> Scalar {
    try apply(.gathered(form), arguments)
  }

  /// A rule applied to numbers, with their count and the bounds of `FormulaLimits` checked.
  package static func apply(_ rule: Rule, _ arguments: [Scalar]) throws(ShapeError) -> Scalar {
    switch rule {
    case .entrywise(let rule):
      _ = try rule.shape(of: [Shape](repeating: .scalar, count: arguments.count))
    case .gathered(let form):
      if arguments.isEmpty && form == .sum { return .number(0) }
      if arguments.count == 1 && form.keepsOne { return arguments[0] }
      try form.check(arguments.count)
    }
    let extent = Formula.Extent(arguments.map { $0.extent }, entries: 1)
    try FormulaLimits.check(.scalar, extent)
    return .apply(Application(rule: rule, arguments: arguments, extent: extent))
  }

  /// How large the tree is.
  package var extent: Formula.Extent {
    switch self {
    case .number(let value, let spelling): Formula.number(value, spelling: spelling).extent
    case .entry: .single
    case .apply(let application): application.extent
    case .part(let whole, _): Formula.Extent([whole.extent], entries: 1)
    }
  }

  /// The entries read, each once, in the order of first reading; of a part, those that its formula reads as numbers.
  package var entries: [Entry] {
    var seen: Set<Entry> = []
    var found: [Entry] = []
    visitEntries { entry in
      if seen.insert(entry).inserted { found.append(entry) }
    }
    return found
  }

  /// The entries that it depends on, each once: those read as numbers, and every entry of the matrices that are read as
  /// wholes.
  package var dependencies: [Entry] {
    var seen: Set<Entry> = []
    var found: [Entry] = []
    func take(_ entry: Entry) {
      if seen.insert(entry).inserted { found.append(entry) }
    }
    visitLeaves { leaf in
      switch leaf {
      case .number, .apply: break
      case .entry(let entry): take(entry)
      case .part(let whole, _): whole.visitDependencies(take)
      }
    }
    return found
  }

  /// The quantities read, as entries or as wholes.
  package var references: Set<Quantity> {
    var found: Set<Quantity> = []
    visitLeaves { leaf in
      switch leaf {
      case .number, .apply: break
      case .entry(let entry): found.insert(entry.quantity)
      case .part(let whole, _): found.formUnion(whole.references)
      }
    }
    return found
  }

  /// The tree with each entry replaced as `replacement` says; nil keeps the entry. Parts stay as they are.
  package func replacing(_ replacement: (Entry) -> Scalar?) throws(ShapeError) -> Scalar {
    switch self {
    case .number, .part: return self
    case .entry(let entry): return replacement(entry) ?? self
    case .apply(let application):
      var arguments: [Scalar] = []
      for argument in application.arguments { arguments.append(try argument.replacing(replacement)) }
      return try .apply(application.rule, arguments)
    }
  }

  /// Calls `visit` with each entry as often as it is read, from left to right.
  func visitEntries(_ visit: (Entry) -> Void) {
    visitLeaves { leaf in
      switch leaf {
      case .number, .apply: break
      case .entry(let entry): visit(entry)
      case .part(let whole, _): whole.visitEntries(visit)
      }
    }
  }

  /// Calls `visit` with each number, entry and part, from left to right.
  func visitLeaves(_ visit: (Scalar) -> Void) {
    guard case .apply(let application) = self else { return visit(self) }
    for argument in application.arguments { argument.visitLeaves(visit) }
  }
}

extension Scalar.Rule: Hashable {
  /// Operators are the same when their identities are.
  package static func == (left: Scalar.Rule, right: Scalar.Rule) -> Bool {
    switch (left, right) {
    case (.entrywise(let one), .entrywise(let other)): one.identity == other.identity
    case (.gathered(let one), .gathered(let other)): one == other
    case (.entrywise, .gathered), (.gathered, .entrywise): false
    }
  }
  /// Hashes the identity.
  package func hash(into hasher: inout Hasher) {
    switch self {
    case .entrywise(let rule): hasher.combine(rule.identity)
    case .gathered(let form): hasher.combine(form)
    }
  }
}

extension Formula {
  /// Calls `visit` with each entry that is read, alone or with its matrix, from left to right.
  fileprivate func visitDependencies(_ visit: (Entry) -> Void) {
    if let entry = asEntry { return visit(entry) }
    switch self {
    case .number: break
    case .reference(let quantity):
      for offset in 0..<quantity.shape.count { visit(Entry(quantity, offset)) }
    case .apply(let application):
      for argument in application.arguments { argument.visitDependencies(visit) }
    }
  }

  /// Calls `visit` with each entry that is read as a number, from left to right.
  fileprivate func visitEntries(_ visit: (Entry) -> Void) {
    if let entry = asEntry { return visit(entry) }
    guard case .apply(let application) = self else { return }
    for argument in application.arguments { argument.visitEntries(visit) }
  }
}
