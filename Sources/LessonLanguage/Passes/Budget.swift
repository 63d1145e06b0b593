import Typesetting

/// What a lesson has asked for so far, held against `ElaborationLimits` before it is given.
struct Budget: Sendable {
  /// Entries of all quantities.
  private var elements = 0
  private var expandedLines = 0
  private var loopTurns = 0
  /// The parts of all formulas read so far, those of one's own functions at each call.
  var readParts = 0
  /// How deep the calls of one's own functions are nested.
  var callDepth = 0

  /// Counts the entries of a quantity, before there is memory for them.
  mutating func take(_ count: Int, at range: SourceRange) throws(LocatedError) {
    elements += count
    guard elements <= ElaborationLimits.elements else {
      throw LocatedError(
        range, es: "la lección pide más de \(ElaborationLimits.elements) números, que es el máximo",
        en: "the lesson asks for more than \(ElaborationLimits.elements) numbers, the maximum")
    }
  }

  /// Counts a line, before it is built.
  mutating func countLine(_ statement: StatementSyntax) throws(LocatedError) {
    expandedLines += 1
    guard expandedLines <= ElaborationLimits.lines else {
      throw LocatedError(
        statement.range, es: "con los bucles, la lección pasa de \(ElaborationLimits.lines) líneas",
        en: "with its loops, the lesson has more than \(ElaborationLimits.lines) lines")
    }
  }

  /// Counts a turn of a loop, before it is taken.
  mutating func countTurn(of loop: LoopSyntax) throws(LocatedError) {
    loopTurns += 1
    guard loopTurns <= ElaborationLimits.turns else {
      throw LocatedError(
        loop.range, es: "los bucles dan más de \(ElaborationLimits.turns) vueltas en total",
        en: "the loops take more than \(ElaborationLimits.turns) turns in all")
    }
  }

  /// The formulas of the lesson, with one's own functions written out, are too long.
  static func tooManyTerms(_ range: SourceRange) -> LocatedError {
    LocatedError(
      range,
      es:
        "hasta aquí, con las funciones escritas enteras, las fórmulas pasan de \(ElaborationLimits.allTerms) términos",
      en: "up to here, with functions written out, the formulas have more than \(ElaborationLimits.allTerms) terms")
  }
}
