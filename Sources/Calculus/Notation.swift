import Matrices
import Typesetting

/// How quantities and their entries are spelled for a reader; it changes nothing that is computed.
package struct Notation: Hashable, Sendable {
  /// Whether a size stands as its number, as where numbers are put in, and not as it is written: `4` for `rows(X)`.
  let putsSizesIn: Bool

  package init(puttingSizesIn putsSizesIn: Bool = false) {
    self.putsSizesIn = putsSizesIn
  }

  /// Where a reader wants the number of a layer, whichever way the lesson writes it.
  package enum Layers: String, CaseIterable, Hashable, Sendable {
    /// Below, and indices in brackets: `W₁`, `W₁[1,2]`.
    case below = "subscript"
    /// Above in parentheses, and indices below: `W⁽¹⁾`, `w⁽¹⁾₁,₂`.
    case above = "superscript"
  }

  /// The name of the matrix as the lesson spells it: `W1`, `δ_out`, `new(W1)`, `∂E/∂W1`; a setting with digits at its
  /// end has them as an index, here as among entries: `n₁`, `η₀`.
  package func name(_ quantity: Quantity) -> MathText {
    spelled(quantity) { symbol in
      if Self.isWritten(symbol.name) { return .words(symbol.name) }
      return quantity.isSetting ? Self.setting(symbol.name) : whole(symbol)
    }
  }

  /// The name of a whole quantity: `W1`, and where a reader wants layers elsewhere `W₁` or `W⁽¹⁾`; digits that are no
  /// layer then stand below.
  ///
  /// The digits are an identifier, and so written out where nothing is small, too: `W_1`, `W^(1)`.
  package func whole(_ symbol: Symbol) -> MathText {
    guard let layers = symbol.layers, let parts = symbol.numbered else { return .identifier(symbol.name) }
    let number = MathText.identifier(parts.digits)
    let isAbove = layers == .above && symbol.entryNames != .addresses
    return .scripts(
      .identifier(parts.base), below: isAbove ? nil : number, above: isAbove ? .fenced("(", number, ")") : nil)
  }

  /// An entry as the notes read: `w⁽¹⁾₁,₂` for `W1[1,2]`, `ŷ₁` for `ŷ[1]`, `b⁽¹⁾` for the number `b1`.
  ///
  /// - Parameter offset: the place, row by row, from 0.
  package func entry(_ quantity: Quantity, _ offset: Int) -> MathText {
    spelled(quantity) {
      quantity.isSetting ? Self.setting($0.name) : entry($0, address: quantity.shape.address(of: offset))
    }
  }

  /// The name of a setting: its digits belong to no layer.
  package static func setting(_ name: String) -> MathText {
    let parts = Parts(name)
    guard parts.index == nil, !parts.digits.isEmpty else { return .identifier(name) }
    return .scripts(.identifier(parts.base), below: .number(parts.digits), above: nil)
  }

  /// `∂a/∂b`.
  package func partial(numerator: MathText, denominator: MathText) -> MathText {
    .fraction(.row([.sign("∂", .tight), numerator]), .row([.sign("∂", .tight), denominator]))
  }

  /// An entry from a symbol and its indices; no indices for a number.
  ///
  /// The digits a name ends with are a layer and go above; what follows an underscore goes below with the indices;
  /// a matrix that is a single Latin capital lends its entries the small letter, unless something else in the lesson
  /// could be taken for them (`EntryNames`). Where a reader wants layers below, an entry is its matrix with brackets.
  package func entry(_ symbol: Symbol, address: String) -> MathText {
    let name = symbol.name
    if Self.isWritten(name) { return .words(name) }
    if symbol.entryNames == .addresses || symbol.layers == .below {
      return address.isEmpty ? whole(symbol) : .row([whole(symbol), .fenced("[", .words(address), "]")])
    }
    let parts = symbol.layers == nil ? Parts(name) : symbol.numbered ?? Parts(name)
    var below: [MathText] = parts.index.map { [.identifier($0)] } ?? []
    if !address.isEmpty {
      if !below.isEmpty { below.append(.sign(",", .tight)) }
      below.append(.words(address))
    }
    var letter = MathText.identifier(parts.base)
    if !address.isEmpty, symbol.entryNames == .smallLetter, let small = parts.lowercased {
      letter = .entryLetter(small, of: parts.base)
    }
    if below.isEmpty && parts.digits.isEmpty { return letter }
    let layer: MathText = symbol.layers == nil ? .number(parts.digits) : .identifier(parts.digits)
    return .scripts(
      letter, below: below.count < 2 ? below.first : .row(below),
      above: parts.digits.isEmpty ? nil : .fenced("(", layer, ")"))
  }

  /// Whether it is no name but what a lesson has written, `mean_epoch(J)`, `Σepoch J`, and so not to be taken apart.
  static func isWritten(_ name: String) -> Bool { name.unicodeScalars.contains(where: isSign) }

  /// Whether it stands in formulas and in no name.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", " ", "+", "-", "−", "·", "⊙", "*", "/", "^", "[", "{", "²", "³", "'", "ᵀ", "√": true
    default: false
    }
  }

  /// A name taken apart as a reader sees it.
  package struct Parts: Hashable, Sendable {
    /// What stands on the line: `dW` of `dW1`, `δ` of `δ_out`.
    package let base: String
    /// The digits it ends with: `1` of `dW1`.
    package let digits: String
    /// What follows an underscore: `out` of `δ_out`.
    package let index: String?
    /// What stands on the line of an entry where a capital lends it the small letter: `dw` for `dW`; nil for any other
    /// name, and for one with an index of its own.
    package var lowercased: String? {
      let hasPrefix = base.count == 2 && base.first == "d"
      let letter = hasPrefix ? base.dropFirst() : base[...]
      guard index == nil, letter.count == 1, letter.unicodeScalars.allSatisfy({ ("A"..."Z").contains($0) }) else {
        return nil
      }
      return (hasPrefix ? "d" : "") + letter.lowercased()
    }

    init(base: String, digits: String) {
      (self.base, self.digits, index) = (base, digits, nil)
    }

    package init(_ name: String) {
      if let underscore = name.dropFirst().firstIndex(of: "_") {
        base = String(name[..<underscore])
        digits = ""
        index = String(name[name.index(after: underscore)...])
        return
      }
      let letters = name.lastIndex { !Notation.isDigit($0) }.map { name.index(after: $0) } ?? name.endIndex
      base = String(name[..<letters])
      digits = String(name[letters...])
      index = nil
    }
  }

  /// Whether it is one of `0` to `9`.
  package static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private func spelled(_ quantity: Quantity, _ spelling: (Symbol) -> MathText) -> MathText {
    let text = spelling(quantity.symbol)
    switch quantity.role {
    case .defined: return text
    case .updated(_, isLast: true), .recomputed: return .row([.words("new"), .fenced("(", text, ")")])
    case .updated(let ordinal, isLast: false):
      let inner = MathText.row([text, .sign(",", .punctuation), .number(String(ordinal))])
      return .row([.words("new"), .fenced("(", inner, ")")])
    case .derivative(let numerator, let symbol):
      if let (above, below) = Self.quotient(numerator) {
        // The symbol is that of ∂E/∂w, which is w's. A number has one name as a whole and another as an entry.
        let entry = entry(
          Symbol(canonical: below, entryNames: symbol?.entryNames, layers: symbol?.layers), address: "")
        return second(
          addressed(above, nil, symbol?.layers),
          entry == text ? entry : addressed(below, symbol?.entryNames, symbol?.layers), text)
      }
      return partial(numerator: addressed(numerator, symbol?.entryNames, symbol?.layers), denominator: text)
    }
  }

  /// `∂²E/∂b∂a` of ∂(∂E/∂a)/∂b, `∂²E/∂a²`.
  private func second(_ numerator: MathText, _ first: MathText, _ last: MathText) -> MathText {
    let sign = MathText.sign("∂", .tight)
    let two = MathText.number("2")
    let twice: [MathText] =
      first == last ? [sign, .scripts(Self.lone(last), below: nil, above: two)] : [sign, last, sign, first]
    return .fraction(.row([.scripts(sign, below: nil, above: two), numerator]), .row(twice))
  }

  /// A name that takes a power: one with indices in parentheses.
  private static func lone(_ text: MathText) -> MathText {
    if case .scripts(_, _, above: nil) = text { return text }
    if case .identifier = text { return text }
    return .fenced("(", text, ")")
  }

  /// `J` and `w[1]` of `∂J/∂w[1]`; nil for anything else.
  private static func quotient(_ address: String) -> (above: String, below: String)? {
    let parts = address.parts(separatedBy: "/∂")
    guard parts.count == 2, parts[0].hasPrefix("∂"), !parts[0].dropFirst().contains("∂") else { return nil }
    return (String(parts[0].dropFirst()), String(parts[1]))
  }

  /// `e[1]` as an entry, `E` as a name.
  private func addressed(_ address: String, _ entryNames: EntryNames?, _ layers: Layers?) -> MathText {
    func symbol(_ name: some StringProtocol) -> Symbol {
      Symbol(canonical: String(name), entryNames: entryNames, layers: layers)
    }
    guard let bracket = address.firstIndex(of: "["), address.last == "]" else { return whole(symbol(address)) }
    return entry(symbol(address[..<bracket]), address: String(address[address.index(after: bracket)...].dropLast()))
  }
}
