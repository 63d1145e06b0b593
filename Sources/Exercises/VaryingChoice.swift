import Calculus
import LessonLanguage
import Marking
import Matrices
import Typesetting

/// What of a lesson may be drawn anew, and what may not.
struct VaryingChoice {
  private var found: [Candidate] = []
  private let scope: Scope

  /// A name that the lesson gives a value before it runs.
  private struct Candidate {
    let name: String
    let option: String?
    /// What may be drawn; nil where nothing may.
    var numbers: VaryingNumbers?
    /// Why it stays as it is unless it is asked for.
    var reserve: Localized?
    /// Why it cannot vary at all.
    var obstacle: Localized?
  }

  init(_ lesson: Lesson, _ scope: Scope) {
    self.scope = scope
    for section in lesson.syntax.sections {
      switch section.kind {
      case .settings, .data, .parameters, .state: add(section.lines, section.kind, isInLoop: false)
      case .forward, .loss, .metrics, .backward, .update, .optimizer, .run, .pictures, .expect, .note, .table: break
      }
    }
  }

  private mutating func add(_ lines: [LineSyntax], _ kind: SectionSyntax.Kind, isInLoop: Bool) {
    for line in lines {
      switch line {
      case .statement(let statement):
        for target in [statement.target] + statement.moreTargets {
          guard let name = name(target) else { continue }
          var candidate = Candidate(name: name, option: statement.alias?.plain.map(Spelling.canonical))
          do throws(Obstacle) {
            if isInLoop { throw Obstacle(Words.inLoop) }
            (candidate.numbers, candidate.reserve) = try numbers(statement, kind, candidate)
          } catch {
            candidate.obstacle = error.words
          }
          // Of the lines that give a name a value, those count that hold under the lesson's settings.
          if candidate.obstacle == Words.inactive, found.contains(where: { $0.name == name }) { continue }
          found.removeAll { $0.name == name && $0.obstacle == Words.inactive }
          found.append(candidate)
        }
      case .loop(let loop): add(loop.body, kind, isInLoop: true)
      case .run, .expect, .claim, .study, .picture, .row: break
      }
    }
  }

  /// The name; of one with indices in braces, what is written before the first.
  private func name(_ syntax: NameSyntax) -> String? {
    if let plain = syntax.plain { return Spelling.canonical(plain) }
    if case .text(let text)? = syntax.parts.first { return text }
    return nil
  }

  /// Why something cannot vary.
  private struct Obstacle: Error {
    let words: Localized
    init(_ words: Localized) { self.words = words }
  }

  /// What of a line may be drawn anew, and why it is not unless it is asked for; throws why nothing may.
  private func numbers(
    _ statement: StatementSyntax, _ kind: SectionSyntax.Kind, _ candidate: Candidate
  ) throws(Obstacle) -> (numbers: VaryingNumbers, reserve: Localized?) {
    if statement.set != nil { throw Obstacle(Words.otherSet) }
    switch statement.body {
    case .choices: throw Obstacle(Words.choice)
    case .function: throw Obstacle(Words.function)
    case .equals, .draw, .dataset, .file, .assign, .by, .claim: break
    }
    guard
      let input = scope.program.inputs.first(where: {
        $0.line == statement.range.line && Spelling.canonical($0.quantity.symbol.name) == candidate.name
      })
    else { throw Obstacle(Words.inactive) }
    guard let (cells, columns) = VaryingNumbers.cells(try formula(statement.body)) else {
      throw Obstacle(Words.formula)
    }
    guard cells.count <= Question.mostEntries else { throw Obstacle(Words.many(cells.count)) }
    guard cells.allSatisfy({ $0.decimals <= VaryingNumbers.mostDecimals }) else { throw Obstacle(Words.decimals) }
    let shares = kind == .data ? VaryingNumbers.shares(cells, input.quantity) : []
    let limits = scope.program.settings.first { $0.symbol.name == input.quantity.symbol.name }?.limits
    return (
      VaryingNumbers(
        candidate.name, option: candidate.option, cells, columns: columns, shares: shares, isSetting: kind == .settings,
        kind == .settings ? limits : nil),
      try reserve(cells, kind, input.quantity)
    )
  }

  /// The formula that a line gives a name as its value; throws why there is none.
  private func formula(_ body: StatementSyntax.Body) throws(Obstacle) -> FormulaSyntax {
    switch body {
    case .equals(let formula): return formula
    case .draw: throw Obstacle(Words.drawn)
    case .dataset: throw Obstacle(Words.images)
    case .file(let path, _): throw Obstacle(Words.file(path))
    case .choices, .function, .assign, .by, .claim: throw Obstacle(Words.formula)
    }
  }

