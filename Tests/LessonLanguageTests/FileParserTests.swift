import Testing
import Typesetting

@testable import LessonLanguage

@Suite struct FileParserTests {
  private func lesson(_ text: String) throws -> LessonSyntax {
    try #require(try LessonParser.parse(text, file: "a.lesson").first)
  }

  @Test func `the header of a lesson`() throws {
    let lesson = try lesson(
      """
      lesson gradient-problems_2
        es "uno"
        en "one"
        source "a.txt" "1, 2"
        source "b.txt"
        examples in columns
      """)
    #expect(lesson.name == "gradient-problems_2")
    #expect(lesson.nameRange == SourceRange(line: 1, column: 8, length: 19))
    #expect(lesson.title == TextSyntax(es: "uno", en: "one"))
    #expect(lesson.sources.map(\.document) == ["a.txt", "b.txt"])
    #expect(lesson.sources.map(\.place) == ["1, 2", nil])
    #expect(lesson.examples == .columns)
    #expect(lesson.sections.isEmpty)
  }

  @Test func `every section, in the order of the file, reopened too`() throws {
    let lesson = try lesson(
      """
      lesson a
      settings
      data
      parameters
      state
      forward
      loss
      metrics
      metrics on test
      backward
      update
      update with adam(η, β1 = 0.8)
      optimizer mine(α = 0.1, β)
        state m = 1
        m ← α·m + g
      run
      expect "p" truncated carried within 1e-7 at epoch 2 counting from 0 with η = 0.1, gate = xor
      pictures
      note es "hola"
      note
        es "hola"  en "hello"
      table es "t"
      study
        vary h = 7, 6, 5
        seeds 200
        solved once MSE < 0.01
      exercise
        blank z
      forward
      exercise
        digits 3
      """)
    let kinds = lesson.sections.map(\.kind)
    try #require(kinds.count == 19)
    #expect(kinds[0...6] == [.settings, .data, .parameters, .state, .forward, .loss, .metrics(on: nil)])
    #expect(kinds[7...9] == [.metrics(on: "test"), .backward, .update(with: nil)])
    if case .update(let method?) = kinds[10] {
      #expect(outline(method) == "adam(η,β1=0.8)")
    } else {
      Issue.record("no method")
    }
    if case .optimizer(let name, let arguments) = kinds[11] {
      #expect(name.plain == "mine")
      #expect(arguments.map { $0.value.map(outline) ?? "" } == ["0.1", ""])
    } else {
      Issue.record("no optimizer")
    }
    if case .statement(let first)? = lesson.sections[11].lines.first { #expect(first.isInitialState) }
    if case .expect(let place, let qualifiers) = kinds[13] {
      #expect(place == "p")
      #expect(qualifiers.rule == .truncated && qualifiers.isCarried && qualifiers.countsFromZero == true)
      #expect(qualifiers.within.map(outline) == "1e-7")
      #expect(qualifiers.settings.map { outline($0.name) + outline($0.value) } == ["η0.1", "gatexor"])
      if case .epoch(let epoch)? = qualifiers.moment {
        #expect(outline(epoch) == "2")
      } else {
        Issue.record("no epoch")
      }
    } else {
      Issue.record("no expect")
    }
    #expect(kinds[14] == .pictures)
    #expect(kinds[15...16] == [.note(TextSyntax(es: "hola", en: nil)), .note(TextSyntax(es: "hola", en: "hello"))])
    #expect(kinds[17] == .table(TextSyntax(es: "t", en: nil), vary: [], conditions: []))
    #expect(kinds[18] == .forward)
    #expect(lesson.studies.first?.varied.first?.values.count == 3)
    #expect(lesson.studies.first?.criterion?.formula.isComparison == true)
    #expect(lesson.exercise?.blanks.count == 1 && lesson.exercise?.digits == AskedDigits(.significant(3)))
    #expect(lesson.exercise?.headings.count == 2)
  }

  @Test func `lines deeper than a loop are its body`() throws {
    let lesson = try lesson(
      """
      lesson a
      forward
        for ℓ = 1 to L−1
          for t = 3 down to 1
            z{ℓ} = t
          a{ℓ} = ℓ
        y = 1
      """)
    let lines = lesson.sections[0].lines
    try #require(lines.count == 2)
    guard case .loop(let outer) = lines[0], case .loop(let inner) = outer.body[0] else {
      Issue.record("no loops")
      return
    }
    #expect(outer.body.count == 2)
    guard case .span(_, let to, let isDescending) = outer.turns, case .span(_, _, true) = inner.turns else {
      Issue.record("other loops")
      return
    }
    #expect(outer.variables.map(\.plain) == ["ℓ"] && outline(to) == "(L minus 1)" && !isDescending)
    #expect(inner.body.count == 1)
  }

  @Test func `a file may hold several lessons`() throws {
    let lessons = try LessonParser.parse("lesson a\nforward\n  x = 1\n\nlesson b\nexpect \"\"\n  x = 1\n", file: "")
    #expect(lessons.map(\.name) == ["a", "b"])
  }

  @Test func `lines of run, pictures and tables`() throws {
    let lesson = try lesson(
      """
      lesson a
      run
        X, t in batches of m, in order
        X in batches of 2·m, shuffled
        stop after n iterations  when gate = and
        stop after 1 epoch
        stop once errors = 0  when gate = or
        stop once J has not fallen for 5 epochs
        keep 10000 examples for validation
        ties exact
      pictures
        curve MSE  es "error"
        points A1 by y
        map ŷ over X by t  when gate = xor
        inequalities z by t
      table
        | "capa" | W1·x | |
        "a" | b
      """)
    let run = lesson.sections[0].lines.map { line -> String in
      guard case .run(let run) = line else { return "" }
      return switch run {
      case .batches(let names, let size, let isShuffled, _):
        "\(names.map { outline($0) }) \(outline(size)) \(isShuffled)"
      case .stopAfter(let count, let span, let conditions, _): "after \(outline(count)) \(span) \(conditions.count)"
      case .stopOnce(let formula, let conditions, _): "once \(outline(formula)) \(conditions.count)"
      case .stopUnlessFalling(let formula, let patience, _): "fallen \(outline(formula)) \(outline(patience))"
      case .keep(let count, let set, _): "keep \(outline(count)) \(set)"
      case .tiesExact: "ties"
      }
    }
    #expect(
      run == [
        "[\"X\", \"t\"] m false", "[\"X\"] (2 dot m) true", "after n iterations 1", "after 1 epochs 0",
        "once (errors equal 0) 1", "fallen J 5", "keep 10000 validation", "ties",
      ])
    let pictures = lesson.sections[1].lines.compactMap { line -> PictureSyntax? in
      if case .picture(let picture) = line { picture } else { nil }
    }
    #expect(pictures.map(\.kind) == [.curve, .points, .map, .inequalities])
    #expect(pictures.map { $0.by.map(outline) ?? "" } == ["", "y", "t", "t"])
    #expect(pictures[2].over.map(outline) == "X" && pictures[2].conditions.count == 1)
    #expect(pictures[0].meaning?.es == "error")
    let cells = lesson.sections[2].lines.map { if case .row(let row) = $0 { row.cells.count } else { 0 } }
    #expect(cells == [3, 2])
  }

  @Test func `a row with more cells than the header is an error, and a cell speaks both languages`() throws {
    let table = "lesson a\ntable\n  | \"a\" en \"b\" | es \"c\" en \"d\" |\n  | \"e\" | 1 |\n"
    let lesson = try #require(try LessonParser.parse(table, file: "t").first)
    guard case .row(let row)? = lesson.sections.first?.lines.first else {
      Issue.record("no cells")
      return
    }
    let texts = row.cells.map { cell -> TextSyntax? in if case .text(let text, _) = cell { text } else { nil } }
    #expect(texts == [TextSyntax(es: "a", en: "b"), TextSyntax(es: "c", en: "d")])
    do {
      _ = try LessonParser.parse(table + "  | \"e\" | 1 | 2 |\n", file: "t")
      Issue.record("no error")
    } catch {
      #expect(
        error.range?.line == 5
          && error.message.en == "this row has 3 cells and the first one, which is the header, 2 columns")
    }
  }
}
