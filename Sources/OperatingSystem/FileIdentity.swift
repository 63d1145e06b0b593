#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which file a path leads to, whatever it is called: through links, other names of the same file, detours, or capitals
/// where the folder does not tell them from small letters.
package struct FileIdentity: Hashable, Sendable {
  private let device: Int
  private let node: Int
  /// Whether it is a file, and no folder, pipe or device.
  package let isRegular: Bool

  /// The file at a path; nil when there is none.
  package init?(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    self.init(info)
  }

  /// The file that is open; nil when nothing is.
  package init?(descriptor: Int32) {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return nil }
    self.init(info)
  }

  private init(_ info: stat) {
    device = Int(truncatingIfNeeded: info.st_dev)
    node = Int(truncatingIfNeeded: info.st_ino)
    isRegular = info.st_mode & S_IFMT == S_IFREG
  }
}
