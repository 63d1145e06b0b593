#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers that are all zero, beginning at a multiple of 64 bytes; those that nobody touches take no memory.
final class ZeroedNumbers<Scalar> {
  let start: UnsafeMutablePointer<Scalar>
  private let block: UnsafeMutableRawPointer?
  private static var alignment: Int { 64 }

  /// - Parameter count: how many; the zero of `Scalar` has only zero bits.
  init(count: Int) {
    let size = count * MemoryLayout<Scalar>.stride
    block = calloc(size + Self.alignment, 1)
    guard let block else {
      // Swift's own way says what is wrong when there is no memory.
      let raw = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Self.alignment)
      start = raw.bindMemory(to: Scalar.self, capacity: count)
      return
    }
    start = block.alignedUp(toMultipleOf: Self.alignment).bindMemory(to: Scalar.self, capacity: count)
  }

  deinit { free(block) }
}
