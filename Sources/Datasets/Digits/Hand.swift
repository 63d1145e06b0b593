import Matrices

/// One person's hand for one digit: what varies from image to image.
struct Hand {
  var random: KeyedRandom
  /// The width of the ink's edge in pixels.
  private(set) var softness = 1.0

  init(_ random: KeyedRandom) { self.random = random }

  /// The pieces of a digit's strokes, radii in pixels.
  mutating func write(_ digit: Int) -> [DigitCanvas.Piece] {
    let style = chooseStyle(digit)
    softness = random.uniform(0.7, 1.3)
    let thickness = normal()
    let usual = digit == 0 ? 1.33 : 1.21
    let radius = min(max(usual + 0.36 * thickness + 0.07 * thickness * thickness, 0.6), 2.8)
    let swelling = 0.12 * normal()
    let unsteadiness = random.uniform(0.04, 0.18)
    var strokes = style.strokes
    for stroke in strokes.indices {
      let (offsetX, offsetY) = strokes.count > 1 ? (0.05 * normal(), 0.05 * normal()) : (0, 0)
      for point in strokes[stroke].indices {
        strokes[stroke][point].x += offsetX + unsteadiness * normal()
        strokes[stroke][point].y += offsetY + unsteadiness * normal()
      }
      stretchEnds(&strokes[stroke])
    }
    var form = Form(&self, digit)
    var pieces: [DigitCanvas.Piece] = []
    pieces.reserveCapacity(96)
    for stroke in strokes {
      for point in stroke.indices.dropLast() { addCurve(stroke, point, &form, radius, swelling, &pieces) }
    }
    return pieces
  }

  /// A number of mean 0 and deviation 1 between −3.46 and 3.46: four uniform ones added up.
  mutating func normal() -> Double {
    let word = random.next()
    let sum = (word & 0xffff) + (word >> 16 & 0xffff) + (word >> 32 & 0xffff) + (word >> 48)
    return (Double(sum) / 65535 - 2) * 1.7320508075688772
  }

  /// Grey values as a scanner leaves them.
  mutating func addNoise(_ image: UnsafeMutableBufferPointer<UInt8>) {
    let strength = random.index(below: 24)
    guard strength > 3 else { return }
    var word: UInt64 = 0
    for place in image.indices where image[place] > 0 {
      if word < 256 { word = random.next() | 1 << 63 }
      let change = Int(word & 0xff) * strength / 128 - strength
      word >>= 8
      image[place] = UInt8(min(max(Int(image[place]) + change, 0), 255))
    }
  }

  private mutating func chooseStyle(_ digit: Int) -> DigitStyles.Style {
    let styles = DigitStyles.all[digit]
    var rest = random.index(below: styles.reduce(0) { $0 + $1.weight })
    for style in styles {
      if rest < style.weight { return style }
      rest -= style.weight
    }
    return styles[0]
  }

  /// Begins and ends a stroke a little earlier or later.
  private mutating func stretchEnds(_ stroke: inout [DigitStyles.Point]) {
    guard stroke.count > 1 else { return }
    let (first, last) = (0.25 * normal(), 0.25 * normal())
    let end = stroke.count - 1
    stroke[0].x += first * (stroke[0].x - stroke[1].x)
    stroke[0].y += first * (stroke[0].y - stroke[1].y)
    stroke[end].x += last * (stroke[end].x - stroke[end - 1].x)
    stroke[end].y += last * (stroke[end].y - stroke[end - 1].y)
  }

  /// The curve from a point to the next one, as straight pieces.
  private func addCurve(
    _ stroke: [DigitStyles.Point], _ from: Int, _ form: inout Form, _ radius: Double, _ swelling: Double,
    _ pieces: inout [DigitCanvas.Piece]
  ) {
    let (p1, p2) = (stroke[from], stroke[from + 1])
    let p0 = p1.isCorner || from == 0 ? p1 : stroke[from - 1]
    let p3 = p2.isCorner || from + 2 == stroke.count ? p2 : stroke[from + 2]
    let count = 5
    var last = form.place(p1.x, p1.y)
    var lastRadius = radius * (1 + swelling * last.y)
    for place in 1...count {
      let t = Double(place) / Double(count)
      let next = form.place(Self.spline(p0.x, p1.x, p2.x, p3.x, t), Self.spline(p0.y, p1.y, p2.y, p3.y, t))
      let nextRadius = radius * (1 + swelling * next.y)
      pieces.append(.init(x0: last.x, y0: last.y, r0: lastRadius, x1: next.x, y1: next.y, r1: nextRadius))
      (last, lastRadius) = (next, nextRadius)
    }
  }

  /// The cubic through p1 and p2 whose slopes there are those between the neighbours (Catmull and Rom).
  private static func spline(_ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double, _ t: Double) -> Double {
    let linear = p2 - p0
    let square = 2 * p0 - 5 * p1 + 4 * p2 - p3
    let cubic = 3 * (p1 - p2) + p3 - p0
    return p1 + 0.5 * t * (linear + t * (square + t * cubic))
  }
}

/// How a hand deforms a whole digit.
private struct Form {
  /// The usual slant and width of each digit.
  private static let slants = [0.22, 0.24, 0.1, 0.08, 0.18, 0.12, 0.04, 0.05, 0.1, 0.1]
  private static let widths = [1.15, 1.0, 1.12, 1.05, 1.07, 1.08, 1.02, 1.08, 1.06, 1.0]

  private let slant, width, tilt, cosine, sine: Double
  private let bend: (Double, Double, Double, Double, Double, Double)

  init(_ hand: inout Hand, _ digit: Int) {
    slant = Self.slants[digit] + 0.26 * hand.normal()
    width = max(0.35, Self.widths[digit] + 0.27 * hand.normal())
    let tangent = 0.1 * hand.normal()
    cosine = 1 / (1 + tangent * tangent).squareRoot()
    sine = tangent * cosine
    tilt = 0.1 * hand.normal()
    bend = (
      0.1 * hand.normal(), 0.16 * hand.normal(), 0.06 * hand.normal(), 0.08 * hand.normal(), 0.08 * hand.normal(),
      0.12 * hand.normal()
    )
  }

  /// Where a point of the style goes: bent, widened, slanted, turned.
  func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let bentX = x + bend.0 * y * y + bend.1 * x * y + bend.2 * y * y * y
    let bentY = y + tilt * x + bend.3 * x * x + bend.4 * x * y + bend.5 * y * y
    let leanX = bentX * width - slant * bentY
    return (leanX * cosine - bentY * sine, leanX * sine + bentY * cosine)
  }
}
