import Calculus
import Execution
import LessonLanguage
import Lessons
import Matrices
import Testing
import Trace
import Typesetting
import Verification

@testable import Doctor

/// A page of a built-in lesson on which one number is wrong, and what it is computed from is printed right.
struct MachineMadePage {
  let lesson: String
  /// The printed lines, the wrong one last.
  let text: String
  /// The slip that was made; none in a number at random.
  let slip: String
  /// What the doctor says of it.
  let causes: [Diagnosis.Cause]
  /// Numbers that go on from the wrong one, and those of them that are taken for errors of their own.
  let carried: Int
  let strays: [String]
  private let value: Double

  /// How a number is wrong at random.
  enum Noise: String, CaseIterable {
    case half, near, decades
  }

  /// A lesson with the numbers of its first iteration.
  struct Ready {
    let name: String
    let syntax: LessonSyntax
    let source: SourceText
    let moment: Moment
    /// The lines of which a number can be printed.
    let definitions: [Definition]
  }

  /// A lesson of more numbers takes longer than a trial should.
  private static let mostEntries = 5_000

  /// The built-in lessons that need no images and in which there is something to compute.
  static func lessons() throws -> [Ready] {
    try Catalogue.lessons.compactMap { try ready($0.name, $0.text) }
  }

  private static func ready(_ name: String, _ text: String) throws -> Ready? {
    let syntax = try #require(try LessonParser.parse(text, file: name).first { $0.name == name })
    let source = SourceText(file: name, text: text)
    guard let program = try? Lesson(syntax, source: source).program(settings: LessonSettings()).program,
      program.quantities.reduce(0, { $0 + $1.shape.count }) <= mostEntries,
      !program.inputs.contains(where: { if case .examples = $0.initializer { true } else { false } })
    else { return nil }
    let run = try Run(program, options: RunOptions())
    try run.advance()
    let definitions = program.definitions.filter {
      !$0.isDerived && !$0.isEpochTotal && $0.phase != .control && $0.quantity.shape.count <= 100
    }
    guard !definitions.isEmpty else { return nil }
    return Ready(name: name, syntax: syntax, source: source, moment: run.moment(), definitions: definitions)
  }

  private static func pick<Element>(_ elements: [Element], _ random: inout KeyedRandom) -> Element? {
    guard !elements.isEmpty else { return nil }
    return elements[min(elements.count - 1, Int(random.uniform() * Double(elements.count)))]
  }

  /// So many significant digits, but never fewer than stand before the point: 117578 is not printed as 117600.
  private static func printed(_ value: Double, digits: Int) -> String? {
    guard value.isFinite, value.magnitude > 1e-6, value.magnitude < 1e6, let exact = DecimalDigits(value),
      let leading = exact.rounded(toSignificant: digits).leadingExponent
    else { return nil }
    let decimals = max(0, digits - 1 - leading)
    return exact.rounded(toDecimals: decimals).fixed(decimals: decimals)
  }

  /// A number to be printed wrong: its entry, its line, what it reads as printed, and the page that then is.
  private struct Place {
    let lesson: Ready
    let entry: Entry
    let address: String
    let tree: Tree
    let page: Moment
    let lines: [String]
  }

  private static func place(_ lessons: [Ready], digits: Int, _ random: inout KeyedRandom) -> Place? {
    guard let lesson = pick(lessons, &random), let definition = pick(lesson.definitions, &random),
      let offset = pick(Array(0..<definition.quantity.shape.count), &random)
    else { return nil }
    let entry = Entry(definition.quantity, offset)
    guard let address = entry.typedAddress, let scalar = try? definition.formula.entry(at: offset) else { return nil }
    var page = lesson.moment
    var lines: [String] = []
    var shown: Set<Entry> = []
    for operand in scalar.entries where lesson.moment.definition(of: operand.quantity) != nil {
      let value = lesson.moment.entry(operand.quantity, operand.offset)
      guard let name = operand.typedAddress, let text = printed(value, digits: digits), let number = Double(text)
      else { return nil }
      lines.append("\(name) = \(text)")
      page = page.replacing(operand, with: number)
      shown.insert(operand)
    }
    let tree = TreeBuilder.tree(of: Resolved(.reference(entry.quantity)), at: offset, in: lesson.moment) {
      shown.contains($0)
    }
    // A number that is read as it stands, and a 0, cannot be got wrong so.
    guard let tree, !tree.children.isEmpty, tree.count <= 100,
      lesson.moment.entry(entry.quantity, offset).magnitude > 1e-6
    else { return nil }
    return Place(lesson: lesson, entry: entry, address: address, tree: tree, page: page, lines: lines)
  }

