import Typesetting

/// The digits of a value as they should have been copied, beside those that were printed.
struct CopiedDigits {
  private let right: [[UInt8]]
  private let wrong: [UInt8]

  /// - Parameter moreDecimals: with how many decimals more than printed the value stood there.
  init(_ value: Double, like printed: DecimalDigits, moreDecimals: Int = 0) {
    wrong = printed.digits
    let exact = DecimalDigits(value)?.rounded(toSignificant: PrintedRule.judgedDigits)
    guard let exact, exact.isNegative == printed.isNegative, printed.exponent <= 0 else {
      right = []
      return
    }
    let decimals = printed.decimals + moreDecimals
    right = [exact.rounded(toDecimals: decimals), exact.truncated(toDecimals: decimals)].map {
      $0.padded(toDecimals: decimals).digits
    }
  }

  /// What a slip finds between the right digits, rounded or cut off, and the printed ones.
  ///
  /// - Parameter strings: how many strings the slip can make of the right digits; nil where it does not make these.
  func first(_ strings: (_ right: [UInt8], _ wrong: [UInt8]) -> Int?) -> Copying? {
    for digits in right {
      if let count = strings(digits, wrong) { return Copying(strings: max(1, count), isOfOneNumber: true) }
    }
    return nil
  }

  /// The digits without one; zeros in front of them are none.
  static func without(_ place: Int, _ digits: [UInt8]) -> [UInt8] {
    Array((digits[..<place] + digits[(place + 1)...]).drop { $0 == 0 })
  }
}
