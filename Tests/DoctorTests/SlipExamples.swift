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

  /// Two layers of one neuron each, whose backward pass reads the second weight.
  private static let twoLayers = """
    data
      x = 0.7
      t = 1
    parameters
      w1 = 0.3
      w2 = 0.8
    settings
      η = 0.5
    forward
      h = σ(w1·x)
      y = w2·h
    loss
      E = ½·(y − t)²
    backward
      e = y − t
      d = e·w2·h·(1 − h)
    update
      w2 ← w2 − η·e·h
      w1 ← w1 − η·d·x
    run
      stop after 3 iterations

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

  private static func printed(_ sheet: [String], _ moment: String = "") -> String {
    "expect \"sheet\"\(moment)\n\(lines(sheet))"
  }
  private static func lines(_ lines: [String]) -> String { lines.map { "  \($0)\n" }.joined() }

  /// The updates made before the backward pass, in all iterations: E of the third.
  static let updatedEarly = twoLayers + printed(["E = 0.073824"], " at 3")

  /// Of each row only the path through its own number.
  static let diagonal = page(
    data: ["M = [0.31 0.74 0.42; 0.52 0.18 0.66; 0.25 0.81 0.37]", "u = [1.37; 0.83; 0.59]"], forward: ["y = M·u"],
    sheet: ["y = [0.42470; 0.14940; 0.21830]"])

  /// The derivative left out, and two digits swapped in copying −0.240489083.
  static let copiedBadly = neuron + printed(["z = 1.15", "a = 0.759510917", "δ = -0.240498083"])

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
    ("updated-weight", twoLayers + printed(["h = 0.55231", "e = -0.55815", "d = -0.13168"])),
    (
      "forgot-correction",
      page(
        data: ["m = 0.0731", "t = 3", "β = 0.9", "p = 0.21"], forward: ["y = m/(1 − β^t) + p"], sheet: ["y = 0.28310"])
    ),
    (
      "wrong-operand",
      page(
        data: ["p = 0.7313", "q = 0.2467", "r = 1.9042", "s = 0.5127"], forward: ["y = exp(p)·q + r"],
        sheet: ["y = 2.31614"])
    ),
    (
      "plus-times",
      page(data: ["p = 0.7313", "q = 0.2467"], forward: ["y = exp(p + q)"], sheet: ["y = 1.19771"])
    ),
    (
      "degrees",
      page(data: ["p = 0.7313", "q = 0.2467"], forward: ["y = sin(p) + q"], sheet: ["y = 0.25946"])
    ),
    (
      "epsilon-place",
      page(data: ["p = 0.7313", "q = 0.2467"], forward: ["y = p/√(q + 0.03)"], sheet: ["y = 1.38848"])
    ),
    ("stale", twoLayers + printed(["E = 0.10888"], " at 3")),
    ("other-rate", twoLayers + printed(["E = 0.028239"], " at 3")),
    (
      "other-choice",
      "settings\n  way = long | short\ndata\n  p = 0.7313\n  q = 0.2467\nforward\n  y = p·p·p + q  when way = long\n"
        + "  y = exp(−p)·q + p  when way = short\n" + printed(["y = 0.85003"])
    ),
    (
      "other-product",
      page(
        data: ["d = [0.3127; -0.1834; 0.5271]", "x = [0.7313; 0.2467]", "a = [0.6412; 0.5503; 0.8127]"],
        forward: ["W = d·xᵀ"], sheet: ["W = [0.14663 0.04946; -0.07381 -0.02490; 0.31327 0.10568]"])
    ),
    (
      "extra-terms",
      page(
        data: ["p = 0.7313", "q = 0.2467", "r = 1.9042", "s = 0.5127"], forward: ["y = p·q + r"],
        sheet: ["y = 2.597312"])
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
