import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file of numbers could not be read: the file, and one sentence with what would be right.
package struct DataFileError: Error, Hashable, Sendable {
  /// The file as the reader named it.
  package let file: String
  /// What is wrong with it.
  package let reason: Localized

  /// An error about a file.
  package init(_ file: String, _ reason: Localized) {
    self.file = file
    self.reason = reason
  }

  /// An error about a file, in both languages.
  package init(_ file: String, es: String, en: String) {
    self.init(file, Localized(es: es, en: en))
  }

  /// An error of the system, by its number.
  init(_ file: String, number: Int32) {
    switch number {
    case ENOENT, ENOTDIR: self.init(file, es: "el archivo no existe", en: "the file does not exist")
    case EISDIR: self.init(file, es: "es una carpeta, no un archivo", en: "it is a folder, not a file")
    case EACCES, EPERM: self.init(file, es: "no hay permiso para leerlo", en: "no permission to read it")
    default: self.init(file, Localized(both: String(cString: strerror(number))))
    }
  }

  /// The sentence for the reader: the file and what is wrong with it.
  package var message: Localized { reason.map { "'\(file)': \($0)" } }
}
