/// Rows and columns of a matrix; `examples` stands for as many as there are examples.
struct Extent: Hashable {
  let rows: Int
  let columns: Int

  /// A number of examples, which is another one in the last batch and on other sets.
  static let examples = 0
  static let scalar = Extent(1, 1)

  init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  var transposed: Extent { Extent(columns, rows) }
  var isScalar: Bool { self == .scalar }
  /// Whether it is of one size in every batch.
  var isFixed: Bool { rows != Self.examples && columns != Self.examples }
}

/// Writes formulas of a wanted extent over names whose extents are known: whatever it writes means something.
struct FormulaWriter {
  /// What may be read, the latest last.
  var names: [(name: String, extent: Extent)] = []
  /// The name of all the examples' data, and how many numbers each example has.
  let data: (name: String, width: Int)
  /// Whether examples lie in columns.
  let isInColumns: Bool
  /// Functions of one argument that the lesson has of its own.
  var functions: [String] = []

  private static let entrywise = [
    "σ", "tanh", "tanh", "relu", "abs", "softplus", "gelu", "elu", "sin", "cos", "step", "sign", "floor", "sigmoid",
    "sech",
  ]

  /// A formula of this extent, nested at most so deep.
  func formula(_ extent: Extent, depth: Int, _ dice: inout Dice) -> String {
    guard depth > 0 else { return leaf(extent, &dice) }
    let (rows, columns) = (extent.rows, extent.columns)
    func part(_ extent: Extent, _ dice: inout Dice) -> String { "(" + formula(extent, depth: depth - 1, &dice) + ")" }
    func own(_ dice: inout Dice) -> String { part(extent, &dice) }
    func other(_ dice: inout Dice) -> String { part(repeated(extent, &dice), &dice) }
    switch dice.below(33) {
    case 0, 1: return "\(own(&dice)) + \(other(&dice))"
    case 2: return "\(other(&dice)) − \(own(&dice))"
    case 3: return "\(own(&dice)) ⊙ \(other(&dice))"
    case 4: return "\(other(&dice)) ⊙ \(own(&dice))"
    case 5: return "\(own(&dice))/(\(other(&dice))² + 1)"
    case 6: return "\(part(.scalar, &dice))·\(own(&dice))"
    case 7: return "−\(own(&dice))"
    case 8, 9, 10:
      let inner = dice.one(of: [1, 2, 3, Extent.examples])
      return "\(part(Extent(rows, inner), &dice))·\(part(Extent(inner, columns), &dice))"
    case 11: return "\(part(extent.transposed, &dice))ᵀ"
    case 12, 13, 14: return dice.one(of: Self.entrywise) + own(&dice)
    case 15: return dice.one(of: Self.entrywise) + "'" + own(&dice)
    case 16:
      return dice.one(of: [
        "exp(tanh\(own(&dice)))", "ln(\(own(&dice))² + ½)", "sqrt(\(own(&dice))² + 1)", "√(1 + \(own(&dice))²)",
        "log2(1 + abs\(own(&dice)))", "tanh\(own(&dice))^\(dice.among(2...4))",
        "2^(tanh\(part(.scalar, &dice)))·\(own(&dice))",
      ])
    case 17: return "\(own(&dice))²"
    case 18: return "\(dice.one(of: ["max", "min"]))(\(own(&dice)), \(other(&dice)))"
    case 19:
      return dice.one(of: [
        "clip(\(own(&dice)), −1, 0.75)", "leaky_relu(\(own(&dice)), 0.2)", "leaky_relu'(\(own(&dice)))",
      ])
    case 20:
      return "where(\(own(&dice)) \(dice.one(of: ["<", "≥", ">"])) \(other(&dice)), \(own(&dice)), \(other(&dice)))"
    case 21: return "(\(own(&dice)) \(dice.one(of: ["<", "≤", "≠", "=", ">"])) \(other(&dice)))"
    case 22:
      guard classes(extent) > 1 else { return part(extent, &dice) }
      return dice.one(of: ["softmax", "softmax", "log_softmax"]) + own(&dice)
    case 23, 24: return reduction(extent, part, &dice) ?? own(&dice)
    case 25: return join(extent, part, &dice) ?? own(&dice)
    case 26: return slice(extent, part, &dice) ?? own(&dice)
    case 27:
      guard extent.isFixed, !extent.isScalar else { return own(&dice) }
      return dice.one(of: [
        "reshape(\(part(extent.transposed, &dice)), \(rows)×\(columns))",
        "reshape(\(part(Extent(1, rows * columns), &dice)), \(rows)×\(columns))",
      ])
    case 28: return "\(own(&dice)) ⊙ ln(softplus\(other(&dice)))"
    case 30:
      // Dominated by the diagonal, so far from singular.
      guard extent.isFixed else { return own(&dice) }
      let matrix = "4·identity(\(rows)) + tanh\(part(Extent(rows, rows), &dice))"
      return rows == columns && dice.isOne(in: 2) ? "inv(\(matrix))" : "solve(\(matrix), \(own(&dice)))"
    case 29: return chosen(extent, part, &dice) ?? own(&dice)
    default:
      guard !functions.isEmpty else { return leaf(extent, &dice) }
      return dice.one(of: functions) + (dice.isOne(in: 4) ? "'" : "") + own(&dice)
    }
  }

