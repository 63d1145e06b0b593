import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file could not be read or written.
package struct FileError: Error, Hashable, Sendable {
  /// What stood in the way.
  package enum Reason: Hashable, Sendable {
    case notFound, isDirectory, isFile, notPermitted, full, noFolder
    /// It is larger than this many bytes.
    case tooLarge(Int)
    /// The system's error number.
    case other(Int32)
  }

  /// The file as the reader named it.
  package let path: String
  /// What stood in the way.
  package let reason: Reason

  /// An error about a file.
  package init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// An error of the system, by its number.
  package init(_ path: String, number: Int32) {
    switch number {
    case ENOENT: self.init(path, .notFound)
    case ENOTDIR: self.init(path, .noFolder)
    case EISDIR: self.init(path, .isDirectory)
    case EACCES, EPERM, EROFS: self.init(path, .notPermitted)
    case ENOSPC, EDQUOT: self.init(path, .full)
    default: self.init(path, .other(number))
    }
  }

  /// The sentence for the reader.
  package var message: Localized {
    switch reason {
    case .notFound:
      Localized(es: "no existe el archivo '\(path)'", en: "there is no file '\(path)'")
    case .noFolder:
      Localized(es: "no existe la carpeta de '\(path)'", en: "the folder of '\(path)' does not exist")
    case .isDirectory:
      Localized(es: "'\(path)' es una carpeta, no un archivo", en: "'\(path)' is a folder, not a file")
    case .isFile:
      Localized(es: "'\(path)' es un archivo, no una carpeta", en: "'\(path)' is a file, not a folder")
    case .notPermitted:
      Localized(es: "no hay permiso para usar '\(path)'", en: "no permission to use '\(path)'")
    case .full:
      Localized(es: "no queda espacio para '\(path)'", en: "no space left for '\(path)'")
    case .tooLarge(let limit):
      Localized(
        es: "'\(path)' es demasiado grande: se leen como mucho \(limit) bytes",
        en: "'\(path)' is too large: at most \(limit) bytes are read")
    case .other(let number):
      Localized(es: "no se puede usar '\(path)': ", en: "cannot use '\(path)': ")
        + Localized(both: String(cString: strerror(number)))
    }
  }
}
