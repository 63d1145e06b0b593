import Calculus
import Matrices
import Trace
import Typesetting

/// The blocks that show an iteration: what each line of the lesson computes, from which shapes, and the numbers.
package struct IterationBlocks {
  package let language: Language
  package let style: NumberStyle
  private let notation = Notation()

  /// Whether large quantities are summed up in a line.
  private let sumsUp: Bool

  package init(_ language: Language, _ style: NumberStyle, sumsUp: Bool = false) {
    self.language = language
    self.style = style
    self.sumsUp = sumsUp
  }

  /// Entries of a quantity that is shown whole where large ones are summed up.
  private static let mostEntries = 64

  /// Every quantity of the iteration, phase by phase: the values it starts from, then each definition.
  package func all(_ moment: Moment) -> [Block] {
    let program = moment.program
    var blocks: [Block] = []
    for phase in Phase.allCases where phase != .settings && phase != .control {
      var own: [Block] = []
      for recorded in RecordedQuantity.all(of: program) where recorded.phase == phase {
        own += block(recorded, moment)
      }
      guard !own.isEmpty else { continue }
      blocks.append(.heading(3, Text(phase.title[language])))
      blocks += own
    }
    return blocks
  }

  /// One quantity: meaning, formula, shapes, numbers.
  package func block(_ recorded: RecordedQuantity, _ moment: Moment) -> [Block] {
    let quantity = recorded.quantity
    guard moment.isMeasured(quantity) else { return [] }
    let program = moment.program
    var blocks: [Block] = []
    if let definition = program.definition(of: quantity) {
      if let meaning = definition.meaning { blocks.append(.paragraph(Text([.faint(meaning[language])]))) }
      blocks.append(.formula(line(definition), remark: shapes(definition)))
    } else if let meaning = program.input(of: quantity)?.meaning {
      blocks.append(.paragraph(Text([.faint(meaning[language])])))
    }
    return blocks + [numbers(recorded, moment)]
  }

  /// The numbers of a quantity: a matrix, or what is said of a large one where these are summed up.
  package func numbers(_ recorded: RecordedQuantity, _ moment: Moment) -> Block {
    let value = moment.value(of: recorded.quantity)
    return isLarge(value.shape)
      ? summary(recorded.quantity, value) : matrix(recorded.name, recorded.quantity, value)
  }

  private func isLarge(_ shape: Shape) -> Bool { sumsUp && shape.count > Self.mostEntries }

  /// `H (9×9)   81 numbers from −0.2 to 1.3, mean 0.05`
  private func summary(_ quantity: Quantity, _ value: Matrix) -> Block {
    let finite = value.values.filter { $0.isFinite }
    let name = MathText.row([notation.name(quantity), .words(" (\(value.shape))")])
    var words = Noun.number(value.values.count)
    if let low = finite.min(), let high = finite.max() {
      let mean = finite.reduce(0) { $0 + $1 / Double(finite.count) }
      let ends = [low, high, mean].map { NumberStyle(significantDigits: 4).format($0) }
      words =
        words
        + Localized(
          es: " de \(ends[0]) a \(ends[1]), con media \(ends[2])", en: " from \(ends[0]) to \(ends[1]), mean \(ends[2])"
        )
    }
    if finite.count < value.values.count {
      let rest = value.values.count - finite.count
      words = words + Localized(es: "; \(rest) no finitos", en: "; \(rest) not finite")
    }
    return .formula(name, remark: Text(words[language]))
  }

  /// How the numbers of what is summed up can be seen; nothing where nothing is.
  package func howToOpen(_ moment: Moment) -> [Block] {
    let program = moment.program
    let large = RecordedQuantity.all(of: program).first { isLarge($0.quantity.shape) && moment.isMeasured($0.quantity) }
    guard let large else { return [] }
    let entry = Entry(large.quantity, 0).address
    let words = Localized(
      es: "Lo resumido: con --trace, sus números; 'lesson why \(program.name) '\(entry)'', de dónde sale uno.",
      en: "What is summed up: with --trace, its numbers; 'lesson why \(program.name) '\(entry)'', where one comes from."
    )
    return [.paragraph(Text([.faint(words[language])]))]
  }

  /// The line that computes a quantity with the shape below each name of a matrix.
  package func shapedLine(_ definition: Definition) -> MathText {
    notation.line(definition.quantity, definition.formula, showingShapes: true)
  }

  /// `Z1 = X·W1 + b1`, and `W1 ← W1 − η·dW1` for a change.
  package func line(_ definition: Definition) -> MathText { notation.line(definition.quantity, definition.formula) }

  /// `(4×2)·(2×2) + (1×2) → (4×2)`; numbers keep their names. Empty where a number is computed from numbers alone: the
  /// formula has said it all.
  package func shapes(_ definition: Definition) -> Text {
    // Of a change of some entries, what is computed are these.
    let formula = definition.formula.replacedPart?.new ?? definition.formula
    var hasMatrices = !formula.shape.isScalar
    let text = formula.typeset(notation) { quantity, offset in
      if quantity.shape.isScalar || offset != nil { return nil }
      hasMatrices = true
      return .words("(\(quantity.shape))")
    }.line
    return hasMatrices ? Text(.row([text, .sign("→", .relation), .words("(\(formula.shape))")])) : ""
  }

  /// The numbers with their name.
  package func matrix(_ name: String, _ quantity: Quantity, _ value: Matrix) -> Block {
    .matrix(
      MatrixBlock(
        name: name, label: notation.name(quantity), sizes: value.shape.sizes,
        values: value.values, style: style))
  }
}
