import Testing

@testable import Kernels

/// Memory for a test, filled with numbers that follow from a seed; beyond its end lies a border that nobody may touch.
final class Numbers<Scalar: KernelsScalar> {
  let pointer: UnsafeMutablePointer<Scalar>
  let count: Int
  private static var border: Int { 40 }
  private static var mark: Scalar { 12345.0625 }

  /// Numbers from −2 to 2 with many bits, so that every rounding shows.
  init(_ count: Int, seed: UInt64) {
    self.count = count
    pointer = .allocate(capacity: count + Self.border)
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    for index in 0..<count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      pointer[index] = Scalar(Double(state >> 11) * 0x1p-51 - 2)
    }
    (pointer + count).initialize(repeating: Self.mark, count: Self.border)
  }

  /// The same number everywhere.
  convenience init(_ count: Int, repeating number: Scalar) {
    self.init(count, seed: 1)
    pointer.update(repeating: number, count: count)
  }

  deinit { pointer.deallocate() }

  var values: [Scalar] { (0..<count).map { pointer[$0] } }

  /// The bits of all entries; every NaN is the same one.
  var bits: [UInt64] { values.map { $0.isNaN ? UInt64.max : Double($0).bitPattern } }

  var isBorderWhole: Bool { (count..<count + Self.border).allSatisfy { pointer[$0] == Self.mark } }
}

extension Kernels {
  /// The kernels of every level this computer can run.
  static var all: [Kernels] { available.compactMap(Kernels.init) }
  /// Those whose bits agree.
  static var fusing: [Kernels] { all.filter(\.level.fuses) }
}

@Suite struct KernelsTests {
  @Test func `plain kernels are always there, and the best are the last of those available`() {
    #expect(Kernels.available.first == .plain)
    #expect(Kernels.best.level == Kernels.available.last)
  }

  @Test func `a level is made exactly where the computer can run it`() {
    for level in Kernels.Level.allCases {
      #expect((Kernels(level) != nil) == Kernels.available.contains(level))
    }
  }

  @Test func `the levels of the other architecture are not available`() {
    #if arch(arm64)
      #expect(Kernels.available == [.plain, .neon])
    #else
      #expect(!Kernels.available.contains(.neon))
    #endif
  }
}
