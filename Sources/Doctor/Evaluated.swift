/// A tree with the value of each of its parts: another part's value then costs no more than what contains it.
final class Evaluated {
  private let tree: Tree
  private let operands: Operands
  private let children: [Evaluated]
  /// The values of the children.
  private let values: [Double]
  let value: Double

  init(_ tree: Tree, _ operands: Operands) {
    self.tree = tree
    self.operands = operands
    children = tree.children.map { Evaluated($0, operands) }
    values = children.map { $0.value }
    value = children.isEmpty ? tree.value(operands) : tree.combined(values, operands)
  }

  /// The value of the whole where the part at a path has another one.
  func value(replacing path: some Collection<Int>, with part: Double) -> Double {
    guard let first = path.first, children.indices.contains(first) else { return part }
    var values = values
    values[first] = children[first].value(replacing: path.dropFirst(), with: part)
    return tree.combined(values, operands)
  }

  /// The value of the whole where the parts at several paths have another one.
  func value(replacing paths: [ArraySlice<Int>], with part: Double) -> Double {
    guard !paths.contains(where: { $0.isEmpty }) else { return part }
    var values = values
    for place in children.indices {
      let inside = paths.filter { $0.first == place }.map { $0.dropFirst() }
      if !inside.isEmpty { values[place] = children[place].value(replacing: inside, with: part) }
    }
    return tree.combined(values, operands)
  }
}
