/// A part of a line of Python, with how tightly it binds.
struct NumPyExpression: Hashable, Sendable {
  let text: String
  let binding: Binding
  /// Whether it may be a number of Python's own, which has other rules for powers than NumPy's.
  let isPlainNumber: Bool

  /// From the loosest to the tightest, as Python has them; a product of matrices binds like any other.
  enum Binding: Int, Comparable, Sendable {
    case comparison, sum, product, sign, power, atom
    static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
  }

  init(_ text: String, _ binding: Binding = .atom, isPlainNumber: Bool = false) {
    self.text = text
    self.binding = binding
    self.isPlainNumber = isPlainNumber
  }

  /// The text, in parentheses unless it binds at least as tightly as `minimum`.
  func fenced(below minimum: Binding) -> String { binding < minimum ? "(\(text))" : text }

  /// `left + right`, …: what stands on the right keeps its parentheses, so that sums run in the written order.
  static func infix(_ left: NumPyExpression, _ sign: String, _ right: NumPyExpression, _ binding: Binding)
    -> NumPyExpression
  {
    let next = Binding(rawValue: binding.rawValue + 1) ?? .atom
    return NumPyExpression(
      "\(left.fenced(below: binding)) \(sign) \(right.fenced(below: next))", binding,
      isPlainNumber: left.isPlainNumber && right.isPlainNumber)
  }

  /// `name(a, b)`
  static func call(_ name: String, _ arguments: [String]) -> NumPyExpression {
    NumPyExpression("\(name)(\(arguments.joined(separator: ", ")))")
  }
}
