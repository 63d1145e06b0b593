/// A well-formed lesson made at random: data, parameters, state, lines of every kind, a loss, its gradients, an update,
/// batches and sets for testing.
struct RandomLesson {
  let text: String
  /// The same in parts, for whoever writes the lines anew: what comes before the data, and the parts that are no lines.
  let head: String
  let measuredOnTest: String
  let run: String

  /// The lesson of a number; the same seed and number give the same lesson.
  init(seed: UInt64, number: Int) {
    var dice = Dice(seed: seed, number: number)
    var builder = Builder(&dice)
    builder.write(&dice)
    head = builder.head
    measuredOnTest = builder.measuredOnTest
    run = builder.run
    text = builder.head + builder.body + builder.measuredOnTest + builder.gradients + builder.run
  }
}

/// Writes the sections one after another.
private struct Builder {
  private(set) var head = ""
  private(set) var body = ""
  private(set) var measuredOnTest = ""
  private(set) var gradients = ""
  private(set) var run = ""

  private let isInColumns: Bool
  private let count: Int
  private let width: Int
  private let hasBatches: Bool
  private let hasTest: Bool
  private let hasState: Bool
  private var writer: FormulaWriter
  private var parameters: [(name: String, extent: Extent)] = []
  private var computed: [(name: String, extent: Extent)] = []

  init(_ dice: inout Dice) {
    isInColumns = dice.isOne(in: 3)
    count = dice.among(2...6)
    width = dice.among(1...3)
    hasBatches = dice.isOne(in: 2)
    hasTest = dice.isOne(in: 3)
    hasState = dice.isOne(in: 3)
    writer = FormulaWriter(data: ("X", width), isInColumns: isInColumns)
  }

  mutating func write(_ dice: inout Dice) {
    writeHead(&dice)
    writeGiven(&dice)
    writeForward(&dice)
    writeLoss(&dice)
    writeMetrics(&dice)
    writeBackward(&dice)
    writeUpdate(&dice)
    writeRun(&dice)
  }

  private func formula(_ extent: Extent, _ depth: ClosedRange<Int>, _ dice: inout Dice) -> String {
    writer.formula(extent, depth: dice.among(depth), &dice)
  }

  private func extent(_ dice: inout Dice) -> Extent {
    let sizes = [1, 1, 2, 2, 3]
    switch dice.below(4) {
    case 0: return Extent(dice.one(of: sizes), dice.one(of: sizes))
    case 1: return .scalar
    default: return ofExamples(dice.one(of: sizes))
    }
  }

  /// So many numbers for each example.
  private func ofExamples(_ width: Int) -> Extent {
    isInColumns ? Extent(width, Extent.examples) : Extent(Extent.examples, width)
  }

  private func written(_ extent: Extent, _ count: Int) -> String {
    func size(_ size: Int) -> String { "\(size == Extent.examples ? count : size)" }
    return "\(size(extent.rows))×\(size(extent.columns))"
  }

  private mutating func writeHead(_ dice: inout Dice) {
    head = "lesson random\n"
    if isInColumns { head += "  examples in columns\n" }
    head += "settings\n  η = 0.\(dice.among(1...9))  as lr\n  λ = 0.0\(dice.among(1...9))\n"
    writer.names += [("η", .scalar), ("λ", .scalar)]
    if dice.isOne(in: 3) {
      head +=
        "  g(x) = \(dice.one(of: ["x² + sin(x)", "tanh(x) ⊙ x", "σ(2·x) − ½", "x/(1 + x²)", "where(x > 0, x², −x)"]))\n"
      writer.functions.append("g")
    }
  }

