import Kernels
import Testing

/// Where the largest number of a line is.
@Suite struct WinnersTests {
  private func winners<Scalar: KernelsScalar>(
    _ numbers: [Scalar], _ lines: NumberLines, _ which: Range<Int>
  ) -> [Scalar] {
    var found = Array(repeating: Scalar(-1), count: 3)
    numbers.withUnsafeBufferPointer { source in
      found.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        Scalar.findWinners(lines, which, from, to: to)
      }
    }
    return found
  }

  @Test func `the first of the largest wins, and the first that is no number before all`() {
    let rows = NumberLines(length: 3, step: 3, stride: 1)
    #expect(winners([1, 3, 2, 4, 4, 0, -5, -2, -2] as [Float], rows, 0..<3) == [1, 0, 1])
    #expect(winners([1, .nan, .infinity, .nan, 9, .nan, 0, -0.0, 0] as [Double], rows, 0..<3) == [1, 0, 0])
  }

  @Test func `lines may be columns, and some of them`() {
    let columns = NumberLines(length: 2, step: 1, stride: 3)
    #expect(winners([1, 5, 2, 3, 4, 2] as [Double], columns, 0..<3) == [1, 0, 0])
    #expect(winners([1, 5, 2, 3, 4, 2] as [Float], columns, 1..<2) == [-1, 0, -1])
  }
}
