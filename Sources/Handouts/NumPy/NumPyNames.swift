import Calculus
import Formats

/// The names that a lesson's quantities have in Python: ASCII, each a single one, always the same.
///
/// `ŷ` is `y_hat`, `δ1` is `delta1`, `∂E/∂W1` is `dE_dW1`; a value after an update has the name of what it updates where
/// nothing reads the old one any more, and else one of its own, `W1_new`.
struct NumPyNames {
  private var names: [Int: String] = [:]
  private var taken: Set<String>

  /// - Parameters:
  ///   - quantities: in the order of the lesson, each with the one whose name it shares, if any.
  ///   - reserved: names that no quantity may have, besides Python's own.
  ///   - wholes: data of which a batch has the name; they are called `X_all`.
  init(
    _ quantities: [(quantity: Quantity, sharing: Quantity?)], reserved: some Sequence<String>, wholes: Set<Int> = []
  ) {
    taken = Self.python.union(reserved)
    for (quantity, other) in quantities where names[quantity.id] == nil {
      if let other, let name = names[other.id] {
        names[quantity.id] = name
      } else {
        let name = Self.identifier(quantity) + (wholes.contains(quantity.id) ? "_all" : "")
        names[quantity.id] = makeName(Self.python.contains(name) ? name + "_" : name)
      }
    }
  }

  /// The name of a quantity; nil for one that the notebook does not have.
  subscript(quantity: Quantity) -> String? { names[quantity.id] }

  /// A name like this one that nothing else has.
  mutating func makeName(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wanted)_\(number)"
      number += 1
    }
    return name
  }

  private static func identifier(_ quantity: Quantity) -> String {
    let own = identifier(quantity.symbol.name)
    return switch quantity.role {
    case .defined: own
    case .updated(_, isLast: true), .recomputed: own + "_new"
    case .updated(let ordinal, isLast: false): "\(own)_new\(ordinal)"
    case .derivative(let numerator, _): "d\(identifier(numerator))_d\(own)"
    }
  }

  /// The letters of a name in ASCII, with `_` for whatever stands in no name.
  static func identifier(_ name: String) -> String {
    var text = ""
    var wasGreek = false
    for character in name {
      if character.isASCII, character.isLetter || character.isNumber {
        if wasGreek, character.isLetter { text += "_" }
        text.append(character)
        wasGreek = false
        continue
      }
      let word = self.word(character)
      if word.isEmpty {
        if text.last != "_" { text += "_" }
      } else {
        text += word
      }
      wasGreek = Spelling.isGreek(character)
    }
    while text.count > 1, text.last == "_" { text.removeLast() }
    return text.first?.isLetter == true ? text : "v_" + text
  }

  /// A letter that is not ASCII, written out; nothing for a sign.
  private static func word(_ character: Character) -> String {
    if character == "∂" { return "d" }
    if character == "'" || character == "′" { return "_prime" }
    guard character.isLetter else { return "" }
    let typed = Spelling.inASCII(String(character))
    if typed.allSatisfy({ $0.isASCII }) {
      if !typed.contains("_"), let mark = marks.first(where: { typed.hasSuffix($0) && typed.count > $0.count }) {
        return "\(typed.dropLast(mark.count))_\(mark)"
      }
      return typed
    }
    let letters = Transliteration.prose(String(character)).filter { $0.isASCII && $0.isLetter }
    guard letters.isEmpty else { return letters }
    return character.unicodeScalars.map { "u" + String($0.value, radix: 16) }.joined()
  }

  private static let marks = ["hat", "bar", "dot", "tilde"]

  /// What Python has by itself, and what the notebook calls by these names.
  private static let python: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match", "case", "type", "abs", "all",
    "any", "bool", "dict", "float", "id", "int", "len", "list", "max", "min", "next", "print", "range", "repr",
    "round", "set", "str", "sum", "tuple", "zip", "np", "math", "Decimal", "stops",
  ]
}