  private mutating func writeGiven(_ dice: inout Dice) {
    body += "data\n"
    let target = dice.among(1...3)
    for (name, width) in [("X", width), ("y", target)] {
      let extent = ofExamples(width)
      let whole = Extent(
        extent.rows == Extent.examples ? count : extent.rows, extent.columns == Extent.examples ? count : extent.columns
      )
      body +=
        dice.isOne(in: 2)
        ? "  \(name) (\(written(extent, count))) ~ \(dice.one(of: ["uniform(−1, 1)", "normal(0, 1)"]))\n"
        : "  \(name) = \(FormulaWriter.literal(whole, &dice))\n"
      if hasTest { body += "  \(name) for test (\(written(extent, count + 1))) ~ uniform(−1, 1)\n" }
      writer.names.append((name, extent))
    }
    if dice.isOne(in: 3) {
      let extent = Extent(dice.among(1...3), dice.among(1...3))
      body += "  c0 = \(FormulaWriter.literal(extent, &dice))\n"
      writer.names.append(("c0", extent))
    }
    body += "parameters\n"
    var free = ["W", "b", "v", "W1", "θ", "k", "w2"]
    for _ in 0...dice.below(3) {
      let name = free.remove(at: dice.below(free.count))
      let extent = Extent(dice.one(of: [1, 1, 2, 3, width]), dice.one(of: [1, 2, 3, target]))
      let start = dice.one(of: ["~ uniform(−1, 1)", "~ normal(0, 0.5)", "~ he", "~ xavier", "= 0.\(dice.among(1...9))"])
      body +=
        dice.isOne(in: 3)
        ? "  \(name) = \(FormulaWriter.literal(extent, &dice))\n"
        : "  \(name) (\(written(extent, count))) \(start)\n"
      parameters.append((name, extent))
    }
    writer.names += parameters
    if hasState {
      body += "state\n  r = 0\n"
      writer.names.append(("r", .scalar))
    }
  }

  private mutating func writeForward(_ dice: inout Dice) {
    body += "forward\n"
    if dice.isOne(in: 4) {
      let layers = dice.among(1...3)
      let function = dice.one(of: ["tanh", "σ", "relu"])
      let product = isInColumns ? "K·A{ℓ−1}" : "A{ℓ−1}·K"
      let kernel = FormulaWriter.literal(Extent(width, width), &dice)
      body +=
        "  A0 = X\n  K = \(kernel)\n  for ℓ = 1 to \(layers)\n    Z{ℓ} = \(product) + 0.1·ℓ\n    A{ℓ} = \(function)(Z{ℓ})\n"
      computed += [("K", Extent(width, width)), ("Z\(layers)", ofExamples(width)), ("A\(layers)", ofExamples(width))]
      writer.names += computed
    }
    var free = ["z", "a", "h", "u", "q", "ŷ", "p", "N"]
    for _ in 0...dice.below(4) {
      let isAgain = dice.isOne(in: 10) && !computed.isEmpty
      let name = isAgain ? dice.one(of: computed).name : free.remove(at: dice.below(free.count))
      let extent = extent(&dice)
      body += "  \(name) = \(formula(extent, 1...4, &dice))\(dice.isOne(in: 8) ? "  split into \(name)s_" : "")\n"
      add(name, extent)
    }
  }

  private mutating func add(_ name: String, _ extent: Extent) {
    writer.names.removeAll { $0.name == name }
    computed.removeAll { $0.name == name }
    writer.names.append((name, extent))
    computed.append((name, extent))
  }

  private mutating func writeLoss(_ dice: inout Dice) {
    body += "loss\n"
    let extent = dice.one(of: computed).extent
    let inner = formula(extent, 1...3, &dice)
    let whole = dice.one(of: ["Σ ", "½·Σ ", "mean", "λ·Σ ", "norm"])
    let weights = dice.one(of: parameters)
    body += "  e = (\(inner))²\n"
    add("e", extent)
    var others: [String] = []
    for parameter in parameters where dice.isOne(in: 2) { others.append("tanh(Σ (\(parameter.name)))") }
    let used = dice.one(of: computed).name
    body += "  E = \(whole)(e) + λ·Σ (\(weights.name))² + ½·mean(tanh(\(used)))"
    body += others.map { " + \($0)" }.joined() + "\n"
    add("E", .scalar)
  }

