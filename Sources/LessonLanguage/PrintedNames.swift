import Calculus
import Typesetting

/// Names of quantities and entries as they are printed, `w⁽¹⁾₅,₃₀₀`, turned back into what is typed, `W1[5,300]`, in
/// every notation: `W⁽¹⁾`, and `W^(1)` or `W_1` in ASCII, is `W1`.
///
/// Only for addresses that a reader types; a lesson file knows no such names.
struct PrintedNames {
  /// The names that can be meant.
  private let known: Set<String>
  /// The names whose entries are printed with these letters and this layer; the same letters first.
  private let names: [Key: [String]]
  /// What a reader can mean by an entry of a quantity that is one number: `E` has none, and `e[1]` is of its letter.
  private let numbers: [String: [Quantity]]

  private struct Key: Hashable {
    let letters: String
    let layer: String
  }

  init(_ symbols: [Symbol], quantities: [String: Quantity] = [:]) {
    var numbers: [String: [Quantity]] = [:]
    for (name, quantity) in quantities where quantity.shape.isScalar {
      let letters = name.lowercased()
      numbers[name] = quantities.filter { $0.key.lowercased() == letters && !$0.value.shape.isScalar }
        .sorted { $0.key < $1.key }.map { $0.value }
    }
    self.numbers = numbers
    known = Set(symbols.map { $0.name })
    var names: [Key: [String]] = [:]
    for symbol in symbols {
      let own = Notation.Parts(symbol.name)
      let parts = own.index == nil ? own : symbol.numbered ?? own
      guard parts.index == nil else { continue }
      names[Key(letters: parts.base, layer: parts.digits), default: []].insert(symbol.name, at: 0)
      guard symbol.entryNames == .smallLetter, let small = parts.lowercased else { continue }
      names[Key(letters: small, layer: parts.digits), default: []].append(symbol.name)
    }
    self.names = names
  }

  /// Refuses the entry of what is one number: `E₁`, `E[1]`; with `b[1,1]` a matrix of one number is meant.
  func check(_ text: String) throws(LocatedError) {
    let text = Composition.composed(text)
    var rest = text[...]
    while let first = rest.first {
      let start = rest.startIndex
      let word = rest.prefix { Lexer.isNameCharacter($0) && Self.lowered[$0] == nil }
      guard !word.isEmpty else {
        rest.removeFirst()
        continue
      }
      rest.removeFirst(word.count)
      guard !("0"..."9").contains(first) else { continue }
      var index = Self.takeIndices(&rest)
      if index.isEmpty, rest.first == "[", let end = rest.firstIndex(of: "]") {
        index = String(rest[..<end].dropFirst())
        guard !index.isEmpty, index.allSatisfy({ ("0"..."9").contains($0) }) else { continue }
        rest = rest[rest.index(after: end)...]
      } else if known.contains(Spelling.canonical(word + index)) {
        continue
      }
      // Where a derivative is typed as dE₁/dW1, E₁ is meant.
      guard !index.isEmpty, !index.contains(","),
        let name = Self.stems(String(word)).map(Spelling.canonical).first(where: { numbers[$0] != nil })
      else { continue }
      let range = SourceRange(
        line: 1, column: text.distance(from: text.startIndex, to: start) + 1,
        length: text.distance(from: start, to: rest.startIndex))
      throw isOneNumber(name, index, range)
    }
  }

