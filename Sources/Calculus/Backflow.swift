/// What flows back from the value of one formula to the quantities that it reads.
///
/// Each gradient on the way is worked out once, and only where somebody asks what lies behind it: asked about one
/// quantity after the other, a sum of a thousand terms is still walked through once, not a thousand times.
struct Backflow: Sendable {
  /// A place in the tree.
  private struct Node: Sendable {
    let formula: Formula
    /// The operator that it is an argument of, and which; the top stands below none.
    let parent: Int
    let position: Int
    /// What flows back to each of its arguments; nil as long as nobody has asked.
    var gradients: [Formula?]?
  }

  private let adjoint: Formula
  /// The tree from the top down, arguments behind their operator.
  private var nodes: [Node] = []
  /// The nodes at which each quantity is read, from left to right, by its id.
  private var readings: [Int: [Int]] = [:]

  /// What flows back when `adjoint` enters at the top of a formula; nothing is worked out yet.
  init(_ adjoint: Formula, through formula: Formula) {
    self.adjoint = adjoint
    append(formula, parent: 0, position: 0)
  }

  private mutating func append(_ formula: Formula, parent: Int, position: Int) {
    let place = nodes.count
    nodes.append(Node(formula: formula, parent: parent, position: position))
    switch formula {
    case .number: break
    case .reference(let quantity): readings[quantity.id, default: []].append(place)
    case .apply(let application):
      for (position, argument) in application.arguments.enumerated() {
        append(argument, parent: place, position: position)
      }
    }
  }

  /// The gradients that arrive at each reading of a quantity, from left to right.
  mutating func gradients(at quantity: Quantity) throws(ShapeError) -> [Formula] {
    var found: [Formula] = []
    for place in readings[quantity.id, default: []] {
      try pullBack(to: place)
      if let gradient = arriving(at: place) { found.append(gradient) }
    }
    return found
  }

  /// Works out what flows back to a node, from the lowest operator above it of which that is known.
  private mutating func pullBack(to place: Int) throws(ShapeError) {
    var way: [Int] = []
    var place = place
    while place > 0, nodes[nodes[place].parent].gradients == nil {
      place = nodes[place].parent
      way.append(place)
    }
    while let next = way.popLast() {
      guard case .apply(let application) = nodes[next].formula, let adjoint = arriving(at: next) else {
        nodes[next].gradients = []
        continue
      }
      nodes[next].gradients = try application.rule.pullback(
        adjoint, application.arguments, value: nodes[next].formula)
    }
  }

  /// The gradient of a node whose operator has been pulled back; nil where nothing flows.
  private func arriving(at place: Int) -> Formula? {
    guard place > 0 else { return adjoint }
    let (above, position) = (nodes[nodes[place].parent].gradients, nodes[place].position)
    guard let above, above.indices.contains(position) else { return nil }
    return above[position]
  }
}
