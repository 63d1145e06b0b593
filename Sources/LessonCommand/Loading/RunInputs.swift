import Datasets
import OperatingSystem
import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files that a run reads: what it writes never takes the place of one of them, by whatever name.
struct RunInputs {
  private struct Input {
    let identity: FileIdentity
    /// As the reader named it; nil for standard input.
    let path: String?
    /// What it is in the run.
    let role: Localized
  }

  private var inputs: [Input] = []

  /// The lesson, what `--load` names, and the images.
  init(_ arguments: ParsedArguments, _ lesson: LoadedLesson, _ surroundings: Surroundings) {
    if !lesson.isBuiltIn {
      let isStandardInput = arguments[0].map(LessonLoader.isStandardInput) == true
      add(
        isStandardInput ? FileIdentity(descriptor: STDIN_FILENO) : FileIdentity(lesson.source.file),
        isStandardInput ? nil : lesson.source.file,
        Localized(es: "la lección que se ejecuta", en: "the lesson that is run"))
    }
    if let path = arguments.value("load") {
      add(FileIdentity(path), path, Localized(es: "el archivo de --load", en: "the file of --load"))
    }
    let given = arguments.values("set").compactMap { pair in
      pair.firstRange(of: "=@").map { String(pair[$0.upperBound...]) }
    }
    for path in lesson.syntax.filesRead.compactMap({ lesson.files?.place(of: $0) }) + given {
      add(FileIdentity(path), path, Localized(es: "un archivo de datos", en: "a file of data"))
    }
    guard lesson.syntax.readsDigits, arguments.has("data") || !arguments.has("digits"),
      let files = try? DigitFiles.find(
        folder: arguments.value("data"), environment: surroundings.environment)
    else { return }
    // Those that another name of the same part hides as well.
    for name in DigitFiles.Part.allCases.flatMap(\.names) {
      let path = "\(files.folder)/\(name)"
      add(
        FileIdentity(path), path,
        Localized(es: "uno de los archivos de imágenes", en: "one of the files of images"))
    }
  }

  private mutating func add(_ identity: FileIdentity?, _ path: String?, _ role: Localized) {
    guard let identity, identity.isRegular else { return }
    inputs.append(Input(identity: identity, path: path, role: role))
  }

  /// Looks at what an option wants to write; throws `UsageError` when it is one of the files that are read.
  func check(_ option: String, of arguments: ParsedArguments) throws {
    if let path = arguments.value(option), path != "-" { try check(path, of: option) }
  }

  /// Looks at a file that an option wants to write; throws `UsageError` when it is one of the files that are read.
  func check(_ path: String, of option: String) throws {
    guard let identity = FileIdentity(path),
      let input = inputs.first(where: { $0.identity == identity })
    else { return }
    let other = input.path.flatMap { $0 == path ? nil : " ('\($0)')" } ?? ""
    throw UsageError(
      es: "'\(path)', donde escribiría --\(option), es \(input.role.es)\(other). Lo que se lee no se reemplaza: elige "
        + "otro nombre.",
      en: "'\(path)', where --\(option) would write, is \(input.role.en)\(other). What is read is never replaced: "
        + "choose another name.")
  }
}
