@testable import Typesetting

/// One document with every block, every kind of text and every case of a formula, in the manner of real output.
enum EverythingDocument {
  static let document = Document([
    .heading(1, "Clase 6 · retropropagación en una red 2-2-2"),
    .paragraph(
      Text([
        .plain("¿Cuánto contribuye "), .math(weight), .plain(" al error? Según la "), .strong("regla de la cadena"),
        .plain(", la suma de dos caminos; escriba "), .code("lesson why clase6 'dW1[1,1]'"),
        .plain(" y siga cada factor "), .faint("(tecla n)"), .plain(" hasta los datos."),
      ])),
    .formula(
      .row([sub("W", "1"), equals, .matrix([[.number("0.1"), .number("0.3")], [.number("0.2"), .number("0.4")]])]),
      remark: Text("pesos de la capa oculta")),
    .formula(deltaHidden, remark: Text([.plain("es "), .math(.row([derivative("E", "z")]))])),
    .formula(substitution, remark: ""),
    .matrix(matrix("W1", sub("W", "1"), 2, 2, [0.1, 0.3, -0.25, 10])),
    .matrix(matrix("δ_out", .scripts(.identifier("δ"), below: .words("out"), above: nil), 1, 2, [0.133427, -9.78e-6])),
    .matrix(matrix("E", .identifier("E"), 1, 1, [0.2490833])),
    .matrix(matrix("X", .identifier("X"), 20, 30, (0..<20 * 30).map { Double($0 % 7) / 8 })),
    .matrix(kernels("K", [2, 1, 3, 3])),
    .matrix(kernels("C", [4, 3, 2, 2])),
    .heading(2, "Números impresos"),
    .list([
      Block.Item(.right, Text([.math(derivative("E", "w")), .plain(" = 0.0011, truncado a 4 decimales")])),
      Block.Item(.wrong, "0.23456 no es 0.23465"),
      Block.Item(.misprint, Text([.plain("falta σ; es "), .math(sigmoidSlope)])),
      Block.Item(.remark, "línea que no promete nada"),
    ]),
    .table(
      Table(
        headings: ["cantidad", "impreso", "calculado", "regla"], alignments: [.left, .right, .right, .centre],
        rows: [
          [Text(weight), Text(.number("0.70")), Text(.number("0.703125")), "truncado"],
          [Text(.identifier("ŷ")), Text(.number("−12.5")), Text(.number("−12.5")), "ambas"],
          ["a | b", Text(.number("3")), Text(.number("9.78·10⁻⁶")), ""],
        ])),
    .indented([
      .paragraph("Un paso más adentro, con un párrafo que es lo bastante largo como para que haya que partirlo."),
      .formula(everySign, remark: ""),
      .verbatim("settings\n  η = 0.5  as lr"),
    ]),
    .chart(.curve(title: "pérdida", [loss], xLabel: "iteración")),
    .chart(.curve(title: "exactitud", [learned, tested], xLabel: "iteración", yLabel: "parte de aciertos")),
    .chart(.path(title: "descenso", spiral, xLabel: Text(sub("w", "1")), yLabel: Text(sub("w", "2")))),
    .chart(
      .bars(
        title: "gradiente",
        [
          .init(Text(sub("w", "1")), 0.35), .init(Text(sub("w", "2")), -0.1), .init("sesgo", 0.0051),
          .init("sin número", .nan),
        ])),
    .chart(.points(title: "XOR", points, xLabel: Text(sub("x", "1")), yLabel: Text(sub("x", "2")))),
    .chart(
      .map(
        title: "frontera", columns: 24, rows: 8, cells: (0..<24 * 8).map { ($0 % 24 + $0 / 24) % 24 < 12 ? 0 : 1 },
        points: points, x: ChartAxis(-0.5...1.5, label: Text([.code("X[:,1]")])), y: ChartAxis(-0.5...1.5))),
    .formula(shaped, remark: ""),
    .paragraph(Text([.plain("por "), .math(.identifier("e_1")), .plain(":")])),
    .indented([.factors(factors)]),
    .list([
      Block.Item(
        .right, Text(weight), columns: [Text(.number("0.70")), Text(.number("0.703125")), "truncado"],
        names: ["impreso", "calculado"]),
      Block.Item(
        .follows, Text(.identifier("ŷ")), columns: [Text(.number("12")), Text(.number("−12.5")), "lo arrastra"],
        names: ["impreso", "calculado"]),
      Block.Item(.remark, "una línea entera"),
    ]),
    .table(
      Table(
        headings: ["", "curso"], alignments: [.left, .left],
        rows: [["lr", Text([.strip(Strip(.bar(0.5), words: Text([.math(.number("0.5")), .plain(" de 1")])))])]])),
  ])

  /// Names with their shapes.
  static let shaped = MathText.row([
    .under(sub("z", "1"), remark: .words("2×1")), equals, .under(sub("W", "1"), remark: .words("2×2")),
    .sign("@", .tight), .under(.identifier("x"), remark: .words("2×1")), .sign("+", .binary), sub("b", "1"),
  ])