  private mutating func writeMetrics(_ dice: inout Dice) {
    guard dice.isOne(in: 2) else { return }
    body += "metrics\n"
    if dice.isOne(in: 2) { body += "  total = Σepoch E\n" }
    if dice.isOne(in: 2) { body += "  average = mean_epoch(\(formula(.scalar, 0...2, &dice)))\n" }
    if dice.isOne(in: 3) { body += "  sums = Σepoch (\(formula(.scalar, 0...2, &dice)))\n" }
    let extent = extent(&dice)
    body += "  metric = \(formula(extent, 1...3, &dice))\n"
    if hasTest { measuredOnTest = "metrics on test\n  far = \(formula(.scalar, 1...3, &dice))\n" }
    writer.names.append(("metric", extent))
  }

  private mutating func writeBackward(_ dice: inout Dice) {
    guard !dice.isOne(in: 4) else { return }
    gradients += "backward\n"
    let middle = dice.one(of: computed.dropLast())
    if dice.isOne(in: 2) {
      gradients += "  δ = \(dice.one(of: ["", "−", "2·"]))∂E/∂\(middle.name)\n"
      writer.names.append(("δ", middle.extent))
    }
    for parameter in parameters where dice.isOne(in: 2) {
      let gradient = "∂E/∂\(parameter.name)"
      let line = dice.one(of: [
        "d\(parameter.name) = \(gradient)", "d\(parameter.name) = ½·(\(gradient) + \(gradient))",
        "d\(parameter.name) = −\(gradient)  is −\(gradient)", "d\(parameter.name) = (\(gradient)ᵀ)ᵀ  is \(gradient)",
      ])
      gradients += "  \(line)\n"
      writer.names.append(("d\(parameter.name)", parameter.extent))
    }
    if dice.isOne(in: 3) {
      let extent = extent(&dice)
      gradients += "  s = \(formula(extent, 1...3, &dice))\n"
      writer.names.append(("s", extent))
    }
  }

  private mutating func writeUpdate(_ dice: inout Dice) {
    let optimizers = [
      "adam(η)", "momentum(0.1, 0.9)", "nesterov(0.05, 0.9)", "rmsprop(0.01)", "adagrad(0.1)", "velocity(0.05, 0.9)",
      "descent(0.1)",
    ]
    gradients += dice.isOne(in: 2) ? "update with \(dice.one(of: optimizers))\n" : "update\n"
    for parameter in parameters {
      let name = parameter.name
      switch dice.below(6) {
      case 0: gradients += "  \(name) by ∂E/∂\(name)\n"
      case 1: gradients += "  \(name) by ∂E/∂\(name) with \(dice.one(of: optimizers))\n"
      case 2: gradients += "  \(name) ← \(name) − η·∂E/∂\(name)\n"
      case 3: gradients += "  Δ\(name) = 0.1·∂E/∂\(name)\n  \(name) ← \(name) − Δ\(name)\n"
      case 4: gradients += "  \(name) ← (1 − λ)·\(name) − 0.1·tanh(\(formula(parameter.extent, 0...1, &dice)))\n"
      default: break
      }
    }
    if dice.isOne(in: 4) { gradients += "  parameters by gradient with \(dice.one(of: optimizers))\n" }
    if hasState { gradients += "  r ← 0.9·r + tanh(E)\n" }
  }

  private mutating func writeRun(_ dice: inout Dice) {
    run = "run\n"
    if hasBatches {
      run += "  X, y in batches of \(dice.among(1...count)), \(dice.one(of: ["in order", "shuffled"]))\n"
    }
    run += "  stop after \(dice.one(of: ["2 epochs", "3 epochs", "4 iterations", "5 iterations"]))\n"
    if dice.isOne(in: 6) { run += "  ties exact\n" }
  }
}
