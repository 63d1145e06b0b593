import Matrices
import Pages
import Typesetting

/// What a reader draws on the pad of a page, as texts, and the image that the network is given.
struct DigitPad {
  /// How strokes are laid on the 28×28 pixels. Without one of these a network that knows MNIST does not recognise them.
  private enum Preparation: String, CaseIterable {
    /// Enlarged or shrunk to 20×20.
    case scaled
    /// Moved so that the centre of mass is in the middle.
    case centred
    /// Black on white, which MNIST is not.
    case inverted
  }

  /// The middle of the images of MNIST, in pixels counted from 0.
  static let middle = 14.0
  private static let side = 28.0
  private static let radii = 0.4...4.0
  private static let mostPoints = 5_000

  /// The image, and what it is meant to be; nil where nothing is said of that.
  let image: [UInt8]
  let label: UInt8?

  /// - Parameters:
  ///   - label: a digit, or nothing.
  ///   - preparation: the pen's radius in pixels, and words of `Preparation`: `1.3 scaled centred`.
  ///   - strokes: points `x,y` with spaces between them, in pixels from the upper left corner, and `;` between strokes.
  /// - Throws: what of it makes no sense.
  init(label: String, preparation: String, strokes: String) throws(EngineError) {
    self.label = try Self.label(label)
    let words = preparation.split(separator: " ").map { String($0) }
    guard let first = words.first, let radius = Double(first), Self.radii.contains(radius) else {
      throw Self.refusal(preparation)
    }
    var prepared: Set<Preparation> = []
    for word in words.dropFirst() {
      guard let known = Preparation(rawValue: word) else { throw Self.refusal(word) }
      prepared.insert(known)
    }
    let pieces = try Self.pieces(strokes, radius)
    let layout = DigitCanvas.Layout(
      isScaled: prepared.contains(.scaled), middle: prepared.contains(.centred) ? Self.middle : nil)
    var image = [UInt8](repeating: 0, count: ExampleColumn.pixels.width)
    if !pieces.isEmpty {
      var canvas = DigitCanvas()
      image.withUnsafeMutableBufferPointer { canvas.draw(pieces, softness: 1, layout, into: $0) }
    }
    self.image = prepared.contains(.inverted) && !pieces.isEmpty ? image.map { 255 - $0 } : image
  }

  /// An image as it is.
  ///
  /// - Parameter bytes: 784 grey values in Base64.
  init(label: String, bytes: String) throws(EngineError) {
    self.label = try Self.label(label)
    guard let image = Base64.bytes(bytes), image.count == ExampleColumn.pixels.width else { throw Self.refusal(bytes) }
    self.image = image
  }

  /// The grey values, and whether there is any ink.
  var fact: Fact {
    .record(
      ("ink", .flag(image.contains { $0 > 0 })), ("pixels", .list(image.map { .integer(Int($0)) })),
      ("label", label.map { .integer(Int($0)) }))
  }

  private static func label(_ text: String) throws(EngineError) -> UInt8? {
    guard !text.isEmpty else { return nil }
    guard let digit = UInt8(text), digit < ExampleColumn.classes.width else { throw refusal(text) }
    return digit
  }

  /// The straight pieces of strokes; a stroke of one point is a dot.
  private static func pieces(_ strokes: String, _ radius: Double) throws(EngineError) -> [DigitCanvas.Piece] {
    var pieces: [DigitCanvas.Piece] = []
    for stroke in strokes.split(separator: ";") {
      var last: (x: Double, y: Double)?
      let points = stroke.split(separator: " ")
      for point in points {
        let parts = point.split(separator: ",")
        guard parts.count == 2, let x = Double(String(parts[0])), let y = Double(String(parts[1])),
          (-side...2 * side).contains(x), (-side...2 * side).contains(y), pieces.count < mostPoints
        else { throw refusal(String(point)) }
        // A pixel's middle is half a pixel from its corner.
        let place = (x: x - 0.5, y: y - 0.5)
        let from = last ?? place
        if last != nil || points.count == 1 {
          pieces.append(.init(x0: from.x, y0: from.y, r0: radius, x1: place.x, y1: place.y, r1: radius))
        }
        last = place
      }
    }
    return pieces
  }

  private static func refusal(_ text: String) -> EngineError {
    let shown = text.onOneLine.bounded(whole: 60)
    return EngineError(
      Localized(es: "el lienzo no puede decir «\(shown)»", en: "the pad cannot say “\(shown)”"))
  }
}
