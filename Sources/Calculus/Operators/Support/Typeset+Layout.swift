import Matrices
import Typesetting

/// Parentheses only where a reader's eye needs them.
extension Typeset {
  /// `name(a, b)`.
  static func call(_ name: MathText, _ arguments: [Typeset]) -> Typeset {
    call(name, texts: arguments.map { $0.text })
  }

  /// `name(a, b)` with a name in upright letters.
  static func call(_ name: String, _ arguments: [Typeset]) -> Typeset {
    call(.words(name), arguments)
  }

  /// `name(a, b)` of parts that are texts already.
  static func call(_ name: MathText, texts: [MathText]) -> Typeset {
    var parts: [MathText] = []
    for text in texts {
      if !parts.isEmpty { parts.append(.sign(",", .punctuation)) }
      parts.append(text)
    }
    return Typeset(.row([name, .fenced("(", parts.count == 1 ? parts[0] : .row(parts), ")")]), .atom)
  }

  /// `a + b`, `a − b`: the right side keeps its parentheses when it is a sum or begins with a minus.
  static func sum(_ left: Typeset, _ sign: String, _ right: Typeset) -> Typeset {
    Typeset(
      .row([left.fenced(below: .sum), .sign(sign, .binary), right.fencedAfterSign(below: .reduction)]), .sum)
  }

  /// `a + b − c`, from left to right; a term that begins with a minus is taken off.
  static func terms(_ terms: [Typeset]) -> Typeset {
    guard let first = terms.first else { return Typeset(.number("0"), .atom) }
    if terms.count == 1 { return first }
    var parts = [first.fenced(below: .sum)]
    for term in terms.dropFirst() {
      let text = term.fenced(below: .reduction)
      if let positive = text.withoutMinus {
        parts += [.sign("−", .binary), positive]
      } else {
        parts += [.sign("+", .binary), text]
      }
    }
    return Typeset(.row(parts), .sum)
  }

  /// `a·b`, `a ⊙ b`: a Σ may stand on the right without parentheses, and reaches to the next `+ −`; so may a number
  /// with a power of ten, which goes on the product. Products of matrices and products entry by entry keep apart:
  /// `(A·B) ⊙ C`, `(A ⊙ B)·C`.
  static func product(
    _ left: Typeset, _ sign: String, _ spacing: MathText.Spacing, _ right: Typeset, ofMatrices: Bool = false
  ) -> Typeset {
    let isOpen = right.isReduction
    let isBare = isOpen || sign != "⊙" && right.text.isNumberWithPower && right.text.withoutMinus == nil
    let isMixed = sign != "⊙" && left.isEntrywise
    return Typeset(
      .row([
        isMixed ? .fenced("(", left.text, ")") : left.fenced(below: sign == "⊙" ? .product : .matrixProduct),
        .sign(sign, spacing), isBare ? right.text : right.fencedAfterSign(below: .negation),
      ]), isOpen ? .reduction : ofMatrices ? .matrixProduct : .product)
  }

  /// Whether it is a product entry by entry.
  private var isEntrywise: Bool {
    guard binding == .product, case .row(let parts) = text, parts.count == 3, case .sign("⊙", _) = parts[1] else {
      return false
    }
    return true
  }

  /// `a/b`.
  static func quotient(_ left: Typeset, _ right: Typeset) -> Typeset {
    Typeset(.fraction(left.fenced(below: .matrixProduct), right.fencedAfterSign(below: .negation)), .product)
  }

  /// `−a`; a derivative is one name and needs no parentheses.
  static func negative(_ argument: Typeset) -> Typeset {
    let isOpen = argument.isReduction
    let isBare = isOpen || argument.isDerivative
    return Typeset(
      .row([.sign("−", .tight), isBare ? argument.text : argument.fencedAfterSign(below: .negation)]),
      isOpen ? .reduction : .negation)
  }

  /// `Σ a`.
  static func reduction(_ sign: String, _ argument: Typeset) -> Typeset {
    Typeset(.row([.sign(sign, .punctuation), argument.fencedAfterSign(below: .reduction)]), .reduction)
  }

  /// `aᵀ`, `a²`: a base that has something above it already goes in parentheses, but for `W⁽²⁾ᵀ`.
  static func raised(_ base: Typeset, to above: MathText) -> Typeset {
    if case .scripts(let inner, let below, nil) = base.text {
      return Typeset(.scripts(inner, below: below, above: above), .power)
    }
    var text = base.fenced(below: .atom)
    if above == .words("T"), case .scripts(_, nil, .fenced("(", .identifier, ")")) = text {
      return Typeset(.scripts(text, below: nil, above: above), .power)
    }
    if case .scripts = text { text = .fenced("(", text, ")") }
    return Typeset(.scripts(text, below: nil, above: above), .power)
  }

  /// In parentheses when it binds too loosely or begins with a minus.
  func fencedAfterSign(below minimum: Binding) -> MathText {
    text.withoutMinus == nil ? fenced(below: minimum) : .fenced("(", text, ")")
  }

  /// Whether it is a name `∂a/∂b`.
  var isDerivative: Bool {
    guard case .fraction(.row(let parts), _) = text, case .sign("∂", _)? = parts.first else { return false }
    return true
  }

  /// Whether it is a Σ and nothing before it.
  var isReduction: Bool {
    if binding == .reduction, case .row(let parts) = text, case .sign(let sign, .punctuation)? = parts.first {
      return sign.hasPrefix("Σ")
    }
    return false
  }
}

extension MathText {
  /// `2×3`, as an argument.
  static func sizes(_ shape: Shape) -> MathText {
    var parts: [MathText] = []
    for size in shape.usual.sizes {
      if !parts.isEmpty { parts.append(.sign("×", .tight)) }
      parts.append(.number(String(size)))
    }
    return .row(parts)
  }

  /// The text without the minus it begins with; nil when it begins with none.
  var withoutMinus: MathText? {
    switch self {
    case .number(let digits):
      return digits.hasPrefix("−") ? .number(String(digits.dropFirst())) : nil
    case .row(let parts):
      guard let first = parts.first else { return nil }
      if case .sign("−", .tight) = first {
        return parts.count == 2 ? parts[1] : .row(Array(parts.dropFirst()))
      }
      return first.withoutMinus.map { .row([$0] + parts.dropFirst()) }
    case .fraction(let numerator, let denominator):
      return numerator.withoutMinus.map { .fraction($0, denominator) }
    case .identifier, .entryLetter, .sign, .words, .scripts, .root, .fenced, .matrix, .marked, .under:
      return nil
    }
  }
}
