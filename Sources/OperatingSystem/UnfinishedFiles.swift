import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The temporary files not yet finished, so that a signal can remove them: at most eight at a time.
///
/// A signal handler reaches nothing but globals, and may neither lock nor allocate.
package enum UnfinishedFiles {
  /// Addresses of paths as C strings; 0 for a free place.
  nonisolated(unsafe) private static let places: UnsafeMutablePointer<Atomic<UInt>> = {
    let places = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: count)
    for index in 0..<count { (places + index).initialize(to: Atomic(0)) }
    return places
  }()
  private static let count = 8

  /// Makes the places, before any handler could need them.
  package static func prepare() { _ = places[0].load(ordering: .relaxed) }

  /// Notes a file; when all places are taken, only its owner removes it.
  package static func add(_ path: UnsafePointer<CChar>) { _ = replace(0, by: UInt(bitPattern: path)) }

  /// Forgets a file that is finished or gone.
  package static func remove(_ path: UnsafePointer<CChar>) { _ = replace(UInt(bitPattern: path), by: 0) }

  /// Deletes the files; it only loads and unlinks, as a signal handler must.
  package static func removeAll() {
    var index = 0
    while index < count {
      let address = places[index].load(ordering: .sequentiallyConsistent)
      if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
      index += 1
    }
  }

  /// Puts an address into the first place that has another; false when none has it.
  private static func replace(_ old: UInt, by new: UInt) -> Bool {
    (0..<count).contains { index in
      places[index].compareExchange(expected: old, desired: new, ordering: .sequentiallyConsistent).exchanged
    }
  }
}
