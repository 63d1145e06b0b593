import Calculus
import Matrices

/// How a printed number is computed: one entry of its formula, opened down to what the page prints and the lesson is
/// given, with products and sums flattened.
///
/// `(a − t)·a·(1 − a)` is one product of three factors; where `z` is not printed, the sum that it is stands in its place
/// and keeps its name.
package struct Tree: Hashable, Sendable {
  /// The entry that this part computes, where it has a name; what has been rewritten has none.
  package var name: Entry?
  package var node: Node

  package indirect enum Node: Hashable, Sendable {
    case number(Double, spelling: NumberSpelling?)
    /// An entry that is printed, given, or not opened any further.
    case leaf(Entry)
    case sum([Term])
    case product([Factor])
    /// Anything else that is done with numbers: a function, a power, a softmax.
    case apply(Scalar.Rule, [Tree])
    /// An entry of a value that is computed as a whole.
    case part(of: Formula, at: Int)
  }

  /// What is added or, where it is negative, subtracted.
  package struct Term: Hashable, Sendable {
    package var isNegative: Bool
    package var tree: Tree

    package init(_ tree: Tree, isNegative: Bool = false) {
      self.tree = tree
      self.isNegative = isNegative
    }
  }

  /// What is multiplied by or, where it is a divisor, divided by.
  package struct Factor: Hashable, Sendable {
    package var isDivisor: Bool
    package var tree: Tree

    package init(_ tree: Tree, isDivisor: Bool = false) {
      self.tree = tree
      self.isDivisor = isDivisor
    }
  }

  package init(_ node: Node, name: Entry? = nil) {
    self.node = node
    self.name = name
  }

  package static func number(_ value: Double) -> Tree { Tree(.number(value, spelling: nil)) }

  /// The sum of terms; a single one that is not negative is itself, and a sum of none is 0.
  package static func sum(_ terms: [Term]) -> Tree {
    if terms.count == 1, !terms[0].isNegative { return terms[0].tree }
    return terms.isEmpty ? .number(0) : Tree(.sum(terms))
  }

  /// The product of factors; a single one that is no divisor is itself, and a product of none is 1.
  package static func product(_ factors: [Factor]) -> Tree {
    if factors.count == 1, !factors[0].isDivisor { return factors[0].tree }
    return factors.isEmpty ? .number(1) : Tree(.product(factors))
  }

  package static func product(_ trees: Tree...) -> Tree { product(trees.map { Factor($0) }) }

  /// The function of one number, applied.
  package static func call(_ function: EntrywiseFunction, _ argument: Tree) -> Tree {
    Tree(.apply(.entrywise(function), [argument]))
  }

  /// The same with the other sign.
  package var negated: Tree { Tree(.sum([Term(self, isNegative: true)])) }

  /// The parts that it is computed from, in the order of writing.
  package var children: [Tree] {
    switch node {
    case .number, .leaf, .part: []
    case .sum(let terms): terms.map { $0.tree }
    case .product(let factors): factors.map { $0.tree }
    case .apply(_, let arguments): arguments
    }
  }

  /// How many nodes it has.
  package var count: Int { children.reduce(1) { $0 + $1.count } }

  /// The part at a path: the place of a child, of a child of that, and so on; nil where there is none.
  package func part(at path: some Collection<Int>) -> Tree? {
    guard let first = path.first else { return self }
    let children = children
    return children.indices.contains(first) ? children[first].part(at: path.dropFirst()) : nil
  }

  /// The tree with another part at a path; what contains it loses its name. Nil where there is no such path.
  package func replacing(at path: some Collection<Int>, with part: Tree) -> Tree? {
    guard let first = path.first else { return part }
    var children = children
    guard children.indices.contains(first),
      let child = children[first].replacing(at: path.dropFirst(), with: part)
    else { return nil }
    children[first] = child
    return withChildren(children)
  }

  /// The tree with a part put wherever another one stands.
  package func replacing(_ part: Tree, with other: Tree) -> Tree {
    if self == part { return other }
    let children = children
    let changed = children.map { $0.replacing(part, with: other) }
    return changed == children ? self : withChildren(changed)
  }

  /// The tree with each leaf changed as `change` says; nil keeps it.
  package func replacingLeaves(_ change: (Entry) -> Tree?) -> Tree {
    if case .leaf(let entry) = node { return change(entry) ?? self }
    let children = children
    let changed = children.map { $0.replacingLeaves(change) }
    return changed == children ? self : withChildren(changed)
  }

  /// The tree with each entry of a quantity that is not opened changed as `change` says; nil keeps it.
  package func replacingEntries(of quantity: Quantity, _ change: (Entry) -> Tree?) -> Tree {
    replacingLeaves { $0.quantity == quantity ? change($0) : nil }
  }

  /// The same operation on other parts, as many as it has, without a name.
  private func withChildren(_ children: [Tree]) -> Tree {
    switch node {
    case .number, .leaf, .part: self
    case .sum(let terms): Tree(.sum(zip(terms, children).map { Term($1, isNegative: $0.isNegative) }))
    case .product(let factors): Tree(.product(zip(factors, children).map { Factor($1, isDivisor: $0.isDivisor) }))
    case .apply(let rule, _): Tree(.apply(rule, children))
    }
  }

  /// Calls `visit` with each part and its path, the whole first.
  package func visit(at path: [Int] = [], _ visit: (Tree, [Int]) -> Void) {
    visit(self, path)
    for (place, child) in children.enumerated() { child.visit(at: path + [place], visit) }
  }

  /// The entries of its leaves, each once, in the order of writing.
  package var leaves: [Entry] {
    var seen: Set<Entry> = []
    var found: [Entry] = []
    visit { part, _ in
      if case .leaf(let entry) = part.node, seen.insert(entry).inserted { found.append(entry) }
    }
    return found
  }

  /// The quantities of which it reads several entries, in the order of writing.
  package var severalEntries: [Quantity] {
    var counts: [Quantity: Int] = [:]
    let leaves = leaves
    for entry in leaves { counts[entry.quantity, default: 0] += 1 }
    var seen: Set<Quantity> = []
    return leaves.map { $0.quantity }.filter { counts[$0, default: 0] > 1 && seen.insert($0).inserted }
  }
}
