import Datasets
import DigitDocuments
import Documents
import Typesetting

/// `lesson data info | show 7 | fetch mnist | make DIR`: the images of digits that lessons learn from.
enum DataCommand: Command {
  static let name = "data"
  static let summary = Localized(
    es: "Imágenes de dígitos: cuáles hay, verlas, descargarlas, crearlas.",
    en: "Images of digits: list, show, download, make them.")

  private enum Action: String, CaseIterable { case info, show, fetch, make }

  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es: """
            Las imágenes se buscan en la carpeta de --data, en la de LESSON_DATA y en la caché del usuario, por este orden. \
            Si no las hay, el programa dibuja dígitos inventados y lo dice.
            """,
          en: """
            Images are looked for in the folder of --data, in that of LESSON_DATA and in the user's cache, in this order. \
            If there are none, the program draws made-up digits and says so.
            """)
      ],
      examples: [
        .init("lesson data info", es: "dónde están y cuántas son", en: "where they are and how many"),
        .init("lesson data show 7", es: "dibuja la séptima", en: "draw the seventh"),
        .init("lesson data fetch mnist", es: "descarga las de MNIST", en: "download those of MNIST"),
        .init("lesson data make mine --count 60000", es: "dibuja 60 000 y los guarda", en: "draw and save 60,000"),
      ],
      arguments: [
        Argument(
          Localized(es: "acción", en: "action"),
          help: Localized(es: "info, show, fetch o make.", en: "info, show, fetch or make."),
          completion: .words(Action.allCases.map(\.rawValue))),
        Argument(
          Localized(es: "qué", en: "what"),
          help: Localized(
            es: "show: el número de la imagen, desde 1; fetch: mnist; make: una carpeta.",
            en: "show: the number of the image, from 1; fetch: mnist; make: a folder."),
          isOptional: true, completion: .wordsAndFiles(["mnist"])),
      ],
      options: [
        Option(
          "data", value: .init(Localized(es: "carpeta", en: "folder"), completion: .files),
          help: Localized(es: "La carpeta de las imágenes.", en: "The folder of the images.")),
        Option(
          "test",
          help: Localized(
            es: "show: una de las imágenes de prueba, no de las de entrenamiento.",
            en: "show: one of the test images, not of those for training.")),
        Option(
          "from", value: .init(Localized(es: "dirección", en: "address")),
          help: Localized(
            es: "fetch: la dirección de la que se descargan, http(s)://….",
            en: "fetch: the address to download from, http(s)://….")),
        Option(
          "count", value: .init(Localized(es: "n", en: "n"), usual: "60000"),
          help: Localized(
            es: "make: cuántas de entrenamiento; de prueba, la sexta parte.",
            en: "make: how many for training; a sixth as many for testing.")),
        Option(
          "seed", value: .init(Localized(es: "semilla", en: "seed"), usual: "1"),
          help: Localized(es: "Semilla aleatoria de los dígitos inventados.", en: "Random seed of the made-up digits.")),
      ] + Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let word = context.arguments[0] ?? ""
    guard let action = Action(rawValue: word) else {
      throw UsageError.invalidValue(
        word, for: Localized(es: "<acción>", en: "<action>"), choices: Action.allCases.map(\.rawValue))
    }
    switch action {
    case .info: try info(context)
    case .show: try show(context)
    case .fetch: try fetch(context)
    case .make: try make(context)
    }
    return .success
  }

  // MARK: info

  private static func info(_ context: Context) throws {
    if let extra = context.arguments[1] { throw UsageError.unexpectedArguments([extra]) }
    let presentation = Presentation(context)
    let document = DigitDataDocument(language: context.language, isPlain: presentation.name == .plain)
    let environment = context.surroundings.environment
    guard let files = try DigitFiles.find(folder: context.arguments.value("data"), environment: environment) else {
      if presentation.isData { return try presentation.show(.record(("folder", Fact.none)), of: name) }
      return try presentation.show(document.noImages(cache: DigitFiles.cacheFolder(environment)))
    }
    let facts = try DigitFiles.Part.allCases.compactMap { part -> DigitDataDocument.FileFacts? in
      guard let path = files.paths[part] else { return nil }
      let idx = try IDX(path)
      return .init(
        part: part, path: path, sizes: idx.sizes, byteCount: idx.bytes.count,
        checksum: idx.bytes.withUnsafeBytes { CRC32(of: $0).value })
    }
    let data = try files.read()
    if presentation.isData { return try presentation.show(fact(files.folder, facts, data), of: name) }
    try presentation.show(document.info(folder: files.folder, files: facts, data: data))
  }

  private static func fact(_ folder: String, _ files: [DigitDataDocument.FileFacts], _ data: DigitData) -> Fact {
    .record(
      ("folder", .text(folder)),
      (
        "files",
        .list(
          files.map { file in
            .record(
              ("path", .text(file.path)), ("shape", .shape(file.sizes)), ("bytes", .integer(file.byteCount)),
              ("crc32", .integer(file.checksum)))
          })
      ),
      (
        "histogram",
        .record(
          ("train", .list(data.train.histogram.map { .integer($0) })),
          ("test", .list(data.test.histogram.map { .integer($0) })))
      ))
  }

  // MARK: show

  private static func show(_ context: Context) throws {
    let target = Localized(es: "<qué>", en: "<what>")
    guard let word = context.arguments[1] else { throw UsageError.missingArgument(declaration.arguments[1]) }
    let presentation = Presentation(context)
    let found = try DigitData.find(
      folder: context.arguments.value("data"), environment: context.surroundings.environment)
    let kind = context.arguments.has("test") ? MadeUpDigits.Kind.test : .train
    let seed = try seed(context)
    let image: DigitDataDocument.Image
    if let found {
      let set = kind == .test ? found.test : found.train
      let number = try NumberArgument.integer(word, in: 1...set.count, for: target)
      guard let chosen = set.image(number - 1, number: number, of: set.count, origin: found.origin) else { return }
      image = chosen
    } else {
      // Only this one is drawn: there are as many as asked for.
      let number = try NumberArgument.integer(word, in: 1...MadeUpDigits.greatestCount, for: target)
      let set = MadeUpDigits.set(kind, number - 1..<number, seed: seed)
      guard let chosen = set.image(0, number: number, of: nil, origin: .madeUp(seed: seed)) else { return }
      image = chosen
    }
    if presentation.isData { return try presentation.show(fact(image), of: name) }
    let document = DigitDataDocument(language: context.language, isPlain: presentation.name == .plain)
    let drawing = DigitDrawing(image.pixels)
    let isWide = context.surroundings.width >= 2 * DigitSet.side
    try presentation.show(
      document.digit(
        image, isTest: kind == .test,
        drawing: presentation.name != .ascii ? drawing.halfBlocks : isWide ? drawing.shades : drawing.smallShades))
  }

  private static func fact(_ image: DigitDataDocument.Image) -> Fact {
    .record(
      ("number", .integer(image.number)), ("label", .integer(image.label)), ("madeUp", .flag(image.origin.isMadeUp)),
      (
        "pixels",
        .array(shape: [DigitSet.side, DigitSet.side], values: image.pixels.map(Double.init))
      ))
  }

  static func seed(_ context: Context) throws -> UInt64 {
    UInt64(try context.arguments.integer("seed", in: 0...Int.max) ?? 1)
  }
}

extension DigitSet {
  /// What is shown of the image in a place counted from 0.
  fileprivate func image(
    _ place: Int, number: Int, of count: Int?, origin: DigitData.Origin
  ) -> DigitDataDocument.Image? {
    guard let pixels = image(place), let label = label(place) else { return nil }
    return .init(number: number, count: count, label: label, pixels: pixels, origin: origin)
  }
}
