import Typesetting

extension AskedDigits {
  /// Whether a number lies so near to where one more unit begins that digits which a hand leaves out on the way may decide
  /// between the two: within 10⁻³ of a unit of the last place asked, of a half for rounding and of a whole for truncating.
  ///
  /// A number of which no digits are cut off lies at no edge, however it is cut: 0.25 with four digits.
  func isAtEdge(_ value: Double) -> Bool {
    guard let exact = DecimalDigits(value)?.rounded(toSignificant: PrintedRule.judgedDigits).withoutTrailingZeros,
      !exact.isZero
    else { return false }
    let places = decimals(of: exact)
    guard -exact.exponent > places else { return false }
    let units = exact.magnitude.scaled(byPowerOfTen: places)
    let rest = (units - units.truncated(toDecimals: 0)).doubleValue
    return rules.contains { rule in
      switch rule {
      case .rounded: abs(rest - 0.5) < Self.edge
      case .truncated: rest < Self.edge || rest > 1 - Self.edge
      }
    }
  }

  /// The unit of the last place asked, of a number.
  func lastUnit(of value: Double) -> Double {
    guard let exact = DecimalDigits(value) else { return .nan }
    return DecimalDigits(printed: "1e\(-decimals(of: exact))")?.doubleValue ?? .nan
  }

  /// In units of the last place.
  static let edge = 1e-3
}
