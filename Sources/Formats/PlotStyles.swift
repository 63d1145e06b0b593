/// How a line is drawn: by its number among the lines of a plot, so that no two look alike, in colour or without it.
struct Stroke: Hashable {
  let number: Int
  /// In the units of a plot 640 wide.
  var width = 2.0

  /// Lengths of ink and gap in turn; none for a line without gaps.
  var dashes: [Int] { Self.dashes[number % Self.dashes.count] }
  var colour: PlotColour { .series(number) }

  /// The line at zero.
  static let zero = Stroke(number: 6, width: 1)
  /// An interval over a bar.
  static let interval = Stroke(number: 6, width: 1.5)

  private static let dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 4], [5, 3, 2, 3, 2, 3]]
}

/// A mark at a place: its form tells classes and series apart, and the colour says the same again.
struct Mark: Hashable {
  enum Form: Hashable, CaseIterable { case disc, square, triangle, diamond }
  let form: Form
  /// Whether its inside is white.
  let isOpen: Bool
  let colour: PlotColour
  var size = 4.5

  /// The mark of the series or class with this number.
  init(_ number: Int) {
    form = Form.allCases[number / 2 % Form.allCases.count]
    isOpen = number % 2 == 1
    colour = .series(number)
  }

  /// The first place of a path, and the last.
  static let start = Mark(.disc, isOpen: true)
  static let end = Mark(.disc, isOpen: false)

  private init(_ form: Form, isOpen: Bool) {
    self.form = form
    self.isOpen = isOpen
    colour = .ink
    size = 5.5
  }
}

/// What an area is filled with.
enum Fill: Hashable {
  /// From white, 0, to black, 1.
  case grey(Double)
  /// The region of the class with this number among those of a map: a light colour and a pattern.
  case region(Int)
  /// Of a bar.
  case bar

  var colour: PlotColour {
    switch self {
    case .grey(let part):
      let light = UInt8(clamping: 255 - Int(part * 255 + 0.5))
      return PlotColour(red: light, green: light, blue: light)
    case .region(let number): return .light(number)
    case .bar: return .series(4)
    }
  }

  var pattern: Pattern? {
    if case .region(let number) = self { Pattern.all[number % Pattern.all.count] } else { nil }
  }

  /// Fine lines or dots by which regions are told apart without colour.
  enum Pattern: Hashable {
    case rising, dots, falling, horizontal, vertical, grid, crossed
    static let all: [Pattern?] = [nil, .rising, .dots, .falling, .horizontal, .crossed, .vertical, .grid]
  }
}

/// A colour of a plot.
struct PlotColour: Hashable {
  let red, green, blue: UInt8

  static let ink = PlotColour(red: 0, green: 0, blue: 0)

  /// Colours that are told apart with any kind of colour vision (M. Okabe and K. Ito, Color Universal Design, 2008), the
  /// yellow one left out, which is not seen on white.
  static func series(_ number: Int) -> PlotColour { all[number % all.count] }

  /// The same, light enough to print upon.
  static func light(_ number: Int) -> PlotColour {
    let own = series(number)
    func mixed(_ part: UInt8) -> UInt8 { UInt8((4 * 255 + Int(part)) / 5) }
    return number == 0 ? .white : PlotColour(red: mixed(own.red), green: mixed(own.green), blue: mixed(own.blue))
  }

  static let white = PlotColour(red: 255, green: 255, blue: 255)

  private static let all = [
    PlotColour(red: 0, green: 0x72, blue: 0xB2), PlotColour(red: 0xD5, green: 0x5E, blue: 0),
    PlotColour(red: 0, green: 0x9E, blue: 0x73), PlotColour(red: 0xCC, green: 0x79, blue: 0xA7),
    PlotColour(red: 0x56, green: 0xB4, blue: 0xE9), PlotColour(red: 0xE6, green: 0x9F, blue: 0), ink,
  ]

  /// `0072B2`.
  var hexadecimal: String {
    [red, green, blue].map { part in
      let digits = String(part, radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }
}
