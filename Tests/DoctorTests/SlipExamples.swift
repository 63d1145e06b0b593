/// For each slip a page of notes in which somebody has made it, and which reads so.
enum SlipExamples {
  /// A neuron with its backward pass, over two iterations.
  private static let neuron = """
    data
      x = [0.7; 0.4; 0.9]
      t = 1
    parameters
      w = [0.3 0.8 0.5]
      b = 0.17
    settings
      η = 0.15
    forward
      z = w·x + b
      a = σ(z)
    loss
      E = ½·(a − t)²
    backward
      δ = (a − t)·a·(1 − a)
      s = σ'(z)
      dw = δ·xᵀ
    update
      w ← w − η·dw
      b ← b − η·δ
    run
      stop after 2 iterations

    """

  /// Shares of three numbers.
  private static let shares = """
    data
      v = [0.7313 0.2467 1.9042]
    forward
      y = softmax(v)

    """

  /// A difference of two numbers.
  private static let difference = """
    data
      p = 0.7313
      q = 0.2467
    forward
      y = exp(p) − q²

    """

  /// A lesson that computes a little from data, with what is printed of it.
  private static func page(data: [String], forward: [String], sheet: [String]) -> String {
    "data\n\(lines(data))forward\n\(lines(forward))" + printed(sheet)
  }

  private static func printed(_ sheet: [String]) -> String { "expect \"sheet\"\n\(lines(sheet))" }
  private static func lines(_ lines: [String]) -> String { lines.map { "  \($0)\n" }.joined() }

  /// The lines of a lesson by the slip that is made in its printed numbers.
  static let all: [(slip: String, text: String)] = [
    ("forgot-derivative", neuron + printed(["z = 1.15000", "a = 0.75951", "δ = -0.24049"])),
    ("skipped-activation", neuron + printed(["z = 1.15000", "a = 0.75951", "E = 0.01125"])),
    (
      "sign",
      page(data: ["p = 0.731", "q = 0.2467", "k = 1.93"], forward: ["y = k·p − q"], sheet: ["y = 1.65753"])
    ),
    (
      "operand-sign",
      page(data: ["p = -0.7313", "q = 0.2467"], forward: ["y = softplus(p) + 3·q"], sheet: ["y = 1.86431"])
    ),
    (
      "swapped",
      page(data: ["p = 0.731", "q = 0.2467"], forward: ["y = exp(p/q)"], sheet: ["y = 1.40142"])
    ),
    (
      "forgot-constant",
      page(data: ["p = 0.7313", "q = 0.2467"], forward: ["y = 3·p·p + q"], sheet: ["y = 0.78150"])
    ),
    (
      "sum-mean",
      page(data: ["v = [0.7313 0.2467 1.9042 0.3331]"], forward: ["y = mean(v)"], sheet: ["y = 3.21530"])
    ),
    (
      "half-mean",
      page(
        data: ["v = [0.7313 0.2467 1.9042 0.3331]", "p = 0.21"],
        forward: ["y = mean(v) + p"],
        sheet: ["y = 0.61191"]
      )
    ),
    ("forgot-rate", neuron + printed(["new(b) = 0.21393"])),
    ("forgot-bias", neuron + printed(["z = 0.98000"])),
    ("forgot-term", neuron + printed(["z = 0.70000"])),
    (
      "forgot-factor",
      neuron + printed(["z = 1.15000", "a = 0.75951", "δ = -0.04393", "dw = [-0.03075 -0.01757 -0.04393]"])
    ),
    ("derivative-of-a", neuron + printed(["z = 1.15000", "a = 0.75951", "s = 0.21715"])),
    (
      "exponent-sign",
      page(data: ["p = 0.7313", "q = 0.2467"], forward: ["y = exp(p·q) + q"], sheet: ["y = 1.08163"])
    ),
    ("plain-share", shares + printed(["y = [0.25373 0.08559 0.66068]"])),
    ("not-softmax", shares + printed(["y = [0.67509 0.56136 0.87037]"])),
    (
      "log-base",
      page(data: ["p = 0.7313"], forward: ["y = −ln(p)"], sheet: ["y = 0.13590"])
    ),
    (
      "square",
      page(data: ["p = 0.7313", "q = 0.2467"], forward: ["y = p² + q"], sheet: ["y = 1.70930"])
    ),
    (
      "twice",
      page(data: ["p = 0.7313", "q = 0.2467", "k = 1.9042"], forward: ["y = p·q + k"], sheet: ["y = 1.94871"])
    ),
    (
      "transposed",
      page(
        data: ["M = [0.31 0.74; 0.52 0.18]", "u = [1.37; 0.83]"],
        forward: ["y = M·u"],
        sheet: ["y = [0.85630; 1.16320]"]
      )
    ),
    (
      "wrong-index",
      page(data: ["v = [0.7313 0.2467 1.9042]", "q = 0.37"], forward: ["y = exp(v[2]) + q"], sheet: ["y = 2.44778"])
    ),
    (
      "ten",
      page(data: ["p = 0.7313", "q = 0.02467"], forward: ["y = exp(p) + q"], sheet: ["y = 2.32448"])
    ),
    (
      "parentheses",
      page(data: ["p = 0.7313", "q = 0.2467", "k = 1.9042"], forward: ["y = (p + q)·k"], sheet: ["y = 1.20107"])
    ),
    (
      "one-path",
      page(
        data: ["g = [0.7313 0.2467 1.9042]", "h = [0.41; 0.93; 0.28]"],
        forward: ["y = g·h"],
        sheet: ["y = 0.22943"]
      )
    ),
    ("doubled", difference + printed(["y = 4.03384"])),
    ("halved", difference + printed(["y = 1.00846"])),
    ("lost-sign", difference + printed(["y = -2.01692"])),
    ("factor-10", difference + printed(["y = 20.16919"])),
    ("swapped-digits", difference + printed(["y = 2.106919"])),
    ("lost-digit", difference + printed(["y = 2.06919"])),
    ("added-digit", difference + printed(["y = 2.0416919"])),
    ("misread-digit", difference + printed(["y = 2.056919"])),
    (
      "copied",
      page(
        data: ["p = 0.7313", "q = 0.2467"],
        forward: ["y = exp(p) − q²", "n = exp(q)·p"],
        sheet: ["n = 0.93591", "y = 0.93591"]
      )
    ),
  ]
}
