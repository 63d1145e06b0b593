/// What stands between the whole part of a number and its decimals when it is shown.
///
/// Inside a `Document` every number has a point; a format puts the reader's mark in.
package enum DecimalMark: String, Hashable, Sendable, CaseIterable {
  case point, comma

  /// `.` or `,`.
  package var scalar: Unicode.Scalar {
    switch self {
    case .point: "."
    case .comma: ","
    }
  }

  /// A number written with a point, with this mark instead: `0.5` → `0,5`.
  package func applied(to number: String) -> String {
    guard self == .comma, number.contains(".") else { return number }
    return String(number.map { $0 == "." ? "," : $0 })
  }
}