  private func isOneNumber(_ name: String, _ index: String, _ range: SourceRange) -> LocatedError {
    let meant = (numbers[name] ?? []).compactMap { $0.entryAddress(index) }
    return LocatedError(
      range,
      Localized(es: "«\(name)» es un solo número, sin entradas", en: "“\(name)” is one number, without entries")
        + (meant.isEmpty
          ? Localized(both: "")
          : Localized(
            es: "; ¿querías decir \(meant.map { "«\($0)»" }.joined(separator: " o "))?",
            en: "; did you mean \(meant.map { "“\($0)”" }.joined(separator: " or "))?")))
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
      var layer = Self.takeLayer(&rest)
      if layer.isEmpty { layer = takeLongLayer(after: String(word), &rest) }
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
      return (indices.isEmpty ? lowLayer(of: letters) : nil) ?? word + indices
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

  /// The digits of `^(1)` where no power can be meant, since the letters alone are no name.
  private func takeLongLayer(after word: String, _ rest: inout Substring) -> String {
    guard rest.hasPrefix("^("), let end = rest.firstIndex(of: ")") else { return "" }
    let digits = String(rest[..<end].dropFirst(2))
    guard !digits.isEmpty, !known.contains(Spelling.canonical(word)),
      Self.stems(word).contains(where: { names[Key(letters: Spelling.canonical($0), layer: digits)] != nil })
    else { return "" }
    rest = rest[rest.index(after: end)...]
    return digits
  }

  /// The word, and `W` of `dW` and `∂W`, as derivatives are typed.
  private static func stems(_ word: String) -> [String] {
    word.first == "∂" || word.first == "d" ? [word, String(word.dropFirst())] : [word]
  }

  /// `W1` of `W_1`, where only that is a name.
  private func lowLayer(of name: String) -> String? {
    guard !known.contains(name), let low = name.lastIndex(of: "_"), low > name.startIndex else { return nil }
    let digits = name[name.index(after: low)...]
    let joined = String(name[..<low] + digits)
    guard !digits.isEmpty, digits.allSatisfy(Notation.isDigit), Self.stems(joined).contains(where: known.contains)
    else { return nil }
    return joined
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

  /// What no other name has than one as it is printed, and `^` and `_` of ASCII.
  private static let layerSigns: Set<Character> = ["⁽", "⁾", "^", "_"]
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
    let text = try addressed(text)
    let names = PrintedNames(scope.symbols, quantities: scope.quantities)
    try SourceText(file: "", text: text).locating { () throws(LocatedError) in try names.check(text) }
    let typed = names.typed(text)
    return (try formula(typed), typed)
  }

  /// What a line asks about: of a whole line as it is shown, `z₁ = w₁·x₁`, its left side, and of `b ← b − η·db` new(b). A
  /// lone number on the right is a question of another kind, a comparison.
  ///
  /// An iteration is no part of it: `E at 2` is refused.
  private static func addressed(_ text: String) throws(LessonError) -> String {
    let characters = Array(text)
    func isArrow(_ place: Int) -> Bool {
      characters[place] == "←"
        || characters[place] == "<" && place + 1 < characters.count && characters[place + 1] == "-"
    }
    if let sign = characters.indices.first(where: { characters[$0] == "=" || isArrow($0) }), sign > 0,
      sign + 1 < characters.count, characters[sign + 1] != "=", !"<>!≠≤≥".contains(characters[sign - 1]),
      characters[..<sign].count(where: { $0 == "(" }) == characters[..<sign].count(where: { $0 == ")" })
    {
      let left = String(characters[..<sign]).trimmed
      let right = String(characters[(sign + 1)...].map { $0 == "−" ? "-" : $0 }).trimmed
      if !left.isEmpty, Double(right) == nil { return isArrow(sign) ? "new(\(left))" : left }
    }
    let words = text.split(separator: " ").map(String.init)
    guard words.count > 2, ["at", "en"].contains(words[words.count - 2]), let moment = words.last,
      moment == "last" || moment.allSatisfy({ ("0"..."9").contains($0) })
    else { return text }
    let length = moment.count + words[words.count - 2].count + 1
    let range = SourceRange(line: 1, column: max(1, text.count - length + 1), length: length)
    throw SourceText(file: "", text: text).error(
      LocatedError(
        range,
        es: "la iteración no va en la dirección: en 'why' se da con --at \(moment), en 'step' se va a ella con g",
        en: "the iteration is no part of an address: 'why' takes it as --at \(moment), 'step' goes to it with g"))
  }
}
