import LessonLanguage
import Typesetting

extension LessonText {
  /// The same without what holds for the lesson's own numbers alone: printed numbers, statements of the notes and what
  /// studies of the lesson have to find. Printed shapes and formulas stay.
  func withoutPrintedNumbers(of lesson: LessonSyntax) -> LessonText {
    var dropped: Set<Int> = []
    let starts = Self.starts(of: lesson)
    func end(of section: SourceRange) -> Int { (starts.first { $0 > section.line } ?? lastLine + 1) - 1 }
    for section in lesson.sections {
      guard case .expect = section.kind else { continue }
      let last = end(of: section.range)
      let kept = section.lines.filter { Self.holdsForAllNumbers($0) }
      guard !kept.isEmpty else {
        dropped.formUnion(section.range.line...max(section.range.line, last))
        continue
      }
      for (place, line) in section.lines.enumerated() where !Self.holdsForAllNumbers(line) {
        guard let start = Self.line(of: line) else { continue }
        let next = section.lines.dropFirst(place + 1).compactMap(Self.line).first { $0 > start } ?? last + 1
        dropped.formUnion(start..<max(start + 1, next))
      }
    }
    for study in lesson.studies where study.expected != nil || !study.demands.isEmpty || study.answer != nil {
      dropped.formUnion(study.range.line...max(study.range.line, end(of: study.range)))
    }
    return without(dropped)
  }

  /// The lines at which sections begin.
  private static func starts(of lesson: LessonSyntax) -> [Int] {
    (lesson.sections.map { $0.range.line } + lesson.studies.map { $0.range.line }
      + lesson.comparisons.map { $0.range.line } + (lesson.exercise?.headings ?? []).map { $0.line }).sorted()
  }

  /// Whether a line of `expect` says something that does not depend on numbers.
  private static func holdsForAllNumbers(_ line: LineSyntax) -> Bool {
    switch line {
    case .expect(let expected):
      switch expected.body {
      case .shape, .identity: true
      case .value, .comparison, .table: false
      }
    case .loop(let loop): loop.body.allSatisfy { holdsForAllNumbers($0) }
    case .statement, .run, .claim, .study, .picture, .row: false
    }
  }

  private static func line(of line: LineSyntax) -> Int? {
    switch line {
    case .expect(let expected): expected.range.line
    case .loop(let loop): loop.range.line
    case .claim(let claim): claim.range.line
    case .study(let study): study.demand.range.line
    case .statement, .run, .picture, .row: nil
    }
  }

  /// The lesson as a variant: new numbers, a name and title that tell which one it is, a note about it.
  func variant(
    of lesson: LessonSyntax, name: String, number: VariantNumber, seed: UInt32, _ drawn: [VaryingNumbers.Drawn]
  ) -> LessonText {
    var changes: [(range: SourceRange, text: String)] = [(lesson.nameRange, name)]
    changes += drawn.flatMap { $0.changes }
    let heading = lesson.nameRange.line
    let body = Self.starts(of: lesson).first ?? lastLine + 1
    let titles = (heading + 1..<max(heading + 1, body)).filter { line in
      let words = self.line(line)?.trimmed ?? ""
      return words.hasPrefix("es \"") || words.hasPrefix("en \"")
    }
    let names = drawn.map { $0.numbers.name }.joined(separator: ", ")
    let title = lesson.title ?? TextSyntax(es: lesson.name, en: lesson.name)
    let note = Localized(
      es:
        "Variante \(number.text) de «\(lesson.name)», semilla \(seed). Son otros los números de: \(names). Lo que las "
        + "notas dicen de números concretos, o de los impresos, vale para «\(lesson.name)».",
      en: "Variant \(number.text) of “\(lesson.name)”, seed \(seed). Other numbers stand for: \(names). What the notes "
        + "say of particular numbers, or of printed ones, holds for “\(lesson.name)”.")
    return
      replacing(changes)
      .adding(
        ["note", "  es " + Self.quoted(note.es), "  en " + Self.quoted(note.en), ""], above: body
      )
      .without(Set(titles))
      .adding(
        [
          title.es.map { "  es " + Self.quoted("\($0) (variante \(number.text))") },
          title.en.map { "  en " + Self.quoted("\($0) (variant \(number.text))") },
        ].compactMap { $0 }, above: heading + 1)
  }

  private func line(_ number: Int) -> String? {
    let place = number - lastLine + lines.count - 1
    return lines.indices.contains(place) ? lines[place] : nil
  }
}
