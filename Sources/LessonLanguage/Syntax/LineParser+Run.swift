import Typesetting

/// The lines of `run`.
extension LineParser {
  /// A line of `run`.
  mutating func run() throws(LocatedError) -> RunSyntax {
    let range = lineRange
    switch word {
    case "stop" where token(after: 1)?.kind == .word:
      advance()
      return try stop(range)
    case "keep" where token(after: 1)?.sign != .comma && token(after: 1)?.word != "in":
      advance()
      let count = try howMany()
      try expect(word: "examples")
      try expect(word: "for")
      let set = try name(.both("el nombre de un conjunto: validation", "the name of a set: validation"))
      try expectEnd()
      return .keep(count, set: set.plain ?? "", range)
    case "ties" where token(after: 1)?.word != "in":
      advance()
      try expect(word: "exact")
      try expectEnd()
      return .tiesExact(range)
    default:
      return try batches(range)
    }
  }

  /// `X, t in batches of 1, in order`
  private mutating func batches(_ range: SourceRange) throws(LocatedError) -> RunSyntax {
    var names = [try name(LineParser.runLines)]
    while take(.comma) { names.append(try name()) }
    guard take(word: "in") else { throw notRun() }
    try expect(word: "batches")
    try expect(word: "of")
    let size = try howMany()
    guard take(.comma) else { throw unexpected(LineParser.orders) }
    let isShuffled = word == "shuffled"
    if isShuffled {
      advance()
    } else {
      guard word == "in" else { throw unexpected(LineParser.orders, keywords: ["shuffled"]) }
      advance()
      try expect(word: "order")
    }
    try expectEnd()
    return .batches(names, size: size, isShuffled: isShuffled, range)
  }

  /// How many of something: a whole number, in which `1.000` is no thousand.
  mutating func howMany() throws(LocatedError) -> FormulaSyntax {
    if let error = thousandsPoint() { throw error }
    return try sum()
  }

  private static let orders = Localized.both("«, in order» o «, shuffled»", "“, in order” or “, shuffled”")
  private static let runLines = Localized.both(
    "una línea de run: stop, keep, ties exact o X, Y in batches of m, in order",
    "a line of run: stop, keep, ties exact or X, Y in batches of m, in order")

  /// A line whose first word is none of `run`'s.
  private func notRun() -> LocatedError {
    if let first = self.first?.word, let meant = Nearest.word(to: first, among: ["stop", "keep", "ties"]) {
      return LocatedError(
        self.first?.range, es: "no se entiende «\(first)»; ¿querías decir «\(meant)»?",
        en: "“\(first)” is not understood; did you mean “\(meant)”?")
    }
    return unexpected(.both("«in batches of …»", "“in batches of …”"), keywords: ["in"])
  }

  private mutating func stop(_ range: SourceRange) throws(LocatedError) -> RunSyntax {
    switch word {
    case "after":
      advance()
      let count = try howMany()
      let span: RunSyntax.Span
      switch word {
      case "iterations", "iteration": span = .iterations
      case "epochs", "epoch": span = .epochs
      default:
        throw unexpected(
          .both("«iterations» o «epochs»", "“iterations” or “epochs”"), keywords: ["iterations", "epochs"])
      }
      advance()
      let conditions = word == "when" ? try conditions() : []
      try expectEnd(keywords: ["when"])
      return .stopAfter(count, span, conditions: conditions, range)
    case "once":
      advance()
      let start = current?.range ?? range
      let formula = try comparison()
      if !formula.isComparison, take(word: "has") {
        try expect(word: "not")
        try expect(word: "fallen")
        try expect(word: "for")
        let patience = try sum()
        guard take(word: "epochs") || take(word: "epoch") else {
          throw unexpected(.both("«epochs»", "“epochs”"), keywords: ["epochs"])
        }
        try expectEnd()
        return .stopUnlessFalling(formula, patience: patience, range)
      }
      let conditions = word == "when" ? try conditions() : []
      try expectEnd(keywords: ["when", "has"])
      guard formula.isComparison else { throw comparisonMissing(start) }
      return .stopOnce(formula, conditions: conditions, range)
    default:
      throw unexpected(.both("«after» u «once»", "“after” or “once”"), keywords: ["after", "once"])
    }
  }

  func comparisonMissing(_ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "se esperaba una comparación: errors = 0, J < 0.01", en: "expected a comparison: errors = 0, J < 0.01")
  }
}
