import Calculus
import Matrices
import Trace

/// Opens the formula of a printed number into a tree.
struct TreeBuilder {
  /// Quantities that are not printed are opened so deep.
  static let mostLevels = 4
  static let mostNodes = 700
  /// A sum of more terms stays one node.
  static let mostTerms = 64

  private let moment: Moment
  private let derived: [Int: Formula]
  /// Whether an entry stays as it is, because the page prints it.
  private let isPrinted: (Entry) -> Bool
  private let levels: Int
  private var nodes = 0

  /// - Parameters:
  ///   - derived: definitions that the program does not have.
  ///   - levels: how deep quantities that are not printed are opened.
  init(_ moment: Moment, derived: [Definition] = [], levels: Int = mostLevels, isPrinted: @escaping (Entry) -> Bool) {
    self.levels = levels
    self.moment = moment
    self.derived = Dictionary(lastOf: derived.map { ($0.quantity.id, $0.formula) })
    self.isPrinted = isPrinted
  }

  /// The tree of an entry of a formula; where that is a quantity, of the line that computes it, printed or not. Nil where
  /// nothing computes it, or where it is too large to be opened.
  static func tree(
    of resolved: Resolved, at offset: Int, in moment: Moment, isPrinted: @escaping (Entry) -> Bool
  ) -> Tree? {
    guard let scalar = try? resolved.formula.entry(at: offset), scalar.isShort(mostTerms) else { return nil }
    for levels in (0...mostLevels).reversed() {
      var builder = TreeBuilder(moment, derived: resolved.derived, levels: levels, isPrinted: isPrinted)
      let tree: Tree? =
        if case .entry(let entry) = scalar { builder.opened(entry, level: 0) } else { builder.tree(scalar, level: 0) }
      if builder.nodes <= mostNodes { return tree }
    }
    return nil
  }

  /// What an entry is computed by, one level deep; nil for what nothing computes.
  static func line(of entry: Entry, in moment: Moment) -> Tree? {
    var builder = TreeBuilder(moment) { _ in true }
    return builder.opened(entry, level: 0)
  }

  /// The line of an entry.
  private mutating func opened(_ entry: Entry, level: Int) -> Tree? {
    guard let formula = derived[entry.quantity.id] ?? moment.formula(of: entry.quantity),
      moment.definition(of: entry.quantity)?.isEpochTotal != true, let scalar = try? formula.entry(at: entry.offset),
      scalar.isShort(Self.mostTerms)
    else { return nil }
    return tree(scalar, level: level)
  }

  private mutating func tree(of entry: Entry, level: Int) -> Tree {
    let isKept = derived[entry.quantity.id] == nil && isPrinted(entry)
    guard !isKept, level < levels, nodes < Self.mostNodes, var tree = opened(entry, level: level + 1) else {
      return Tree(.leaf(entry))
    }
    // A name for another entry is that entry.
    if tree.leaf == nil { tree.name = entry }
    return tree
  }

  private mutating func tree(_ scalar: Scalar, level: Int) -> Tree {
    nodes += 1
    switch scalar {
    case .number(let value, let spelling): return Tree(.number(value, spelling: spelling))
    case .entry(let entry): return tree(of: entry, level: level)
    case .part(let whole, let offset): return Tree(.part(of: whole, at: offset))
    case .apply(let application):
      let arguments = application.arguments.map { tree($0, level: level) }
      switch application.rule {
      case .gathered(.sum): return .sum(Self.flattened(arguments.map { Tree.Term($0) }))
      case .gathered: return Tree(.apply(application.rule, arguments))
      case .entrywise(let rule): return Self.tree(rule, arguments)
      }
    }
  }

  private static func tree(_ rule: any Operator, _ arguments: [Tree]) -> Tree {
    guard let first = arguments.first, let last = arguments.last else { return Tree(.apply(.entrywise(rule), [])) }
    switch rule {
    case is Addition: return .sum(flattened([Tree.Term(first), Tree.Term(last)]))
    case is Subtraction: return .sum(flattened([Tree.Term(first), Tree.Term(last, isNegative: true)]))
    case is Negation:
      if let number = first.constant { return .number(-number) }
      return .sum(flattened([Tree.Term(first, isNegative: true)]))
    case is Scaling, is EntrywiseProduct: return .product(flattened([Tree.Factor(first), Tree.Factor(last)]))
    case is Division: return .product(flattened([Tree.Factor(first), Tree.Factor(last, isDivisor: true)]))
    default: return Tree(.apply(.entrywise(rule), arguments))
    }
  }

  /// Sums among the terms become terms of their own, unless they have a name.
  private static func flattened(_ terms: [Tree.Term]) -> [Tree.Term] {
    terms.flatMap { term -> [Tree.Term] in
      guard term.tree.name == nil, let inner = term.tree.terms else { return [term] }
      return inner.map { Tree.Term($0.tree, isNegative: $0.isNegative != term.isNegative) }
    }
  }

  /// Products among the factors become factors of their own, unless they have a name.
  private static func flattened(_ factors: [Tree.Factor]) -> [Tree.Factor] {
    factors.flatMap { factor -> [Tree.Factor] in
      guard factor.tree.name == nil, let inner = factor.tree.factors else { return [factor] }
      return inner.map { Tree.Factor($0.tree, isDivisor: $0.isDivisor != factor.isDivisor) }
    }
  }
}

extension Scalar {
  /// Whether no sum in it has more terms.
  fileprivate func isShort(_ most: Int) -> Bool {
    guard case .apply(let application) = self else { return true }
    return application.arguments.count <= most && application.arguments.allSatisfy { $0.isShort(most) }
  }
}
