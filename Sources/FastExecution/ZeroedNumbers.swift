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
    #if os(Linux)
      // Columns of large matrices touch a page for each row: with larger pages there are fewer of them.
      if size >= 4 * Self.largePage {
        let first = UnsafeMutableRawPointer(start).alignedUp(toMultipleOf: Self.largePage)
        let length = (UnsafeMutableRawPointer(start) + size - first) / Self.largePage * Self.largePage
        madvise(first, length, MADV_HUGEPAGE)
      }
    #endif
  }

  private static var largePage: Int { 2 << 20 }

  deinit { free(block) }
}
