import Calculus

/// Names of entries as they are printed, `w⁽¹⁾₅,₃₀₀`, turned back into what is typed, `W1[5,300]`.
///
/// Only for addresses that a reader types; a lesson file knows no such names.
struct PrintedNames {
  /// The names that can be meant.
  private let known: Set<String>
  /// The names whose entries are printed with these letters and this layer; the same letters first.
  private let names: [Key: [String]]

  private struct Key: Hashable {
    let letters: String
    let layer: String
  }

  init(_ symbols: [Symbol]) {
    known = Set(symbols.map { $0.name })
    var names: [Key: [String]] = [:]
    for symbol in symbols {
      let parts = Notation.Parts(symbol.name)
      guard parts.index == nil else { continue }
      names[Key(letters: parts.base, layer: parts.digits), default: []].insert(symbol.name, at: 0)
      guard symbol.entryNames == .smallLetter, let small = parts.lowercased else { continue }
      names[Key(letters: small, layer: parts.digits), default: []].append(symbol.name)
    }
    self.names = names
  }

  /// The text with each printed name of an entry written as an address; everything else stays.
  func typed(_ text: String) -> String {
    guard text.contains(where: { Self.layerSigns.contains($0) || Self.lowered[$0] != nil }) else { return text }
    var rest = Composition.composed(text)[...]
    var result = ""
    while let first = rest.first {
      let word = rest.prefix { Lexer.isNameCharacter($0) && Self.lowered[$0] == nil }
      guard !word.isEmpty else {
        result.append(first)
        rest.removeFirst()
        continue
      }
      rest.removeFirst(word.count)
      let layer = Self.takeLayer(&rest)
      let indices = Self.takeIndices(&rest)
      result += name(String(word), layer, indices)
    }
    return result
  }

  /// The address that a printed name stands for; as it was typed when nothing is printed so.
  private func name(_ word: String, _ layer: String, _ indices: String) -> String {
    let letters = Spelling.canonical(word)
    // `W₁` is the name `W1` before it is the first entry of `W`.
    if layer.isEmpty && (indices.isEmpty || known.contains(Spelling.canonical(word + indices))) {
      return word + indices
    }
    let address = indices.isEmpty ? "" : "[\(indices)]"
    if let found = names[Key(letters: letters, layer: layer)]?.first { return found + address }
    return layer.isEmpty && !indices.contains(",") ? word + indices : word + layer + address
  }

  /// The digits of `⁽¹⁾`.
  private static func takeLayer(_ rest: inout Substring) -> String {
    guard rest.first == "⁽", let end = rest.firstIndex(of: "⁾") else { return "" }
    let digits = rest[..<end].dropFirst().map { raised[$0] }
    guard !digits.isEmpty, !digits.contains(nil) else { return "" }
    rest = rest[rest.index(after: end)...]
    return String(digits.compactMap { $0 })
  }

  /// The digits of `₅,₃₀₀`, with the commas between them.
  private static func takeIndices(_ rest: inout Substring) -> String {
    var digits = ""
    while let next = rest.first {
      if let digit = lowered[next] {
        digits.append(digit)
      } else if next == ",", !digits.isEmpty, let after = rest.dropFirst().first, lowered[after] != nil {
        digits.append(",")
      } else {
        break
      }
      rest.removeFirst()
    }
    return digits
  }

  private static let layerSigns: Set<Character> = ["⁽", "⁾"]
  private static let lowered = Dictionary(uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
  private static let raised = Dictionary(uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
}

extension LessonParser {
  /// A formula or address that a reader types about a lesson, in which entries may have the names they are printed with:
  /// `∂E/∂w⁽¹⁾₁,₁` is `∂E/∂W1[1,1]`.
  ///
  /// - Returns: the formula, and the text in which its places are.
  package static func address(
    _ text: String, in scope: Scope
  ) throws(LessonError) -> (formula: FormulaSyntax, text: String) {
    let typed = PrintedNames(scope.symbols).typed(text)
    return (try formula(typed), typed)
  }
}
