/// Formulas made at random: most of them mean something, some nothing at all.
enum Formulas {
  private static let functions = [
    "σ", "tanh", "relu", "exp", "ln", "sqrt", "abs", "step", "sign", "floor", "softmax", "log_softmax", "argmax",
    "mean",
    "mean_rows", "mean_cols", "max", "min_cols", "norm", "size", "rows", "cols", "flatten", "eigenvalues", "hessian",
    "inv", "eigenvectors", "var", "var_rows", "var_cols", "argmin", "argmin_cols", "cosh", "sinh", "sech",
    "identity", "ones", "new", "mean_epoch", "gelu", "softplus", "elu", "leaky_relu", "sin", "log2", "sum_rows",
  ]

  /// A formula over some names, nested at most so deep.
  static func formula(names: [String], depth: Int, _ dice: inout Dice) -> String {
    guard depth > 0 else { return leaf(names, &dice) }
    func inner(_ dice: inout Dice) -> String { formula(names: names, depth: depth - 1, &dice) }
    switch dice.below(14) {
    case 0: return "\(inner(&dice)) + \(inner(&dice))"
    case 1: return "\(inner(&dice)) − \(inner(&dice))"
    case 2: return "(\(inner(&dice)))·(\(inner(&dice)))"
    case 3: return "(\(inner(&dice))) ⊙ (\(inner(&dice)))"
    case 4: return "(\(inner(&dice)))/(\(inner(&dice)))"
    case 5: return "(\(inner(&dice)))\(dice.one(of: ["ᵀ", "²", "^−1", "^0.5", "[1]", "[1,1]", "[:,1]", "[1,:]", ".T"]))"
    case 6, 7: return "\(dice.one(of: functions))(\(inner(&dice)))"
    case 8: return "\(dice.one(of: ["σ", "tanh", "relu", "abs", "g"]))'(\(inner(&dice)))"
    case 9: return "\(dice.one(of: ["Σ ", "Σrows ", "Σcols ", "Σepoch ", "√", "−"]))(\(inner(&dice)))"
    case 10: return "[\(leaf(names, &dice)) (\(inner(&dice))); (\(inner(&dice))) \(leaf(names, &dice))]"
    case 11:
      return "∂\(name(names, &dice))\(dice.one(of: ["", "[1]", "[1,1]"]))/∂\(name(names, &dice))"
        + dice.one(of: ["", "[1]", "[1,1]"])
    case 12: return "(\(inner(&dice)) \(dice.one(of: ["<", "=", "≥", "≠"])) \(inner(&dice)))"
    default:
      let call = dice.one(of: ["where", "clip", "solve", "min", "max", "range", "one_hot", "reshape"])
      return "\(call)(\(inner(&dice)), \(inner(&dice))\(dice.isOne(in: 2) ? ", " + inner(&dice) : ""))"
    }
  }

  private static func name(_ names: [String], _ dice: inout Dice) -> String {
    names.isEmpty ? "E" : dice.one(of: names)
  }

  private static func leaf(_ names: [String], _ dice: inout Dice) -> String {
    dice.isOne(in: 3) ? dice.one(of: Corpus.numbers) : name(names, &dice)
  }

  /// A formula inside so many of the same brackets, signs or calls.
  static func deep(_ inner: String, times: Int, _ dice: inout Dice) -> String {
    let (front, back) = dice.one(of: [
      ("(", ")"), ("[", "]"), ("−", ""), ("√", ""), ("", "ᵀ"), ("", "²"), ("", "[1,1]"), ("σ(", ")"), ("Σ ", ""),
      ("", " + 1"), ("", "·2"), ("[", " 1]"), ("(", "ᵀ)"), ("exp(", ")"), ("1 + (", ")"), ("f(", ")"), ("∂", ""),
      ("new(", ")"), ("hessian(", ")"), ("", "^2"), ("2^(", ")"), ("min(1, ", ")"), ("{", "}"), ("\"", "\""),
    ])
    return String(repeating: front, count: times) + inner + String(repeating: back, count: times)
  }
}
