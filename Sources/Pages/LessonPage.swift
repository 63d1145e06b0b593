import Calculus
import Doctor
import Documents
import Formats
import LessonLanguage
import Matrices
import Trace
import Typesetting
import Verification

/// A lesson as one HTML file that needs nothing else: no network, no script, no other file.
///
/// The parts in their order: `header.bar`; in `div.page` `section.top` with title, sources and settings; `main.lesson` with
/// the iteration (`p.moment`), notes (`p.note`), headings (`h2.is-PHASE`) and cards (`Cards`); `div.side` with `nav.steps`
/// (a link for each operation) and `aside.results` (pictures and tables), after the lesson so that the first number is
/// soon reached, wherever the style sheet puts it; `section.checks` with what was verified. A script finds everything by
/// these classes and by ids, which are numbers, and adds to what is there.
package struct LessonPage {
  private let scope: Scope
  private let moment: Moment
  private let results: [Block]
  private let checks: [Block]
  private let heading: String
  private let order: LessonOrder
  private let cards: Cards
  private let opened: Set<Int>
  private let words: LessonDocument
  private let options: FormatOptions
  private let html: HTML
  private let question: TerminalQuestion

  /// What a page is made of beside the lesson itself.
  package struct Parts {
    /// The iteration whose numbers are shown.
    package let moment: Moment
    /// Pictures and tables after the run, and how it ended.
    package let results: [Block]
    /// What was verified; nil where nothing was.
    package let report: Report?
    /// What may have made wrong numbers wrong.
    package let diagnosis: Diagnosis
    /// Whether a reader has changed what the lesson says.
    package let isChanged: Bool
    package init(moment: Moment, results: [Block], report: Report?, diagnosis: Diagnosis, isChanged: Bool) {
      self.moment = moment
      self.results = results
      self.report = report
      self.diagnosis = diagnosis
      self.isChanged = isChanged
    }
  }

  /// - Parameters:
  ///   - question: how a number is opened at a terminal.
  ///   - digits: significant digits of numbers; nil for as many as is usual.
  package init(
    _ scope: Scope, _ parts: Parts, asking question: TerminalQuestion, _ options: FormatOptions, digits: Int? = nil
  ) {
    self.scope = scope
    self.options = options
    self.question = question
    moment = parts.moment
    results = parts.results
    let language = options.language
    let isChanged = parts.isChanged
    checks =
      parts.report.map {
        Array(
          VerificationDocument(language)
            .blocks($0, isChanged ? Diagnosis() : parts.diagnosis, isChanged: isChanged).dropFirst())
      } ?? []
    heading = Self.heading(of: parts.moment, options)
    words = LessonDocument(scope, printed: [], language)
    html = HTML(options, level: 1)
    order = LessonOrder(scope.lesson.syntax, parts.moment)
    opened = Cards.opened(of: order.quantities, in: scope)
    let printed =
      parts.report.flatMap { report in
        isChanged ? nil : PrintedEntries(report, at: parts.moment.iteration, in: scope, language)
      } ?? PrintedEntries()
    cards = Cards(
      parts.moment, scope, opening: opened, printed: printed, asking: question, options, digits: digits)
  }

  /// The name of an iteration, in HTML.
  package static func heading(of moment: Moment, _ options: FormatOptions) -> String {
    guard case .heading(_, let words) = RunDocument(options.language, .lines()).iterationHeading(moment) else {
      return ""
    }
    return HTML(options).text(words)
  }

  /// The quantities of a lesson's page at a moment, in its order.
  package static func quantities(_ scope: Scope, _ moment: Moment) -> [RecordedQuantity] {
    LessonOrder(scope.lesson.syntax, moment).quantities
  }

  private var language: Language { options.language }
  private var program: Program { moment.program }

  /// What the lesson is found by beside its name and title: its notes, and the meanings of its quantities and settings.
  package var searched: String {
    let settings = program.settings.flatMap { [$0.option] + ($0.meaning.map { [$0[language]] } ?? []) }
    return order.parts.flatMap { part -> [String] in
      switch part {
      case .note(let words): [words[language]]
      case .phase(_, let quantities):
        quantities.flatMap { recorded in
          [recorded.name] + (program.meaning(of: recorded.quantity).map { [$0[language]] } ?? [])
        }
      }
    }.reduce(into: settings) { $0.append($1) }.joined(separator: " ")
  }

  /// How many numbers can be opened.
  package var openings: Int {
    order.quantities.reduce(0) { $0 + (opened.contains($1.quantity.id) ? $1.quantity.shape.count : 0) }
  }

  /// How many quantities have numbers that cannot.
  package var unopened: Int { order.quantities.count { !opened.contains($0.quantity.id) } }

  /// What the page shows, for programs.
  package func fact(file: String) -> Fact {
    .record(
      ("lesson", .text(program.name)), ("file", .text(file)), ("iteration", .integer(moment.iteration)),
      ("quantities", .integer(order.quantities.count)), ("opened", .integer(openings)),
      ("unopened", .list(order.quantities.filter { !opened.contains($0.quantity.id) }.map { .text($0.name) })))
  }

  /// What a script works with beside the lesson: the first iteration there is and that of the page, and how examples lie.
  private var facts: Fact {
    .record(
      ("lesson", .text(program.name)), ("iteration", .integer(moment.iteration)),
      ("convention", .text(scope.exampleAxis.rawValue)))
  }

  /// The parts of the page that another language, mark or iteration changes: what each stands in, and what stands there.
  package func parts() throws(LessonError) -> [(place: String, html: String)] {
    [(".top", top), ("main.lesson", try lesson()), (".side", side), (".checks", verified)]
  }

  /// The whole file.
  ///
  /// - Parameters:
  ///   - style: the style sheet.
  ///   - script: what makes more of it than a text; nil for none.
  ///   - index: the file with all lessons of a course that it belongs to; nil for none.
  package func text(style: String, script: PageScript? = nil, index: String? = nil) throws(LessonError) -> String {
    let course = index.map {
      "<a class=\"index\" href=\"\(HTML.escaped($0))\">\(HTML.escaped(CourseIndex.link[language]))</a>"
    }
    let title = HTML.escaped(words.title.parts.map { if case .plain(let words) = $0 { words } else { "" } }.joined())
    let frame = PageFrame(options: options, title: title, style: style, scripts: script?.source ?? "")
    return frame.text(
      """
      <header class="bar"><a href="#top">\(HTML.escaped(program.name))</a>\(course ?? "")</header>
      <div class="page">
      <section class="top" id="top" aria-labelledby="title">
      \(top)</section>
      <main class="lesson">
      \(try lesson())</main>
      <div class="side">
      \(side)</div>
      \(checks.isEmpty ? "" : "<section class=\"checks\" aria-labelledby=\"checks\">\(verified)</section>")
      </div>
      \(script?.elements(facts, options) ?? "")
      """)
  }

  /// What a script puts in the place of the numbers of another iteration: the heading, of each quantity its numbers, and
  /// the openings of these.
  package func recording() throws(LessonError) -> Fact {
    var numbers: [Fact] = []
    var openings: [Fact] = []
    for recorded in order.quantities {
      let quantity = recorded.quantity
      numbers.append(
        .record(("card", .text(Cards.id(of: quantity))), ("html", .text(cards.numbers(recorded)))))
      guard opened.contains(quantity.id) else { continue }
      for offset in 0..<quantity.shape.count { openings.append(.text(try cards.opening(Entry(quantity, offset)))) }
    }
    return .record(
      ("iteration", .integer(moment.iteration)), ("heading", .text(heading)), ("quantities", .list(numbers)),
      ("openings", .list(openings)))
  }

  // MARK: - Parts

  private var top: String {
    let settings = words.settings
    let list =
      settings.isEmpty
      ? ""
      : "<section class=\"settings\"><h2>\(HTML.escaped(Phase.settings.title[language]))</h2>\(html.fragment(settings))</section>\n"
    return """
      <h1 id="title">\(HTML.escaped((program.title ?? Localized(both: program.name))[language]))</h1>
      <div class="source">\(html.fragment(words.sources + [words.facts]))</div>
      \(list)
      """
  }

  private var side: String {
    let operations = order.quantities.filter { program.definition(of: $0.quantity) != nil }
    let notation = Notation()
    let links = operations.map { recorded in
      let name = notation.name(recorded.quantity)
      return "<li><a class=\"is-\(recorded.phase.keyword)\" href=\"#\(Cards.id(of: recorded.quantity))\""
        + "\(html.label(Text(name)))>\(html.formula(name))</a></li>"
    }
    let steps =
      links.isEmpty
      ? ""
      : "<nav class=\"steps\" aria-labelledby=\"steps\"><h2 id=\"steps\">\(HTML.escaped(PageWords.operations[language]))</h2>\n"
        + "<ol>\(links.joined(separator: "\n"))</ol></nav>\n"
    let network = cards.network ?? ""
    let shown =
      results.isEmpty && network.isEmpty
      ? ""
      : "<aside class=\"results\" aria-labelledby=\"results\"><h2 id=\"results\">"
        + "\(HTML.escaped(PageWords.pictures[language]))</h2>\n\(network)\(html.fragment(results))</aside>\n"
    return steps + shown
  }

  private func lesson() throws(LessonError) -> String {
    var text = ""
    text += "<p class=\"moment\">\(heading)</p>\n"
    text += "<p class=\"hint\">\(HTML.escaped(PageWords.hint[language]))</p>\n"
    var last: Phase?
    for part in order.parts {
      switch part {
      case .note(let words): text += "<p class=\"note\">\(HTML.escaped(words[language]))</p>\n"
      case .phase(let phase, let quantities):
        if phase != last {
          text += "<h2 class=\"is-\(phase.keyword)\">\(HTML.escaped(phase.title[language]))</h2>\n"
        }
        last = phase
        for recorded in quantities { text += try cards.card(recorded) }
      }
    }
    if unopened > 0 {
      text +=
        "<p class=\"note\">\(HTML.escaped(PageWords.unopened(Cards.mostEntries)[language]))"
        + "<code>\(HTML.escaped(question.text())) …</code></p>\n"
    }
    let running = words.running
    if !running.isEmpty {
      text += "<h2>\(HTML.escaped(LessonDocument.runTitle[language]))</h2>\n\(html.fragment(running))"
    }
    return text
  }

  private var verified: String {
    checks.isEmpty
      ? "" : "<h2 id=\"checks\">\(HTML.escaped(LessonDocument.checkTitle[language]))</h2>\n\(html.fragment(checks))"
  }
}
