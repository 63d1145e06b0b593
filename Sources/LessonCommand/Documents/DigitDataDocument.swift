import Datasets
import Typesetting

/// What `lesson data` shows of the images of digits.
struct DigitDataDocument {
  let language: Language
  /// Whether bars and drawings are left out.
  let isPlain: Bool

  /// One of the four files, as read.
  struct FileFacts {
    let part: DigitFiles.Part
    let path: String
    let sizes: [Int]
    /// Bytes without compression.
    let byteCount: Int
    let checksum: UInt32
  }

  /// Where the images are, what each file holds, how often each digit comes.
  func info(folder: String, files: [FileFacts], data: DigitData) -> [Block] {
    [
      .heading(1, Text(say(es: "Imágenes de cifras", en: "Images of digits"))),
      .paragraph(Text([.plain(say(es: "En ", en: "In ")), .code(folder), .plain(":")])),
      .table(
        Table(
          headings: [
            Text(say(es: "archivo", en: "file")), Text(say(es: "dimensiones", en: "shape")), "bytes", "CRC-32",
          ], alignments: [.left, .right, .right, .right],
          rows: files.map { file in
            [
              Text([.code(Self.name(file.path))]), Text(file.sizes.map(String.init).joined(separator: "×")),
              Text(Self.grouped(file.byteCount)), Text(Self.hexadecimal(file.checksum)),
            ]
          })),
      histogram(data),
    ]
  }

  /// What is said where there are no images.
  func noImages(cache: String?) -> [Block] {
    var blocks: [Block] = [
      .heading(1, Text(say(es: "Imágenes de cifras", en: "Images of digits"))),
      .paragraph(
        Text(
          say(
            es: "No hay imágenes de MNIST en este ordenador. Las lecciones usan cifras dibujadas por el programa.",
            en: "There are no images of MNIST on this computer. Lessons use digits drawn by the program."))),
    ]
    if let cache {
      blocks.append(
        .paragraph(
          Text([
            .code("lesson data fetch mnist"), .plain(say(es: " las descarga en ", en: " downloads them to ")),
            .code(cache), .plain(say(es: " (unos 11,6 MB).", en: " (some 11.6 MB).")),
          ])))
    }
    return blocks
  }

  /// Counts of each digit in both sets, with bars.
  func histogram(_ data: DigitData) -> Block {
    let (train, test) = (data.train.histogram, data.test.histogram)
    let most = max(train.max() ?? 1, 1)
    var headings = [
      Text(say(es: "cifra", en: "digit")), Text(say(es: "entrenamiento", en: "training")),
      Text(say(es: "prueba", en: "test")),
    ]
    if !isPlain { headings.append("") }
    let rows = (0..<DigitSet.classes).map { digit in
      var row = [Text("\(digit)"), Text(Self.grouped(train[digit])), Text(Self.grouped(test[digit]))]
      if !isPlain { row.append(Text(String(repeating: "█", count: (train[digit] * 30 + most / 2) / most))) }
      return row
    }
    let totals = [
      Text(say(es: "total", en: "total")), Text(Self.grouped(data.train.count)), Text(Self.grouped(data.test.count)),
    ]
    return .table(
      Table(
        headings: headings, alignments: [.right, .right, .right] + (isPlain ? [] : [.left]),
        rows: rows + [isPlain ? totals : totals + [""]]))
  }

  /// One image, as it is shown.
  struct Image {
    /// Counted from 1.
    let number: Int
    /// Of how many; nil where there are as many as asked for.
    let count: Int?
    let label: Int
    let pixels: [UInt8]
    let origin: DigitData.Origin
  }

  /// One image with its digit and where it comes from.
  func digit(_ image: Image, isTest: Bool, drawing: String) -> [Block] {
    let number = Self.grouped(image.number)
    let of = image.count.map { Localized(es: " de \(Self.grouped($0))", en: " of \(Self.grouped($0))")[language] } ?? ""
    let part =
      isTest
      ? Localized(es: "de prueba", en: "testing") : Localized(es: "de entrenamiento", en: "training")
    var blocks: [Block] = [
      .paragraph(
        Text([
          .plain(
            say(es: "Imagen \(part.es) \(number)\(of): un ", en: "Image \(number)\(of) for \(part.en): a ")),
          .strong("\(image.label)"),
        ]))
    ]
    if isPlain {
      let ink = image.pixels.count { $0 > 0 }
      blocks.append(
        .paragraph(
          Text(
            say(
              es: "\(ink) de \(image.pixels.count) píxeles tienen tinta.",
              en: "\(ink) of \(image.pixels.count) pixels have ink."))))
    } else {
      blocks.append(.verbatim(drawing))
    }
    return blocks + [.paragraph(Text([.faint(sentence(image.origin.description[language]))]))]
  }

  /// A text with a capital at its beginning and a full stop at its end.
  private func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }

  private func say(es: String, en: String) -> String { Localized(es: es, en: en)[language] }

  /// The last part of a path.
  private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// 47040016 as `47 040 016`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    guard digits.count > 4 else { return String(digits) }
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0 && (digits.count - place) % 3 == 0 { text += "\u{202f}" }
      text.append(digit)
    }
    return text
  }

  private static func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
