import Datasets
import Typesetting

extension DataCommand {
  /// `lesson data fetch mnist`: downloads the four files into the cache folder or that of `--data`.
  static func fetch(_ context: Context) throws {
    guard let what = context.arguments[1] else { throw UsageError.missingArgument(declaration.arguments[1]) }
    guard what == "mnist" else {
      throw UsageError.invalidValue(what, for: Localized(es: "<qué>", en: "<what>"), choices: ["mnist"])
    }
    let from = context.arguments.value("from")
    if let from, !["http://", "https://", "file://"].contains(where: from.hasPrefix) {
      throw UsageError.invalidValue(
        from, for: context.arguments.synopsis(of: "from"),
        reason: Localized(es: "empieza por http:// o https://", en: "it begins with http:// or https://"))
    }
    let environment = context.surroundings.environment
    guard let folder = context.arguments.value("data") ?? DigitFiles.cacheFolder(environment) else {
      throw CommandError(
        es: "No se sabe dónde guardar las imágenes: indica la carpeta con --data.",
        en: "There is no known folder for the images: name one with --data.")
    }
    let download = DigitDownload(
      folder: folder, addresses: from.map { [$0] } ?? PublishedDigits.mirrors, acceptsOthers: from != nil,
      context: context)
    let results = try download.run()
    let language = context.language
    let presentation = Presentation(context)
    if presentation.isData {
      return try presentation.show(
        .record(
          ("folder", .text(folder)),
          (
            "files",
            .list(
              results.map { result in
                .record(
                  ("name", .text("\(result.part.rawValue).gz")), ("bytes", .integer(result.byteCount)),
                  ("asPublished", .flag(result.agreement != .other)), ("wasThere", .flag(result.wasThere)))
              })
          )), of: name)
    }
    try presentation.show([
      .paragraph(Text([.plain(Localized(es: "En ", en: "In ")[language]), .code(folder), .plain(":")])),
      .list(
        results.map { result in
          Block.Item(
            result.agreement == .other ? .remark : .right,
            Text([
              .code("\(result.part.rawValue).gz"), .plain(": "),
              .plain("\(result.byteCount) bytes, " + words(result)[language]),
            ]))
        }),
    ])
  }

  private static func words(_ result: DigitDownload.Result) -> Localized {
    let agreement =
      switch result.agreement {
      case .same: Localized(es: "el publicado", en: "the published one")
      case .sameContent: Localized(es: "con el contenido publicado", en: "with the published content")
      case .other: Localized(es: "correcto, pero no es el publicado", en: "valid, but not the published one")
      }
    return result.wasThere ? agreement + Localized(es: " (ya estaba)", en: " (it was already there)") : agreement
  }
}
