import Matrices
import Typesetting

/// A table of numbers as text: a row a line, cells parted by commas, or by semicolons or tabs (then a number may have a
/// decimal comma). A first line that holds no number but letters is a heading. RFC 4180 for the quotes.
enum CSV {
  /// Reads a table; throws `DataFileError` at the first cell that is no number or row that has more or fewer than the first.
  static func read(_ bytes: ByteBlock, _ file: String, most: Int) throws -> NumberArray {
    var reader = Reader(file: file, most: most)
    try bytes.withUnsafeBytes { try reader.read($0) }
    guard let columns = reader.columns, !reader.values.isEmpty else {
      throw DataFileError(file, es: "no tiene ninguna fila de números", en: "it has no row of numbers")
    }
    return NumberArray(sizes: [reader.values.count / columns, columns], values: reader.values)
  }

  private struct Reader {
    let file: String
    let most: Int
    var values: [Double] = []
    /// Cells of each row, once the first has come.
    var columns: Int?
    /// What parts the cells, decided by the first line.
    private var separator = UInt8(ascii: ",")
    private var line = 0

    init(file: String, most: Int) {
      self.file = file
      self.most = most
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer) throws {
      guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
        throw DataFileError(
          file, es: "está en UTF-16; guárdalo como CSV en UTF-8", en: "it is in UTF-16; save it as CSV in UTF-8")
      }
      var rest = bytes[(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...]
      separator = Self.separator(of: rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
      while !rest.isEmpty {
        line += 1
        let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? rest.endIndex
        let row = rest[rest.startIndex..<end]
        rest = rest[end...]
        // A line of Windows ends with both.
        let isPair = rest.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
        rest = rest.dropFirst(isPair ? 2 : 1)
        if row.contains(where: { $0 != UInt8(ascii: " ") }) { try self.row(row) }
      }
    }

    /// Semicolons and tabs part cells where there are any in the first line: commas may be decimal there.
    private static func separator(of row: Slice<UnsafeRawBufferPointer>) -> UInt8 {
      var isQuoted = false
      var found = UInt8(ascii: ",")
      for byte in row {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        guard !isQuoted else { continue }
        if byte == UInt8(ascii: "\t") { return byte }
        if byte == UInt8(ascii: ";") { found = byte }
      }
      return found
    }

    private mutating func row(_ bytes: Slice<UnsafeRawBufferPointer>) throws {
      let cells = cells(bytes)
      let numbers = cells.map { CSV.number($0, mayHaveComma: separator != UInt8(ascii: ",")) }
      if columns == nil, numbers.allSatisfy({ $0 == nil }), !isHeadingRead,
        cells.contains(where: { $0.contains { $0.isLetter } })
      {
        isHeadingRead = true
        return
      }
      let columns = columns ?? cells.count
      self.columns = columns
      guard cells.count == columns else {
        throw DataFileError(
          file,
          es: "la fila de la línea \(line) tiene \(cells.count) celdas y las anteriores \(columns)",
          en: "the row in line \(line) has \(cells.count) cells and those before it \(columns)")
      }
      for (place, (cell, number)) in zip(cells, numbers).enumerated() {
        guard let number else { throw notANumber(cell, place) }
        values.append(number)
      }
      guard values.count <= most else {
        throw DataFileError(
          file, es: "tiene más de \(most) números", en: "it has more than \(most) numbers")
      }
    }

    private var isHeadingRead = false

    private func notANumber(_ cell: String, _ place: Int) -> DataFileError {
      let shown = String(cell.prefix(30))
      guard !cell.isEmpty else {
        return DataFileError(
          file, es: "la celda \(place + 1) de la línea \(line) está vacía; hace falta un número",
          en: "cell \(place + 1) of line \(line) is empty; it should be a number")
      }
      return DataFileError(
        file,
        es:
          "en la celda \(place + 1) de la línea \(line), «\(shown)» no es un número (las clases se escriben 0, 1, 2…)",
        en: "in cell \(place + 1) of line \(line), “\(shown)” is not a number (classes are written 0, 1, 2…)")
    }

    /// The cells of a row without quotes and surrounding blanks; a quote inside quotes is written twice.
    private func cells(_ row: Slice<UnsafeRawBufferPointer>) -> [String] {
      var cells: [String] = []
      var cell: [UInt8] = []
      var isQuoted = false
      func text() -> String { String(decoding: cell, as: UTF8.self).trimmed }
      for byte in row {
        if byte == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if byte == separator, !isQuoted {
          cells.append(text())
          cell = []
        } else {
          cell.append(byte)
        }
      }
      return cells + [text()]
    }
  }

  /// `-0.5`, `1e-3`, `+2`, `−1`, `0,5` where commas part nothing; nil for anything else, infinities among it.
  static func number(_ text: String, mayHaveComma: Bool) -> Double? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9", ".", "+", "-", "e", "E": bytes.append(UInt8(ascii: scalar))
      case "\u{2212}": bytes.append(UInt8(ascii: "-"))
      case "," where mayHaveComma: bytes.append(UInt8(ascii: "."))
      default: return nil
      }
    }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }
}
