import Calculus
import Documents
import Trace
import Typesetting

/// What somebody must know to compute quantities by hand: the numbers that are given, and the lines that lead from them to
/// the quantities.
struct Premises {
  /// What no line of the iteration computes, in the order of the lesson.
  let givens: [Quantity]
  /// In running order.
  let lines: [Definition]
  private let moment: Moment

  init(of quantities: [Quantity], in moment: Moment) {
    self.moment = moment
    var (seen, open) = (Set<Int>(), quantities)
    var givens: [Quantity] = []
    while let quantity = open.popLast() {
      guard seen.insert(quantity.id).inserted else { continue }
      if let definition = moment.definition(of: quantity) {
        open += definition.formula.references
      } else {
        givens.append(quantity)
      }
    }
    let program = moment.program
    self.givens = givens.sorted { Self.place(of: $0, in: program) < Self.place(of: $1, in: program) }
    lines = program.definitions.filter { seen.contains($0.quantity.id) }
  }

  /// Where the lesson gives it.
  private static func place(of quantity: Quantity, in program: Program) -> (Int, Int) {
    (program.inputs.firstIndex { $0.quantity == quantity } ?? program.inputs.count, quantity.id)
  }

  /// Numbers of one quantity that a question shows.
  static let mostNumbers = 200

  /// The given numbers with their names, and the lines.
  ///
  /// Numbers have ten significant digits, where they have as many: what is computed from them is judged by fewer.
  func blocks(_ language: Language) -> [Block] {
    var blocks: [Block] = []
    if !givens.isEmpty {
      blocks.append(.paragraph(Text([.strong(Self.givenTitle[language])])))
      blocks += givens.flatMap { given($0, language) }
    }
    if !lines.isEmpty {
      blocks.append(.paragraph(Text([.strong(Self.linesTitle[language])])))
      let writer = IterationBlocks(language, Self.style)
      blocks += lines.map { said(writer.line($0), $0.quantity, language) }
    }
    return blocks
  }

  private static let style = NumberStyle(significantDigits: 10)

  private func given(_ quantity: Quantity, _ language: Language) -> [Block] {
    let value = moment.value(of: quantity)
    let matrix = MatrixBlock(
      name: quantity.name, label: Notation().name(quantity), sizes: value.shape.sizes, values: value.values,
      style: Self.style)
    return MatrixFormulas(matrix).formulas.map { said($0, quantity, language) }
  }

  /// A formula, and what the quantity that it is about means.
  private func said(_ formula: MathText, _ quantity: Quantity, _ language: Language) -> Block {
    let meaning = moment.program.meaning(of: quantity).map { Text([.plain(" – "), .faint($0[language])]) }
    return .paragraph(Text(formula) + (meaning ?? Text("")))
  }

  private static let givenTitle = Localized(es: "Datos:", en: "Given:")
  private static let linesTitle = Localized(es: "Fórmulas:", en: "Formulas:")
}
