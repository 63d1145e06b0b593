import Typesetting

/// What a reader asks for while stepping, apart from how it was typed.
///
/// As in gdb, a capital does the same thing backwards.
package enum StepKey: Hashable, Sendable {
  /// So many steps on.
  case next(Int)
  /// So many steps back.
  case previous(Int)
  /// So many iterations on, at the same step.
  case nextIteration(Int)
  /// So many iterations back, at the same step.
  case previousIteration(Int)
  /// The first step of an iteration.
  case goTo(Int)
  /// The first step of the iteration after which the lesson ends.
  case goToEnd
  /// The present step once more.
  case again
  /// Where a number comes from.
  case why(String)
  /// The value of a quantity or of any formula.
  case quantity(String)
  /// The names of all quantities.
  case names
  /// The loss from the first iteration to the present one.
  case loss
  case help, quit
}

extension StepKey {
  /// Why a text is no key.
  package enum Misspelling: Error, Hashable, Sendable {
    /// Not a key at all.
    case unknown(String)
    /// A number without a key.
    case numberAlone(String)
    /// A count that is 0 or above the most iterations there are.
    case badCount(String)
    /// `g` without a number.
    case noIteration
    /// `w` without an address.
    case noAddress
  }

  /// Reads a line as it is typed: nothing or `n`, `5n`, `N`, `]`, `120g`, `g 120`, `w dW1[1,1]`, `p W1`.
  ///
  /// Throws a `Misspelling`.
  package init(_ text: String) throws(Misspelling) {
    let text = text.trimmed
    let digits = text.prefix { "0"..."9" ~= $0 }
    let rest = String(text.dropFirst(digits.count)).trimmed
    guard let letter = rest.first else {
      guard digits.isEmpty else { throw .numberAlone(String(digits)) }
      self = .next(1)
      return
    }
    let argument = String(rest.dropFirst()).trimmed
    if digits.isEmpty {
      self = try Self.uncounted(letter, argument, isApart: rest.dropFirst().first == " ", text)
    } else {
      guard argument.isEmpty else { throw .unknown(text) }
      self = try Self.counted(letter, try Self.count(digits), text)
    }
  }

  private static func counted(_ letter: Character, _ count: Int, _ text: String) throws(Misspelling) -> StepKey {
    switch letter {
    case "n": .next(count)
    case "N", "b": .previous(count)
    case "]": .nextIteration(count)
    case "[": .previousIteration(count)
    case "g": .goTo(count)
    default: throw .unknown(text)
    }
  }

  private static func uncounted(
    _ letter: Character, _ argument: String, isApart: Bool, _ text: String
  ) throws(Misspelling) -> StepKey {
    switch text.lowercased() {
    case "quit", "exit", "salir": return .quit
    case "help", "ayuda": return .help
    default: break
    }
    switch (letter, argument) {
    case ("g", ""): throw .noIteration
    case ("g", "end"), ("g", "fin"), ("g", "last"): return .goToEnd
    case ("g", _):
      guard argument.allSatisfy({ "0"..."9" ~= $0 }) else { throw isApart ? .badCount(argument) : .unknown(text) }
      return .goTo(try count(argument[...]))
    case ("w", ""): throw .noAddress
    case ("w", _) where isApart: return .why(argument)
    case ("p", ""): return .names
    case ("p", _) where isApart: return .quantity(argument)
    case (".", ""): return .again
    case ("l", ""): return .loss
    case ("?", ""), ("h", ""), ("H", ""): return .help
    case ("q", ""), ("Q", ""): return .quit
    case (_, ""): return try counted(letter, 1, text)
    default: throw .unknown(text)
    }
  }

  private static func count(_ digits: Substring) throws(Misspelling) -> Int {
    guard let count = Int(digits), (1...StepBounds.mostIterations).contains(count) else {
      throw .badCount(String(digits))
    }
    return count
  }
}

extension StepKey.Misspelling {
  /// One line that says what would fit.
  package var hint: Localized {
    switch self {
    case .unknown(let text):
      if let address = Self.address(text) {
        return Localized(
          es: "La tecla que abre un número es w: w \(address)", en: "The key that opens a number is w: w \(address)")
      }
      let shown = Self.shown(text)
      return Localized(
        es: "Tecla desconocida: «\(shown)»; con ? se ven todas.", en: "Unknown key: “\(shown)”; ? shows them all.")
    case .numberAlone(let digits):
      let shown = Self.shown(digits)
      return Localized(
        es: "Tras \(shown) falta la tecla: \(shown)g va a esa iteración, \(shown)n avanza \(shown) pasos.",
        en: "A key is missing after \(shown): \(shown)g goes to that iteration, \(shown)n goes \(shown) steps on.")
    case .badCount(let digits):
      let shown = Self.shown(digits)
      return Localized(
        es: "«\(shown)» no es válido: hace falta un número entero de 1 a 1000000000.",
        en: "“\(shown)” is not valid: a whole number from 1 to 1000000000 is needed.")
    case .noIteration:
      return Localized(
        es: "¿A qué iteración? Por ejemplo 120g, g 120 o g end.",
        en: "To which iteration? For example 120g, g 120 or g end.")
    case .noAddress:
      return Localized(
        es: "¿Qué número? Por ejemplo w dW1[1,1]; con p se ven los nombres.",
        en: "Which number? For example w dW1[1,1]; p shows the names.")
    }
  }

  /// What was meant by `dW1[1,1]`, `∂E/∂W1[1,1]` or `why a1[1]`; nil for what is no address either.
  private static func address(_ text: String) -> String? {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    let asks = words.count == 2 && ["why", "explain", "explica", "lesson"].contains(words[0].lowercased())
    let address = asks ? words[1].trimmed : text
    let isAddress =
      address.contains("∂") || address.contains("[") && address.hasSuffix("]") && address.first?.isLetter == true
    return (asks || isAddress) && address.count <= 60 ? String(address.map { $0.visible }) : nil
  }

  /// What was typed, with nothing unseen, at most 30 characters of it.
  private static func shown(_ text: String) -> String {
    let clean = text.map { $0.visible }
    return clean.count > 30 ? String(clean.prefix(29)) + "…" : String(clean)
  }
}
