import Calculus
import Matrices
import Trace
import Typesetting

/// The blocks that show an iteration: what each line of the lesson computes, from which shapes, and the numbers.
package struct IterationBlocks {
  package let language: Language
  package let style: NumberStyle
  private let notation = Notation()

  package init(_ language: Language, _ style: NumberStyle) {
    self.language = language
    self.style = style
  }

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
    blocks.append(matrix(recorded.name, quantity, moment.value(of: quantity)))
    return blocks
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
