/// What LaTeX calls letters and signs.
enum LaTeXSymbols {
  /// A name: `W`, `\delta`, `\hat{y}`, `\mathrm{error}`, `\Delta w`, `\tanh`; the digits it ends with and what follows a
  /// `_` are indices: `W_{1}`, `dW_{1}`, `\hat{m}_{W_{1}}`, `\delta_{\mathrm{out}}`.
  static func identifier(_ name: String) -> String {
    if functions.contains(name) { return "\\" + name }
    // `W_1` is another name than `W1`, which has the index.
    if let low = name.dropFirst().firstIndex(of: "_"), name[low...].dropFirst().allSatisfy({ ("0"..."9").contains($0) })
    {
      return "\\mathrm{\(escaped(name))}"
    }
    var base = name[...]
    var indices: [String] = []
    if let low = name.dropFirst().firstIndex(of: "_"), name.index(after: low) < name.endIndex {
      base = name[..<low]
      indices = [identifier(String(name[name.index(after: low)...]))]
    }
    let digits = base.reversed().prefix { ("0"..."9").contains($0) }.count
    let stem = base.dropLast(digits)
    if digits > 0, stem.last?.isLetter == true {
      indices.insert(String(base.suffix(digits)), at: 0)
      base = stem
    }
    return letters(of: base) + (indices.isEmpty ? "" : "_{\(indices.joined(separator: ","))}")
  }

  /// A name without indices: one letter is a variable, d and a letter a differential, more letters are a word.
  private static func letters(of name: Substring) -> String {
    var pieces: [String] = []
    var run = ""
    func finishRun() {
      guard !run.isEmpty else { return }
      let isBare = run.allSatisfy { $0.isNumber } || run.count == 1 || run.count == 2 && run.first == "d"
      pieces.append(isBare ? escaped(run) : "\\mathrm{\(escaped(run))}")
      run = ""
    }
    for character in name {
      if let symbol = letter(character) {
        finishRun()
        pieces.append(symbol)
      } else {
        run.append(character)
      }
    }
    finishRun()
    return LaTeXMath.joined(pieces)
  }

  /// Upright words, blanks kept.
  static func words(_ words: String) -> String { words.isEmpty ? "" : "\\text{\(escaped(words))}" }

  /// Text with LaTeX's own characters escaped.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "_", "%": "\\\(character)"
      case "^": "\\textasciicircum{}"
      case "~": "\\textasciitilde{}"
      case "\n", "\r\n", "\t": " "
      default: String(character)
      }
    }.joined()
  }

  /// One character of a sign or a number.
  static func sign(_ character: Character) -> String {
    if let known = signs[character] ?? letter(character) { return known }
    if let small = raised[character] { return "^{\(small)}" }
    return escaped(String(character))
  }

  /// What encloses: `(`, `\{`, `\lVert`.
  static func delimiter(_ delimiter: String) -> String {
    switch delimiter {
    case "{", "}": "\\" + delimiter
    case "‖", "∥": "\\Vert"
    case "|": "\\vert"
    case "⟨": "\\langle"
    case "⟩": "\\rangle"
    case "⌊": "\\lfloor"
    case "⌋": "\\rfloor"
    case "": "."
    default: delimiter
    }
  }

  /// A letter that is no plain Latin one: Greek, or with an accent that mathematics gives a meaning.
  private static func letter(_ character: Character) -> String? {
    if let known = letters[character] { return known }
    if let known = accented[character] { return known }
    let scalars = Array(character.unicodeScalars)
    guard scalars.count == 2, let accent = accents[scalars[1]] else { return nil }
    let base = Character(scalars[0])
    return "\\\(accent){\(letters[base] ?? String(base))}"
  }

  private static let accents: [Unicode.Scalar: String] = [
    "\u{302}": "hat", "\u{304}": "bar", "\u{305}": "bar", "\u{307}": "dot", "\u{303}": "tilde",
  ]

  /// Letters with an accent that have a character of their own.
  private static let accented: [Character: String] = {
    var table: [Character: String] = [:]
    for (accent, scalar) in [("hat", "\u{302}"), ("bar", "\u{304}"), ("dot", "\u{307}"), ("tilde", "\u{303}")] {
      // Characters are compared by meaning, so that `y` with a circumflex finds ŷ; Spanish ñ stays a letter.
      let bases = accent == "tilde" ? "abcdefghijklmopqrstuvwxyz" : "abcdefghijklmnopqrstuvwxyz"
      for base in bases + bases.uppercased() {
        table[Character(String(base) + scalar)] = "\\\(accent){\(base)}"
      }
    }
    return table
  }()

  private static let functions: Set<String> = [
    "ln", "log", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "max", "min", "arg", "det", "lim",
  ]

  /// Raised characters.
  static let raised: [Character: String] = Dictionary(
    uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀ", "0123456789+-=()⊤").map { ($0, $1 == "⊤" ? "\\top" : String($1)) })

  private static let letters: [Character: String] = table(
    """
    αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda μmu µmu νnu ξxi \
    πpi ρrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi \
    ΣSigma ΦPhi ΨPsi ΩOmega ∂partial ∇nabla ℓell ∞infty
    """)

  private static let signs: [Character: String] = {
    var signs = table(
      """
      ·cdot ⋅cdot ⊙odot ∘circ ×times ∗ast ÷div ±pm →to ←leftarrow ↔leftrightarrow ⇒Rightarrow ↦mapsto ≥ge ≤le ≠ne \
      ≈approx ≡equiv ≪ll ≫gg ∈in Σsum ∑sum ∏prod …dots ⋯cdots ⋮vdots ⋱ddots ‖Vert ∥Vert |vert √surd ∧wedge ∨vee
      """)
    signs["@"] = "\\cdot"
    signs["−"] = "-"
    signs["–"] = "-"
    signs["′"] = "'"
    signs["½"] = "\\tfrac{1}{2}"
    signs["⅓"] = "\\tfrac{1}{3}"
    signs["¼"] = "\\tfrac{1}{4}"
    signs["¾"] = "\\tfrac{3}{4}"
    return signs
  }()

  private static func table(_ list: String) -> [Character: String] {
    var table: [Character: String] = [:]
    for pair in list.split(separator: " ") {
      if let first = pair.first { table[first] = "\\" + pair.dropFirst() }
    }
    return table
  }
}
