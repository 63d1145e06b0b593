/// The spelling of names: which of the ways a name can be typed are one name.
package enum Spelling {
  /// Whether the word ends a formula and so is no name.
  package static func isReserved(_ word: String) -> Bool {
    switch (word.utf8.count, word) {
    case (2, "as"), (2, "at"), (2, "by"), (2, "en"), (2, "es"), (2, "is"): true
    case (4, "from"), (4, "when"), (4, "with"), (5, "split"), (8, "misprint"): true
    default: false
    }
  }

  /// The one spelling of a name, from any of its spellings.
  ///
  /// - Subscript digits are digits: `W₁` → `W1`.
  /// - A Greek letter's English name that is a whole part is the letter: `delta2` → `δ2`; `etapa` stays. Parts end at
  ///   `_`, at digits and at a Greek letter. Capitals have the names LaTeX gives them, but for `Sigma`: Σ is a sum.
  /// - A letter that is a whole part, then `hat`, `bar`, `dot` or `tilde`, is the letter with that mark:
  ///   `yhat`, `y_hat` → `ŷ`; `theta_hat` → `θ̂`. A letter carries one mark. So does what is named after its gradient:
  ///   `dyhat` → `dŷ`, and no other spelling.
  ///   The words `what`, `that` and `chat` stay: there it is `w_hat`.
  /// - Beside a Greek letter a `_` changes nothing. It stands beside a part of several letters
  ///   (`δout`, `delta_out` → `δ_out`) and nowhere else (`d_theta` → `dθ`, `delta_1` → `δ1`, `Δ_w` → `Δw`).
  /// - What follows a point (`c.1`, the first definition of `c`) stays.
  ///
  /// Applied to its own result it changes nothing. Everything else stays: `W_1` and `W1` are two names.
  package static func canonical(_ typed: String) -> String {
    isCanonicalAtSight(typed) ? typed : rewritten(typed)
  }

  /// The canonical name of one that may be typed as it is printed, with its layer above: `W⁽¹⁾` → `W1`.
  package static func layered(_ typed: String) -> String {
    guard let open = typed.firstIndex(of: "⁽"), typed.last == "⁾" else { return canonical(typed) }
    let digits = typed[typed.index(after: open)...].dropLast().map { raised[$0] ?? $0 }
    return canonical(typed[..<open] + String(digits))
  }

  private static let raised = Dictionary(uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹" as String, "0123456789" as String))

  /// The canonical name by taking a name to pieces, also one that is canonical.
  static func rewritten(_ typed: String) -> String {
    let characters = Array(Composition.composed(typed))
    let end = characters.firstIndex(of: ".") ?? characters.endIndex
    return written(marked(pieces(of: characters[..<end]).map(interpreted))) + String(characters[end...])
  }

  /// A canonical name as it can be typed in ASCII: `λ2` → `lambda2`, `ŷ` → `yhat`, `δ_out` → `delta_out`.
  package static func inASCII(_ name: String) -> String {
    var text = ""
    for character in name { text += character.isASCII ? String(character) : asciiSpelling(of: character) }
    return text
  }

  /// A letter without a mark is looked for first: most lessons have no other, and the table of all takes time to make.
  private static func asciiSpelling(of character: Character) -> String {
    greekLetters.first { $0.value == character }?.key ?? typed[character] ?? String(character)
  }

  /// Greek letters and letters with marks, each as it is typed.
  private static let typed: [Character: String] = {
    var spellings: [Character: String] = [:]
    for (name, letter) in greekLetters { spellings[letter] = name }
    let latin = (0x61...0x7A).flatMap { [$0, $0 - 0x20] }.compactMap { Unicode.Scalar($0) }.map { Character($0) }
    let letters = latin.map { ($0, String($0)) } + greekLetters.map { ($0.value, $0.key) }
    for (word, mark) in marks {
      for (letter, name) in letters {
        spellings[with(mark, letter)] = words.contains(name.lowercased() + word) ? "\(name)_\(word)" : name + word
      }
    }
    return spellings
  }()

  /// Whether the character is a Greek letter, with or without a mark.
  package static func isGreek(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, scalar.properties.isAlphabetic else { return false }
    return (0x0370...0x03FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
  }

  /// A stretch of a name.
  private enum Piece {
    /// Letters, none of them Greek.
    case letters([Character])
    case greek(Character)
    case digits([Character])
    /// So many `_`.
    case gap(Int)

    var isGreek: Bool { if case .greek = self { true } else { false } }
    var isGap: Bool { if case .gap = self { true } else { false } }

    /// The letters or the digits.
    var characters: [Character] {
      switch self {
      case .letters(let run), .digits(let run): run
      case .greek, .gap: []
      }
    }

    /// Whether both are of one stretch where they stand side by side; every Greek letter stands alone.
    func joins(_ other: Piece) -> Bool {
      switch (self, other) {
      case (.letters, .letters), (.digits, .digits), (.gap, .gap): true
      case (.letters, _), (.digits, _), (.gap, _), (.greek, _): false
      }
    }
    /// Whether a `_` stands between it and a Greek letter.
    var isWord: Bool { if case .letters(let run) = self { run.count > 1 } else { false } }

    var text: String {
      switch self {
      case .letters(let run), .digits(let run): String(run)
      case .greek(let letter): String(letter)
      case .gap(let count): String(repeating: "_", count: count)
      }
    }

    /// The kind of stretch that a character belongs to, and that stretch; Greek letters stand alone.
    init(_ character: Character) {
      if character == "_" {
        self = .gap(1)
      } else if character.isASCII, character.isNumber {
        self = .digits([character])
      } else if Spelling.isGreek(character) {
        self = .greek(character)
      } else {
        self = .letters([character])
      }
    }
  }

  /// The name cut where its parts end.
  private static func pieces(of name: ArraySlice<Character>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = name.map { Piece(variants[$0] ?? $0) }[...]
    while let first = rest.first {
      let stretch = rest.prefix { $0.joins(first) }
      switch first {
      case .greek: pieces.append(first)
      case .letters: pieces.append(.letters(stretch.flatMap { $0.characters }))
      case .digits: pieces.append(.digits(stretch.flatMap { $0.characters }))
      case .gap: pieces.append(.gap(stretch.count))
      }
      rest = rest.dropFirst(max(1, stretch.count))
    }
    return pieces
  }

  /// The stretch with an English name or a written-out mark replaced: `delta` by `δ`, `yhat` by `ŷ`.
  private static func interpreted(_ piece: Piece) -> Piece {
    guard case .letters(let run) = piece else { return piece }
    let text = String(run)
    if let letter = greekLetters[text] { return .greek(letter) }
    if words.contains(text.lowercased()) { return piece }
    for (word, mark) in marks where text.hasSuffix(word) {
      let stem = run.dropLast(word.count)
      if let letter = greekLetters[String(stem)] { return .greek(with(mark, letter)) }
      if stem.count == 1, let letter = stem.first, isBare(letter) { return .letters([with(mark, letter)]) }
      // The gradient of such a letter.
      if stem.count == 2, stem.first == "d", let letter = stem.last, isBare(letter) {
        return .letters(["d", with(mark, letter)])
      }
    }
    return piece
  }

  /// The stretches with each `hat` that follows a letter set upon it: `δhat`, `y_hat`.
  private static func marked(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      guard case .letters(let run) = piece, let mark = marks.first(where: { $0.word == String(run) })?.mark else {
        result.append(piece)
        continue
      }
      var before = result
      var width = 0
      if case .gap(let count)? = before.last {
        width = count
        before.removeLast()
      }
      switch before.popLast() {
      case .letters(let letters)? where letters.count == 1 && isBare(letters[0]) && width <= 1:
        result = before + [.letters([with(mark, letters[0])])]
      case .greek(let letter)? where isBare(letter):
        result = before + [.greek(with(mark, letter))]
      default:
        result.append(piece)
      }
    }
    return result
  }

  /// The stretches as one name, with a `_` beside a Greek letter only where a part of several letters stands.
  private static func written(_ pieces: [Piece]) -> String {
    var name = ""
    var previous: Piece?
    for (position, piece) in pieces.enumerated() {
      let next = position + 1 < pieces.count ? pieces[position + 1] : nil
      if piece.isGap, previous?.isGreek == true || next?.isGreek == true { continue }
      if let previous, previous.isGreek && piece.isWord || previous.isWord && piece.isGreek { name += "_" }
      name += piece.text
      previous = piece
    }
    return name
  }

  /// Whether a letter carries no mark yet.
  private static func isBare(_ letter: Character) -> Bool {
    letter.unicodeScalars.count == 1 && !Composition.isComposed(letter)
  }

  private static func with(_ mark: Unicode.Scalar, _ letter: Character) -> Character {
    let text = Composition.composed(String(letter) + String(Character(mark)))
    return text.count == 1 ? text.first ?? letter : letter
  }

  /// Words that end like a marked letter and are none: a lesson that calls something `what` means no ŵ.
  private static let words: Set<String> = ["what", "that", "chat"]

  static let marks: [(word: String, mark: Unicode.Scalar)] = [
    ("hat", "\u{0302}"), ("bar", "\u{0304}"), ("dot", "\u{0307}"), ("tilde", "\u{0303}"),
  ]

  /// Characters that keyboards give for others: the micro sign and the increment.
  private static let variants: [Character: Character] = [
    "\u{00B5}": "μ", "\u{2206}": "Δ",
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
  ]

  static let greekLetters: [String: Character] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
  ]
}