  /// Why numbers stay as they are unless they are asked for, if they do; throws why they stay in any case.
  private func reserve(
    _ cells: [VaryingNumbers.Cell], _ kind: SectionSyntax.Kind, _ quantity: Quantity
  ) throws(Obstacle) -> Localized? {
    if kind == .settings {
      if scope.program.decidingSettings.contains(quantity.id) { throw Obstacle(Words.deciding) }
      return cells.allSatisfy { $0.decimals == 0 } ? Words.whole : nil
    }
    if cells.allSatisfy({ [-1, 0, 1].contains($0.value) }) {
      if kind == .data, cells.count > 1 { throw Obstacle(Words.codes) }
      return Words.neutral
    }
    return kind == .state ? Words.state : nil
  }

  /// What varies, by names or options, or without any by all that may; and what stays as it is.
  ///
  /// - Throws: that a name is none of the lesson's, or why it cannot vary; that nothing can.
  func chosen(
    _ names: [String]?
  ) throws(VariantFault) -> (varied: [VaryingNumbers], kept: [VariantDrawing.KeptNumbers]) {
    var wanted: Set<String> = []
    if let names, names.isEmpty {
      throw VariantFault(Localized(es: "no se dice qué varía", en: "nothing is named that varies") + suggestion(nil))
    }
    for typed in names ?? [] {
      let name = Spelling.layered(typed)
      guard let candidate = found.last(where: { $0.name == name || $0.option == name }) else {
        throw refusal(of: typed, name)
      }
      guard candidate.numbers != nil else {
        let reason = candidate.obstacle ?? Words.formula
        throw VariantFault(
          Localized(es: "«\(typed)» no puede variar: ", en: "“\(typed)” cannot vary: ") + reason + suggestion(nil))
      }
      wanted.insert(candidate.name)
    }
    var varied: [VaryingNumbers] = []
    var kept: [VariantDrawing.KeptNumbers] = []
    for candidate in found {
      let isWanted = names == nil ? candidate.reserve == nil : wanted.contains(candidate.name)
      if isWanted, let numbers = candidate.numbers {
        varied.append(numbers)
      } else {
        let reason = names != nil && candidate.numbers != nil ? Words.notAsked : nil
        kept.append(
          .init(name: candidate.name, reason: reason ?? candidate.obstacle ?? candidate.reserve ?? Words.notAsked))
      }
    }
    guard !varied.isEmpty else {
      throw VariantFault(
        Localized(
          es: "En esta lección no hay números que variar" + (found.isEmpty ? "." : ": "),
          en: "In this lesson there are no numbers to vary" + (found.isEmpty ? "." : ": "))
          + Self.list(kept.map { Localized(both: "\($0.name), ") + $0.reason }) + suggestion(nil))
    }
    return (varied, kept)
  }

  private func refusal(of typed: String, _ name: String) -> VariantFault {
    let program = scope.program
    let isComputed = program.definitions.contains { $0.quantity.name == name || $0.quantity.symbol.name == name }
    let message =
      isComputed
      ? Localized(
        es: "«\(typed)» no puede variar: lo calcula la lección", en: "“\(typed)” cannot vary: the lesson computes it")
      : Localized(
        es: "«\(typed)» no es ningún dato, parámetro ni ajuste de la lección «\(program.name)»",
        en: "“\(typed)” is no data, parameter or setting of the lesson “\(program.name)”")
    return VariantFault(message + suggestion(isComputed ? nil : name))
  }

  /// What may be meant by a name, or what can vary.
  private func suggestion(_ name: String?) -> Localized {
    let known = found.filter { $0.numbers != nil }
    let names = known.flatMap { [$0.name, $0.option].compactMap { $0 } }
    if let near = name.flatMap({ Nearest.word(to: $0, among: names) }) {
      return Localized(es: "; ¿querías decir «\(near)»?", en: "; did you mean “\(near)”?")
    }
    guard !known.isEmpty else { return Localized(both: "") }
    let list = known.map { $0.option ?? $0.name }.joined(separator: ", ")
    return Localized(es: "; pueden variar: \(list)", en: "; these can vary: \(list)")
  }

  private static func list(_ words: [Localized]) -> Localized {
    Localized(es: words.map { $0.es }.joined(separator: "; "), en: words.map { $0.en }.joined(separator: "; "))
  }

