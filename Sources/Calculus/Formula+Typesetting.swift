import Matrices
import Typesetting

extension Formula {
  /// The formula as a reader sees it, with parentheses only where binding needs them.
  ///
  /// A formula that reads entries of matrices and no whole matrix is set as the notes write one entry: the number
  /// `b1` in it is `b⁽¹⁾`.
  /// - Parameter substituting: what stands in place of a number quantity (nil) or of an entry of one (its place, row
  ///   by row from 0), such as its value; nil keeps the name.
  package func typeset(
    _ notation: Notation, substituting: ((Quantity, Int?) -> MathText?)? = nil
  ) -> Typeset {
    typeset(notation, isEntry: readsOnlyEntries, substituting)
  }

  /// A number without a spelling of its own: `0.25`, `−3`, `10⁻⁸`.
  package static func typeset(number: Double) -> Typeset {
    if number == number.rounded() && abs(number) < 1e15 {
      return typeset(digits: String(Int64(number)))
    }
    return typeset(digits: number.description)
  }

  /// The formula as a reader sees it.
  ///
  /// - Parameter isEntry: whether every number is set as an entry, `b⁽¹⁾`.
  func typeset(
    _ notation: Notation, isEntry: Bool, _ substituting: ((Quantity, Int?) -> MathText?)?
  ) -> Typeset {
    switch self {
    case .number(let value, let spelling):
      switch spelling {
      case .digits(let digits): return Self.typeset(digits: digits)
      case .size(let size) where !notation.putsSizesIn: return size.typeset(notation)
      case .size, nil: return Self.typeset(number: value)
      }
    case .reference(let quantity):
      if let text = substituting?(quantity, nil) { return Self.typeset(substitute: text) }
      let text = isEntry && quantity.shape.isScalar ? notation.entry(quantity, 0) : notation.name(quantity)
      return Self.typeset(name: text)
    case .apply(let application):
      if let entry = application.asEntry {
        if let text = substituting?(entry.quantity, entry.offset) { return Self.typeset(substitute: text) }
        return Self.typeset(name: notation.entry(entry.quantity, entry.offset))
      }
      return application.rule.layout(
        application.arguments.map { $0.typeset(notation, isEntry: isEntry, substituting) })
    }
  }

  /// Whether entries of matrices are read, and no matrix as a whole.
  private var readsOnlyEntries: Bool {
    var entries = false
    var matrices = false
    func look(_ formula: Formula) {
      switch formula {
      case .number: break
      case .reference(let quantity): matrices = matrices || !quantity.shape.isScalar
      case .apply(let application):
        if application.asEntry != nil {
          entries = true
        } else {
          for argument in application.arguments { look(argument) }
        }
      }
    }
    look(self)
    return entries && !matrices
  }

  /// A name: a derivative is a quotient, anything else a whole.
  static func typeset(name text: MathText) -> Typeset {
    if case .fraction = text { return Typeset(text, .product) }
    return Typeset(text, .atom)
  }

  /// A number put in: a negative one binds like a change of sign, one with a power of ten like the product it is.
  static func typeset(substitute text: MathText) -> Typeset {
    if text.withoutMinus != nil { return Typeset(text, .negation) }
    if case .row = text { return Typeset(text, .product) }
    if text.isNumberWithPower { return Typeset(text, .product) }
    return typeset(name: text)
  }

  /// Digits as they are typed: `½`, `0.10`, `-3`, `1e-8`.
  private static func typeset(digits spelling: String) -> Typeset {
    let digits = String(spelling.map { $0 == "-" ? "−" : $0 })
    if spelling == "π" { return Typeset(.identifier(spelling), .atom) }
    let parts = spelling.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    if parts.count == 2, let exponent = Int(parts[1]) {
      let sign = exponent < 0 ? "−" : ""
      let power = MathText.scripts(.number("10"), below: nil, above: .number("\(sign)\(exponent.magnitude)"))
      let mantissa = parts[0].hasSuffix(".0") ? String(parts[0].dropLast(2)) : String(parts[0])
      if mantissa == "1" { return Typeset(power, .power) }
      if mantissa == "-1" { return Typeset(.row([.sign("−", .tight), power]), .negation) }
      return .product(typeset(digits: mantissa), "·", .tight, Typeset(power, .power))
    }
    return Typeset(.number(digits), digits.hasPrefix("−") ? .negation : .atom)
  }
}
