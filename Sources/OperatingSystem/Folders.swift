#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Folders of the file system.
package enum Folders {
  /// Makes a folder and those above it, where they are missing; throws `FileError`.
  package static func make(_ folder: String) throws {
    var path = folder.hasPrefix("/") ? "" : "."
    for piece in folder.split(separator: "/") {
      path += "/" + piece
      guard mkdir(path, 0o777) != 0 else { continue }
      let number = errno
      var info = stat()
      guard stat(path, &info) == 0 else { throw FileError(path, number: number) }
      guard info.st_mode & S_IFMT == S_IFDIR else { throw FileError(path, .isFile) }
    }
  }
}
