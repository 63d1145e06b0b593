import Calculus
import LessonLanguage
import Typesetting

/// Looking up what a line of `pictures` names.
extension Picture {
  /// A line with its formulas looked up, which can be drawn; throws a `LocatedError` that says what would fit.
  init(_ syntax: PictureSyntax, _ pictureScope: PictureScope) throws(LocatedError) {
    let scope = pictureScope.scope
    self.syntax = syntax
    calculation = try Self.calculation(syntax, scope)
    if syntax.kind == .path {
      (ground, moved) = try Self.ground(syntax, scope)
    } else {
      moved = try Self.moved(syntax, scope)
    }
    let names = scope.names(moved.map { $0.number })
    let isList = syntax.kind == .steps || syntax.kind.takesSeveral
    let isDrawn = syntax.kind != .steps && calculation == nil
    subject =
      isDrawn
      ? try scope.resolve(written: syntax.subject, syntax.kind == .path ? LocalNames() : names) : Resolved(.number(0))
    over = syntax.kind == .path ? nil : try Self.over(syntax, scope)
    by = if let by = syntax.by, isDrawn { try scope.resolve(written: by) } else { nil }
    meaning = syntax.meaning.map { $0.localized }
    subjectText = scope.lesson.source.text(
      syntax.subject.range.through(syntax.others.last?.range ?? syntax.subject.range))
    convention = scope.program.convention
    writtenConvention = scope.lesson.syntax.examples ?? .rows
    if isList {
      cells = [syntax.subject] + syntax.others
      if syntax.kind == .steps, case .matrix(let rows, _) = syntax.subject { cells = rows.flatMap { $0 } }
      for cell in cells { columns.append(try scope.resolve(written: cell, names)) }
    }
    try PictureRequirements(scope: pictureScope, picture: self).check()
  }

  /// What is derived or traced in the program that a scope asks about; nil for what is drawn.
  static func calculation(_ syntax: PictureSyntax, _ scope: Scope) throws(LocatedError) -> Calculation? {
    guard let by = syntax.by else { return nil }
    switch syntax.kind {
    case .curve, .points, .map, .surface, .path, .bars, .inequalities, .steps, .image: return nil
    case .derive: return .derivation(try scope.derivation(of: syntax.subject, by: by))
    case .trace, .methods:
      var variables = [by]
      if case .matrix(let rows, _) = by { variables = rows.flatMap { $0 } }
      let found = try scope.computed(syntax.subject, from: variables)
      return .trace(found.formula, from: found.variables)
    }
  }

  /// The numbers behind `over`, with where they go from and to.
  private static func moved(_ syntax: PictureSyntax, _ scope: Scope) throws(LocatedError) -> [MovedNumber] {
    var found: [MovedNumber] = []
    for moved in syntax.moved {
      let source = scope.lesson.source
      let written = moved.ends.map { source.text($0.from.range) + ".." + source.text($0.to.range) }
      let number = try scope.moved(moved.place, between: written, place: found.count)
      let text = scope.lesson.source.text(moved.place.range)
      guard !found.contains(where: { $0.number.isSame(as: number) }) else {
        throw twice(text, moved.place.range)
      }
      let ends = try Self.ends(of: moved, number, text, scope)
      found.append(MovedNumber(syntax: moved.place, number: number, ends: ends, text: text))
    }
    return found
  }

  /// From where to where a number is moved; nil where an entry's line does not say.
  ///
  /// - Parameter names: what the ends may name besides settings.
  static func ends(
    of moved: MovedSyntax, _ number: Scope.Moved, _ text: String, _ scope: Scope, _ names: LocalNames = LocalNames()
  ) throws(LocatedError) -> ClosedRange<Double>? {
    if let written = moved.ends {
      let (from, to) = (try scope.number(written.from, names), try scope.number(written.to, names))
      let range = written.from.range.through(written.to.range)
      guard from < to, (to - from).isFinite else {
        throw LocatedError(
          range, es: "«\(text)» va de un número a otro mayor: −5..5",
          en: "“\(text)” goes from one number to a larger one: −5..5")
      }
      return from...to
    }
    guard case .new(let quantity) = number else { return nil }
    let name = quantity.symbol.name
    throw LocatedError(
      moved.place.range, es: "«\(name)» es nuevo: di de dónde a dónde va, como en «\(name) = −5..5»",
      en: "“\(name)” is new: say from where to where it goes, as in “\(name) = −5..5”")
  }

