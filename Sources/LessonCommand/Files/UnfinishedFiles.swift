import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The temporary files not yet finished, so that a signal can remove them: at most two at a time.
///
/// A signal handler reaches nothing but globals, and may neither lock nor allocate.
enum UnfinishedFiles {
  /// Addresses of paths as C strings; 0 for a free place.
  private static let first = Atomic<UInt>(0)
  private static let second = Atomic<UInt>(0)

  /// Makes the places, before any handler could need them.
  static func prepare() {
    _ = first.load(ordering: .relaxed)
    _ = second.load(ordering: .relaxed)
  }

  /// Notes a file; when both places are taken, only its owner removes it.
  static func add(_ path: UnsafePointer<CChar>) {
    let address = UInt(bitPattern: path)
    if first.compareExchange(expected: 0, desired: address, ordering: .sequentiallyConsistent).exchanged { return }
    _ = second.compareExchange(expected: 0, desired: address, ordering: .sequentiallyConsistent)
  }

  /// Forgets a file that is finished or gone.
  static func remove(_ path: UnsafePointer<CChar>) {
    let address = UInt(bitPattern: path)
    _ = first.compareExchange(expected: address, desired: 0, ordering: .sequentiallyConsistent)
    _ = second.compareExchange(expected: address, desired: 0, ordering: .sequentiallyConsistent)
  }

  /// Deletes the files; it only loads and unlinks, as a signal handler must.
  static func removeAll() {
    if let path = UnsafePointer<CChar>(bitPattern: first.load(ordering: .sequentiallyConsistent)) { unlink(path) }
    if let path = UnsafePointer<CChar>(bitPattern: second.load(ordering: .sequentiallyConsistent)) { unlink(path) }
  }
}
