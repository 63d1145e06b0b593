import Matrices
import Synchronization
import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of a lesson file, beneath which the lesson may read numbers; no link leads out of it.
package final class LessonFolder: NumberFiles {
  /// The folder; nil for a lesson that is in no file.
  private let folder: String?
  private let read = Mutex<[[String]: NumberArray]>([:])

  /// - Parameter lesson: the path of the lesson file; nil for standard input.
  package init(ofLesson lesson: String?) {
    folder = lesson.map { path in path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./" }
  }

  /// Where a path of the lesson leads; nil for what is not beneath the folder.
  package func place(of path: String) -> String? {
    guard let folder, let root = Self.real(folder), let real = Self.real(folder + path) else { return nil }
    return real.utf8.starts(with: (root == "/" ? root : root + "/").utf8) ? real : nil
  }

  package func array(
    _ path: String, named name: String, most: Int
  ) throws(ExampleSourceError) -> NumberArray {
    let key = [path, name]
    if let known = read.withLock({ $0[key] }) { return known }
    let array = try found(path, name, most)
    read.withLock { $0[key] = array }
    return array
  }

  private func found(_ path: String, _ name: String, _ most: Int) throws(ExampleSourceError) -> NumberArray {
    guard let folder else {
      throw ExampleSourceError(
        Localized(
          es:
            "una lección que llega por la entrada estándar no tiene carpeta de la que leer '\(path)': guárdala en un archivo",
          en: "a lesson from standard input has no folder to read '\(path)' from: save it in a file"))
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, parts.first != "", !parts.contains(".."), !path.utf8.contains(0) else {
      throw ExampleSourceError(outside(path))
    }
    do {
      // What is not there is told as that.
      guard Self.real(folder + path) != nil else {
        return try NumberFile.array(folder + path, shown: path, named: name, most: most)
      }
      guard let place = place(of: path) else { throw ExampleSourceError(outside(path)) }
      return try NumberFile.array(place, shown: path, named: name, most: most)
    } catch let error as ExampleSourceError {
      throw error
    } catch let error as DataFileError {
      throw ExampleSourceError(error.message)
    } catch {
      throw ExampleSourceError(Localized(both: "\(error)"))
    }
  }

  private func outside(_ path: String) -> Localized {
    Localized(
      es: "'\(path)' está fuera de la carpeta de la lección; una lección solo lee lo que hay en ella",
      en: "'\(path)' is outside the lesson's folder; a lesson reads only what is in it")
  }

  /// A path without links and detours; nil where nothing is.
  private static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
