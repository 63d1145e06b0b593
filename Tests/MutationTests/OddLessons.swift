/// Lessons that are well written and ask for too much, for nothing, or for themselves.
enum OddLessons {
  /// The text of one of them.
  static func text(_ dice: inout Dice) -> String {
    let number = dice.one(of: Corpus.numbers)
    let other = dice.one(of: Corpus.numbers)
    let many = dice.one(of: [3, 30, 300, 2000, 19_999, 20_001])
    switch dice.below(19) {
    case 0: return huge(number, other, &dice)
    case 1: return loops(number, other, &dice)
    case 2: return functions(&dice)
    case 3: return chain(many, &dice)
    case 4:
      return lesson("w = 1", "z = \(Formulas.deep("w", times: dice.one(of: [60, 64, 65, 399, 400, 401, 9000]), &dice))")
    case 5: return grown(&dice)
    case 6: return lesson("w = 1", "E = \(String(repeating: "w + ", count: many))w")
    case 7:
      let cells = (0..<min(many, 2000)).map { _ in dice.one(of: Corpus.numbers) }
      return lesson("w = [\(cells.joined(separator: dice.one(of: [" ", "; ", ", "])))]", "E = Σ w²")
    case 8: return lesson("w = 1", (0..<many).map { _ in "E = w·E" }.joined(separator: "\n  "))
    case 9: return lesson("w (\(number)×\(other)) = \(number)", "E = Σ w")
    case 10: return lesson("w ~ \(dice.one(of: ["uniform", "normal"]))(\(number), \(other))", "E = w/\(other)")
    case 11: return batches(number, other, &dice)
    case 12: return stops(number, other, &dice)
    case 13: return printed(number, other, &dice)
    case 14: return optimizer(number, &dice)
    case 15: return claims(&dice)
    case 16: return pictures(number, &dice)
    case 17: return long(many, &dice)
    default: return grammar(&dice)
    }
  }

  private static func lesson(_ parameters: String, _ forward: String, _ rest: String = "") -> String {
    "lesson odd\nsettings\n  η = 0.1 as lr\nparameters\n  \(parameters)\nforward\n  \(forward)\n\(rest)"
  }

  // MARK: Too much

  private static func huge(_ number: String, _ other: String, _ dice: inout Dice) -> String {
    let formula = dice.one(of: [
      "identity(\(number))", "ones(\(number)×\(other))", "zeros(\(number), \(other))",
      "range(\(number), \(other), \(number))",
      "range(0, 1, \(number))·range(0, 1, \(number))ᵀ", "ones(100000000×1)·ones(1×100000000)",
      "reshape(w, \(number)×\(other))", "one_hot(w, \(number))", "ones(10000×10000)·ones(10000×10000)",
      "ones(9999×9999) + ones(9999×9999)", "hessian(w)", "eigenvalues(ones(2000×2000))",
      "eigenvalues(identity(\(number)))", "inv(identity(\(number)))", "solve(ones(2000×2000), ones(2000×\(other)))",
      "ones(3000000000×3000000000×3000000000×3)", "ones(1×1×1×\(number))", "flatten(ones(99×99×99×\(other)))",
      "ones(50000000×1) ⊙ ones(50000000×1)", "[ones(1×\(number)) ones(1×\(other))]", "w^\(number)",
      "\(other)^\(number)",
      "σ(\(number))", "floor(\(other))", "one_hot(\(number), \(other))", "size(ones(9000×9000))",
    ])
    if dice.isOne(in: 4) {
      return "lesson odd\nsettings\n  n = \(formula)\nparameters\n  w (n×n) = 1\nforward\n  E = Σ w\n"
    }
    if dice.isOne(in: 3) {
      return lesson("w = \(formula)", "E = Σ w²", "backward\n  d = ∂E/∂w\nupdate\n  w by ∂E/∂w\n")
    }
    return lesson("w = 2", "z = \(formula)\n  E = Σ \(formula)", "update\n  w by ∂E/∂w\n")
  }

