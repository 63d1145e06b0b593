/// What stands between the whole part of a number and its decimals when it is shown.
package enum DecimalMark: String, Hashable, Sendable, CaseIterable {
  case point, comma
}
