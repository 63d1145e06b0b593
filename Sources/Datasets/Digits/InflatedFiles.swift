import OperatingSystem

/// Compressed files inflated once: what they hold lies in the user's cache from then on, and is mapped from there.
///
/// A file is known by what it is, not by its name: the last part's checksum and size, how many bytes there are, and the
/// first and the last of them.
package struct InflatedFiles: Hashable, Sendable {
  /// Where what was in them lies.
  package let folder: String

  /// Smaller ones are inflated about as soon as found.
  private static let fewest = 1 << 20
  /// So many bytes at each end tell a file from others.
  private static let told = 4096

  /// Those in `$XDG_CACHE_HOME/lesson/inflated`, `~/.cache/lesson/inflated`, on macOS `~/Library/Caches/lesson/inflated`;
  /// nil without a home.
  package init?(_ environment: [String: String]) {
    guard let folder = DigitFiles.cache("inflated", environment) else { return nil }
    self.folder = folder
  }

  /// What a compressed file holds, of which it has to be so many bytes; nil where that is not here.
  func found(_ file: ByteBlock, count: Int) -> ByteBlock? {
    guard let path = path(of: file), let block = try? ByteBlock(mapping: path), block.count == count else { return nil }
    return block
  }

  /// Keeps what a file holds; where that is not possible, it is inflated the next time, too.
  func keep(_ bytes: ByteBlock, of file: ByteBlock) {
    guard let path = path(of: file), (try? Folders.make(folder)) != nil, let written = try? AtomicFile(path) else {
      return
    }
    try? bytes.withUnsafeBytes { bytes throws in
      try written.write(bytes: bytes)
      try written.commit()
    }
  }

  private func path(of file: ByteBlock) -> String? {
    guard file.count >= Self.fewest else { return nil }
    let name = file.withUnsafeBytes { bytes in
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in bytes.prefix(Self.told) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      for byte in bytes.suffix(Self.told) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return String(hash, radix: 16) + "-" + String(bytes.count)
    }
    return folder + "/" + name
  }
}
