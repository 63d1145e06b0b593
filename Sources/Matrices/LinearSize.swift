/// A size c·length + k while it is worked out, in 64 bits everywhere: what has no such form, or no room, is nil.
package struct LinearSize: Hashable, Sendable {
  /// c: how often the length of the batch is in it.
  private let times: Int64
  /// The size in a full batch.
  private let full: Int64

  private init(times: Int64, full: Int64) {
    self.times = times
    self.full = full
  }

  /// A size as shapes have it (`BatchLength`).
  package init(_ size: Int) {
    let (times, full) = size.quotientAndRemainder(dividingBy: BatchLength.mark)
    self.init(times: Int64(times), full: Int64(full))
  }

  /// A whole number, which may be below 0; nil for any other.
  package init?(exactly number: Double) {
    guard let number = Int64(exactly: number) else { return nil }
    self.init(times: 0, full: number)
  }

  /// The size as shapes have it; nil below 1, and where it is more than shapes have room for.
  package var size: Int? {
    guard times >= 0, full >= 1, full <= Int64(BatchLength.mostPlain) else { return nil }
    let (lengths, overflow) = times.multipliedReportingOverflow(by: Int64(BatchLength.mark))
    let (size, isTooLarge) = lengths.addingReportingOverflow(full)
    return overflow || isTooLarge ? nil : Int(exactly: size)
  }

  /// The sum; nil where it does not fit.
  package func adding(_ other: LinearSize) -> LinearSize? {
    LinearSize(times.addingReportingOverflow(other.times), full.addingReportingOverflow(other.full))
  }

  /// The difference; nil where it does not fit.
  package func subtracting(_ other: LinearSize) -> LinearSize? {
    LinearSize(times.subtractingReportingOverflow(other.times), full.subtractingReportingOverflow(other.full))
  }

  /// The product with a size that does not depend on the length; nil for two that do.
  package func multiplied(by other: LinearSize) -> LinearSize? {
    guard times == 0 || other.times == 0 else { return nil }
    let (number, size) = times == 0 ? (full, other) : (other.full, self)
    return LinearSize(
      size.times.multipliedReportingOverflow(by: number), size.full.multipliedReportingOverflow(by: number))
  }

  private init?(
    _ times: (partialValue: Int64, overflow: Bool), _ full: (partialValue: Int64, overflow: Bool)
  ) {
    guard !times.overflow, !full.overflow else { return nil }
    self.init(times: times.partialValue, full: full.partialValue)
  }
}

extension Sequence<Int> {
  /// The product of sizes as shapes have them; nil where the length of the batch decides more than one.
  package var linearProduct: LinearSize? {
    var product: LinearSize? = LinearSize(1)
    for size in self { product = product?.multiplied(by: LinearSize(size)) }
    return product
  }
}
