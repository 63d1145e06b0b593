import Typesetting

/// Reads the lines of a file: lessons, their sections, and the lines of each.
struct FileParser {
  private let lines: [TokenLine]
  private var next = 0

  init(_ lines: [TokenLine]) {
    self.lines = lines
  }

  /// The words that open a section.
  static let sections = [
    "settings", "data", "parameters", "state", "forward", "loss", "metrics", "backward", "update", "optimizer", "run",
    "expect", "note", "table", "pictures", "study", "compare", "exercise",
  ]

  private var current: TokenLine? { next < lines.count ? lines[next] : nil }

  mutating func lessons() throws(LocatedError) -> [LessonSyntax] {
    var lessons: [LessonSyntax] = []
    repeat {
      let lesson = try lesson()
      if lessons.contains(where: { $0.name == lesson.name }) {
        throw LocatedError(
          lesson.nameRange, es: "ya hay una lección «\(lesson.name)» en este archivo",
          en: "there is a lesson “\(lesson.name)” in this file already")
      }
      lessons.append(lesson)
    } while current != nil
    return lessons
  }

  private mutating func lesson() throws(LocatedError) -> LessonSyntax {
    guard let line = current else {
      throw LocatedError(
        nil, es: "el archivo está vacío; una lección empieza con «lesson NOMBRE»",
        en: "the file is empty; a lesson begins with “lesson NAME”")
    }
    let heading = LineParser(line)
    guard line.indent == 0, heading.word == "lesson" else {
      throw LocatedError(
        heading.first?.range ?? line.range, es: "un archivo empieza con «lesson NOMBRE», al margen",
        en: "a file begins with “lesson NAME”, at the margin")
    }
    var lesson = try FileParser.named(line)
    next += 1
    while let line = current, line.indent > 0 {
      try FileParser.readHeader(line, into: &lesson)
      next += 1
    }
    while let line = current {
      let parser = LineParser(line)
      if parser.word == "lesson", parser.token(after: 1)?.sign != .equal { break }
      try readSection(into: &lesson)
    }
    try lesson.checkClaims()
    return lesson
  }

  /// `lesson gradient-problems`: letters, digits, `-` and `_`.
  private static func named(_ line: TokenLine) throws(LocatedError) -> LessonSyntax {
    let parts = line.tokens.dropFirst()
    guard let first = parts.first else {
      throw LineParser.ended(line, .both("el nombre de la lección", "the name of the lesson"))
    }
    var name = ""
    var range = first.range
    for part in parts {
      let isNamePart =
        part.text.allSatisfy { Lexer.isNameCharacter($0) || $0 == "-" } && (name.isEmpty || !part.isApart)
      guard isNamePart, !(name.isEmpty && part.text == "-"), name.utf8.count < 200 else {
        throw LocatedError(
          part.range, es: "el nombre de una lección tiene letras, dígitos, - y _, sin espacios",
          en: "a lesson's name has letters, digits, - and _, without spaces")
      }
      name += part.text
      range = range.through(part.range)
    }
    return LessonSyntax(name: name, nameRange: range)
  }

  /// A line below `lesson`: titles, `source`, `examples in …`.
  private static func readHeader(_ line: TokenLine, into lesson: inout LessonSyntax) throws(LocatedError) {
    var parser = LineParser(line)
    let start = parser.first?.range
    switch parser.word {
    case "es", "en":
      while try parser.takeText(into: &lesson.title) {}
      try parser.expectEnd(keywords: ["es", "en"])
    case "source":
      parser.advance()
      let document = try parser.string()
      let place = parser.isAtEnd ? nil : try parser.string()
      try parser.expectEnd()
      lesson.sources.append(LessonSyntax.SourceSyntax(document: document, place: place))
    case "examples":
      if lesson.examples != nil { throw parser.twice("examples", start) }
      parser.advance()
      try parser.expect(word: "in")
      switch parser.word {
      case "rows": lesson.examples = .rows
      case "columns": lesson.examples = .columns
      default:
        throw parser.unexpected(.both("«rows» o «columns»", "“rows” or “columns”"), keywords: ["rows", "columns"])
      }
      parser.advance()
      try parser.expectEnd()
    default:
      if let word = parser.word, sections.contains(word) {
        throw LocatedError(
          start, es: "la sección «\(word)» empieza al margen, sin sangría",
          en: "the section “\(word)” begins at the margin, without indentation")
      }
      throw parser.unexpected(
        .both(
          "es, en, source, examples o, al margen, una sección", "es, en, source, examples or, at the margin, a section"),
        keywords: headerWords + sections)
    }
  }

