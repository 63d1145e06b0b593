import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The four files of a set of digits, found in a folder.
package struct DigitFiles: Hashable, Sendable {
  /// What a file holds, in the order of a download.
  package enum Part: String, CaseIterable, Sendable {
    case trainImages = "train-images-idx3-ubyte"
    case trainLabels = "train-labels-idx1-ubyte"
    case testImages = "t10k-images-idx3-ubyte"
    case testLabels = "t10k-labels-idx1-ubyte"

    /// Whether it holds images, and not their labels.
    package var isOfImages: Bool { self == .trainImages || self == .testImages }
    /// Whether it is for learning, and not for testing.
    package var isForTraining: Bool { self == .trainImages || self == .trainLabels }

    /// The names it goes by: as it was published, and as some programs unpack it (`train-images.idx3-ubyte`); plain ones
    /// first, as they need not be decompressed.
    package var names: [String] {
      let dotted = rawValue.replacingLastHyphen(before: "idx")
      return [rawValue, dotted, rawValue + ".gz", dotted + ".gz"]
    }
  }

  /// The folder they are in.
  package let folder: String
  /// Their paths.
  package let paths: [Part: String]
  /// Where what compressed ones hold is kept, if it is.
  private var inflated: InflatedFiles?

  /// The files in the folder a person named, else in LESSON_DATA, else in the user's cache folder; nil when nobody named
  /// a folder and the cache has none. Throws `DataFileError` when some or all are missing.
  ///
  /// What large compressed files hold is put into the user's cache when they are read, and read from there.
  package static func find(folder: String?, environment: [String: String]) throws -> DigitFiles? {
    guard let place = place(folder, environment) else { return nil }
    var files = try find(in: place)
    files.inflated = InflatedFiles(environment)
    return files
  }

  private static func place(_ folder: String?, _ environment: [String: String]) -> String? {
    if let folder { return folder }
    if let named = environment["LESSON_DATA"], !named.isEmpty { return named }
    guard let cache = cacheFolder(environment), Part.allCases.contains(where: { path(of: $0, in: cache) != nil })
    else { return nil }
    return cache
  }

  /// The folder that `lesson data fetch` puts files into: `$XDG_CACHE_HOME/lesson/mnist`, `~/.cache/lesson/mnist`, on
  /// macOS `~/Library/Caches/lesson/mnist`; nil without a home.
  package static func cacheFolder(_ environment: [String: String]) -> String? { cache("mnist", environment) }

  /// A folder of the program in the user's cache.
  static func cache(_ name: String, _ environment: [String: String]) -> String? {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/lesson/" + name }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    #if canImport(Darwin)
      return home + "/Library/Caches/lesson/" + name
    #else
      return home + "/.cache/lesson/" + name
    #endif
  }

  /// The files of a folder, or of the places below it where other programs put them; throws `DataFileError`.
  package static func find(in folder: String) throws -> DigitFiles {
    let candidates = ["", "/mnist", "/MNIST/raw"].map { folder + $0 }
    let found = candidates.map { candidate in
      (candidate, Part.allCases.compactMap { part in path(of: part, in: candidate).map { (part, $0) } })
    }
    guard let (place, parts) = found.max(by: { $0.1.count < $1.1.count }), !parts.isEmpty else {
      let names = Part.allCases.map(\.rawValue)
      let list = names.dropLast().joined(separator: ", ")
      let last = names.last ?? ""
      let right = Localized(
        es: "; debería contener \(list) y \(last) (o los mismos con .gz). 'lesson data fetch mnist' los descarga",
        en: "; it should hold \(list) and \(last) (or the same with .gz). 'lesson data fetch mnist' downloads them")
      let found =
        access(folder, F_OK) == 0
        ? Localized(es: "no contiene imágenes de dígitos", en: "it holds no images of digits")
        : Localized(es: "la carpeta no existe", en: "the folder does not exist")
      throw DataFileError(folder, found + right)
    }
    let paths = Dictionary(uniqueKeysWithValues: parts)
    let missing = Part.allCases.filter { paths[$0] == nil }.map { "\($0.rawValue)(.gz)" }.joined(separator: ", ")
    guard missing.isEmpty else {
      // A download leaves compressed files, `lesson data make` plain ones.
      let isDownloaded = paths.values.contains { $0.hasSuffix(".gz") }
      let right =
        isDownloaded
        ? Localized(
          es: "'lesson data fetch mnist' descarga los que faltan",
          en: "'lesson data fetch mnist' downloads those that are missing")
        : Localized(
          es: "si los creaba 'lesson data make', repite la orden para terminar; si no, cópialos",
          en: "if 'lesson data make' was making them, repeat the command to finish; otherwise copy them there")
      throw DataFileError(
        place,
        Localized(
          es: "la colección está incompleta: faltan archivos: \(missing); ",
          en: "the set is incomplete: files are missing: \(missing); ") + right)
    }
    return DigitFiles(folder: place, paths: paths)
  }

  /// Reads all four; throws `DataFileError`.
  package func read() throws -> DigitData {
    DigitData(
      train: try DigitSet(images: try idx(.trainImages), labels: try idx(.trainLabels)),
      test: try DigitSet(images: try idx(.testImages), labels: try idx(.testLabels)), origin: .files(folder: folder))
  }

  private func idx(_ part: Part) throws -> IDX {
    try IDX(paths[part] ?? "\(folder)/\(part.rawValue)", axes: part.isOfImages ? 3 : 1, inflated: inflated)
  }

  /// The first of a part's names that the folder has.
  private static func path(of part: Part, in folder: String) -> String? {
    part.names.map { "\(folder)/\($0)" }.first { access($0, F_OK) == 0 }
  }
}

extension String {
  /// The same name with a dot for the hyphen before `word`.
  fileprivate func replacingLastHyphen(before word: String) -> String {
    let pieces = split(separator: "-", omittingEmptySubsequences: false)
    var result = ""
    for (place, piece) in pieces.enumerated() {
      if place > 0 { result += piece.hasPrefix(word) ? "." : "-" }
      result += piece
    }
    return result
  }
}
