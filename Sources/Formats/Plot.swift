import Typesetting

/// A chart as it is drawn with lines on paper: places in the chart's own numbers, styles by their number, words already
/// chosen. A format of drawings writes nothing but this.
struct Plot {
  let title: Text
  let x, y: PlotAxis
  /// Whether the axes are drawn: not those of an image, which count its pixels.
  var hasAxes = true
  /// How high the drawing is for its width.
  let ratio: Double
  /// Whether it needs less room than a curve over many iterations does.
  var isNarrow = false
  /// Whether areas fill all of it, so that nothing below them is seen.
  var isCovered = false
  /// From the lowest layer.
  var items: [Item] = []
  var legend: [Entry] = []
  /// Sentences below the drawing.
  var notes: [String] = []

  init(_ title: Text, x: PlotAxis, y: PlotAxis, ratio: Double) {
    self.title = title
    self.x = x
    self.y = y
    self.ratio = ratio
  }

  /// A place in the chart's own numbers; in an image, in columns from the left and rows from the bottom.
  struct Place: Hashable {
    let x, y: Double
  }

  /// A rectangle between two opposite corners.
  struct Cell: Hashable {
    let from, to: Place
  }

  /// Something that is drawn.
  enum Item {
    case line([Place], Stroke)
    case marks([Place], Mark)
    case cells([Cell], Fill)
    /// A number beside a place, or over it.
    case label(Place, String, Side)
  }

  /// On which side of a place something stands.
  enum Side: Hashable { case over, left, right }

  /// What something in the drawing stands for.
  struct Entry {
    var stroke: Stroke?
    var mark: Mark?
    var fill: Fill?
    let name: Text
  }
}

/// A direction of a plot with its marks.
struct PlotAxis {
  let label: Text
  /// From its beginning to its end, beyond the numbers where marks need room.
  let range: ClosedRange<Double>
  let isLogarithmic: Bool
  /// The marks and what stands at them, with a decimal point.
  let ticks: [(value: Double, label: Text)]
  /// Whether its marks have names, and no numbers.
  let isOfNames: Bool
  private let axis: ChartAxis

  /// Letters at all marks of an axis together at most.
  private static let mostLetters = 48

  /// - Parameters:
  ///   - margin: how much of the axis' length lies beyond either of its ends.
  ///   - before: the same before its beginning alone.
  init(_ axis: ChartAxis, margin: Double = 0, before: Double? = nil) {
    self.axis = axis
    label = axis.label
    isOfNames = false
    isLogarithmic = axis.isLogarithmic
    let (low, high) = (axis.range.lowerBound, axis.range.upperBound)
    let extent = isLogarithmic ? 0 : 2 * (high / 2 - low / 2)
    let ends = (low - (before ?? margin) * extent, high + margin * extent)
    range = ends.0.isFinite && ends.1.isFinite ? ends.0...ends.1 : axis.range
    ticks = Self.ticks(axis)
  }

  /// An axis with a name at each whole number from 1, from the last one up to the first.
  init(names: [Text]) {
    axis = ChartAxis(0.5...Double(names.count) + 0.5)
    label = ""
    isOfNames = true
    isLogarithmic = false
    range = axis.range
    ticks = names.enumerated().map { (Double(names.count - $0), $1) }
  }

  private static func ticks(_ axis: ChartAxis) -> [(value: Double, label: Text)] {
    for most in [6, 5, 4, 3] {
      let ticks = axis.ticks(most: most)
      let labels = ticks.labels()
      guard labels.reduce(0, { $0 + $1.count }) <= mostLetters || most == 3 else { continue }
      // A power of ten is that alone.
      return zip(ticks.values, labels).map {
        ($0, Text(.number(axis.isLogarithmic && $1.hasPrefix("1·") ? String($1.dropFirst(2)) : $1)))
      }
    }
    return []
  }

  /// What is measured, and on which scale where that is not the usual one.
  func labelWithScale(_ language: Language) -> Text {
    guard isLogarithmic else { return label }
    let scale = Localized(es: "(escala logarítmica)", en: "(logarithmic scale)")[language]
    return label.isEmpty ? Text(scale) : label + Text(" " + scale)
  }

  /// Where a number lies on the way from the beginning, 0, to the end, 1. No step of this overflows.
  func part(of value: Double) -> Double {
    if isLogarithmic { return axis.part(of: value) }
    let (low, high) = (range.lowerBound, range.upperBound)
    return min(1, max(0, (value / 2 - low / 2) / (high / 2 - low / 2)))
  }

  /// The number with no more digits than can be told apart in a drawing, as programs read it: less than a ten-thousandth of the axis.
  func digits(_ value: Double) -> String {
    guard let exact = DecimalDigits(value) else { return "0" }
    if isLogarithmic { return Self.plain(exact.rounded(toSignificant: 5)) }
    let extent = DecimalDigits(range.upperBound / 2 - range.lowerBound / 2)?.leadingExponent ?? 0
    return Self.plain(exact.rounded(toDecimals: 4 - extent))
  }

  /// `-0.125`, `1.5e-12`.
  private static func plain(_ number: DecimalDigits) -> String {
    guard let leading = number.leadingExponent else { return "0" }
    let kept = number.withoutTrailingZeros
    if (-4...7).contains(leading) { return kept.fixed(decimals: kept.decimals) }
    let mantissa = kept.scaled(byPowerOfTen: -leading).withoutTrailingZeros
    return mantissa.fixed(decimals: mantissa.decimals) + "e\(leading)"
  }
}