  private static func loops(_ number: String, _ other: String, _ dice: inout Dice) -> String {
    let body = dice.one(of: [
      "w{ℓ} = 1", "w{ℓ} = w{ℓ−1} + 1", "w = 1", "w{ℓ^ℓ} = 1", "w{1/ℓ} = 2", "w{ℓ} = 1 when ℓ = 2", "",
    ])
    var lines: [String] = []
    for depth in 0..<dice.one(of: [1, 1, 2, 3, 10, 70]) {
      let bound = dice.one(of: [number, other, "19998", "10", "ℓ", "2"])
      lines.append(
        String(repeating: "  ", count: depth + 1)
          + "for \(dice.one(of: ["ℓ", "k\(depth)"])) = \(dice.one(of: ["1", "0", number])) "
          + "\(dice.one(of: ["to", "down to"])) \(bound)")
    }
    let margin = String(repeating: "  ", count: lines.count + 1)
    return "lesson odd\nforward\n  w0 = 1\n" + lines.joined(separator: "\n") + "\n" + margin + body + "\n  z = 1\n"
  }

  private static func chain(_ count: Int, _ dice: inout Dice) -> String {
    let step = dice.one(of: [
      "σ(z{k−1})", "z{k−1} + z{k−1}", "w·z{k−1} + z0", "z{k−1} ⊙ z{k−1} − z{k−1}²", "z{k−1} + z{k − 1}·z0",
    ])
    let rest = dice.one(of: [
      "backward\n  d = ∂E/∂w\n", "update\n  parameters by gradient\n", "update\n  w by ∂E/∂w with adam(0.1)\n", "",
      "backward\n  h = hessian(E)\n", "update\n  for k = 1 to \(count)\n    w ← w − 0.1·w\n",
      "backward\n  for k = 1 to \(count)\n    d{k} = ∂E/∂z{k}\n",
    ])
    return lesson(
      "w = \(dice.one(of: ["0.5", "[1 2; 3 4]", "[1; 2]"]))",
      "z0 = w\n  for k = 1 to \(count)\n    z{k} = \(step)\n  E = Σ z\(count)", rest)
  }

