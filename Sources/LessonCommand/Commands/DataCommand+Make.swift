import Datasets
import Kernels
import Matrices
import OperatingSystem
import Typesetting

extension DataCommand {
  /// `lesson data make FOLDER`: draws digits and writes them as four IDX files.
  static func make(_ context: Context) throws {
    guard let folder = context.arguments[1], !folder.isEmpty else {
      throw UsageError.missingArgument(declaration.arguments[1])
    }
    let count = try context.arguments.integer("count", in: 1...MadeUpDigits.greatestCount) ?? 60_000
    try Folders.make(folder)
    let unfinished = try unfinished(in: folder)
    let pool = WorkerPool()
    let seed = try seed(context)
    let progress = Progress(context)
    defer { progress.clear() }
    // All four appear together, at the end.
    var files: [DigitFiles.Part: PartFile] = [:]
    for part in DigitFiles.Part.allCases {
      let count = part.isForTraining ? count : max(count / 6, 1)
      let sizes = part.isOfImages ? [count, DigitSet.side, DigitSet.side] : [count]
      files[part] = try PartFile(part, sizes, in: folder, isThere: unfinished.contains(part))
    }
    for (kind, images, labels) in [
      (MadeUpDigits.Kind.train, DigitFiles.Part.trainImages, DigitFiles.Part.trainLabels),
      (.test, .testImages, .testLabels),
    ] {
      let count = kind == .train ? count : max(count / 6, 1)
      // A few at a time: any number of them takes the same memory, and Ctrl-C is noticed.
      for start in stride(from: 0, to: count, by: 1024) {
        try context.interrupt.check()
        progress.tell(
          Localized(
            es: "\(start) de \(count) dígitos (\(kind == .train ? "entrenamiento" : "prueba"))",
            en: "\(start) of \(count) digits (\(kind == .train ? "training" : "test"))"))
        let set = MadeUpDigits.set(kind, start..<min(count, start + 1024), seed: seed, pool: pool)
        try set.withPixels { try files[images]?.take(UnsafeRawBufferPointer($0)) }
        try set.withLabels { try files[labels]?.take(UnsafeRawBufferPointer($0)) }
      }
    }
    progress.clear()
    for part in DigitFiles.Part.allCases { try files[part]?.commit() }
    let language = context.language
    let drawn = "\(count) + \(max(count / 6, 1))"
    let presentation = Presentation(context)
    if presentation.isData {
      return try presentation.show(
        .record(
          ("folder", .text(folder)), ("train", .integer(count)), ("test", .integer(max(count / 6, 1))),
          ("seed", .integer(Int(clamping: seed)))), of: name)
    }
    try presentation.show([
      .paragraph(
        Text([
          .plain(
            Localized(es: "\(drawn) dígitos inventados en ", en: "\(drawn) made-up digits in ")[language]),
          .code(folder.onOneLine), .plain("."),
        ]))
    ])
  }

  /// The parts that a command which was ended in the middle may have left; throws `CommandError` when a whole set, or what
  /// this command does not write, is there, since images are not written over.
  private static func unfinished(in folder: String) throws -> Set<DigitFiles.Part> {
    let parts = DigitFiles.Part.allCases
    let found = parts.filter { Files.exists("\(folder)/\($0.rawValue)") }
    let other = parts.flatMap { $0.names.dropFirst() }.first { Files.exists("\(folder)/\($0)") }
    guard let name = other ?? (found.count == parts.count ? found.first?.rawValue : nil) else { return Set(found) }
    throw CommandError(
      es: "En '\(folder)' ya hay imágenes ('\(name)'): elige otra carpeta, o bórralas antes.",
      en: "There are already images in '\(folder)' ('\(name)'): choose another folder, or delete them first.")
  }
}

/// One of the four files: written, or, where it is there already, compared with what would be written.
private final class PartFile {
  private let path: String
  private let written: AtomicFile?
  private let there: ByteBlock?
  /// How many of its bytes were compared.
  private var place = 0

  /// Begins the file with its head, or compares that; throws `FileError`, `DataFileError` and `CommandError`.
  init(_ part: DigitFiles.Part, _ sizes: [Int], in folder: String, isThere: Bool) throws {
    path = "\(folder)/\(part.rawValue)"
    there = isThere ? try ByteBlock(mapping: path) : nil
    // It can be drawn again, and need not be waited for.
    written = isThere ? nil : try AtomicFile(path, isDurable: false)
    if let there, there.count != 4 + 4 * sizes.count + sizes.reduce(1, *) { throw other }
    try IDX.header(.unsignedByte, sizes).withUnsafeBytes { try take($0) }
  }

  /// The next bytes; throws `FileError`, and `CommandError` when the file that is there has others.
  func take(_ bytes: UnsafeRawBufferPointer) throws {
    try written?.write(bytes: bytes)
    guard let there else { return }
    let isSame = there.withUnsafeBytes { there in
      place + bytes.count <= there.count && there[place..<place + bytes.count].elementsEqual(bytes)
    }
    guard isSame else { throw other }
    place += bytes.count
  }

  /// Lets the file appear.
  func commit() throws { try written?.commit() }

  private var other: CommandError {
    CommandError(
      es: "'\(path)' ya existe y no es lo que dibuja esta orden (¿otro --count u otra --seed?): repite la que empezó "
        + "la carpeta, elige otra, o bórralo antes.",
      en: "'\(path)' already exists and is not what this command draws (another --count or --seed?): repeat the one "
        + "that began the folder, choose another folder, or delete the file first.")
  }
}
