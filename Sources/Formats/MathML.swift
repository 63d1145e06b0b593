import Typesetting

/// Formulas in MathML Core: `<math><mi>W</mi>…</math>`, without attributes for looks but those that a sign needs.
package struct MathML: Sendable {
  private let mark: DecimalMark

  /// A writer of numbers with this mark.
  package init(decimalMark: DecimalMark = .point) {
    mark = decimalMark
  }

  /// The formula as one element, which no line breaks.
  package func text(_ math: MathText) -> String { "<math>" + inner(math) + "</math>" }

  /// The formula in stages: each relation but the first begins one. A short stage is one element, a long one several,
  /// between which a line may break before + − and their like, and before · in long products.
  package func stages(_ math: MathText) -> [[String]] {
    var stages: [[MathText]] = [[]]
    var relations = 0
    for part in separated(math) {
      if case .sign(_, .relation) = part {
        relations += 1
        if relations > 1 { stages.append([]) }
      }
      stages[stages.count - 1].append(part)
    }
    return stages.map { pieces(Self.parts($0)).map { "<math>" + $0 + "</math>" } }
  }

  /// The elements of a stage: one of a short stage; else sums and differences are parted, and products where they are
  /// still long.
  private static func parts(_ stage: [MathText]) -> [[MathText]] {
    parted(stage) { if case .sign(_, .binary) = $0 { true } else { false } }.flatMap { term in
      parted(term) { if case .sign(let sign, .tight) = $0 { sign == "·" || sign == "@" } else { false } }
    }
  }

  /// A long list of parts in pieces that begin with some signs; a sign at the very beginning stays where it is.
  private static func parted(_ list: [MathText], before isBreak: (MathText) -> Bool) -> [[MathText]] {
    guard list.reduce(0, { $0 + length($1) }) > longest else { return [list] }
    var parts: [[MathText]] = [[]]
    for (place, part) in list.enumerated() {
      if place > 0, isBreak(part) { parts.append([]) }
      parts[parts.count - 1].append(part)
    }
    return parts
  }

  private func pieces(_ parts: [[MathText]]) -> [String] {
    parts.map { part in
      part.enumerated().map { place, math in
        // At the beginning of an element a sign would be taken for one that belongs to what follows.
        if place == 0, case .sign(let sign, .binary) = math { return self.sign(sign, .binary, " form=\"infix\"") }
        return inner(math)
      }.joined()
    }
  }

  /// About as many letters fit on a line of a telephone.
  private static let longest = 24

  /// How many letters a part takes, about.
  private static func length(_ math: MathText) -> Int {
    switch math {
    case .identifier(let text), .entryLetter(let text, of: _), .number(let text), .words(let text): text.count
    case .sign(let text, let spacing): text.count + (spacing == .tight ? 0 : 2)
    case .row(let parts): parts.reduce(0) { $0 + length($1) }
    case .scripts(let base, let below, let above):
      length(base) + max(below.map(length) ?? 0, above.map(length) ?? 0) / 2
    case .fraction(let top, let bottom): max(length(top), length(bottom))
    case .root(let inner), .marked(let inner): length(inner) + 1
    case .fenced(_, let inner, _): length(inner) + 2
    case .matrix(let rows): rows.map { $0.reduce(1) { $0 + length($1) + 1 } }.max() ?? 2
    case .under(let inner, let remark): max(length(inner), length(remark) / 2)
    }
  }

  /// The parts of a row and of rows in it, a semicolon for a comma beside decimal commas, and the sign of a derivative
  /// raised at what it is of.
  private func separated(_ math: MathText) -> [MathText] {
    let needsSemicolon = mark == .comma && math.hasDecimals
    var parts: [MathText] = []
    func add(_ math: MathText) {
      switch math {
      case .row(let inner): for part in inner { add(part) }
      case .sign("'", .tight), .sign("′", .tight):
        let base = parts.popLast() ?? .row([])
        parts.append(.scripts(base, below: nil, above: .sign("′", .tight)))
      case let other: parts.append(needsSemicolon ? other.withSemicolon : other)
      }
    }
    add(math)
    return parts
  }

  // MARK: One element for each case

  private func inner(_ math: MathText) -> String {
    switch math {
    case .identifier(let name), .entryLetter(let name, of: _): return Self.identifier(name)
    case .number(let digits): return number(digits)
    case .sign(let sign, let spacing): return self.sign(sign, spacing)
    case .words(let words): return Self.words(words)
    case .row: return separated(math).map(inner).joined()
    case .scripts(let base, let below, let above):
      let base = single(base)
      switch (below, above) {
      case (let below?, let above?): return "<msubsup>\(base)\(script(below))\(script(above))</msubsup>"
      case (let below?, nil): return "<msub>\(base)\(script(below))</msub>"
      case (nil, let above?): return "<msup>\(base)\(script(above))</msup>"
      case (nil, nil): return base
      }
    case .fraction(let top, let bottom): return "<mfrac>\(single(Self.bare(top)))\(single(Self.bare(bottom)))</mfrac>"
    case .root(let inner): return "<msqrt>\(self.inner(Self.bare(inner)))</msqrt>"
    case .fenced(let left, let inner, let right):
      // What stands below a name is no reason for tall parentheses.
      let fixed = inner.hasRemark ? " stretchy=\"false\"" : ""
      return
        "<mrow>\(Self.fence(left, "prefix", fixed))\(self.inner(inner))\(Self.fence(right, "postfix", fixed))</mrow>"
    case .matrix(let rows):
      let lines = rows.map { row in "<mtr>" + row.map { "<mtd>\(inner($0))</mtd>" }.joined() + "</mtr>" }
      return "<mrow><mo>[</mo><mtable>\(lines.joined())</mtable><mo>]</mo></mrow>"
    case .marked(let inner): return "<mrow class=\"marked\">\(self.inner(inner))</mrow>"
    case .under(let inner, let remark): return "<munder>\(single(inner))\(single(remark))</munder>"
    }
  }

  /// The part as exactly one element.
  private func single(_ math: MathText) -> String {
    let text = inner(math)
    return isSingle(math) ? text : "<mrow>\(text)</mrow>"
  }

  private func isSingle(_ math: MathText) -> Bool {
    switch math {
    case .identifier(let name), .entryLetter(let name, of: _): Self.isSingle(identifier: name)
    case .number(let digits): !digits.contains { $0 == "·" || LaTeXSymbols.raised[$0] != nil }
    case .row(let parts): if parts.count == 1, let part = parts.first { isSingle(part) } else { false }
    case .scripts(let base, nil, nil): isSingle(base)
    case .sign, .words, .scripts, .fraction, .root, .fenced, .matrix, .marked, .under: true
    }
  }

  /// What stands small beside a base.
  private func script(_ math: MathText) -> String {
    switch math {
    case .words("T"), .words("ᵀ"), .sign("T", _), .sign("ᵀ", _): "<mo>⊤</mo>"
    case .words("'"), .words("′"), .identifier("′"), .sign("'", _), .sign("′", _): "<mo>′</mo>"
    // The number of a layer, which is no product.
    case .fenced("(", .number(let digits), ")"), .fenced("(", .identifier(let digits), ")"):
      "<mn>(\(HTML.escaped(digits)))</mn>"
    case .identifier, .entryLetter, .number, .sign, .words, .row, .scripts, .fraction, .root, .fenced, .matrix, .marked,
      .under:
      single(math)
    }
  }

  /// A part of a quotient or a root without the parentheses that only one line needs.
  private static func bare(_ math: MathText) -> MathText {
    if case .fenced("(", let inner, ")") = math { return inner }
    return math
  }

  // MARK: Leaves

  /// A name: single letters slanted, as `mi` has them, longer words upright, digits and what follows a `_` as indices.
  static func identifier(_ name: String) -> String {
    if LaTeXSymbols.functions.contains(name) { return "<mi>\(name)</mi>" }
    guard let parts = IdentifierParts(name) else { return "<mi>\(HTML.escaped(name))</mi>" }
    let letters = letters(of: parts.stem)
    let stem = letters.count == 1 ? letters[0] : "<mrow>" + letters.joined() + "</mrow>"
    var indices = parts.digits.isEmpty ? [] : ["<mn>\(parts.digits)</mn>"]
    if let index = parts.index { indices.append((indices.isEmpty ? "" : "<mo>,</mo>") + identifier(index)) }
    guard !indices.isEmpty else { return letters.joined() }
    let below = indices.count == 1 && parts.index.map(isSingle(identifier:)) ?? true
    return "<msub>\(stem)\(below ? indices.joined() : "<mrow>" + indices.joined() + "</mrow>")</msub>"
  }

  private static func isSingle(identifier name: String) -> Bool {
    if LaTeXSymbols.functions.contains(name) { return true }
    guard let parts = IdentifierParts(name) else { return true }
    return !parts.digits.isEmpty || parts.index != nil || letters(of: parts.stem).count == 1
  }

  /// One letter is a variable, d and a letter a differential, Greek letters stand for themselves, more letters are a word.
  private static func letters(of name: Substring) -> [String] {
    var pieces: [String] = []
    var run = ""
    func finishRun() {
      guard !run.isEmpty else { return }
      pieces += run.count == 2 && run.first == "d" ? run.map { "<mi>\(HTML.escaped(String($0)))</mi>" } : [word(run)]
      run = ""
    }
    for character in name {
      if let accented = AccentedLetter(character) {
        finishRun()
        let accent: String =
          switch accented.accent {
          case .hat: "^"
          case .bar: "¯"
          case .dot: "˙"
          case .tilde: "~"
          }
        pieces.append(
          "<mover><mi>\(HTML.escaped(String(accented.base)))</mi><mo>\(accent)</mo></mover>"
        )
      } else if isGreek(character) {
        finishRun()
        pieces.append("<mi>\(character)</mi>")
      } else {
        run.append(character)
      }
    }
    finishRun()
    return pieces.isEmpty ? ["<mi></mi>"] : pieces
  }

  private static func word(_ text: String) -> String { "<mi>\(HTML.escaped(text))</mi>" }

  private static func isGreek(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return false }
    return (0x370...0x3FF).contains(scalar.value) || scalar == "∂" || scalar == "∇" || scalar == "ℓ"
  }

  private static func words(_ words: String) -> String {
    let isIndex = !words.isEmpty && words.allSatisfy { $0 == "," || ("0"..."9").contains($0) }
    return isIndex ? "<mn>\(words)</mn>" : "<mtext>\(HTML.escaped(words).withFixedEnds)</mtext>"
  }

  /// `−0.25`, `9.78·10⁻⁶` with its power raised, `½`, `∞`.
  func number(_ digits: String) -> String {
    var result = ""
    var plain = ""
    var power = ""
    func element(_ text: String) -> String { "<mn>\(HTML.escaped(text))</mn>" }
    func finish() {
      if !power.isEmpty {
        result += "<msup>\(element(plain))\(element(power))</msup>"
      } else if !plain.isEmpty {
        result += element(plain)
      }
      (plain, power) = ("", "")
    }
    for character in mark.applied(to: digits) {
      if let raised = LaTeXSymbols.raised[character], raised != "\\top" {
        power += raised == "-" ? "−" : raised
      } else {
        if !power.isEmpty { finish() }
        if character == "·" {
          finish()
          result += "<mo>·</mo>"
        } else {
          plain.append(character)
        }
      }
    }
    finish()
    return result.isEmpty ? "<mn></mn>" : result
  }

  private func sign(_ sign: String, _ spacing: MathText.Spacing, _ form: String = "") -> String {
    // A sum over an axis says below it which.
    if sign.hasPrefix("Σ") {
      let over = sign.dropFirst()
      return over.isEmpty
        ? "<mo>∑</mo>" : "<munder><mo>∑</mo><mtext>\(HTML.escaped(String(over)))</mtext></munder>"
    }
    let shown = sign == "@" ? "·" : sign == "~" ? "∼" : HTML.escaped(sign)
    switch (sign, spacing) {
    case ("∂", .tight): return "<mi>∂</mi>"
    case ("−", .tight), ("+", .tight): return "<mo form=\"prefix\">\(shown)</mo>"
    case ("·", .tight), ("@", .tight), ("/", .tight): return "<mo\(form)>\(shown)</mo>"
    case (_, .tight): return "<mo lspace=\"0\" rspace=\"0\">\(shown)</mo>"
    case (_, .binary), (_, .relation), (_, .punctuation): return "<mo\(form)>\(shown)</mo>"
    }
  }

  private static func fence(_ delimiter: String, _ form: String, _ fixed: String) -> String {
    switch delimiter {
    case "": ""
    case "(", ")", "[", "]", "{", "}", "⟨", "⟩", "⌊", "⌋": "<mo\(fixed)>\(delimiter)</mo>"
    default: "<mo form=\"\(form)\" fence=\"true\"\(fixed)>\(HTML.escaped(delimiter))</mo>"
    }
  }
}

extension MathText {
  /// Whether a part of it has a remark below it.
  fileprivate var hasRemark: Bool {
    switch self {
    case .under: true
    case .row(let parts): parts.contains { $0.hasRemark }
    case .scripts(let base, _, _): base.hasRemark
    case .fraction(let top, let bottom): top.hasRemark || bottom.hasRemark
    case .root(let inner), .marked(let inner), .fenced(_, let inner, _): inner.hasRemark
    case .matrix(let rows): rows.contains { $0.contains { $0.hasRemark } }
    case .identifier, .entryLetter, .number, .sign, .words: false
    }
  }
}

extension String {
  /// The text with blanks at its ends that stay: those of MathML's own words are left out.
  fileprivate var withFixedEnds: String {
    let before = prefix { $0 == " " }.count
    guard before < count else { return String(map { $0 == " " ? "\u{A0}" : $0 }) }
    let after = reversed().prefix { $0 == " " }.count
    let fixed = { (count: Int) in String(repeating: "\u{A0}", count: count) }
    return fixed(before) + dropFirst(before).dropLast(after) + fixed(after)
  }
}
