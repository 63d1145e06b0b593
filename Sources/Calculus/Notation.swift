import Matrices
import Typesetting

/// How quantities and their entries are spelled for a reader; it changes nothing that is computed.
package struct Notation: Hashable, Sendable {
  package init() {}

  /// The name of the matrix as the lesson spells it: `W1`, `δ_out`, `new(W1)`, `∂E/∂W1`.
  package func name(_ quantity: Quantity) -> MathText {
    spelled(quantity) { .identifier($0.name) }
  }

  /// An entry as the notes read: `w⁽¹⁾₁,₂` for `W1[1,2]`, `ŷ₁` for `ŷ[1]`, `b⁽¹⁾` for the number `b1`.
  ///
  /// - Parameter offset: the place, row by row, from 0.
  package func entry(_ quantity: Quantity, _ offset: Int) -> MathText {
    spelled(quantity) { entry($0.name, address: quantity.shape.address(of: offset)) }
  }

  /// `∂a/∂b`.
  package func partial(numerator: MathText, denominator: MathText) -> MathText {
    .fraction(.row([.sign("∂", .tight), numerator]), .row([.sign("∂", .tight), denominator]))
  }

  /// An entry from a name and its indices; no indices for a number.
  ///
  /// The digits a name ends with are a layer and go above; what follows an underscore goes below with the indices;
  /// a matrix that is a single Latin capital lends its entries the small letter.
  package func entry(_ name: String, address: String) -> MathText {
    var base = name[...]
    var below: [MathText] = []
    var layer: Substring = ""
    if let underscore = name.dropFirst().firstIndex(of: "_") {
      base = name[..<underscore]
      below = [.identifier(String(name[name.index(after: underscore)...]))]
    } else {
      let letters = name.lastIndex { !$0.isDigit }.map { name.index(after: $0) } ?? name.startIndex
      (base, layer) = (name[..<letters], name[letters...])
      if base.isEmpty { (base, layer) = (layer, "") }
    }
    if !address.isEmpty {
      if !below.isEmpty { below.append(.sign(",", .tight)) }
      below.append(.words(address))
    }
    let letter = address.isEmpty ? String(base) : Self.small(base)
    if below.isEmpty && layer.isEmpty { return .identifier(letter) }
    return .scripts(
      .identifier(letter), below: below.count < 2 ? below.first : .row(below),
      above: layer.isEmpty ? nil : .fenced("(", .number(String(layer)), ")"))
  }

  /// `W` as `w`, `dW` as `dw`; any longer name as it is.
  private static func small(_ base: Substring) -> String {
    let hasPrefix = base.count == 2 && base.first == "d"
    let letter = hasPrefix ? base.dropFirst() : base
    guard letter.count == 1, letter.unicodeScalars.allSatisfy({ ("A"..."Z").contains($0) }) else { return String(base) }
    return (hasPrefix ? "d" : "") + letter.lowercased()
  }

  private func spelled(_ quantity: Quantity, _ spelling: (Symbol) -> MathText) -> MathText {
    let text = spelling(quantity.symbol)
    switch quantity.role {
    case .defined: return text
    case .updated: return .row([.words("new"), .fenced("(", text, ")")])
    case .derivative(let numerator): return partial(numerator: addressed(numerator), denominator: text)
    }
  }

  /// `e[1]` as an entry, `E` as a name.
  private func addressed(_ address: String) -> MathText {
    guard let bracket = address.firstIndex(of: "["), address.last == "]" else { return .identifier(address) }
    let indices = address[address.index(after: bracket)...].dropLast()
    return entry(String(address[..<bracket]), address: String(indices))
  }
}

extension Character {
  /// Whether it is one of `0` to `9`.
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
