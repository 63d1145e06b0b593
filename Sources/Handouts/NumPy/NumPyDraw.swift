import Calculus
import Matrices

/// Random numbers as a lesson draws them: before the first iteration those of `np.random.seed`, later those of the lesson's
/// own stream.
extension NumPyWriter {
  /// `np.random.normal(0, 1, (2, 3))`, which stands where the lesson draws.
  mutating func initialDraw(_ input: Program.Input) throws(NumPyRefusal) -> String {
    guard case .draw(let draw, let arguments) = input.initializer else { throw .unknown("~") }
    return try drawn(draw, arguments, input, from: "np.random.")
  }

  /// The numbers whose place a reader's value has taken: they are drawn all the same.
  func passedDraw(_ draw: Program.Draw, _ shape: Shape) -> String? {
    let sizes = NumPyNumber.sizes(shape)
    switch draw {
    case .zeros: return nil
    case .permutation: return "np.random.permutation(\(shape.count))"
    case .normal, .he: return "np.random.normal(size=\(sizes))"
    case .uniform, .xavier, .torch, .keep: return "np.random.uniform(size=\(sizes))"
    }
  }

  /// `KeyedRandom(seed, iteration, "U").uniform(0, 1, (1, 1))`, anew in each iteration.
  mutating func repeatedDraw(_ input: Program.Input, seed: UInt32, iteration: String) throws(NumPyRefusal) -> String {
    guard case .draw(let draw, let arguments) = input.initializer else { throw .unknown("~") }
    need(.keyedRandom)
    let name = Self.quoted(input.quantity.symbol.lessonName)
    return try drawn(draw, arguments, input, from: "\(NumPyHelper.keyedRandom.name)(\(seed), \(iteration), \(name)).")
  }

  /// A text between quotation marks.
  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  private mutating func drawn(
    _ draw: Program.Draw, _ arguments: [Formula], _ input: Program.Input, from source: String
  ) throws(NumPyRefusal) -> String {
    let isTurned = input.isDrawnTransposed && input.quantity.shape.rank == 2
    let shape = isTurned ? input.quantity.shape.transposed : input.quantity.shape
    let sizes = NumPyNumber.sizes(shape)
    var numbers: [String] = []
    for argument in arguments { numbers.append(try expression(argument).fenced(below: .sign)) }
    let (fanIn, fanOut) = fans(shape, isTurned ? input.quantity.examples.transposed : input.quantity.examples)
    let inward = numbers.first ?? "\(fanIn)"
    let outward = numbers.last ?? "\(fanOut)"
    let isOwn = source != "np.random."
    let text: String
    switch draw {
    case .zeros: text = "np.zeros(\(sizes))"
    case .uniform: text = "\(source)uniform(\(inward), \(outward), \(sizes))"
    case .normal: text = "\(source)normal(\(inward), \(outward), \(sizes))"
    case .he: text = "\(source)normal(0, np.sqrt(2 / \(inward)), \(sizes))"
    case .xavier:
      let bound = "np.sqrt(6 / (\(inward) + \(outward)))"
      text = "\(source)uniform(-\(bound), \(bound), \(sizes))"
    case .torch: text = "\(source)uniform(-1 / np.sqrt(\(inward)), 1 / np.sqrt(\(inward)), \(sizes))"
    case .permutation: text = "\(source)permutation(\(shape.count)).reshape(\(sizes)) + 1.0"
    case .keep:
      text =
        isOwn
        ? "\(source)keep(\(inward), \(sizes))"
        : "np.where(\(source)uniform(size=\(sizes)) < \(inward), 1 / \(inward), 0.0)"
    }
    return isTurned ? draw == .permutation ? "(\(text)).T" : "\(text).T" : text
  }

  /// How many numbers reach a unit, and how many it reaches, where the lesson does not say so.
  private func fans(_ shape: Shape, _ examples: ExampleAxis) -> (into: Int, out: Int) {
    if shape.rank > 2 { return (shape.columns, shape.rows * shape.columns / max(1, shape.sizes[1])) }
    return examples == .rows ? (shape.rows, shape.columns) : (shape.columns, shape.rows)
  }
}
