@testable import Typesetting

/// Documents of any shape, the same for the same seed.
struct RandomDocument {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, bound)))
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  private mutating func list<Element>(_ limit: Int, _ make: (inout RandomDocument) -> Element) -> [Element] {
    (0..<below(limit + 1)).map { _ in make(&self) }
  }

  mutating func number() -> Double {
    pick([0, 1, -0.0, .nan, .infinity, -.infinity, 1e-9, 12_345_678, 0.5, -0.125])
      * pick([1, 1, -1, Double(below(1000)) / 64])
  }

  mutating func word() -> String {
    pick([
      "retropropagación", "¿qué", "ŷ", "y\u{302}", "a|b", "`x`", "$", "*_", "σ", "漢字", "\u{1B}[31m", "1.", "𝐖",
      "—",
    ])
  }

  mutating func text() -> Text {
    Text(
      list(6) { random in
        let words = random.list(4) { $0.word() }.joined(separator: " ")
        switch random.below(6) {
        case 0: return .math(random.math(depth: 2))
        case 1: return .code(words)
        case 2: return .strong(words)
        case 3: return .faint(words)
        default: return .plain(words + " ")
        }
      })
  }

  mutating func math(depth: Int) -> MathText {
    switch below(depth > 0 ? 12 : 4) {
    case 0: .identifier(pick(["W", "δ", "ŷ", "error", "σ", "v̂", "Δw", "d_1"]))
    case 1: .number(NumberStyle().format(number()))
    case 2: .words(pick(["si", "si no", "out"]))
    case 3: .sign(pick(["+", "−", "·", "=", "⊙", ",", "∂", "Σ"]), pick([.tight, .binary, .relation, .punctuation]))
    case 4, 5, 6: .row(list(9) { $0.math(depth: depth - 1) })
    case 7:
      .scripts(
        math(depth: depth - 1), below: below(2) == 0 ? nil : math(depth: depth - 1),
        above: below(2) == 0 ? nil : math(depth: depth - 1))
    case 8: .fraction(math(depth: depth - 1), math(depth: depth - 1))
    case 9: .root(math(depth: depth - 1))
    case 10:
      pick([
        .fenced("(", math(depth: depth - 1), ")"), .marked(math(depth: depth - 1)),
        .under(math(depth: depth - 1), remark: math(depth: 0)),
      ])
    default: .matrix(list(3) { random in random.list(3) { $0.math(depth: depth - 1) } })
    }
  }

  mutating func matrix() -> MatrixBlock {
    let sizes = list(2) { $0.below(5) } + [below(16), below(16)]
    return MatrixBlock(
      name: "δ_out", label: math(depth: 1), sizes: sizes,
      values: (0..<max(0, sizes.reduce(1, *) - below(2))).map { _ in number() },
      style: NumberStyle(significantDigits: below(8)))
  }

  private mutating func points() -> [Chart.Point] {
    list(5) { Chart.Point(x: $0.number(), y: $0.number(), mark: $0.word()) }
  }

  private mutating func series() -> Chart.Series {
    let y = list(90) { $0.number() }
    let x = below(2) == 0 ? y.indices.map(Double.init) : list(90) { $0.number() }
    return Chart.Series(below(3) == 0 ? "" : text(), x: x, y: y)
  }

  private mutating func bar() -> Chart.Bar {
    let (name, value) = (text(), number())
    guard value.isFinite, name.parts.count.isMultiple(of: 2) else { return Chart.Bar(name, value) }
    return Chart.Bar(name, value, interval: value - abs(value) / 2...value + abs(value) / 4)
  }

  mutating func chart() -> Chart {
    switch below(7) {
    case 0: .curve(title: text(), list(3) { $0.series() }, xLabel: text())
    case 1: .points(title: text(), points(), xLabel: text(), yLabel: text())
    case 2: .path(title: text(), series(), xLabel: text(), yLabel: text())
    case 3: .bars(title: text(), list(7) { $0.bar() })
    case 4:
      .landscape(
        title: text(),
        Chart.Landscape(
          columns: below(60), rows: below(40), heights: list(900) { $0.number() }, levels: list(8) { $0.number() },
          isContours: below(2) == 0, path: series(), points: points()),
        x: ChartAxis(-1...1, label: text()), y: ChartAxis(0...Double(below(3)), label: text()))
    case 5:
      .image(title: text(), columns: below(40), rows: below(40), values: list(900) { $0.number() })
    default:
      .map(
        title: text(), columns: below(100), rows: below(50), cells: list(900) { $0.below(7) }, points: points(),
        x: ChartAxis(-1...1, label: text()), y: ChartAxis(0...Double(below(3))))
    }
  }

  mutating func block(depth: Int = 1) -> Block {
    switch below(depth > 0 ? 10 : 9) {
    case 8:
      .factors(
        Block.Factors(
          list(4) {
            Block.Factors.Factor(symbol: $0.math(depth: 2), formula: $0.math(depth: 2), number: $0.math(depth: 1))
          },
          sign: pick(["=", "≈"]), product: math(depth: 1)))
    case 0: .heading(below(8), text())
    case 1: .paragraph(text())
    case 2: .formula(math(depth: 4), remark: text())
    case 3: .matrix(matrix())
    case 4:
      .table(
        Table(
          headings: list(4) { $0.text() }, alignments: list(4) { $0.pick([.left, .right, .centre]) },
          rows: list(4) { random in random.list(5) { $0.text() } }))
    case 5: .chart(chart())
    case 6:
      .list(
        list(4) { random in
          Block.Item(
            random.pick([.right, .wrong, .follows, .misprint, .remark]), random.text(),
            columns: random.below(2) == 0 ? [] : random.list(3) { $0.text() }, names: random.list(2) { $0.word() })
        })
    case 7: .verbatim(word() + "\n\tη = 0.5\r\n" + word())
    default: .indented(list(3) { $0.block(depth: depth - 1) })
    }
  }

  mutating func document() -> Document { Document(list(6) { $0.block() }) }
}
