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

  init(_ known: [String]) {
    self.known = Set(known)
    var names: [Key: [String]] = [:]
    for name in known.sorted() {
      let parts = Notation.Parts(name)
      guard parts.index == nil else { continue }
      names[Key(letters: parts.base, layer: parts.digits), default: []].insert(name, at: 0)
      guard parts.entryBase != parts.base else { continue }
      names[Key(letters: parts.entryBase, layer: parts.digits), default: []].append(name)
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
  /// `∂E/∂w⁽¹⁾₁,₁` is `∂E/∂W1[1,1]`. `dE/dW1[1,1]` is that, too, where nothing is called `dE`.
  ///
  /// - Returns: the formula, and the text in which its places are.
  package static func address(
    _ text: String, in scope: Scope
  ) throws(LessonError) -> (formula: FormulaSyntax, text: String) {
    let typed = PrintedNames(scope.names).typed(text)
    return (try formula(typed).asPartial(of: Set(scope.names)), typed)
  }
}

extension FormulaSyntax {
  /// `∂E/∂W1[1,1]` for a `dE/dW1[1,1]` that can mean nothing else; everything else as it is.
  fileprivate func asPartial(of known: Set<String>) -> FormulaSyntax {
    guard case .infix(.divide, let above, let below, _) = self, let numerator = above.withoutD(known),
      let denominator = below.withoutD(known), !known.contains(above.canonicalName ?? "")
    else { return self }
    return .partial(numerator, denominator, range)
  }

  /// The name that an address begins with.
  private var canonicalName: String? {
    switch self {
    case .name(let name): name.plain.map { Spelling.canonical($0) }
    case .index(let base, _, _): base.canonicalName
    default: nil
    }
  }

  /// `W1[1,1]` for `dW1[1,1]`, when there is such a name.
  private func withoutD(_ known: Set<String>) -> FormulaSyntax? {
    switch self {
    case .name(let name):
      guard let text = name.plain, text.first == "d", known.contains(Spelling.canonical(String(text.dropFirst())))
      else { return nil }
      return .name(NameSyntax([.text(String(text.dropFirst()))], name.range))
    case .index(let base, let indices, let range):
      return base.withoutD(known).map { .index($0, indices, range) }
    default: return nil
    }
  }
}
