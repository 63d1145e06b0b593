import Calculus
import Matrices
import Trace

/// What slips may know of the lesson beside the part of the tree that they change.
package final class SlipContext {
  private let moment: Moment
  private var lines: [Entry: Tree?] = [:]
  /// Whether the part is the whole tree.
  package var isWhole = false

  init(_ moment: Moment) { self.moment = moment }

  /// What a part is computed by: the line of an entry that is not opened, else the part without its name.
  package func meaning(of part: Tree) -> Tree {
    if let entry = part.leaf { return line(of: entry) ?? part }
    return Tree(part.node)
  }

  /// The line that computes an entry, its operands not opened any further; nil for what nothing computes.
  private func line(of entry: Entry) -> Tree? {
    if let known = lines[entry] { return known }
    let line = TreeBuilder.line(of: entry, in: moment)
    lines[entry] = line
    return line
  }

  /// The activation function that a part is a value of, and what it is applied to.
  package func activation(of part: Tree) -> (function: EntrywiseFunction, argument: Tree)? {
    guard let call = meaning(of: part).call, call.function.isActivation else { return nil }
    return call
  }

  /// Whether a part is a setting, such as a rate.
  package func isSetting(_ part: Tree) -> Bool { part.leaf?.quantity.isSetting == true }

  /// Whether a part is a parameter.
  package func isParameter(_ part: Tree) -> Bool {
    guard let entry = part.leaf else { return false }
    return moment.program.input(of: entry.quantity)?.phase == .parameters
  }

  /// The function of which a part is the derivative: `σ'(z)`, or the name of a line that is that.
  package func derivedFunction(of part: Tree) -> EntrywiseFunction? { meaning(of: part).slope?.rule.function }
}

extension EntrywiseFunction {
  /// Whether it is used as an activation: not a root, a logarithm or a magnitude.
  package var isActivation: Bool {
    let names = ["σ", "tanh", "relu", "leaky_relu", "elu", "gelu", "softplus", "step"]
    return names.contains { identity.hasPrefix($0) }
  }
}
