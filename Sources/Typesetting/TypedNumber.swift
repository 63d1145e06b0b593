/// A number as a person types it.
package enum TypedNumber {
  /// Why a text is not a number.
  package enum Reason: Error, Hashable, Sendable {
    case notANumber, notFinite, notWhole, dividedByZero
    /// Marks between its thousands, or what may be one; with what to write instead.
    case marks(Localized)
    /// A whole number beyond these.
    case below(Int64)
    case above(Int64)

    /// The reason as a clause, and what would fit.
    package var message: Localized {
      switch self {
      case .notANumber:
        Localized(
          es: "no es un número; por ejemplo 0.5, 0,5, 1e-3 o 1/3", en: "not a number; for example 0.5, 0,5, 1e-3 or 1/3"
        )
      case .notFinite: Localized(es: "debe ser un número finito", en: "it must be a finite number")
      case .marks(let advice): advice
      case .notWhole: Localized(es: "debe ser un número entero", en: "it must be a whole number")
      case .dividedByZero: Localized(es: "es una división entre cero", en: "it is a division by zero")
      case .below(let least): Localized(es: "el mínimo es \(least)", en: "the minimum is \(least)")
      case .above(let greatest): Localized(es: "el máximo es \(greatest)", en: "the maximum is \(greatest)")
      }
    }
  }

  /// The whole number that a text means: `100`, `1e4`, `6/2`.
  ///
  /// - Throws: why it means none, or none in the range.
  package static func integer(_ text: String, in range: ClosedRange<Int64>) throws(Reason) -> Int64 {
    if NumberMarks.isGrouped(text), let advice = NumberMarks.advice(text, isWhole: true) { throw .marks(advice) }
    let value = try parse(text).get()
    guard value == value.rounded() else { throw .notWhole }
    // Digits alone are read exactly; through a Double only what it holds exactly.
    if let exact = Int64(plain(text)) ?? Int64(exactly: value), range.contains(exact) { return exact }
    throw value < Double(range.lowerBound) ? .below(range.lowerBound) : .above(range.upperBound)
  }

  /// The number a text means, or why it means none.
  package static func parse(_ text: String) -> Result<Double, Reason> {
    let sides = plain(text).split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard sides.count <= 2 else { return .failure(.notANumber) }
    var values: [Double] = []
    for side in sides {
      switch decimal(side) {
      case .success(let value): values.append(value)
      case .failure(let reason): return .failure(reason)
      }
    }
    guard values.count == 2 else { return .success(values[0]) }
    guard values[1] != 0 else { return .failure(.dividedByZero) }
    let quotient = values[0] / values[1]
    return quotient.isFinite ? .success(quotient) : .failure(.notFinite)
  }

  /// The text with a hyphen for each minus sign (U+2212), and a number as it is printed, `2.2·10⁻⁵`, as `2.2e-5`.
  private static func plain(_ text: String) -> String {
    let typed = String(text.map { $0 == "\u{2212}" ? "-" : $0 })
    let marks = typed.reversed().prefix { superscripts[$0] != nil }.reversed()
    let exponent = marks.compactMap { superscripts[$0] }.joined()
    let power = typed.dropLast(exponent.count)
    guard !exponent.isEmpty, power.hasSuffix("10") else { return typed }
    let factor = String(power.dropLast(2))
    if factor.last == "·" || factor.last == "×" { return "\(factor.dropLast())e\(exponent)" }
    return factor.isEmpty || factor == "-" ? "\(factor)1e\(exponent)" : typed
  }

  private static let superscripts: [Character: String] = [
    "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  ]

  /// Sign, digits with at most one mark, exponent; nothing else, so neither `0x1p3` nor `inf`.
  private static func decimal(_ text: Substring) -> Result<Double, Reason> {
    let word = text.lowercased()
    let unsigned = word.first == "-" || word.first == "+" ? String(word.dropFirst()) : word
    if ["nan", "inf", "infinity", "∞", "infinito"].contains(unsigned) { return .failure(.notFinite) }
    let bytes = Array(text.utf8)
    var index = 0
    func isDigit() -> Bool { index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) }
    func isOne(of signs: StaticString) -> Bool {
      index < bytes.count && signs.withUTF8Buffer { $0.contains(bytes[index]) }
    }
    var digits = 0
    var marks = 0
    if isOne(of: "+-") { index += 1 }
    while isDigit() || isOne(of: ".,") {
      if isDigit() { digits += 1 } else { marks += 1 }
      index += 1
    }
    guard digits > 0 else { return .failure(.notANumber) }
    if isOne(of: "eE") {
      index += 1
      if isOne(of: "+-") { index += 1 }
      guard isDigit() else { return .failure(.notANumber) }
      while isDigit() { index += 1 }
    }
    guard index == bytes.count else { return .failure(.notANumber) }
    let isUnclear = marks == 1 && text.contains { $0 == "," } && NumberMarks.isGrouped(String(text))
    guard marks <= 1, !isUnclear else {
      let twice = Localized(
        es: "tiene más de un signo decimal; los millares se escriben sin separador",
        en: "it has more than one decimal mark; write thousands without a separator")
      return .failure(.marks(NumberMarks.advice(String(text)) ?? twice))
    }
    guard let value = Double(String(text.map { $0 == "," ? "." : $0 })) else { return .failure(.notANumber) }
    return value.isFinite ? .success(value) : .failure(.notFinite)
  }
}