  static let factors = Block.Factors(
    [
      .init(symbol: derivative("E", "e"), formula: .number("1"), number: .number("1")),
      .init(
        symbol: derivative("e", "ŷ"), formula: .row([.identifier("ŷ"), minus, .identifier("y")]),
        number: .fenced("(", .number("−0.17045"), ")")),
    ], sign: "≈", product: .number("−0.1705"))

  private static let loss = Chart.Series(x: (1...200).map(Double.init), y: (0..<200).map { 0.5 / Double($0 / 4 + 1) })

  /// Iterations 1, 2, 4, … 128.
  private static let learned = Chart.Series(
    "entrenamiento", x: (0..<8).map { Double(1 << $0) }, y: (0..<8).map { 1 - 0.9 / Double($0 + 1) })

  /// Not known in the middle.
  private static let tested = Chart.Series(
    "prueba", x: (1...128).map(Double.init),
    y: (1...128).map { (60...80).contains($0) ? .nan : 0.75 - 0.65 / Double($0) })

  /// From the outside to the middle, by steps of a rational rotation.
  private static let spiral: Chart.Series = {
    var (x, y) = (2.0, 0.0)
    let places = (0..<40).map { _ in
      (x, y) = (0.95 * (0.96 * x - 0.28 * y), 0.95 * (0.28 * x + 0.96 * y))
      return (x, y)
    }
    return Chart.Series(x: places.map(\.0), y: places.map(\.1))
  }()

  private static let points = [
    Chart.Point(x: 0, y: 0, mark: "0"), Chart.Point(x: 0, y: 1, mark: "1"), Chart.Point(x: 1, y: 0, mark: "1"),
    Chart.Point(x: 1, y: 1, mark: "●"),
  ]

  // MARK: Formulas

  static let equals = MathText.sign("=", .relation)
  static let dot = MathText.sign("·", .tight)
  static let minus = MathText.sign("−", .binary)

  static func sub(_ base: String, _ index: String) -> MathText {
    .scripts(.identifier(base), below: .number(index), above: nil)
  }

  /// w⁽¹⁾₁,₁
  static let weight = MathText.scripts(
    .identifier("w"), below: .row([.number("1"), .sign(",", .punctuation), .number("1")]),
    above: .fenced("(", .number("1"), ")"))

  static func derivative(_ top: String, _ bottom: String) -> MathText {
    .fraction(
      .row([.sign("∂", .tight), .identifier(top)]), .row([.sign("∂", .tight), .identifier(bottom)]))
  }

  static let sigmoidSlope = MathText.row([
    .identifier("σ"), .fenced("(", .identifier("z"), ")"), dot,
    .fenced("(", .row([.number("1"), minus, .identifier("σ"), .fenced("(", .identifier("z"), ")")]), ")"),
  ])

  static let deltaHidden = MathText.row([
    .scripts(.identifier("δ"), below: .words("hidden"), above: nil), equals,
    .fenced(
      "(",
      .row([
        .scripts(sub("W", "2"), below: nil, above: .words("T")), dot,
        .scripts(.identifier("δ"), below: .row([.words("out"), .sign(",", .punctuation), .number("1")]), above: nil),
      ]), ")"), .sign("⊙", .binary), .scripts(.identifier("σ"), below: nil, above: .sign("′", .tight)),
    .fenced("(", sub("Z", "1"), ")"),
  ])

  static let substitution = MathText.row(
    [.identifier("ŷ"), equals]
      + (0..<16).flatMap { place -> [MathText] in
        [.number("0.\(place + 11)"), dot, .number("−0.25"), .sign("+", .binary)]
      } + [.number("0.5"), equals, .number("−12.5")])

  /// Every case that the others leave out.
  static let everySign = MathText.row([
    .marked(.number("9.78·10⁻⁶")), .sign("≥", .relation),
    .root(.row([.identifier("v̂"), .sign("+", .binary), .identifier("ε")])),
    .sign("←", .relation), .fraction(.number("½"), .fenced("(", .row([.number("1"), minus, .identifier("β")]), ")")),
    .sign(",", .punctuation), .identifier("error"), .sign("×", .binary), .words("si no"), .sign("→", .relation),
    .fenced("‖", .scripts(.identifier("x"), below: nil, above: .number("2")), "‖"),
  ])

  private static func matrix(
    _ name: String, _ label: MathText, _ rows: Int, _ columns: Int, _ values: [Double]
  ) -> MatrixBlock {
    MatrixBlock(name: name, label: label, sizes: [rows, columns], values: values, style: NumberStyle())
  }

  private static func kernels(_ name: String, _ sizes: [Int]) -> MatrixBlock {
    MatrixBlock(
      name: name, label: .identifier(name), sizes: sizes,
      values: (0..<sizes.reduce(1, *)).map { Double($0 % 7 - 3) / 8 }, style: NumberStyle())
  }
}
