import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Judges printed numbers by the exact rules: rounded or truncated at the printed decimals, never within a loose
/// tolerance.
struct NumberJudge {
  let qualifiers: ExpectQualifiers
  let isMisprint: Bool
  let tolerance: Double?

  /// Each printed cell against its entry; when numbers are carried, judged cells replace the computed ones in `moment`.
  func judge(
    _ resolved: Resolved, _ cells: [[PrintedSyntax]], _ moment: inout Moment, at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    let computed = moment.evaluate(resolved)
    let shape = computed.shape
    let flat = cells.flatMap { $0 }
    let isList = cells.count == 1 || cells.allSatisfy { $0.count == 1 }
    let fits =
      cells.count == shape.rows && cells.allSatisfy { $0.count == shape.columns }
      || isList && flat.count == shape.count && (shape.rows == 1 || shape.columns == 1)
    guard fits else {
      let printed = "\(cells.count)×\(cells.first?.count ?? 0)"
      throw LocatedError(
        range, es: "lo impreso es de \(printed) y lo calculado de \(shape)",
        en: "what is printed is \(printed) and what is computed is \(shape)")
    }
    var numbers: [Verdict.Number] = []
    for (offset, cell) in flat.enumerated() {
      guard let digits = cell.digits else { continue }
      guard let printed = DecimalDigits(printed: digits) else {
        throw LocatedError(cell.range, es: "«\(digits)» no es un número", en: "“\(digits)” is not a number")
      }
      let rules = self.rules(computed.values[offset], printed)
      let misprint = isMisprint || cell.isMisprint
      numbers.append(
        Verdict.Number(
          indices: shape.address(of: offset), printed: digits, computed: computed.values[offset], rules: rules,
          isMisprint: misprint, isAsMarked: rules.isEmpty == misprint))
      if qualifiers.isCarried && !misprint { carry(resolved.formula, offset, printed.doubleValue, &moment) }
    }
    return numbers
  }

  /// The rules by which the digits agree, of those that the heading allows.
  private func rules(_ value: Double, _ printed: DecimalDigits) -> Set<Verdict.Rule> {
    if let tolerance {
      return abs(value - printed.doubleValue) <= tolerance ? [.within] : []
    }
    var found: Set<Verdict.Rule> = []
    for rule in PrintedRule.agrees(value: value, printed: printed) {
      switch rule {
      case .rounded where qualifiers.rule != .truncated: found.insert(.rounded)
      case .truncated where qualifiers.rule != .rounded: found.insert(.truncated)
      case .rounded, .truncated: break
      }
    }
    if qualifiers.isCarried && !found.isEmpty { found.insert(.carried) }
    return found
  }

  /// The printed number stands for the computed one from here on.
  private func carry(_ formula: Formula, _ offset: Int, _ number: Double, _ moment: inout Moment) {
    if let entry = formula.asEntry {
      moment = moment.replacing(entry, with: number)
    } else if case .reference(let quantity) = formula {
      moment = moment.replacing(Entry(quantity, offset), with: number)
    }
  }
}
