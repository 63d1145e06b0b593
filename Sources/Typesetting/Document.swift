/// What a command says, before any format has been chosen.
package struct Document: Hashable, Sendable {
  /// The parts, from top to bottom.
  package var blocks: [Block]

  /// A document of these parts.
  package init(_ blocks: [Block] = []) {
    self.blocks = blocks
  }
}

/// A part of a document that stands on its own lines.
package indirect enum Block: Hashable, Sendable {
  /// A title; level 1 is the largest.
  case heading(Int, Text)
  /// Running text, wrapped at the reader's width.
  case paragraph(Text)
  /// A formula on a line of its own; the text, if any, stands to its right as a remark.
  case formula(MathText, remark: Text)
  /// A named matrix with its numbers.
  case matrix(MatrixBlock)
  /// Rows and columns.
  case table(Table)
  /// A drawing made of characters.
  case chart(Chart)
  /// Lines that begin with a mark: `✓`, `≠`, `✗`, `–`.
  case list([Item])
  /// Lines shown as they are: a file, a command to type.
  case verbatim(String)
  /// A product of derivatives along a path of the chain rule.
  case factors(Factors)
  /// Parts set in one step deeper.
  case indented([Block])

  /// A product whose factors are seen as symbols, as formulas and as numbers.
  package struct Factors: Hashable, Sendable {
    /// A derivative, the formula that it is, and its number.
    package struct Factor: Hashable, Sendable {
      package let symbol: MathText
      package let formula: MathText
      /// With parentheses where it is negative and does not come first.
      package let number: MathText
      /// What it is the derivative by, for a script: the quantity's number and the place in it, `13-0`.
      package let place: String?
      package init(symbol: MathText, formula: MathText, number: MathText, place: String? = nil) {
        self.symbol = symbol
        self.formula = formula
        self.number = number
        self.place = place
      }
    }

    package let factors: [Factor]
    /// What stands before the product: `=`, or `≈` where the numbers as they are shown give another one.
    package let sign: String
    package let product: MathText

    package init(_ factors: [Factor], sign: String, product: MathText) {
      self.factors = factors
      self.sign = sign
      self.product = product
    }

    /// The same on two lines: the symbols, and `=` the numbers `=` the product.
    package var lines: [Block] {
      func joined(_ parts: [MathText]) -> [MathText] {
        Array(parts.map { [$0] }.joined(separator: [.sign("·", .binary)]))
      }
      return [
        .formula(.row(joined(factors.map { $0.symbol })), remark: ""),
        .formula(
          .row(
            [.sign("=", .relation)] + joined(factors.map { $0.number }) + [.sign(sign, .relation), product]), remark: ""
        ),
      ]
    }
  }

  /// A line of a list.
  package struct Item: Hashable, Sendable {
    /// What the mark says.
    package enum Mark: String, Hashable, Sendable { case right, wrong, follows, misprint, remark }
    package var mark: Mark
    package var text: Text
    /// What stands to the right of the text, each piece in a column shared with the list's other items.
    package var columns: [Text]
    /// What the first columns are, for formats that do not set them below each other; empty when that is clear.
    package var names: [String]
    package init(_ mark: Mark, _ text: Text, columns: [Text] = [], names: [String] = []) {
      self.mark = mark
      self.text = text
      self.columns = columns
      self.names = names
    }
  }
}

/// A piece of running text.
package enum Inline: Hashable, Sendable {
  case plain(String)
  case math(MathText)
  /// Something to type or a name of a file.
  case code(String)
  case strong(String)
  /// Less important than its surroundings.
  case faint(String)
  /// A drawing as high as a line.
  case strip(Strip)
}

/// Running text in one language.
package struct Text: Hashable, Sendable, ExpressibleByStringInterpolation {
  package var parts: [Inline]
  package init(_ parts: [Inline]) { self.parts = parts }
  package init(_ plain: String) { self.parts = plain.isEmpty ? [] : [.plain(plain)] }
  package init(stringLiteral value: String) { self.init(value) }
  /// Text that is one formula.
  package init(_ math: MathText) { self.parts = [.math(math)] }
  /// Whether there is nothing to read.
  package var isEmpty: Bool { parts.isEmpty }
  package static func + (left: Text, right: Text) -> Text { Text(left.parts + right.parts) }
}

/// Rows of cells under headings.
package struct Table: Hashable, Sendable {
  /// How the cells of a column are set.
  package enum Alignment: Hashable, Sendable { case left, right, centre }
  package var headings: [Text]
  package var alignments: [Alignment]
  package var rows: [[Text]]
  /// How wide the first column is at least, for tables below each other whose columns are to align.
  package var leastWidth = 0
  package init(headings: [Text], alignments: [Alignment], rows: [[Text]]) {
    self.headings = headings
    self.alignments = alignments
    self.rows = rows
  }
}
