import Calculus
import Documents
import Formats
import LessonLanguage
import Matrices
import Trace
import Typesetting
import Verification

/// Cards of quantities and openings of numbers at one moment, as parts of a page: what the page is made of, and what is
/// asked for again when a moment is another one.
///
/// How it is marked up, for a script:
///
///     <article class="card is-PHASE" id="qQ" data-name="dW1">       a quantity; Q is its number in the program
///       <div class="says"> <h3> formula </h3> <p class="meaning"> </div>
///       <div class="numbers"> grid of <a href="#oQ-K"> </div>         K is the entry's place, row by row from 0
///       <section class="opening" id="oQ-K" data-address="dW1[1,1]">  shown while it is the target
///         <a class="close" href="#qQ"> <h4> name = value </h4> <p class="remark"> <p class="printed is-right"> blocks
///         <ul class="parts"> <li> <a href="#oQ-K"> </ul> <p class="ask"> <code> lesson why … </code>
///
/// PHASE is the word that opens the section in a lesson file. A quantity keeps its number when the convention, the
/// language or a setting changes that decides on no line; a name is never part of an id.
package struct Cards {
  private let moment: Moment
  private let scope: Scope
  private let printed: PrintedEntries
  private let language: Language
  private let style: NumberStyle
  private let question: TerminalQuestion
  private let html: HTML
  private let options: FormatOptions
  private let formulas: IterationBlocks
  private let words: LessonDocument
  private let notation = Notation()
  /// The quantities whose numbers are opened on the page.
  private let opened: Set<Int>
  /// Whether numbers lead to their openings that are not on the page, too: somebody makes those.
  package var linksAll = false

  /// Entries of a quantity whose numbers are opened each; of a larger one, and beyond as many on one page, none is.
  package static let mostEntries = 64
  package static let mostOpenings = 600
  /// An opening may take as long as an iteration: so many numbers of it, for all openings of a page together.
  private static let mostNumbersOfOpenings = 500_000
  /// Factors of chain-rule paths that are written out below a number: those of a deep network would be megabytes.
  private static let mostFactors = 48

  /// - Parameters:
  ///   - scope: that of the moment's program.
  ///   - opened: the ids of the quantities whose numbers lead to an opening.
  ///   - question: how the same is asked at a terminal.
  package init(
    _ moment: Moment, _ scope: Scope, opening opened: Set<Int>, printed: PrintedEntries = PrintedEntries(),
    asking question: TerminalQuestion, _ options: FormatOptions, digits: Int? = nil
  ) {
    self.moment = moment
    self.scope = scope
    self.printed = printed
    self.question = question
    self.opened = opened
    language = options.language
    style = .lines(digits)
    html = HTML(options, level: 3)
    self.options = options
    formulas = IterationBlocks(options.language, .lines(digits), sumsUp: true)
    words = LessonDocument(scope, printed: [], options.language)
  }

  /// The quantities whose numbers are opened: those small enough, from the first on as long as there is room.
  ///
  /// - Parameter scope: in which their addresses are read.
  package static func opened(of quantities: [RecordedQuantity], in scope: Scope) -> Set<Int> {
    let numbers = quantities.reduce(0) { $0 + $1.quantity.shape.count }
    var room = min(mostOpenings, mostNumbersOfOpenings / max(1, numbers))
    var found: Set<Int> = []
    for recorded in quantities {
      // A derivative of a derivative, for one, has a name that nobody can type.
      guard let address = Entry(recorded.quantity, 0).typedAddress,
        (try? LessonParser.address(address, in: scope)) != nil
      else { continue }
      let count = recorded.quantity.shape.count
      guard count <= mostEntries, count <= room else { continue }
      room -= count
      found.insert(recorded.quantity.id)
    }
    return found
  }

  /// The id of a quantity's card.
  package static func id(of quantity: Quantity) -> String { "q\(quantity.id)" }

  /// The id of a number's opening.
  package static func id(of entry: Entry) -> String { "o\(entry.quantity.id)-\(entry.offset)" }

  private func isOpened(_ entry: Entry) -> Bool {
    opened.contains(entry.quantity.id) && (0..<entry.quantity.shape.count).contains(entry.offset)
  }

  /// Whether a number leads to an opening that is not on the page.
  private func leadsElsewhere(_ entry: Entry) -> Bool {
    linksAll && entry.typedAddress != nil && (0..<entry.quantity.shape.count).contains(entry.offset)
  }

  // MARK: - Cards

  /// A quantity: formula and shapes, meaning, numbers, and the openings of these.
  package func card(_ recorded: RecordedQuantity) throws(LessonError) -> String {
    let quantity = recorded.quantity
    let (name, remark) = title(quantity)
    let step = moment.program.definition(of: quantity) == nil ? "" : " data-step=\"\""
    let meaning = moment.program.meaning(of: quantity).map { "<p class=\"meaning\">\(HTML.escaped($0[language]))</p>" }
    var text = """
      <article class="card is-\(recorded.phase.keyword)" id="\(Self.id(of: quantity))" \
      data-name="\(HTML.escaped(recorded.name))"\(step)>
      <div class="says"><h3\(html.label(Text(name)))>\(html.formula(name, remark: remark))</h3>\(meaning ?? "")</div>
      <div class="numbers">\(numbers(recorded))</div>

      """
    if opened.contains(quantity.id) {
      for offset in 0..<quantity.shape.count { text += try opening(Entry(quantity, offset)) }
    }
    return text + "</article>\n"
  }

  /// The numbers of a quantity, each a link where it can be opened.
  package func numbers(_ recorded: RecordedQuantity) -> String {
    switch formulas.numbers(recorded, moment) {
    case .matrix(let block):
      html.grid(block) { offset in
        let entry = Entry(recorded.quantity, offset)
        return isOpened(entry) || leadsElsewhere(entry) && entry.quantity.shape.count <= Self.mostEntries
          ? Self.id(of: entry) : nil
      }
    case .formula(_, let remark): "<p class=\"faint\">\(html.text(remark))</p>"
    case let other: html.fragment([other])
    }
  }

  /// The line that computes a quantity, or how it begins; of what is written out in the lesson the name and the shape.
  private func title(_ quantity: Quantity) -> (MathText, Text) {
    let program = moment.program
    if let definition = program.definition(of: quantity) { return (formulas.shapedLine(definition), "") }
    let name = notation.name(quantity)
    let shaped = quantity.shape.isScalar ? name : MathText.under(name, remark: .words(quantity.shape.description))
    guard let input = program.input(of: quantity) else { return (shaped, "") }
    switch input.initializer {
    case .formula(let formula) where formula.references.isEmpty: return (shaped, "")
    case .counter, .evaluation: return (shaped, "")
    case .formula, .draw, .batch, .examples, .file:
      guard case .formula(let line, let remark)? = words.line(input) else { return (shaped, "") }
      return (line, remark)
    }
  }

  /// The drawing of the network, where it is small enough.
  var network: String? {
    NetworkFigure(moment, options, opens: isOpened)?.html
  }

  // MARK: - Openings

  /// What `why` says of a number, its parts as links, and how to ask for the same at a terminal.
  ///
  /// - Parameter address: as a reader types it, `dW1[1,1]`, or the id of the opening.
  /// - Throws: what is wrong with the address.
  package func opening(_ address: String) throws(LessonError) -> String {
    let (syntax, typed) = try LessonParser.address(entry(ofID: address)?.address ?? address, in: scope)
    return try SourceText(file: "", text: typed).locating { () throws(LocatedError) in
      let opening = try Opening(syntax, typed: typed, in: moment, scope, depth: 0)
      guard case .number(let entry) = opening.subject else {
        let blocks = try shaped(nil) { () throws(ShapeError) in
          try document(opening).blocks()
        }
        return html.fragment(blocks)
      }
      return try self.section(entry, opening)
    }
  }

  /// The entry whose opening has an id; nil where there is none.
  private func entry(ofID id: String) -> Entry? {
    guard id.first == "o" else { return nil }
    let numbers = id.dropFirst().split(separator: "-").map { Int(String($0)) }
    guard numbers.count == 2, let quantity = numbers[0], let offset = numbers[1] else { return nil }
    let known = RecordedQuantity.all(of: moment.program).first { $0.quantity.id == quantity }?.quantity
    guard let known, (0..<known.shape.count).contains(offset) else { return nil }
    return Entry(known, offset)
  }

  private func document(_ opening: Opening) -> WhyDocument {
    var document = WhyDocument(opening, language, style)
    document.mostFactors = Self.mostFactors
    return document
  }

  /// The opening of an entry.
  func opening(_ entry: Entry) throws(LessonError) -> String { try opening(entry.address) }

  private func section(_ entry: Entry, _ opening: Opening) throws(LocatedError) -> String {
    var blocks = try shaped(nil) { () throws(ShapeError) in try document(opening).blocks() }
    var head = ""
    if case .formula(let name, let remark)? = blocks.first {
      blocks.removeFirst()
      head = "<h4\(html.label(Text(name)))>\(html.formula(name))</h4>\n"
      if !remark.isEmpty { head += "<p class=\"remark\">\(html.remark(remark))</p>\n" }
      // What the name says already, `∂E/∂w = 0.5` behind `dw = ∂E/∂w = 0.5`, is not said again.
      if case .formula(let next, let remark)? = blocks.first, name.ends(with: next) {
        blocks[0] = .paragraph(remark)
      }
    }
    // The line of the lesson stands on the card already.
    if let definition = moment.definition(of: entry.quantity) {
      let line = notation.line(entry.quantity, definition.formula)
      blocks = Self.without(line, blocks)
    }
    let printed = self.printed[entry].map(html(printed:)).joined()
    // The new value of a parameter has an opening of its own.
    if let update = opening.update, isOpened(update.entry), case .indented? = blocks.last { blocks.removeLast() }
    let parts = try self.parts(opening)
    let title = opening.update == nil ? PageWords.parts : PageWords.next
    let list =
      parts.isEmpty
      ? ""
      : "<h5>\(HTML.escaped(title[language]))</h5>\n<ul class=\"parts\">"
        + parts.map { "<li>\(link($0))</li>" }.joined() + "</ul>\n"
    let close = HTML.escaped(PageWords.close[language])
    return """
      <section class="opening" id="\(Self.id(of: entry))" data-address="\(HTML.escaped(entry.address))"\(given(entry))>
      <a class="close" href="#\(Self.id(of: entry.quantity))" aria-label="\(close)">×</a>
      \(head)\(printed)\(html.fragment(blocks))\(list)\
      <p class="ask"><code>\(HTML.escaped(question.text(entry.address)))</code></p>
      </section>

      """
  }

  /// The blocks without a formula, also where these are set in.
  private static func without(_ line: MathText, _ blocks: [Block]) -> [Block] {
    blocks.compactMap { block in
      switch block {
      case .formula(line, _): nil
      case .indented(let inner): .indented(without(line, inner))
      case let other: other
      }
    }
  }

  /// What a reader may put another number for: the setting that gives it, and the text of its value around the number.
  private func given(_ entry: Entry) -> String {
    let program = moment.program
    // Later a parameter is no longer what the lesson gave it.
    guard moment.iteration <= 1, let input = program.input(of: entry.quantity),
      [.data, .parameters].contains(input.phase), entry.quantity.shape.rank <= 2
    else { return "" }
    switch input.initializer {
    case .formula, .draw: break
    case .batch, .examples, .file, .counter, .evaluation: return ""
    }
    let (shape, values) = (entry.quantity.shape, moment.value(of: entry.quantity).values)
    let texts = values.map { value in DecimalDigits(value).map { $0.fixed(decimals: $0.decimals) } ?? "0" }
    func joined(_ range: Range<Int>) -> String {
      range.map { place in
        (place == 0 ? "" : place % shape.columns == 0 ? "; " : " ") + (place == entry.offset ? "" : texts[place])
      }.joined()
    }
    let before = (shape.isScalar ? "" : "[") + joined(0..<entry.offset + 1)
    let after = joined(entry.offset + 1..<values.count) + (shape.isScalar ? "" : "]")
    let parts = [
      ("setting", entry.quantity.name), ("before", before), ("value", texts[entry.offset]), ("after", after),
    ]
    return parts.map { " data-\($0.0)=\"\(HTML.escaped($0.1))\"" }.joined()
  }

  /// `✓ In the notes: 0.0011, rounded to 4 decimals (l. 313)`
  private func html(printed item: Block.Item) -> String {
    let words = item.columns.filter { !$0.isEmpty }
    let first = words.first.map { Text(PageWords.printed[language] + " ") + $0 } ?? item.text
    let text = words.dropFirst(2).reduce(first) { $0 + Text(": ") + $1 }
    return "<p class=\"printed is-\(item.mark.rawValue)\">\(html.mark(item.mark))\(html.text(text))</p>\n"
  }

  /// The numbers that a number comes from, and of a parameter what it is after the update.
  private func parts(_ opening: Opening) throws(LocatedError) -> [Entry] {
    if let update = opening.update { return [update.entry] }
    guard case .computed(_, let line)? = opening.explanation?.origin else { return [] }
    return try shaped(nil) { () throws(ShapeError) in
      try Explainer(opening.moment).parts(of: line, depth: 1).map { $0.entry }
    }
  }

  private func link(_ entry: Entry) -> String {
    let value = MathText.number(style.format(moment.entry(entry.quantity, entry.offset)))
    let line = MathText.row([notation.entry(entry.quantity, entry.offset), .sign("=", .relation), value])
    let shown = html.formula(line)
    guard isOpened(entry) || leadsElsewhere(entry) else { return shown }
    return "<a href=\"#\(Self.id(of: entry))\"\(html.label(Text(line)))>\(shown)</a>"
  }
}

extension MathText {
  /// Whether the last parts of a row are those of another.
  fileprivate func ends(with other: MathText) -> Bool {
    guard case .row(let parts) = self, case .row(let last) = other else { return self == other }
    return parts.count >= last.count && Array(parts.suffix(last.count)) == last
  }
}