  private static let headerWords = ["es", "en", "source", "examples"]

  private mutating func readSection(into lesson: inout LessonSyntax) throws(LocatedError) {
    guard let line = current else { return }
    var heading = LineParser(line)
    let range = heading.first?.range ?? line.range
    guard let word = heading.word, FileParser.sections.contains(word) else {
      throw FileParser.notASection(heading, range)
    }
    heading.advance()
    if word == "study" {
      var study = StudySyntax(range: range)
      try heading.studyHeading(into: &study)
      if let name = study.name, lesson.studies.contains(where: { $0.name == name }) { throw heading.twice(name, range) }
      next += 1
      while let line = current, line.indent > 0 {
        var parser = LineParser(line)
        try parser.study(into: &study)
        next += 1
      }
      lesson.studies.append(study)
      return
    }
    if word == "compare" {
      lesson.comparisons.append(try heading.comparison(range))
      next += 1
      if let line = current, line.indent > 0 {
        throw LocatedError(
          line.range, es: "«compare» es una sola línea: debajo no va nada",
          en: "“compare” is one line: nothing stands below it")
      }
      return
    }
    if word == "exercise" { return try readExercise(&heading, range, into: &lesson) }
    var kind = try heading.section(word)
    next += 1
    if case .note(var text) = kind {
      try readNote(into: &text, range)
      kind = .note(text)
    }
    let lines = try body(of: kind, deeperThan: 0, depth: 0)
    if case .table(_, let varied, _) = kind, !varied.isEmpty { try FileParser.checkVaried(lines, range) }
    lesson.sections.append(SectionSyntax(kind, lines: lines, range: range))
  }

  /// The lines of `exercise`; where there are such already, they are added to them.
  private mutating func readExercise(
    _ heading: inout LineParser, _ range: SourceRange, into lesson: inout LessonSyntax
  ) throws(LocatedError) {
    try heading.expectEnd()
    next += 1
    var exercise = lesson.exercise ?? ExerciseSyntax()
    exercise.headings.append(range)
    while let line = current, line.indent > 0 {
      var parser = LineParser(line)
      try parser.exercise(into: &exercise)
      next += 1
    }
    lesson.exercise = exercise
  }

  /// The `es` and `en` of a note that stand below it.
  private mutating func readNote(into text: inout TextSyntax, _ range: SourceRange) throws(LocatedError) {
    var note: TextSyntax? = text
    while let line = current, line.indent > 0 {
      var parser = LineParser(line)
      while try parser.takeText(into: &note) {}
      guard parser.isAtEnd else {
        throw parser.unexpected(.both("es «…» o en «…»", "es “…” or en “…”"), keywords: ["es", "en"])
      }
      next += 1
    }
    text = note ?? text
    guard text.es != nil || text.en != nil else {
      throw LocatedError(
        range, es: "una nota tiene un texto: note es \"…\" en \"…\"", en: "a note has a text: note es \"…\" en \"…\"")
    }
  }

  private static func notASection(_ heading: LineParser, _ range: SourceRange) -> LocatedError {
    guard let word = heading.word.map({ String($0.prefix(40)) }) else {
      return LocatedError(
        range, es: "al margen empieza una sección, con una palabra", en: "at the margin a section begins, with a word")
    }
    if let follower = heading.token(after: 1)?.sign,
      [.equal, .draw, .assign, .comma, .openParenthesis, .openBrace].contains(follower)
    {
      return LocatedError(
        range, es: "una línea al margen abre una sección; las líneas de una sección llevan sangría",
        en: "a line at the margin opens a section; the lines of a section are indented")
    }
    if headerWords.contains(word) {
      return LocatedError(
        range, es: "«\(word)» va debajo de «lesson», con sangría",
        en: "“\(word)” goes below “lesson”, indented")
    }
    if let meant = ForeignWords.line(word, among: sections) ?? Nearest.word(to: word, among: sections + ["lesson"]) {
      return LocatedError(
        range, es: "no existe la sección «\(word)»; ¿querías decir «\(meant)»?",
        en: "there is no section “\(word)”; did you mean “\(meant)”?")
    }
    let list = sections.joined(separator: ", ")
    return LocatedError(
      range, es: "no existe la sección «\(word)»; existen: \(list)",
      en: "there is no section “\(word)”; there are: \(list)")
  }

  // MARK: Lines of a section

