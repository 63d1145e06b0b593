import LessonLanguage
import Lessons
import Testing
import Trace

/// A built-in lesson says everything in Spanish and in English.
@Suite struct BothLanguagesTests {
  /// What lacks one of the languages: its line and what is there.
  static func gaps(_ lesson: LessonSyntax) -> [String] {
    var found: [String] = []
    check(lesson.title, "title", into: &found)
    for section in lesson.sections {
      switch section.kind {
      case .note(let text): check(text, "note \(section.range.line)", into: &found)
      case .table(let text, _, _): check(text, "table \(section.range.line)", into: &found)
      case .expect(let place, let qualifiers) where Self.hasWords(place):
        check(qualifiers.title, "expect \(section.range.line)", into: &found)
      // The lines of an optimizer are shown as its formulas, without words.
      case .optimizer: continue
      default: break
      }
      check(section.lines, into: &found)
    }
    return found
  }

  /// Whether a place of the program's own, not of the notes, says more than a formula behind its colon.
  private static func hasWords(_ place: String) -> Bool {
    guard place.hasPrefix("computed") || place.hasPrefix("calculado"), let colon = place.firstIndex(of: ":") else {
      return false
    }
    return place[colon...].split { !$0.isLetter }.contains { $0.count > 2 }
  }

  private static func check(_ lines: [LineSyntax], into found: inout [String]) {
    for line in lines {
      switch line {
      case .statement(let statement): check(statement.meaning, "line \(statement.range.line)", into: &found)
      case .loop(let loop): check(loop.body, into: &found)
      case .picture(let picture): check(picture.meaning, "line \(picture.range.line)", into: &found)
      case .expect(let expect):
        if expect.isMisprint || expect.meaning != nil {
          check(expect.meaning, "line \(expect.range.line)", into: &found)
        }
      case .claim(let claim):
        if claim.standing != nil, claim.reason != nil { check(claim.reason, "claim \(claim.id)", into: &found) }
      case .run, .study, .row: break
      }
    }
  }

  private static func check(_ text: TextSyntax?, _ place: String, into found: inout [String]) {
    guard let es = text?.es, let en = text?.en, !es.isEmpty, !en.isEmpty, es != en else {
      found.append(place)
      return
    }
  }

  @Test(arguments: BuiltIn.names) func `every quantity, note, picture and title is in both`(name: String) throws {
    let (lesson, _) = try BuiltIn.lesson(name)
    #expect(Self.gaps(lesson) == [])
    for claims in try BuiltIn.claims(name) { #expect(Self.gaps(claims.lesson.titled) == []) }
  }

  @Test func `a lesson that lacks one is told`() throws {
    let text = """
      lesson a
        es "título"
      settings
        η = 1  es "tasa"  en "rate"
      note es "solo"
      parameters
        w = 1  en "weight"
      forward
        for t = 1 to 2
          z{t} = w  es "igual"  en "igual"
      pictures
        curve z1
      expect "x"
        z1 = 1
        z2 = 2 misprint
      """
    let (lesson, _) = try BuiltIn.parsed(text, "a.lesson")
    #expect(Self.gaps(lesson) == ["title", "note 5", "line 7", "line 10", "line 12", "line 15"])
  }

  @Test(arguments: BuiltIn.names) func `the meanings reach the program`(name: String) throws {
    let program = try BuiltIn.timeline(name).run.program
    for setting in program.settings { #expect(setting.meaning != nil, "\(setting.symbol)") }
    for input in program.inputs where input.line != nil { #expect(input.meaning != nil, "\(input.quantity.symbol)") }
    // Of a line that is split into its operations the last one has the line's meaning.
    let lines = Dictionary(grouping: program.definitions.filter { !$0.isDerived }) { $0.line }
    for (line, definitions) in lines where line != nil {
      #expect(definitions.contains { $0.meaning != nil }, "\(definitions[0].quantity.symbol)")
    }
    #expect(program.title != nil && !program.sources.isEmpty && !program.notes.isEmpty)
    for source in program.sources { #expect(CourseDocument.of(source.document) != nil) }
  }
}

extension LessonSyntax {
  /// As it is, with a title: a file of printed numbers needs none.
  fileprivate var titled: LessonSyntax {
    var copy = self
    copy.title = TextSyntax(es: "título", en: "title")
    return copy
  }
}
