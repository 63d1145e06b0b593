/// A picture of dots, shown eight to a character (braille) or one.
struct Raster {
  /// Characters across and down.
  let columns, rows: Int
  /// Dots of a character, across and down.
  let across, down: Int
  private var dots: [Bool]

  init(columns: Int, rows: Int, isBraille: Bool) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    (across, down) = isBraille ? (2, 4) : (1, 1)
    dots = [Bool](repeating: false, count: self.columns * self.rows * across * down)
  }

  /// Dots across and down the whole picture.
  var dotColumns: Int { columns * across }
  var dotRows: Int { rows * down }

  /// Sets a dot, counted from the top left; one outside is left out.
  mutating func set(_ x: Int, _ y: Int) {
    guard (0..<dotColumns).contains(x), (0..<dotRows).contains(y) else { return }
    dots[y * dotColumns + x] = true
  }

  /// Sets the dots between two places.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    guard steps > 0 else { return set(start.x, start.y) }
    // Weights of the two ends, in whole numbers: the nearest dot at each step.
    for step in 0...steps {
      let rest = steps - step
      set(
        (2 * (start.x * rest + end.x * step) + steps) / (2 * steps),
        (2 * (start.y * rest + end.y * step) + steps) / (2 * steps))
    }
  }

  /// The rows as text, from the top.
  var lines: [String] {
    (0..<rows).map { row in
      var text = ""
      for column in 0..<columns { text.unicodeScalars.append(character(dots(column, row))) }
      return text
    }
  }

  /// The dots of a character as bits, 0 where there is none.
  func dots(_ column: Int, _ row: Int) -> UInt32 {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return 0 }
    var bits: UInt32 = 0
    for y in 0..<down {
      for x in 0..<across where dots[(row * down + y) * dotColumns + column * across + x] {
        // The dots of a braille pattern in the order of their bits: 1–3 and 4–6 down, then 7 and 8.
        bits |= y == 3 ? 0x40 << UInt32(x) : 1 << UInt32(y + 3 * x)
      }
    }
    return bits
  }

  /// The character with these dots.
  func character(_ bits: UInt32) -> Unicode.Scalar {
    if bits == 0 { return " " }
    return down == 1 ? "*" : Unicode.Scalar(0x2800 + bits) ?? "*"
  }
}
