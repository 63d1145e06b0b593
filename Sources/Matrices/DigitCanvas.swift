/// Draws strokes of a round pen as grey values, in the way the images of MNIST were made: the digit fills a box of 20×20,
/// and its centre of mass is the centre of 28×28.
package struct DigitCanvas {
  private static let side = 28
  private static let box = 20.0
  private var ink = [Float](repeating: 0, count: side * side)

  /// An empty canvas.
  package init() {}

  /// A piece of a stroke, with the pen's radius at its ends.
  package struct Piece {
    package var x0, y0, r0, x1, y1, r1: Double

    package init(x0: Double, y0: Double, r0: Double, x1: Double, y1: Double, r1: Double) {
      (self.x0, self.y0, self.r0, self.x1, self.y1, self.r1) = (x0, y0, r0, x1, y1, r1)
    }
  }

  /// Where the digit comes to lie.
  package struct Layout {
    /// Whether it is enlarged or shrunk to fill the box.
    package var isScaled: Bool
    /// Where its centre of mass is, in pixels counted from 0; nil: it stays where it was drawn.
    package var middle: Double?

    package init(isScaled: Bool = true, middle: Double? = 13.5) {
      self.isScaled = isScaled
      self.middle = middle
    }
  }

  /// Draws pieces, whose unit does not matter where they are scaled, as long as radii are in pixels of the result;
  /// `softness` is the width of the edge in pixels. The image takes the place of the 784 bytes of `image`.
  package mutating func draw(
    _ pieces: [Piece], softness: Double, _ layout: Layout = Layout(), into image: UnsafeMutableBufferPointer<UInt8>
  ) {
    var (left, right, top, bottom) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    var radius = 0.0
    for piece in pieces {
      left = min(left, piece.x0, piece.x1)
      right = max(right, piece.x0, piece.x1)
      top = min(top, piece.y0, piece.y1)
      bottom = max(bottom, piece.y0, piece.y1)
      radius = max(radius, piece.r0, piece.r1)
    }
    let extent = max(right - left, bottom - top, 1e-6)
    let scale = max(Self.box - 2 * radius, 1) / extent
    let middleX = (left + right) / 2
    let middleY = (top + bottom) / 2
    for place in ink.indices { ink[place] = 0 }
    ink.withUnsafeMutableBufferPointer { ink in
      for piece in pieces {
        var piece = piece
        if layout.isScaled {
          piece.x0 = (piece.x0 - middleX) * scale + 13.5
          piece.x1 = (piece.x1 - middleX) * scale + 13.5
          piece.y0 = (piece.y0 - middleY) * scale + 13.5
          piece.y1 = (piece.y1 - middleY) * scale + 13.5
        }
        Self.stamp(piece, Float(1 / softness), ink)
      }
      Self.centre(ink, at: layout.middle, image)
    }
  }

  /// Puts a piece on the canvas: ink falls from 1 to 0 across the edge of the pen.
  private static func stamp(_ piece: Piece, _ sharpness: Float, _ ink: UnsafeMutableBufferPointer<Float>) {
    let reach = max(piece.r0, piece.r1) + 0.5 / Double(sharpness)
    let columns = range(min(piece.x0, piece.x1) - reach, max(piece.x0, piece.x1) + reach)
    let rows = range(min(piece.y0, piece.y1) - reach, max(piece.y0, piece.y1) + reach)
    let (x0, y0) = (Float(piece.x0), Float(piece.y0))
    let (dx, dy) = (Float(piece.x1) - x0, Float(piece.y1) - y0)
    let (r0, dr) = (Float(piece.r0), Float(piece.r1 - piece.r0))
    let square = dx * dx + dy * dy
    let inverse = square > 1e-12 ? 1 / square : 0
    for row in rows {
      for column in columns {
        let (px, py) = (Float(column) - x0, Float(row) - y0)
        let part = min(max((px * dx + py * dy) * inverse, 0), 1)
        let (ex, ey) = (px - part * dx, py - part * dy)
        let inside = (r0 + part * dr - (ex * ex + ey * ey).squareRoot()) * sharpness + 0.5
        let place = row * side + column
        if inside > ink[place] { ink[place] = min(inside, 1) }
      }
    }
  }

  private static func range(_ low: Double, _ high: Double) -> Range<Int> {
    let first = max(0, Int(max(low, -1).rounded(.up)))
    return first..<max(first, min(side, Int(min(high, 28).rounded(.down)) + 1))
  }

  /// Copies the canvas, moved by whole pixels so that its centre of mass is the middle; nil moves nothing.
  private static func centre(
    _ ink: UnsafeMutableBufferPointer<Float>, at middle: Double?, _ image: UnsafeMutableBufferPointer<UInt8>
  ) {
    var (mass, across, down) = (Float(0), Float(0), Float(0))
    for row in 0..<side {
      for column in 0..<side {
        let grey = ink[row * side + column]
        mass += grey
        across += grey * Float(column)
        down += grey * Float(row)
      }
    }
    let target = mass > 0 ? middle.map { Float($0) } : nil
    let shiftX = target.map { Int(($0 - across / mass).rounded()) } ?? 0
    let shiftY = target.map { Int(($0 - down / mass).rounded()) } ?? 0
    for row in 0..<side {
      for column in 0..<side {
        let (fromRow, fromColumn) = (row - shiftY, column - shiftX)
        let isInside = (0..<side).contains(fromRow) && (0..<side).contains(fromColumn)
        image[row * side + column] = isInside ? UInt8(ink[fromRow * side + fromColumn] * 255 + 0.5) : 0
      }
    }
  }
}