  /// The lines that are deeper than the given indentation.
  private mutating func body(
    of kind: SectionSyntax.Kind, deeperThan indent: Int, depth: Int, headings: Int? = nil
  ) throws(LocatedError) -> [LineSyntax] {
    var result: [LineSyntax] = []
    while let line = current, line.indent > indent {
      next += 1
      var parser = LineParser(line)
      if parser.word == "for", kind.hasLoops, parser.token(after: 1)?.kind == .word || parser.opensTuple {
        guard depth < Limits.nesting else { throw LocatedError.nesting(line.range) }
        var loop = try parser.loop()
        let columns = if case .row(let first)? = result.first { first.cells.count } else { headings }
        loop.body = try body(of: kind, deeperThan: line.indent, depth: depth + 1, headings: columns)
        guard !loop.body.isEmpty else {
          throw LocatedError(
            line.range, es: "este «for» no tiene líneas: las suyas llevan más sangría que él",
            en: "this “for” has no lines: its own are indented more than it is")
        }
        result.append(.loop(loop))
      } else {
        let line = try self.line(of: kind, &parser)
        if case .claim(let claim) = line, depth > 0 {
          throw LocatedError(
            claim.range, es: "«claim» no va dentro de un «for»: nombra una sola afirmación",
            en: "“claim” does not stand in a “for”: it names one statement")
        }
        if case .study(let study) = line, depth > 0 || !result.contains(where: { $0.isClaim }) {
          throw LocatedError(
            study.demand.range, es: "una línea «study» va debajo de la afirmación que juzga: claim c6-E1 study",
            en: "a line “study” stands below the claim that it judges: claim c6-E1 study")
        }
        if case .row(let row) = line {
          let columns = if case .row(let first)? = result.first { first.cells.count } else { headings }
          try FileParser.check(row, headings: columns)
        }
        result.append(line)
      }
    }
    return result
  }

  /// A row of a table has no more cells than the first row, its header, which stands for itself alone.
  ///
  /// - Parameter headings: how many columns the header has; nil where the row is the first one.
  private static func check(_ row: RowSyntax, headings: Int?) throws(LocatedError) {
    guard let headings else {
      guard let each = row.each?.rawValue else { return }
      throw LocatedError(
        row.range, es: "la primera fila de una tabla es el encabezado: «each \(each)» va en una de las siguientes",
        en: "a table's first row is the header: “each \(each)” belongs in one below it")
    }
    guard row.cells.count > headings else { return }
    let (found, columns) = (Noun.cell(row.cells.count), Noun.column(headings))
    throw LocatedError(
      row.range, es: "esta fila tiene \(found.es) y la primera, que es el encabezado, \(columns.es)",
      en: "this row has \(found.en) and the first one, which is the header, \(columns.en)")
  }

  /// A table over variants has its header and one row, which is made anew for each of them.
  private static func checkVaried(_ lines: [LineSyntax], _ range: SourceRange) throws(LocatedError) {
    guard lines.count == 2, case .row(let header) = lines[0], case .row(let row) = lines[1], row.each == nil,
      header.conditions.isEmpty, row.conditions.isEmpty
    else {
      throw LocatedError(
        range, es: "una tabla con «vary» tiene el encabezado y una sola fila, sin for, each ni when",
        en: "a table with “vary” has its header and one row, without for, each or when")
    }
  }

  private mutating func line(
    of kind: SectionSyntax.Kind, _ parser: inout LineParser
  ) throws(LocatedError) -> LineSyntax {
    if let rules = kind.rules { return .statement(try parser.statement(rules)) }
    switch kind {
    case .run: return .run(try parser.run())
    case .pictures: return .picture(try parser.picture())
    case .table: return .row(try parser.row())
    default:
      if parser.isClaimLine { return .claim(try parser.claim()) }
      if parser.isStudyLine { return .study(try parser.studyClaim()) }
      if parser.isTableHeading { return .expect(try table(&parser)) }
      if let error = parser.tableWithoutHeading(above: current) { throw error }
      return .expect(try parser.expectation())
    }
  }

  /// The table whose heading is given, with the rows that follow.
  private mutating func table(_ heading: inout LineParser) throws(LocatedError) -> ExpectSyntax {
    let range = heading.lineRange
    let (byEpoch, headings) = try heading.tableHeading()
    var rows: [ExpectSyntax.Row] = []
    while let line = current, line.indent > 0 {
      var parser = LineParser(line)
      guard parser.isTableRow else { break }
      rows.append(try parser.tableRow(columns: headings.count))
      next += 1
    }
    guard !rows.isEmpty else {
      throw LocatedError(range, es: "la tabla no tiene filas", en: "the table has no rows")
    }
    return ExpectSyntax(.table(byEpoch: byEpoch, headings: headings, rows: rows), range: range)
  }
}
