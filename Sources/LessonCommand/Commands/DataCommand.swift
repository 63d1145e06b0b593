import Datasets
import Typesetting

/// `lesson data info | show 7 | fetch mnist | make DIR`: the images of digits that lessons learn from.
enum DataCommand: Command {
  static let name = "data"
  static let summary = Localized(
    es: "Las imágenes de cifras: qué hay, verlas, descargarlas.",
    en: "The images of digits: what there is, see, download.")

  private enum Action: String, CaseIterable { case info, show, fetch, make }

  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es: """
            Las imágenes se buscan en la carpeta de --data, en la de la variable LESSON_DATA y en la caché del usuario. \
            Donde no las hay, el programa dibuja cifras inventadas y lo dice.
            """,
          en: """
            Images are looked for in the folder of --data, in that of the variable LESSON_DATA and in the user's cache. \
            Where there are none, the program draws made-up digits and says so.
            """)
      ],
      examples: [
        .init("lesson data info", es: "dónde están y cuántas son", en: "where they are and how many"),
        .init("lesson data show 7", es: "dibuja la séptima", en: "draw the seventh"),
        .init("lesson data fetch mnist", es: "descarga las de MNIST", en: "download those of MNIST"),
        .init("lesson data make cifras --count 60000", es: "dibuja 60000 y las guarda", en: "draw 60000 and save them"),
      ],
      arguments: [
        Argument(
          Localized(es: "acción", en: "action"),
          help: Localized(es: "info, show, fetch o make.", en: "info, show, fetch or make."),
          completion: .words(Action.allCases.map(\.rawValue))),
        Argument(
          Localized(es: "qué", en: "what"),
          help: Localized(
            es: "show: el número de la imagen; fetch: mnist; make: una carpeta.",
            en: "show: the number of the image; fetch: mnist; make: a folder."),
          isOptional: true, completion: .files),
      ],
      options: [
        Option(
          "data", value: .init(Localized(es: "carpeta", en: "folder"), completion: .files),
          help: Localized(es: "La carpeta de las imágenes.", en: "The folder of the images.")),
        Option(
          "set", value: .init(Localized(es: "parte", en: "part"), choices: ["train", "test"], usual: "train"),
          help: Localized(
            es: "show: de las de entrenamiento o de las de prueba.", en: "show: from those for training or for testing."
          )),
        Option(
          "from", value: .init(Localized(es: "dirección", en: "address")),
          help: Localized(
            es: "fetch: de dónde se descargan, http(s)://….", en: "fetch: where to download from, http(s)://….")),
        Option(
          "count", value: .init(Localized(es: "n", en: "n"), usual: "60000"),
          help: Localized(
            es: "make: cuántas de entrenamiento; de prueba, la sexta parte.",
            en: "make: how many for training; a sixth as many for testing.")),
        Option(
          "seed", value: .init(Localized(es: "semilla", en: "seed"), usual: "1"),
          help: Localized(es: "La semilla de las cifras inventadas.", en: "The seed of made-up digits.")),
        Option("json", help: Localized(es: "Como JSON.", en: "As JSON.")),
      ] + Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let word = context.arguments[0] ?? ""
    guard let action = Action(rawValue: word) else {
      throw UsageError.invalidValue(
        word, for: Localized(es: "<acción>", en: "<action>"), choices: Action.allCases.map(\.rawValue))
    }
    do {
      switch action {
      case .info: try info(context)
      case .show: try show(context)
      case .fetch: try fetch(context)
      case .make: try make(context)
      }
    } catch let error as DataFileError {
      throw CommandError(error.message)
    }
    return .success
  }

  // MARK: info

  private static func info(_ context: Context) throws {
    if let extra = context.arguments[1] { throw UsageError.unexpectedArguments([extra]) }
    let presentation = Presentation(context)
    let document = DigitDataDocument(language: context.language, isPlain: presentation.name == .plain)
    let environment = context.surroundings.environment
    guard let files = try DigitFiles.find(directory: context.arguments.value("data"), environment: environment) else {
      if presentation.name == .json {
        return try context.console.output.line("{\"format\":\"lesson-data\",\"version\":1,\"folder\":null}")
      }
      return try presentation.show(document.noImages(cache: DigitFiles.cacheFolder(environment)))
    }
    let data = try files.read()
    let facts = try DigitFiles.Part.allCases.compactMap { part -> DigitDataDocument.FileFacts? in
      guard let path = files.paths[part] else { return nil }
      let idx = try IDX(path)
      return .init(
        part: part, path: path, sizes: idx.sizes, byteCount: idx.bytes.count,
        checksum: idx.bytes.withUnsafeBytes { CRC32(of: $0).value })
    }
    if presentation.name == .json { return try context.console.output.line(json(files.folder, facts, data)) }
    try presentation.show(document.info(folder: files.folder, files: facts, data: data))
  }

  private static func json(_ folder: String, _ files: [DigitDataDocument.FileFacts], _ data: DigitData) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-data")
      json.member("version", 1)
      json.member("folder", folder)
      json.key("files")
      json.array { json in
        for file in files {
          json.object { json in
            json.member("path", file.path)
            json.key("shape")
            json.array { json in for size in file.sizes { json.integer(size) } }
            json.member("bytes", file.byteCount)
            json.member("crc32", Int(file.checksum))
          }
        }
      }
      json.key("histogram")
      json.object { json in
        for (name, set) in [("train", data.train), ("test", data.test)] {
          json.key(name)
          json.array { json in for count in set.histogram { json.integer(count) } }
        }
      }
    }
    return json.text
  }

  // MARK: show

  private static func show(_ context: Context) throws {
    let target = Localized(es: "<qué>", en: "<what>")
    guard let word = context.arguments[1] else { throw UsageError.missingArgument(declaration.arguments[1]) }
    let presentation = Presentation(context)
    let found = try DigitData.find(
      directory: context.arguments.value("data"), environment: context.surroundings.environment)
    let isTest = context.arguments.value("set") == "test"
    let number: Int
    let set: DigitSet
    if let found {
      set = isTest ? found.test : found.train
      number = try NumberArgument.integer(word, in: 1...set.count, for: target)
    } else {
      // As many are drawn as are needed to see this one, up to as many as MNIST has.
      number = try NumberArgument.integer(word, in: 1...(isTest ? 10_000 : 60_000), for: target)
      set = MadeUpDigits.set(isTest ? .test : .train, count: number, seed: try seed(context))
    }
    guard let pixels = set.image(number - 1), let label = set.label(number - 1) else { return }
    if presentation.name == .json {
      return try context.console.output.line(json(number, label, pixels, isMadeUp: found == nil))
    }
    let drawing = DigitDrawing(pixels)
    let name =
      isTest
      ? Localized(es: "las de prueba", en: "test set") : Localized(es: "las de entrenamiento", en: "training set")
    let document = DigitDataDocument(language: context.language, isPlain: presentation.name == .plain)
    try presentation.show(
      document.digit(
        number, of: set, name: name, isMadeUp: found == nil,
        drawing: presentation.name == .ascii ? drawing.shades : drawing.halfBlocks))
  }

  private static func json(_ number: Int, _ label: Int, _ pixels: [UInt8], isMadeUp: Bool) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-digit")
      json.member("version", 1)
      json.member("number", number)
      json.member("label", label)
      json.key("made_up")
      json.boolean(isMadeUp)
      json.key("pixels")
      json.array { json in for pixel in pixels { json.integer(Int(pixel)) } }
    }
    return json.text
  }

  // MARK: fetch

  private static func fetch(_ context: Context) throws {
    guard let what = context.arguments[1] else { throw UsageError.missingArgument(declaration.arguments[1]) }
    guard what == "mnist" else {
      throw UsageError.invalidValue(what, for: Localized(es: "<qué>", en: "<what>"), choices: ["mnist"])
    }
    let environment = context.surroundings.environment
    guard let folder = context.arguments.value("data") ?? DigitFiles.cacheFolder(environment) else {
      throw CommandError(
        es: "No se sabe dónde guardar las imágenes: di la carpeta con --data.",
        en: "It is not known where to keep the images: name the folder with --data.")
    }
    let from = context.arguments.value("from")
    if let from, !["http://", "https://", "file://"].contains(where: from.hasPrefix) {
      throw UsageError.invalidValue(
        from, for: context.arguments.synopsis(of: "from"),
        reason: Localized(es: "empieza por http:// o https://", en: "it begins with http:// or https://"))
    }
    let download = DigitDownload(
      folder: folder, addresses: from.map { [$0] } ?? PublishedDigits.mirrors, acceptsOthers: from != nil,
      context: context)
    let results = try download.run()
    let language = context.language
    try Presentation(context).show([
      .paragraph(Text([.plain(Localized(es: "En ", en: "In ")[language]), .code(folder), .plain(":")])),
      .list(
        results.map { result in
          Block.Item(
            result.agreement == .other ? .remark : .right,
            Text([
              .code("\(result.part.rawValue).gz"), .plain(": "),
              .plain(DigitDataDocument.grouped(result.byteCount) + " bytes, " + words(result)[language]),
            ]))
        }),
    ])
  }

  private static func words(_ result: DigitDownload.Result) -> Localized {
    let agreement =
      switch result.agreement {
      case .same: Localized(es: "el publicado", en: "the published one")
      case .sameContent: Localized(es: "con el contenido publicado", en: "with the published content")
      case .other: Localized(es: "correcto, pero no es el publicado", en: "sound, but not the published one")
      }
    return result.wasThere ? agreement + Localized(es: " (ya estaba)", en: " (it was there already)") : agreement
  }

  // MARK: make

  private static func make(_ context: Context) throws {
    guard let folder = context.arguments[1] else { throw UsageError.missingArgument(declaration.arguments[1]) }
    let count = try context.arguments.integer("count", in: 1...1_000_000) ?? 60_000
    try Folders.make(folder)
    let seed = try seed(context)
    for (kind, images, labels) in [
      (MadeUpDigits.Kind.train, DigitFiles.Part.trainImages, DigitFiles.Part.trainLabels),
      (.test, .testImages, .testLabels),
    ] {
      try context.interrupt.check()
      let set = MadeUpDigits.set(kind, count: kind == .train ? count : max(count / 6, 1), seed: seed)
      try write(images, [set.count, DigitSet.side, DigitSet.side], to: folder) { file in
        try set.withPixels { try file.write(bytes: $0) }
      }
      try write(labels, [set.count], to: folder) { file in try set.withLabels { try file.write(bytes: $0) } }
    }
    let language = context.language
    let drawn = "\(DigitDataDocument.grouped(count)) + \(DigitDataDocument.grouped(max(count / 6, 1)))"
    try Presentation(context).show([
      .paragraph(
        Text([
          .plain(
            Localized(es: "\(drawn) cifras inventadas en ", en: "\(drawn) made-up digits in ")[language]),
          .code(folder), .plain("."),
        ]))
    ])
  }

  private static func write(
    _ part: DigitFiles.Part, _ sizes: [Int], to folder: String, _ body: (AtomicFile) throws -> Void
  ) throws {
    let file = try AtomicFile("\(folder)/\(part.rawValue)")
    try file.write(bytes: IDX.header(.unsignedByte, sizes))
    try body(file)
    try file.commit()
  }

  private static func seed(_ context: Context) throws -> UInt64 {
    UInt64(try context.arguments.integer("seed", in: 0...Int.max) ?? 1)
  }
}