  private static func functions(_ dice: inout Dice) -> String {
    let count = dice.one(of: [1, 2, 5, 31, 33, 60])
    let body = dice.one(of: ["f#(x) + f#(x)", "f#(x)", "f#(f#(x))", "f#(x)·x", "g(x)", "f#(x²)²", "x ⊙ f#(x + x)"])
    var lines = ["f0(x) = \(dice.one(of: ["x", "x²", "σ(x)", "f0(x)", "f\(count)(x)", "y", "Σ x"]))"]
    for index in 1...count {
      lines.append(
        "f\(index)(x) = "
          + body.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(index - 1)"))
    }
    let call = dice.one(of: [
      "f\(count)(w)", "f\(count)'(w)", "f\(count)(f\(count)(w))", "f\(count)(w, w)", "f\(count)()",
    ])
    return "lesson odd\nsettings\n  " + lines.joined(separator: "\n  ")
      + "\nparameters\n  w = \(dice.one(of: ["2", "[1 2]"]))\nforward\n  z = \(call)\n  E = Σ z\nupdate\n  w by ∂E/∂w with descent(0.1)\n"
  }

  /// Definitions that double: each reads the one above twice.
  private static func grown(_ dice: inout Dice) -> String {
    let count = dice.one(of: [5, 40, 400])
    let grow = dice.one(of: [
      "[z# z#]", "[z#; z#]", "[z# z#; z# z#]", "z#·z#ᵀ", "z# + z#", "[z#ᵀ z#ᵀ]", "exp(z#)", "z#^z#", "1/z#",
    ])
    let lines = (1...count).map { index in
      "z\(index) = " + grow.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(index - 1)")
    }
    return lesson(
      "z0 = [1 2]", lines.joined(separator: "\n  ") + "\n  E = Σ z\(count)", "update\n  parameters by gradient\n")
  }

  private static func long(_ many: Int, _ dice: inout Dice) -> String {
    let text = String(
      repeating: dice.one(of: ["a", "ñ", "漢", "\u{1F468}\u{200D}\u{1F469}", "e\u{301}", " ", "W", "0"]), count: many * 7
    )
    return dice.one(of: [
      lesson("\(text) = 1", "E = \(text)"), lesson("w = \(text)", "E = w"), "lesson \(text)\n", "\(text)\nlesson a\n",
      "lesson a\n  es \"\(text)\"\n\(text)\n", lesson("w = 1", "E = w  es \"\(text)\"", "note es \"\(text)\"\n"),
      "lesson a\nsettings\n  a = 1 as \(text)\n  b = x | \(text)\nforward\n  E = a\n",
      "#\(text)\nlesson a\nforward\n  z = 1#\(text)",
      "lesson a\ntable\n  | \(text) | 1+1 |\n  | 2 |\nforward\n  z = 1\n",
    ])
  }

  // MARK: What runs

  private static func batches(_ number: String, _ other: String, _ dice: inout Dice) -> String {
    """
    lesson odd
      examples in \(dice.one(of: ["rows", "columns"]))
    settings
      m = \(number)
      η = \(other) as lr
    data
      X = \(dice.one(of: ["[1 2; 3 4; 5 6]", "[1 2 3]", "range(0, 1, 7)", "1"]))
      y = \(dice.one(of: ["[1; 0; 1]", "[1 0 1]", "range(0, 1, 7)", "1", "X"]))
      X for test = \(dice.one(of: ["[1 2; 3 4]", "X", "[1 2]", "1"]))
      y for test = \(dice.one(of: ["[1; 0]", "y", "1"]))
    parameters
      w (\(dice.one(of: ["2×1", "1×2", "1×1", "m×1"]))) = 0.1
    forward
      z = \(dice.one(of: ["X·w", "w·X", "X ⊙ w", "X·w·m/m"]))
    loss
      E = Σ (z − y)²/m
    metrics
      errors = Σepoch E
      half = mean_epoch(\(dice.one(of: ["E", "z", "errors", "Σ y"])))
    metrics on \(dice.one(of: ["test", "validation", "nothing"]))
      accuracy = mean(z = y)
    update
      w by ∂E/∂w
    run
      X, y in batches of \(dice.one(of: ["m", number, "2", "1", "m/2", "−1"])), \(dice.one(of: ["in order", "shuffled"]))
      \(dice.one(of: ["keep \(number) examples for validation", "keep 1 examples for validation", "stop once errors = 0"]))
      stop after \(dice.one(of: ["3 epochs", "\(number) iterations", "2 iterations"]))
    expect "" at epoch \(dice.one(of: ["1", "2", number]))
      errors = \(other)
    """
  }

  private static func stops(_ number: String, _ other: String, _ dice: inout Dice) -> String {
    let stop = dice.one(of: [
      "stop after \(number) iterations", "stop after \(other) epochs", "stop once E < \(number)", "stop once E = E",
      "stop once E has not fallen for \(number) epochs", "stop once 1 = 1", "stop once w > w", "ties exact",
      "stop after \(number) iterations when η = 0.1",
    ])
    return lesson(
      "w = \(number)", "E = w²",
      "update\n  w by \(dice.one(of: ["∂E/∂w", "w", number, "−1e300·w"]))\nrun\n  \(stop)\n  stop after \(other) iterations\n"
    )
  }

  private static func printed(_ number: String, _ other: String, _ dice: inout Dice) -> String {
    let moment = dice.one(of: [
      "", "at \(number)", "at end", "at epoch \(number)", "counting from 0", "counting from 1 at 2",
      "with η = \(number)",
    ])
    let line = dice.one(of: [
      "E = \(number)", "E = \"0,25\"", "w = [\(number) \(other)]", "shape(w) = \(number)×\(other)", "E is w²",
      "E is \(number)",
      "∂E/∂w is 2·w", "E = \(number) carried", "E = _", "E = \(number)!", "w[1] = \(number) within \(other)",
      "E = \(number) truncated rounded", "E is w misprint", "E = \(number) misprint es \"a\"", "iteration = \(number)",
      "iteration  E  w\n  \(number)  \(other)  \(number)\n  1  2  3!", "epoch E\n  1 2", "iteration E\n",
    ])
    return lesson(
      "w = \(number)", "E = w²",
      "update\n  w by ∂E/∂w\nrun\n  stop after 4 iterations\nexpect \"x\" \(moment)\n  \(line)\n  \(line)\n")
  }

  private static func optimizer(_ number: String, _ dice: inout Dice) -> String {
    let name = dice.one(of: [
      "descent", "momentum", "velocity", "nesterov", "adagrad", "rmsprop", "adam", "own", "nothing", "w",
    ])
    let lines = dice.one(of: [
      "w ← w − a·g", "m ← m + g\n  w ← w − a·m", "state m = \(number)\n  m ← m·g\n  w ← w − m", "w ← w − a·g/t",
      "q = g\n  w ← q",
      "w ← own", "m = g\n  m ← m", "w ~ he", "g ← w", "t ← t",
    ])
    return
      "lesson odd\nsettings\n  η = \(number) as lr\nparameters\n  w = [1 2]\n  v = 1\noptimizer own(a = \(number), b)\n  \(lines)\nforward\n  E = Σ w² + v²\nupdate with \(name)\(dice.one(of: ["", "(η)", "(\(number))", "(0.1, 0.9)", "(1, 2, 3, 4, 5, 6)", "(α = 1)", "()"]))\n  \(dice.one(of: ["parameters by gradient", "w by ∂E/∂w", "w by ∂E/∂w\n  w by ∂E/∂w", "v by w", "w by gradient"]))\n"
  }

  private static func claims(_ dice: inout Dice) -> String {
    let names = ["w", "z", "E", "x", "d", "v1"]
    let formula = Formulas.formula(names: names, depth: 3, &dice)
    return
      "lesson odd\ndata\n  x = [1; 2]\nparameters\n  w = [0.1 0.3; 0.2 0.4]\nforward\n  z = \(Formulas.formula(names: ["w", "x"], depth: 3, &dice)) split into v\nloss\n  E = Σ z\nbackward\n  d = \(Formulas.formula(names: ["w", "x", "z", "E"], depth: 2, &dice))  is \(formula)\n  dw = ∂E/∂w\nupdate\n  w by dw with descent(0.1)\nexpect \"\"\n  \(formula) is \(Formulas.formula(names: names, depth: 2, &dice))\n"
  }

  private static func pictures(_ number: String, _ dice: inout Dice) -> String {
    let names = ["X", "y", "w", "z", "E", number]
    let picture = dice.one(of: [
      "curve \(dice.one(of: names))",
      "map \(dice.one(of: names)) over \(dice.one(of: names)) by \(dice.one(of: names))",
      "points \(dice.one(of: names)) by \(dice.one(of: names))",
      "inequalities \(dice.one(of: names)) by \(dice.one(of: names))",
      "inequalities z by y", "map z over X by y", "points X by y",
      "derive \(dice.one(of: names)) by \(dice.one(of: names))",
      "trace \(dice.one(of: names)) by [\(dice.one(of: names)) w]",
      "methods \(dice.one(of: names)) by \(dice.one(of: names))", "derive E by w", "trace E by w", "methods E by w",
    ])
    let data = dice.one(of: [
      "[0 0; 0 1; 1 0; 1 1]", "[1e300 1; 2 3; 4 5; 6 7]", "[0/0 1; 1 1; 1 1; 1 1]", "[1 1; 1 1; 1 1; 1 1]",
      "[1; 2; 3; 4]", "[1 2 3; 4 5 6; 7 8 9; 1 1 1]", "1",
    ])
    return
      "lesson odd\ndata\n  X = \(data)\n  y = \(dice.one(of: ["[0; 1; 1; 0]", "[\(number); 1; 2; 3]", "[1 2 3 4]", "0"]))\nparameters\n  w = \(dice.one(of: ["[1; 1]", "1", number, "[1; 2; 3]"]))\nforward\n  z = X·w\n  E = Σ (z − y)²\nupdate\n  w by ∂E/∂w with descent(\(number))\nrun\n  \(dice.one(of: ["X, y in batches of 1, in order", "ties exact"]))\n  stop after \(dice.one(of: ["3", "200"])) iterations\npictures\n  \(picture)\n"
  }

  /// Sections with formulas made at random.
  private static func grammar(_ dice: inout Dice) -> String {
    var text =
      "lesson odd\nsettings\n  η = 0.1 as lr\n  k = a | b\n  g(x) = \(Formulas.formula(names: ["x", "η"], depth: 2, &dice))\ndata\n  x = [1; 2]\n  y = [0 1]\nparameters\n  w = [0.1 0.3; 0.2 0.4]\n  b = 0.5\n"
    var names = ["x", "y", "w", "b", "η"]
    for section in ["forward", "loss", "metrics", "backward"] {
      text += section + "\n"
      for index in 0...dice.below(4) {
        let name = dice.isOne(in: 6) ? dice.one(of: names) : "\(section.prefix(1))\(index)"
        text += "  \(name) = \(Formulas.formula(names: names, depth: 1 + dice.below(3), &dice))\n"
        names.append(name)
      }
    }
    let gradient = dice.one(of: ["gradient", "w", "∂l0/∂w"])
    return text
      + "update\n  w by \(gradient) with \(dice.one(of: ["adam(0.1)", "descent(η)", "nesterov(η, 0.9)"]))\n  b ← \(Formulas.formula(names: names, depth: 2, &dice))\nrun\n  stop after 3 iterations\n"
  }
}
