import Datasets
import Typesetting

/// What `lesson data` shows of the images of digits.
package struct DigitDataDocument {
  package let language: Language
  /// Whether bars and drawings are left out.
  package let isPlain: Bool

  package init(language: Language, isPlain: Bool) {
    self.language = language
    self.isPlain = isPlain
  }

  /// One of the four files, as read.
  package struct FileFacts {
    package let part: DigitFiles.Part
    package let path: String
    package let sizes: [Int]
    /// Bytes without compression.
    package let byteCount: Int
    package let checksum: UInt32

    package init(part: DigitFiles.Part, path: String, sizes: [Int], byteCount: Int, checksum: UInt32) {
      self.part = part
      self.path = path
      self.sizes = sizes
      self.byteCount = byteCount
      self.checksum = checksum
    }
  }

  /// Where the images are, what each file holds, how often each digit comes.
  package func info(folder: String, files: [FileFacts], data: DigitData) -> [Block] {
    [
      .heading(1, Text(say(es: "Imágenes de dígitos", en: "Images of digits"))),
      .paragraph(Text([.plain(say(es: "En ", en: "In ")), .code(folder.onOneLine), .plain(":")])),
      .table(
        Table(
          headings: [
            Text(say(es: "archivo", en: "file")), Text(say(es: "dimensiones", en: "shape")), "bytes", "CRC-32",
          ], alignments: [.left, .right, .right, .right],
          rows: files.map { file in
            [
              Text([.code(Self.name(file.path))]), Text(file.sizes.map(String.init).joined(separator: "×")),
              Text("\(file.byteCount)"), Text(Self.hexadecimal(file.checksum)),
            ]
          })),
      histogram(data),
    ]
  }

  /// What is said where there are no images.
  package func noImages(cache: String?) -> [Block] {
    var blocks: [Block] = [
      .heading(1, Text(say(es: "Imágenes de dígitos", en: "Images of digits"))),
      .paragraph(
        Text(
          say(
            es: "No hay imágenes de MNIST en este equipo. Las lecciones usan dígitos inventados por el programa.",
            en: "There are no images of MNIST on this computer. Lessons use digits made up by the program."))),
    ]
    if let cache {
      blocks.append(
        .paragraph(
          Text([
            .code("lesson data fetch mnist"), .plain(say(es: " las descarga en ", en: " downloads them to ")),
            .code(cache), .plain(say(es: " (unos ", en: " (some ")), .math(.number("11.6")), .plain(" MB)."),
          ])))
    }
    return blocks
  }

  /// Counts of each digit in both sets, with bars.
  package func histogram(_ data: DigitData) -> Block {
    let (train, test) = (data.train.histogram, data.test.histogram)
    let most = max(train.max() ?? 1, 1)
    var headings = [
      Text(say(es: "dígito", en: "digit")), Text(say(es: "entrenamiento", en: "training")),
      Text(say(es: "prueba", en: "test")),
    ]
    if !isPlain { headings.append("") }
    let rows = (0..<DigitSet.classes).map { digit in
      var row = [Text("\(digit)"), Text("\(train[digit])"), Text("\(test[digit])")]
      if !isPlain { row.append(Text(String(repeating: "█", count: (train[digit] * 30 + most / 2) / most))) }
      return row
    }
    let totals = [
      Text(say(es: "total", en: "total")), Text("\(data.train.count)"), Text("\(data.test.count)"),
    ]
    return .table(
      Table(
        headings: headings, alignments: [.right, .right, .right] + (isPlain ? [] : [.left]),
        rows: rows + [isPlain ? totals : totals + [""]]))
  }

  /// One image, as it is shown.
  package struct Image {
    /// Counted from 1.
    package let number: Int
    /// Of how many; nil where there are as many as asked for.
    package let count: Int?
    package let label: Int
    package let pixels: [UInt8]
    package let origin: DigitData.Origin

    package init(number: Int, count: Int?, label: Int, pixels: [UInt8], origin: DigitData.Origin) {
      self.number = number
      self.count = count
      self.label = label
      self.pixels = pixels
      self.origin = origin
    }
  }

  /// One image with its digit and where it comes from.
  package func digit(_ image: Image, isTest: Bool, drawing: String) -> [Block] {
    let of = image.count.map { Localized(es: " de \($0)", en: " of \($0)")[language] } ?? ""
    let part =
      isTest
      ? Localized(es: "de prueba", en: "testing") : Localized(es: "de entrenamiento", en: "training")
    var blocks: [Block] = [
      .paragraph(
        Text([
          .plain(
            say(es: "Imagen \(part.es) \(image.number)\(of): un ", en: "Image \(image.number)\(of) for \(part.en): a ")),
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

  private static func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
