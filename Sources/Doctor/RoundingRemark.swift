import Calculus
import Execution

/// Looks whether a number is what rounding along the way makes of it.
struct RoundingRemark {
  private let number: WrongNumber
  /// The fewest decimals that the block prints.
  private let fewestDecimals: Int
  /// Decimals of the printed numbers that it may be computed from.
  private let unit: (Entry) -> Double?

  init(_ number: WrongNumber, fewestDecimals: Int, unit: @escaping (Entry) -> Double?) {
    self.number = number
    self.fewestDecimals = fewestDecimals
    self.unit = unit
  }

  /// More decimals than these change nothing that is printed.
  private static let mostDecimals = 6

  /// The remark, with its margin; nil where rounding does not explain it.
  var found: (remark: Diagnosis.Remark, margin: Double)? {
    if let onSheet = number.number.onSheet, (onSheet - number.printed).magnitude <= 1.5 * number.unit,
      (onSheet - number.right).magnitude > 3 * number.unit
    {
      return (.followsNearly, margin(prior: 0.7, [(1.5, 0.6)]))
    }
    return [cutAlong, withinRounding].compactMap { $0 }.max { $0.margin < $1.margin }
  }

  private func margin(prior: Double, _ ways: [(cost: Double, share: Double)]) -> Double {
    Scoring.margin(score: Scoring.bits(of: prior) + number.bits + Scoring.fit(ways))
  }

  /// Every step written down with k decimals, or the operands alone.
  private var cutAlong: (remark: Diagnosis.Remark, margin: Double)? {
    guard let tree = number.tree, let operands = number.choices.first else { return nil }
    for decimals in max(1, fewestDecimals - 1)...max(1, fewestDecimals - 1, Self.mostDecimals) {
      for truncates in [false, true] {
        for cutsSteps in [false, true] {
          let carry = RunOptions.Carry(decimals: decimals, truncates: truncates)
          let value = tree.value(operands, carry, cutsSteps: cutsSteps)
          let share = number.share(value)
          guard share > 0 else { continue }
          let cost = 5 + Scoring.bits(ofChoices: Self.mostDecimals) + (truncates ? 1 : 0)
          return (.cutAlong(decimals: decimals, truncates: truncates), margin(prior: 0.3, [(cost, share)]))
        }
      }
    }
    return nil
  }

  /// As far off as half a unit in each printed operand can move it, up to a tenth of it.
  private var withinRounding: (remark: Diagnosis.Remark, margin: Double)? {
    guard let tree = number.tree else { return nil }
    for operands in number.choices.prefix(2) {
      let value = tree.value(operands)
      var reach = 0.0
      for leaf in tree.leaves {
        guard let unit = unit(leaf) else { continue }
        let moved = tree.replacingLeaves { entry in
          entry == leaf ? .sum([.init(Tree(.leaf(entry))), .init(.number(unit / 2))]) : nil
        }
        reach += (moved.value(operands) - value).magnitude
      }
      guard reach > 0, reach <= 0.1 * value.magnitude,
        (number.printed - value).magnitude <= reach + number.unit / 2
      else { continue }
      let share = 0.6 * number.unit / (2 * reach + number.unit)
      return (.withinRounding, margin(prior: 0.3, [(3, share)]))
    }
    return nil
  }
}

extension Tree {
  /// The value with its operands cut to so many decimals and, if `cutsSteps`, every step.
  fileprivate func value(_ operands: Operands, _ carry: RunOptions.Carry, cutsSteps: Bool) -> Double {
    let children = children
    guard !children.isEmpty else {
      if constant != nil { return value(operands) }
      return carry.cut(value(operands))
    }
    let parts = children.map { $0.value(operands, carry, cutsSteps: cutsSteps) }
    let whole = combined(parts, operands)
    return cutsSteps || name != nil ? carry.cut(whole, from: RunOptions.Carry.size(of: parts)) : whole
  }
}
