/// What LaTeX calls letters and signs.
enum LaTeXSymbols {
  /// A name: `W`, `\delta`, `\hat{y}`, `\mathrm{error}`, `\Delta w`, `\tanh`; the digits it ends with and what follows a
  /// `_` are indices: `W_{1}`, `dW_{1}`, `\hat{m}_{W_{1}}`, `\delta_{\mathrm{out}}`.
  static func identifier(_ name: String) -> String {
    if functions.contains(name) { return "\\" + name }
    guard let parts = IdentifierParts(name) else { return "\\mathrm{\(escaped(name))}" }
    let indices = (parts.digits.isEmpty ? [] : [parts.digits]) + (parts.index.map { [identifier($0)] } ?? [])
    return letters(of: parts.stem) + (indices.isEmpty ? "" : "_{\(indices.joined(separator: ","))}")
  }

  /// A name without indices: one letter is a variable, d and a letter a differential, more letters are a word.
  private static func letters(of name: Substring) -> String {
    var pieces: [String] = []
    var run = ""
    func finishRun() {
      guard !run.isEmpty else { return }
      let isBare = run.allSatisfy { $0.isNumber } || run.count == 1 || run.count == 2 && run.first == "d"
      // Letters with accents are words, which formulas have only as text.
      let isASCII = run.allSatisfy { $0.isASCII }
      pieces.append(isBare && isASCII ? escaped(run) : (isASCII ? "\\mathrm" : "\\text") + "{\(escaped(run))}")
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
    guard let accented = AccentedLetter(character) else { return nil }
    return "\\\(accented.accent.rawValue){\(letters[accented.base] ?? String(accented.base))}"
  }

  /// Functions whose names are written upright without a word of their own kind.
  static let functions: Set<String> = [
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
      ≈approx ≡equiv ≪ll ≫gg ∈in Σsum ∑sum ∏prod …dots ⋯cdots ⋮vdots ⋱ddots ‖Vert ∥Vert |vert √surd ∧wedge ∨vee \
      ↓downarrow ↑uparrow ↳hookrightarrow •bullet ●bullet ○circ ■blacksquare □square ▲blacktriangle △vartriangle \
      ▼blacktriangledown ◆blacklozenge ◇lozenge ★bigstar ✓checkmark ✗times ✘times ⟨langle ⟩rangle ⊤top
      """)
    signs["@"] = "\\cdot"
    signs["~"] = "\\sim"
    signs["−"] = "-"
    signs["–"] = "-"
    signs["′"] = "'"
    signs["½"] = "\\tfrac{1}{2}"
    signs["⅓"] = "\\tfrac{1}{3}"
    signs["¼"] = "\\tfrac{1}{4}"
    signs["¾"] = "\\tfrac{3}{4}"
    signs["⅔"] = "\\tfrac{2}{3}"
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
