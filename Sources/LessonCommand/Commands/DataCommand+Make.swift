import Datasets
import Matrices
import Typesetting

extension DataCommand {
  /// `lesson data make FOLDER`: draws digits and writes them as four IDX files.
  static func make(_ context: Context) throws {
    guard let folder = context.arguments[1], !folder.isEmpty else {
      throw UsageError.missingArgument(declaration.arguments[1])
    }
    let count = try context.arguments.integer("count", in: 1...MadeUpDigits.greatestCount) ?? 60_000
    try Folders.make(folder)
    try refuseOthers(in: folder)
    let pool = WorkerPool()
    let seed = try seed(context)
    for (kind, images, labels) in [
      (MadeUpDigits.Kind.train, DigitFiles.Part.trainImages, DigitFiles.Part.trainLabels),
      (.test, .testImages, .testLabels),
    ] {
      let count = kind == .train ? count : max(count / 6, 1)
      let pixels = try begin(images, [count, DigitSet.side, DigitSet.side], in: folder)
      let digits = try begin(labels, [count], in: folder)
      // A few at a time: any number of them takes the same memory.
      for start in stride(from: 0, to: count, by: 8192) {
        try context.interrupt.check()
        let set = MadeUpDigits.set(kind, start..<min(count, start + 8192), seed: seed, pool: pool)
        try set.withPixels { try pixels.write(bytes: UnsafeRawBufferPointer($0)) }
        try set.withLabels { try digits.write(bytes: UnsafeRawBufferPointer($0)) }
      }
      try pixels.commit()
      try digits.commit()
    }
    let language = context.language
    let drawn = "\(count) + \(max(count / 6, 1))"
    try Presentation(context).show([
      .paragraph(
        Text([
          .plain(
            Localized(es: "\(drawn) dígitos inventados en ", en: "\(drawn) made-up digits in ")[language]),
          .code(folder), .plain("."),
        ]))
    ])
  }

  /// Images that are there already are not written over.
  private static func refuseOthers(in folder: String) throws {
    let names = DigitFiles.Part.allCases.flatMap(\.names)
    guard let found = names.first(where: { Files.exists("\(folder)/\($0)") }) else { return }
    throw CommandError(
      es: "En '\(folder)' ya hay imágenes ('\(found)'): elige otra carpeta, o bórralas antes.",
      en: "There are images in '\(folder)' already ('\(found)'): choose another folder, or delete them first.")
  }

  /// A file that begins with its head.
  private static func begin(_ part: DigitFiles.Part, _ sizes: [Int], in folder: String) throws -> AtomicFile {
    let file = try AtomicFile("\(folder)/\(part.rawValue)")
    try file.write(bytes: IDX.header(.unsignedByte, sizes))
    return file
  }
}
