import Typesetting

/// Reads one number of the command line as a person types it.
package enum NumberArgument {
  /// A number: `0.5`, `0,5`, `1e-3`, `−0.5` (with U+2212), `1/3`; throws `UsageError` for anything else, infinities and NaN.
  package static func number(_ text: String, for target: Localized) throws -> Double {
    switch TypedNumber.parse(text) {
    case .success(let value): return value
    case .failure(let reason): throw UsageError.invalidValue(text, for: target, reason: reason.message)
    }
  }

  /// A whole number in a range: `100`, `1e4`; throws `UsageError` for anything else.
  package static func integer(_ text: String, in range: ClosedRange<Int>, for target: Localized) throws -> Int {
    do throws(TypedNumber.Reason) {
      return Int(try TypedNumber.integer(text, in: Int64(range.lowerBound)...Int64(range.upperBound)))
    } catch {
      throw UsageError.invalidValue(text, for: target, reason: error.message)
    }
  }
}
