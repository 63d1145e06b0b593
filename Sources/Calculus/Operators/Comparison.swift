import CEntryFunctions
import Matrices
import Typesetting

/// `A < B`, …: 1 where it holds and 0 where not, entry by entry.
///
/// Unless exact, what differs by no more than 10⁻⁹ of the larger (at least 1) is equal: 0.1 + 0.2 − 0.3 is 0. Beside a
/// number that is written, but for 0, it is 10⁻⁹ of the larger however small that is: 9.99·10⁻⁷ < 1e-6. In single
/// precision it is 10⁻⁶.
package final class Comparison: PairOperator {
  /// What is asked.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case lessOrEqual = "≤"
    case greater = ">"
    case greaterOrEqual = "≥"
    case equal = "="
    case notEqual = "≠"

    var ascii: String? {
      switch self {
      case .lessOrEqual: "A <= B"
      case .greaterOrEqual: "A >= B"
      case .notEqual: "A != B"
      case .less, .greater, .equal: nil
      }
    }
  }

  package let kind: Kind
  /// Whether only identical numbers are equal.
  package let isExact: Bool

  /// Whether what may differ is a part of the larger number also where that is below 1.
  package let isRelative: Bool

  package init(kind: Kind, isExact: Bool, isRelative: Bool = false) {
    self.kind = kind
    self.isExact = isExact
    self.isRelative = isRelative && !isExact
  }

  package var identity: String {
    isExact ? "exactly \(kind.rawValue)" : isRelative ? "relatively \(kind.rawValue)" : kind.rawValue
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard !isRelative else {
      switch kind {
      case .less, .greater: return entries(.relativelyGreater)
      case .lessOrEqual, .greaterOrEqual: return entries(.relativelyGreaterOrEqual)
      case .equal: return entries(.relativelyEqual)
      case .notEqual: return entries(.relativelyUnequal)
      }
    }
    return switch kind {
    case .less, .greater: entries(isExact ? .greater : .clearlyGreater)
    case .lessOrEqual, .greaterOrEqual: entries(isExact ? .greaterOrEqual : .nearlyGreaterOrEqual)
    case .equal: entries(isExact ? .equal : .nearlyEqual)
    case .notEqual: entries(isExact ? .unequal : .clearlyUnequal)
    }
  }
  /// `A < B` is `B > A`.
  private func entries(_ function: EntryFunction) -> FastForm {
    let isTurned = kind == .less || kind == .lessOrEqual
    return .entries(.apply(function, isTurned ? [.argument(1), .argument(0)] : [.argument(0), .argument(1)]))
  }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A \(kind.rawValue) B", ascii: kind.ascii, .comparisons, es: "1 donde se cumple y 0 donde no",
      en: "1 where it holds and 0 where not")
  }
  package var samples: [OperatorSample] { Self.samples(in: -2...2) }

  package func value(_ left: Double, _ right: Double) -> Double {
    switch kind {
    case .less: left < right && !isTie(left, right) ? 1 : 0
    case .lessOrEqual: left < right || isTie(left, right) ? 1 : 0
    case .greater: left > right && !isTie(left, right) ? 1 : 0
    case .greaterOrEqual: left > right || isTie(left, right) ? 1 : 0
    case .equal: isTie(left, right) ? 1 : 0
    case .notEqual: isTie(left, right) ? 0 : 1
    }
  }

  /// Whether two numbers are taken as equal.
  package func isTie(_ left: Double, _ right: Double) -> Bool {
    if left == right { return true }
    guard !isExact, left.isFinite, right.isFinite else { return false }
    let larger = max(abs(left), abs(right))
    return abs(left - right) <= 1e-9 * (isRelative ? larger : max(1, larger))
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [nil, nil]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(
      .row([
        arguments[0].fenced(below: .sum), .sign(kind.rawValue, .relation), arguments[1].fenced(below: .sum),
      ]), .comparison)
  }
}
