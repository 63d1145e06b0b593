import Typesetting

/// Unicode written with ASCII characters: δ → delta, ŷ → yhat, ⊙ → .*, á → a; what is unknown becomes `?`,
/// what is unseen `<U+202E>`.
package enum Transliteration {
  /// Running text; a middle dot between blanks is a dash.
  package static func prose(_ text: String) -> String { spelled(text, proseTable) }

  /// A line and the one below it, which has carets under some of its characters: where a character takes several in
  /// ASCII, so do its carets.
  package static func excerpt(_ lines: [String]) -> [String] {
    guard lines.count == 2, !lines[0].utf8.allSatisfy({ $0 < 0x80 }) else { return lines.map(math) }
    let marks = Array(lines[1])
    var (line, carets) = ("", "")
    var column = 0
    var known = ""
    for character in lines[0] {
      known.append(character)
      let width = character.displayWidth
      let whole = math(known)
      let isMarked = (column..<column + max(1, width)).contains { marks.indices.contains($0) && marks[$0] == "^" }
      carets += String(repeating: isMarked ? "^" : " ", count: max(0, whole.count - line.count))
      line = whole
      column += width
    }
    // What is meant may stand behind the line's end.
    carets += String(marks.dropFirst(column))
    let end = carets.lastIndex(of: "^").map { carets.index(after: $0) } ?? carets.startIndex
    return [line, String(carets[..<end])]
  }

  /// A part of a formula; a middle dot is a product.
  static func math(_ text: String) -> String { spelled(text, [:]) }

  /// A number for a reader: `−9.78·10⁻⁶` → `-9.78e-6`, `−∞` → `-inf`.
  static func number(_ text: String) -> String {
    guard let power = text.parts(separatedBy: "·10").dropFirst().first,
      !power.isEmpty, power.allSatisfy({ raised[$0] != nil }), let dot = text.firstIndex(of: "·")
    else { return math(text) }
    return math(String(text[..<dot])) + "e" + power.compactMap { raised[$0] }.joined()
  }

  /// A number without small characters: `9.78·10⁻⁶` → `9.78·10^−6`.
  static func lineNumber(_ text: String) -> String {
    let start = text.prefix { raised[$0] == nil }
    let power = text[start.endIndex...]
    guard !power.isEmpty else { return text }
    return start + "^" + power.map { $0 == "⁻" ? "−" : raised[$0] ?? String($0) }.joined()
  }

  private static func spelled(_ text: String, _ own: [Character: String]) -> String {
    if text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }) { return text }
    var result = ""
    var isRaised = false
    var previous: Character?
    let characters = Array(text.visible)
    for (place, character) in characters.enumerated() {
      defer { previous = character }
      if let small = raised[character] {
        if !isRaised { result += "^" }
        isRaised = true
        result += small
        continue
      }
      isRaised = false
      let next = place + 1 < characters.count ? characters[place + 1] : nil
      if character == "·", own["·"] != nil, previous == " ", next == " " {
        result += "-"
      } else {
        let letters = own[character] ?? one(character)
        // `ŵ` is `w_hat` lest it be a word; its gradient is `dwhat`.
        result += previous == "d" && letters.hasSuffix("_hat") ? letters.filter { $0 != "_" } : letters
        // `Σrows` is typed `sum_rows`.
        if character == "Σ", next?.isLetter == true { result += "_" }
      }
    }
    return result
  }

  /// One character, whatever is around it.
  private static func one(_ character: Character) -> String {
    if character == "\r\n" { return "\n" }
    if let ascii = character.asciiValue {
      return (ascii >= 0x20 && ascii < 0x7F) || ascii == 0x0A || ascii == 0x09 ? String(character) : ""
    }
    if let known = table[character] { return known }
    let scalars = Array(character.unicodeScalars)
    guard let base = scalars.first else { return "" }
    if base.properties.generalCategory == .control || base.properties.generalCategory == .format { return "" }
    guard scalars.count > 1 else { return "?" }
    let spelled = one(Character(base)) + scalars.dropFirst().map { accents[$0] ?? "" }.joined()
    // Letters with a hat that would be a word.
    return ["that", "That", "Chat"].contains(spelled) ? "\(base)_hat" : spelled
  }

  private static let accents: [Unicode.Scalar: String] = [
    "\u{302}": "hat", "\u{304}": "bar", "\u{305}": "bar", "\u{307}": "dot", "\u{303}": "tilde",
  ]

  /// Raised characters; a run of them gets one `^` in front.
  private static let raised: [Character: String] = pairs(
    "⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁺+ ⁻- ⁼= ⁽( ⁾) "
      + "ᵃa ᵇb ᶜc ᵈd ᵉe ᶠf ᵍg ʰh ⁱi ʲj ᵏk ˡl ᵐm ⁿn ᵒo ᵖp ʳr ˢs ᵗt ᵘu ᵛv ʷw ˣx ʸy ᶻz")

  /// What running text reads otherwise than a formula.
  private static let proseTable: [Character: String] = pairs("âa êe îi ôo ûu ·*")

  private static let table: [Character: String] = {
    var table = pairs(
      """
      αalpha βbeta γgamma δdelta εepsilon ϵepsilon ζzeta ηeta θtheta ϑtheta ιiota κkappa λlambda μmu νnu ξxi οo πpi \
      ρrho σsigma ςsigma τtau υupsilon φphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi Σsum ΦPhi \
      ΨPsi ΩOmega µmu ∑sum ∏prod ∂d ∇grad ℓl ℒL ℝR ·* ⋅* •* ⊙.* ∘.* ×x ∗* −- –- —- ‐- ‑- ÷/ ±+- →-> ←<- ↔<-> ⇒=> ↦|-> \
      ↓v ↑^ ≥>= ≤<= ≠!= ≈~= ≡== ≪<< ≫>> ∈in ⌊floor( ⌋) √sqrt ∞inf ½1/2 ⅓1/3 ¼1/4 ¾3/4 ⅔2/3 ᵀ' ⊤' ′' ″'' ‖|| ∥|| …... ⋯... ⋮: ⋱... \
      ✓ok ✗x ✘x “" ”" „" «" »" ‘' ’' ´' ¿ ¡ ºo ªa °deg §sec. €EUR ●o ○o ■# □# ▲^ △^ ▼v ◆* ◇* ★* ☆* ⟦{ ⟧} ⟨< ⟩> \
      ₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ₊+ ₋- ₌= ₍( ₎) ₐa ₑe ₕh ᵢi ⱼj ₖk ₗl ₘm ₙn ₒo ₚp ᵣr ₛs ₜt ᵤu ᵥv ₓx ᵦbeta ᵧgamma \
      ᵨrho ᵩphi ᵪchi áa àa äa åa ãa ée èe ëe íi ìi ïi óo òo öo õo úu ùu üu ýy ÿy ñn çc ßss æae øo œoe ÁA ÀA ÄA ÅA ÃA \
      ÉE ÈE ËE ÍI ÌI ÏI ÓO ÒO ÖO ÕO ÚU ÙU ÜU ÝY ÑN ÇC âahat êehat îihat ôohat ûuhat ŷyhat ŵw_hat ẑzhat ĉc_hat ĝghat \
      ĥhhat ĵjhat ŝshat ÂAhat ÊEhat ÎIhat ÔOhat ÛUhat ŶYhat ŴW_hat ȳybar āabar ēebar īibar ōobar ūubar ẋxdot ẏydot \
      żzdot ȧadot ẇwdot ỹytilde ũutilde ẽetilde ─- ━- ═= │| ┃| ┤| ├| └+ ┌+ ┐+ ┘+ ┼+ ┴+ ┬+ █# ▓# ▒+ ░: ▁_ ⎡| ⎤| ⎢| ⎥| ⎣| \
      ⎦|
      """)
    table["\u{A0}"] = " "
    table["\u{2009}"] = " "
    table["\u{202F}"] = " "
    return table
  }()

  /// `δdelta ⊙.*` → ["δ": "delta", "⊙": ".*"].
  private static func pairs(_ list: String) -> [Character: String] {
    var table: [Character: String] = [:]
    for pair in list.split(separator: " ") {
      if let first = pair.first { table[first] = String(pair.dropFirst()) }
    }
    return table
  }
}