  /// The extent of what is repeated to fit, along one axis or both.
  private func repeated(_ extent: Extent, _ dice: inout Dice) -> Extent {
    switch dice.below(6) {
    case 0: .scalar
    case 1: Extent(1, extent.columns)
    case 2: Extent(extent.rows, 1)
    default: extent
    }
  }

  /// Along how many classes softmax goes; 0 where their number is that of the examples.
  private func classes(_ extent: Extent) -> Int { isInColumns ? extent.rows : extent.columns }

  private typealias Part = (Extent, inout Dice) -> String

  private func reduction(_ extent: Extent, _ part: Part, _ dice: inout Dice) -> String? {
    let length = dice.one(of: [1, 2, 3, Extent.examples])
    let (rows, columns) = (Extent(length, extent.columns), Extent(extent.rows, length))
    if extent.isScalar {
      let whole = Extent(dice.one(of: [1, 2, Extent.examples]), dice.one(of: [1, 2, 3]))
      return dice.one(of: [
        "Σ \(part(whole, &dice))", "Σ \(part(whole, &dice))", "mean\(part(whole, &dice))", "max\(part(whole, &dice))",
        "min\(part(whole, &dice))", "norm\(part(whole, &dice))", "var\(part(whole, &dice))",
        "mean_rows\(part(rows, &dice))",
      ])
    }
    if extent.rows == 1 {
      return dice.one(of: ["Σrows ", "Σrows ", "mean_rows", "var_rows", "max_rows", "min_rows"]) + part(rows, &dice)
    }
    if extent.columns == 1 {
      return dice.one(of: ["Σcols ", "Σcols ", "mean_cols", "var_cols", "max_cols", "min_cols"]) + part(columns, &dice)
    }
    return nil
  }

  private func join(_ extent: Extent, _ part: Part, _ dice: inout Dice) -> String? {
    let (rows, columns) = (extent.rows, extent.columns)
    if columns > 1, dice.isOne(in: 2) || rows < 2 {
      return "[\(part(Extent(rows, 1), &dice)) \(part(Extent(rows, columns - 1), &dice))]"
    }
    guard rows > 1 else { return nil }
    return "[\(part(Extent(rows - 1, columns), &dice)); \(part(Extent(1, columns), &dice))]"
  }

  private func slice(_ extent: Extent, _ part: Part, _ dice: inout Dice) -> String? {
    let (rows, columns) = (extent.rows, extent.columns)
    if extent.isScalar {
      return "\(part(Extent(2, 3), &dice))[\(dice.among(1...2)),\(dice.among(1...3))]"
    }
    if rows != Extent.examples, dice.isOne(in: 2) {
      let whole = part(Extent(rows + 1, columns), &dice)
      return rows == 1
        ? "\(whole)[\(dice.among(1...2)),:]" : "\(whole)[\(dice.one(of: ["1..\(rows)", "2..\(rows + 1)"])),:]"
    }
    guard columns != Extent.examples else { return nil }
    let whole = part(Extent(rows, columns + 1), &dice)
    return columns == 1
      ? "\(whole)[:,\(dice.among(1...2))]" : "\(whole)[:,\(dice.one(of: ["1..\(columns)", "2..\(columns + 1)"]))]"
  }

  /// The class that has the most, as a number or one-hot.
  private func chosen(_ extent: Extent, _ part: Part, _ dice: inout Dice) -> String? {
    if classes(extent) == 1 {
      return "argmax" + part(isInColumns ? Extent(3, extent.columns) : Extent(extent.rows, 3), &dice)
    }
    guard classes(extent) > 1 else { return nil }
    return "one_hot(argmax\(part(extent, &dice)), \(classes(extent)))"
  }

  // MARK: - Leaves

  private func leaf(_ extent: Extent, _ dice: inout Dice) -> String {
    let fitting = names.filter { $0.extent == extent }.map { $0.name }
    if !fitting.isEmpty, !dice.isOne(in: 8) { return dice.one(of: fitting) }
    if extent.isFixed { return Self.literal(extent, &dice) }
    let width = data.width
    let rows = isInColumns ? data.name + "ᵀ" : data.name
    let columns = isInColumns ? data.name : data.name + "ᵀ"
    if extent.columns != Extent.examples { return "\(rows)·\(Self.literal(Extent(width, extent.columns), &dice))" }
    if extent.rows != Extent.examples { return "\(Self.literal(Extent(extent.rows, width), &dice))·\(columns)" }
    return "\(rows)·\(columns)"
  }

  /// Numbers of one or two decimals, row by row.
  static func literal(_ extent: Extent, _ dice: inout Dice) -> String {
    func number(_ dice: inout Dice) -> String {
      let size = dice.one(of: [
        "0.\(dice.among(1...9))", "0.\(dice.among(11...99))", "1.\(dice.among(1...9))", "\(dice.below(3))",
      ])
      return (dice.isOne(in: 3) && size != "0" ? "−" : "") + size
    }
    if extent.isScalar { return number(&dice) }
    let rows = (0..<extent.rows).map { _ in (0..<extent.columns).map { _ in number(&dice) }.joined(separator: " ") }
    return "[" + rows.joined(separator: "; ") + "]"
  }
}
