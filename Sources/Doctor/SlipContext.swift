import Calculus
import Matrices
import Trace

/// What slips may know of the lesson beside the part of the tree that they change.
package final class SlipContext {
  private let moment: Moment
  /// The entry that the tree computes; nil where it is of a formula without a name.
  private let subject: Entry?
  private var lines: [Entry: Tree?] = [:]
  /// Whether the part is the whole tree.
  package var isWhole = false

  /// The number of an entry in the iteration before: as it was, and as it is printed.
  private let before: (Entry) -> [Double]
  /// The quantities that may differ from one iteration to the next.
  private lazy var changing = moment.program.changing

  init(_ moment: Moment, subject: Entry? = nil, before: @escaping (Entry) -> [Double] = { _ in [] }) {
    self.moment = moment
    self.subject = subject
    self.before = before
  }

  /// The row and the column of the entry, where its quantity has several.
  var indices: (row: Int?, column: Int?) {
    guard let subject, subject.quantity.shape.rank == 2 else { return (nil, nil) }
    let shape = subject.quantity.shape
    return (
      shape.rows > 1 ? subject.offset / shape.columns : nil, shape.columns > 1 ? subject.offset % shape.columns : nil
    )
  }

  /// The numbers that an entry may have had in the iteration before, where it can have had others.
  package func earlier(_ entry: Entry) -> [Double] { changing.contains(entry.quantity.id) ? before(entry) : [] }

  /// The parameter or state that a quantity is the update of.
  package func beforeUpdate(_ quantity: Quantity) -> Quantity? {
    moment.program.updates.last { $0.new == quantity }?.old
  }

  /// What may have been taken in the place of a quantity: what has a name and the same shape and is there before the
  /// line, the nearest of it.
  private lazy var known: [Quantity] = {
    let program = moment.program
    let computed = program.definitions.prefix { $0.quantity != subject?.quantity }.filter {
      !$0.isDerived && $0.phase < .update && $0.quantity.isNamed
    }
    return program.inputs.filter { $0.quantity.isNamed }.map { $0.quantity } + computed.map { $0.quantity }
  }()

  /// Of more quantities one would fit by chance.
  private static let mostOthers = 12

  /// The quantities that may have been taken for another one; not what it is the activation of, which is a slip of its
  /// own.
  package func others(of quantity: Quantity) -> [Quantity] {
    let argument = activation(of: Tree(.leaf(Entry(quantity, 0))))?.argument.leaf?.quantity
    return known.filter {
      $0 != quantity && $0 != argument && $0.shape == quantity.shape && $0.isSetting == quantity.isSetting
    }.suffix(Self.mostOthers)
  }

  /// What a parameter is after the update, for a line that reads it before; nil of what nothing updates.
  package func updated(_ quantity: Quantity) -> Quantity? {
    let program = moment.program
    if let subject, program.definition(of: subject.quantity)?.phase != .backward { return nil }
    return program.updates.last { $0.old == quantity }?.new
  }

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

extension Quantity {
  /// Whether it is what a name of the lesson stands for, and no value after an update or derivative.
  fileprivate var isNamed: Bool { if case .defined = role { Entry(self, 0).typedAddress != nil } else { false } }
}
