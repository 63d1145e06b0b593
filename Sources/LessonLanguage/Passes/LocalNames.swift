import Calculus
import Typesetting

/// Names that stand for a formula of their own in a line: loop indices, arguments of functions and optimizers.
package struct LocalNames: Sendable {
  var locals: [String: Formula] = [:]
  /// Names mean the value used in the iteration, and the last definition: as in an address.
  var isAddress = false

  init(locals: [String: Formula] = [:], isAddress: Bool) {
    self.locals = locals
    self.isAddress = isAddress
  }

  /// No names.
  package init() {}

  /// These names and that of a number that a drawing moves.
  package func adding(_ moved: Scope.Moved) -> LocalNames {
    guard case .new(let quantity) = moved else { return self }
    var names = self
    names.locals[quantity.symbol.name] = .reference(quantity)
    return names
  }

  /// These names and that of a number.
  package func adding(_ name: String, _ number: Double) -> LocalNames {
    var names = self
    names.locals[name] = .number(number)
    return names
  }

  /// A text with the indices of the loops around it put in: `layer {ℓ}`.
  package func filled(_ text: String) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      let name = Spelling.canonical(String(rest[rest.index(after: open)..<close]))
      if let index = locals[name]?.constant {
        filled += NumberStyle().format(index)
      } else {
        filled += rest[...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
