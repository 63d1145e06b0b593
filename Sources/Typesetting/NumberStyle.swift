/// How numbers are rounded for a reader.
package struct NumberStyle: Hashable, Sendable {
  /// Significant digits kept at most.
  package var significantDigits: Int

  /// Six significant digits unless said otherwise.
  package init(significantDigits: Int = 6) {
    self.significantDigits = significantDigits
  }
}