  /// Why something stays as it is.
  enum Words {
    static let inLoop = Localized(es: "se le da valor en un «for»", en: "a “for” gives it its value")
    static let otherSet = Localized(es: "es de otro conjunto, no de lo que se aprende", en: "it is of another set")
    static let drawn = Localized(
      es: "se sortea (~): con otra semilla ya es otro", en: "it is drawn (~): with another seed it is another already")
    static let images = Localized(es: "son imágenes de dígitos", en: "these are images of digits")
    static func file(_ path: String) -> Localized {
      Localized(es: "se lee de «\(path)»", en: "it is read from “\(path)”")
    }
    static let choice = Localized(es: "es una opción, no un número", en: "it is a choice, not a number")
    static let function = Localized(es: "es una función", en: "it is a function")
    static let formula = Localized(
      es: "se escribe con una fórmula, no con números", en: "it is written as a formula, not as numbers")
    static let inactive = Localized(
      es: "con estos ajustes no tiene efecto («when»)", en: "it has no effect with these settings (“when”)")
    static func many(_ count: Int) -> Localized {
      Localized(
        es: "tiene \(count) números, y a mano se trabaja hasta con \(Question.mostEntries)",
        en: "it has \(count) numbers, and by hand one works with up to \(Question.mostEntries)")
    }
    static let decimals = Localized(
      es: "tiene números de más de \(VaryingNumbers.mostDecimals) decimales, o con potencias de diez",
      en: "it has numbers with more than \(VaryingNumbers.mostDecimals) decimals, or with powers of ten")
    static let deciding = Localized(
      es: "decide qué líneas o qué dimensiones hay", en: "it decides which lines or shapes there are")
    static let whole = Localized(
      es: "es un número entero; varía si se pide", en: "it is a whole number; it varies where it is asked for")
    static let codes = Localized(
      es: "son solo 0, 1 o −1: casos o clases", en: "it has only 0, 1 or −1: cases or classes")
    static let neutral = Localized(
      es: "es 0 o 1; varía si se pide", en: "it is 0 or 1; it varies where it is asked for")
    static let state = Localized(
      es: "es estado; varía si se pide", en: "it is state; it varies where it is asked for")
    static let notAsked = Localized(es: "no se pide", en: "it is not asked for")
  }
}

extension VaryingNumbers {
  /// The most decimals that numbers may have which vary.
  static let mostDecimals = 3

  /// The numbers of a formula that is nothing but a number, with a sign or without, or a matrix of such; else nil.
  static func cells(_ formula: FormulaSyntax) -> (cells: [Cell], columns: Int)? {
    if let cell = cell(formula) { return ([cell], 1) }
    guard case .matrix(let rows, _) = formula else { return nil }
    var cells: [Cell] = []
    for entry in rows.flatMap({ $0 }) {
      guard let cell = cell(entry) else { return nil }
      cells.append(cell)
    }
    return (cells, rows.first?.count ?? 1)
  }

  private static func cell(_ formula: FormulaSyntax) -> Cell? {
    switch formula {
    case .number(let value, let spelling, let range):
      guard let shortest = DecimalDigits(value) else { return nil }
      let decimals = max(shortest.decimals, PrintedSyntax.decimals(of: spelling))
      return Cell(
        value: value, decimals: PrintedSyntax.hasPower(spelling) ? max(decimals, mostDecimals + 1) : decimals,
        range: range)
    case .prefix(.minus, let operand, let range):
      guard case .number = operand, let cell = cell(operand), cell.range.line == range.line else { return nil }
      return Cell(value: -cell.value, decimals: cell.decimals, range: range.through(cell.range))
    case .name, .call, .prefix, .infix, .transpose, .power, .index, .matrix, .partial: return nil
    }
  }

  /// The places of the numbers of each example, where those of every example add up to 1 and none is negative.
  static func shares(_ cells: [Cell], _ quantity: Quantity) -> [[Int]] {
    let shape = quantity.shape
    guard shape.rank == 2, shape.count == cells.count, quantity.examples.width(shape) > 1 else { return [] }
    let unit = DecimalUnit(cells.reduce(0) { max($0, $1.decimals) })
    let (example, number) = quantity.examples.strides(shape)
    let shares = (0..<quantity.examples.count(shape)).map { place in
      (0..<quantity.examples.width(shape)).map { place * example + $0 * number }
    }
    let addUp = shares.allSatisfy { share in
      share.reduce(0) { $0 + unit.count(cells[$1].value) } == unit.count(1)
        && share.allSatisfy { cells[$0].value >= 0 }
    }
    return addUp ? shares : []
  }
}