  /// A page with a slip made somewhere in a line; nil where it changes nothing that is printed.
  ///
  /// - Parameter goesOn: whether the author goes on from the wrong number, down to the last line.
  init?(withSlipIn lessons: [Ready], digits: Int, goesOn: Bool = false, _ random: inout KeyedRandom) {
    guard let place = Self.place(lessons, digits: digits, &random) else { return nil }
    let context = SlipContext(place.lesson.moment, subject: place.entry)
    var ways: [(slip: any Slip, changed: Tree)] = []
    place.tree.visit { part, path in
      context.isWhole = path.isEmpty
      for slip in Slips.all {
        for rewriting in slip.rewritings(of: part, in: context) {
          if let changed = place.tree.replacing(at: path, with: rewriting.part) { ways.append((slip, changed)) }
        }
      }
    }
    // First which slip, by how often it is made, then where.
    let slips = ways.reduce(into: [String: Double]()) { $0[$1.slip.id] = $1.slip.weight }.sorted { $0.key < $1.key }
    var threshold = random.uniform() * slips.reduce(0) { $0 + $1.value }
    let chosen = slips.first { _, weight in
      threshold -= weight
      return threshold <= 0
    }
    guard let chosen, let way = Self.pick(ways.filter { $0.slip.id == chosen.key }, &random) else { return nil }
    let page = place.page
    let value = way.changed.value(Operands(.page) { _ in page })
    self.init(place, value, slip: chosen.key, digits: digits, goesOn: goesOn)
  }

  /// A page with a number that is wrong at random, of four digits.
  init?(_ noise: Noise, in lessons: [Ready], _ random: inout KeyedRandom) {
    guard let place = Self.place(lessons, digits: 4, &random) else { return nil }
    let right = place.lesson.moment.entry(place.entry.quantity, place.entry.offset)
    let value: Double
    switch noise {
    case .half: value = right * random.uniform(0.5, 1.5)
    case .near:
      guard let digits = DecimalDigits(right)?.rounded(toSignificant: 4),
        let unit = DecimalDigits(printed: "1e\((digits.leadingExponent ?? 0) - 3)")?.doubleValue
      else { return nil }
      value = right + unit * (random.uniform() < 0.5 ? -1 : 1) * random.uniform(3, 99)
    case .decades:
      let size = (1...3).reduce(0.001) { size, _ in size * (1 + 9 * random.uniform()) }
      value = random.uniform() < 0.5 ? -size : size
    }
    self.init(place, value, slip: "", digits: 4)
  }

  private init?(_ place: Place, _ value: Double, slip: String, digits: Int, goesOn: Bool = false) {
    guard let text = Self.printed(value, digits: digits), let wrong = Double(text) else { return nil }
    lesson = place.lesson.name
    let after = goesOn ? Self.lines(after: place, printing: wrong, digits: digits) : []
    let lines = place.lines + ["\(place.address) = \(text)"] + after
    self.text = lines.joined(separator: ", ")
    self.slip = slip
    self.value = value
    let page = "lesson \(lesson)\nexpect \"page\"\n" + lines.map { "  \($0)\n" }.joined()
    guard let found = try? Self.findings(place.lesson, page), !goesOn || !after.isEmpty,
      let root = found.first(where: { $0.numbers.first?.root.line == place.lines.count + 3 }),
      goesOn || found.count == 1
    else { return nil }
    causes = if case .causes(let causes) = root.explanation { causes } else { [] }
    carried = after.count
    strays = found.flatMap { $0.numbers }.filter { $0.root.line != place.lines.count + 3 }.map {
      "\($0.root.address) = \($0.root.printed)"
    }
  }

  /// What is printed below a wrong number by somebody who goes on with it: each line that comes out differently,
  /// computed from what is printed before.
  private static func lines(after place: Place, printing wrong: Double, digits: Int) -> [String] {
    let definitions = place.lesson.moment.program.definitions
    guard let start = definitions.firstIndex(where: { $0.quantity == place.entry.quantity }) else { return [] }
    var page = place.page.replacing(place.entry, with: wrong)
    var lines: [String] = []
    for definition in definitions[(start + 1)...]
    where !definition.isDerived && !definition.isEpochTotal && definition.phase != .control
      && definition.quantity.shape.count <= 9
    {
      for offset in 0..<definition.quantity.shape.count {
        let entry = Entry(definition.quantity, offset)
        let value = page.entry(entry.quantity, offset)
        guard let address = entry.typedAddress, let text = printed(value, digits: digits),
          text != printed(place.lesson.moment.entry(entry.quantity, offset), digits: digits),
          let number = Double(text)
        else { continue }
        lines.append("\(address) = \(text)")
        page = page.replacing(entry, with: number)
        if lines.count == mostLinesAfter { return lines }
      }
    }
    return lines
  }

  private static let mostLinesAfter = 20

  /// What is found of a page, and not of what the lesson prints itself.
  private static func findings(_ lesson: Ready, _ page: String) throws -> [Diagnosis.Finding] {
    guard let printed = try LessonParser.parse(page, file: "page.expect").first else { return [] }
    var own = lesson.syntax
    own.sections = own.sections.filter { if case .expect = $0.kind { false } else { true } }
    var verifier = Verifier(own, source: lesson.source)
    verifier.judgesPrintedOnly = true
    return try Doctor.verify(verifier, with: [(printed, SourceText(file: "page.expect", text: page))]).diagnosis
      .findings
  }

  /// Whether a cause is the slip that was made, or one that comes to the very same number.
  func isRight(_ cause: Diagnosis.Cause) -> Bool {
    cause.slip == slip || cause.alike.contains(slip) || (cause.value - value).magnitude <= 1e-9 * value.magnitude
  }
}
