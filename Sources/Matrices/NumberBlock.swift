/// Numbers one after another in memory that lives as long as this does; slots are places in it.
package final class NumberBlock {
  /// The first number.
  package let start: UnsafeMutablePointer<Double>
  /// How many there are.
  package let count: Int

  /// Zeros.
  package init(count: Int) {
    self.count = count
    start = .allocate(capacity: max(1, count))
    start.initialize(repeating: 0, count: max(1, count))
  }

  deinit { start.deallocate() }

  /// The numbers of a slot where they are, valid as long as the block.
  package func numbers(_ slot: Slot) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: start + slot.offset, count: slot.count)
  }

  /// A copy of the matrix in a slot.
  package func matrix(_ slot: Slot) -> Matrix {
    Matrix(slot.shape, copy(of: slot.offset..<(slot.offset + slot.count))) ?? Matrix(slot.shape)
  }

  /// Takes over a range of another block's numbers, which both have.
  package func copy(_ range: Range<Int>, from other: NumberBlock) {
    (start + range.lowerBound).update(from: other.start + range.lowerBound, count: range.count)
  }

  /// A copy of a range of the numbers.
  package func copy(of range: Range<Int>) -> [Double] {
    [Double](unsafeUninitializedCapacity: range.count) { target, count in
      target.baseAddress?.initialize(from: start + range.lowerBound, count: range.count)
      count = range.count
    }
  }

  /// Overwrites the first numbers of a range, as far as there are new ones.
  package func set(_ range: Range<Int>, to values: [Double]) {
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      (start + range.lowerBound).update(from: base, count: min(range.count, source.count))
    }
  }

  /// Overwrites the first numbers of a slot, as far as there are new ones.
  package func set(_ slot: Slot, to values: [Double]) { set(slot.offset..<(slot.offset + slot.count), to: values) }
}
