#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Temporary files beside the files they are to become: `.NAME.lesson-PID.XXXXXX`, with the number of the process.
///
/// A process that was killed leaves its own behind. Whoever makes the next one for the same file removes those whose
/// process is dead, and no others: there must be no process of that number here, and nobody must hold the file locked,
/// which its maker does as long as it lives, also on another computer that shares the folder. Where a file system knows
/// no locks, and where the number has gone to another process meanwhile, the file stays.
package enum TemporaryFile {
  /// Makes one that only this process writes; `path` stands in errors. Throws `FileError`.
  ///
  /// - Returns: its name, to be freed and known to `UnfinishedFiles`, and its descriptor.
  package static func make(
    beside place: [CChar], path: String
  ) throws -> (name: UnsafeMutablePointer<CChar>, descriptor: Int32) {
    let folder = Files.folder(of: place)
    // The name is cut so that the temporary one does not become too long for the system.
    let prefix =
      ".".cString.dropLast() + place.dropLast().dropFirst(folder.count).prefix(150)
      + ".lesson-".cString.dropLast()
    removeAbandoned(in: folder, Array(prefix))
    guard let name = strdup(folder + prefix + "\(getpid()).XXXXXX".cString) else {
      throw FileError(path, number: ENOMEM)
    }
    let descriptor = mkstemp(name)
    guard descriptor >= 0 else {
      let number = errno
      free(name)
      throw FileError(path, number == ENOENT ? .noFolder : FileError(path, number: number).reason)
    }
    UnfinishedFiles.add(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    return (name, descriptor)
  }

  /// Removes what dead processes left in a folder under names that begin so.
  private static func removeAbandoned(in folder: [CChar], _ prefix: [CChar]) {
    guard let listing = opendir(folder.isEmpty ? ".".cString : folder + [0]) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeMutablePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      guard name.starts(with: prefix) else { continue }
      let rest = String(decoding: name.dropFirst(prefix.count).map(UInt8.init(bitPattern:)), as: UTF8.self)
      let pieces = rest.split(separator: ".", omittingEmptySubsequences: false)
      guard pieces.count == 2, pieces[1].count == 6, let process = Int32(pieces[0]), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      removeUnlocked(folder + name + [0])
    }
  }

  private static func removeUnlocked(_ path: [CChar]) {
    let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }
}