  /// What a path goes over, and the numbers that move it: those of a function, or the lesson's own two.
  private static func ground(
    _ syntax: PictureSyntax, _ scope: Scope
  ) throws(LocatedError) -> (value: Resolved?, moved: [MovedNumber]) {
    guard let over = syntax.over, case .name(let name) = over else { return (nil, []) }
    if let function = try scope.function(name) {
      let texts = entryTexts(syntax.subject, scope)
      return (
        function.value,
        function.arguments.enumerated().map { place, argument in
          MovedNumber(syntax: syntax.subject, number: argument, ends: nil, text: texts[place])
        }
      )
    }
    let value = try scope.resolve(written: over)
    guard case .matrix(let rows, _) = syntax.subject else { throw twoNumbers(syntax, scope) }
    let cells = rows.flatMap { $0 }
    var moved: [MovedNumber] = []
    for cell in cells {
      guard case .entry(let entry) = try scope.moved(cell, place: 0) else { throw twoNumbers(syntax, scope) }
      let text = scope.lesson.source.text(cell.range)
      moved.append(MovedNumber(syntax: cell, number: .entry(entry), ends: nil, text: text))
    }
    guard moved.count == 2 else { throw twoNumbers(syntax, scope) }
    guard !moved[0].number.isSame(as: moved[1].number) else { throw twice(moved[1].text, moved[1].syntax.range) }
    return (value, moved)
  }

  private static func twice(_ text: String, _ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "«\(text)» está dos veces: un plano tiene dos números distintos",
      en: "“\(text)” is here twice: a plane has two different numbers")
  }

  private static func twoNumbers(_ syntax: PictureSyntax, _ scope: Scope) -> LocatedError {
    let text = scope.lesson.source.text(syntax.over?.range ?? syntax.range)
    return LocatedError(
      syntax.subject.range, es: "sobre la cantidad «\(text)» van dos números de la lección: [W[1,1] W[2,1]]",
      en: "over the quantity “\(text)” go two numbers of the lesson: [W[1,1] W[2,1]]")
  }

  /// What the two entries of a place in the plane are called: `x` and `y` of `[x y]`, else `v[1]` and `v[2]`.
  private static func entryTexts(_ subject: FormulaSyntax, _ scope: Scope) -> [String] {
    if case .matrix(let rows, _) = subject {
      let cells = rows.flatMap { $0 }.map { scope.lesson.source.text($0.range) }
      if cells.count == 2 { return cells }
    }
    let text = scope.lesson.source.text(subject.range)
    return ["\(text)[1]", "\(text)[2]"]
  }

  /// The quantity after `over`, which is a whole one.
  private static func over(_ syntax: PictureSyntax, _ scope: Scope) throws(LocatedError) -> Quantity? {
    guard let over = syntax.over else { return nil }
    if case .index(_, let indices, _) = over, indices.contains(where: { if case .one = $0 { false } else { true } }) {
      let text = scope.lesson.source.text(over.range)
      throw LocatedError(
        over.range,
        es:
          "tras «over» va una cantidad con nombre: da uno a la parte, F = \(text), calcula con F en forward y escribe "
          + "«over F»",
        en: "“over” takes a quantity with a name: give the part one, F = \(text), compute with F in forward and write "
          + "“over F”")
    }
    let (quantity, offset) = try scope.address(over)
    guard offset == nil else {
      throw LocatedError(
        over.range, es: "tras «over» va una cantidad completa, como «over \(quantity.symbol.name)»",
        en: "“over” takes a whole quantity, as in “over \(quantity.symbol.name)”")
    }
    return quantity
  }

  /// In the last batch, which may be smaller, what is drawn of a batch has to be there too: `image X[3,:]`.
  func checkLastBatch(_ scope: Scope) throws(LocatedError) {
    guard [.image, .steps, .points, .curve, .bars, .surface].contains(kind), over == nil,
      let rest = scope.program.batching?.remainder,
      let program = scope.program.remainder
    else { return }
    let small = scope.of(program)
    for formula in (cells.isEmpty ? [syntax.subject] : cells) + syntax.moved.map({ $0.place }) {
      do throws(LocatedError) {
        _ = try small.resolve(written: formula, names(scope))
      } catch {
        let last = Localized(
          es: "en el último lote, que tiene \(Noun.example(rest).es), ",
          en: "in the last batch, which has \(Noun.example(rest).en), ")
        throw LocatedError(error.range, last + error.message)
      }
    }
  }
}
