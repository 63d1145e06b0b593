import DigitDocuments
import Documents
import Execution
import Formats
import LessonLanguage
import OperatingSystem
import Stepping
import Trace
import Typesetting

/// `lesson step` on a whole terminal: single keys, and a screen drawn after each.
struct FullScreen {
  private let lesson: LoadedLesson
  private let arguments: ParsedArguments
  private let surroundings: Surroundings
  private let device: ScreenDevice
  private let interrupt: Interrupt
  private let style: NumberStyle
  private var language: Language
  private var model = ScreenModel()
  /// The run that is stepped through, and the same without what the reader has changed here.
  private var walks: [Walked] = []
  private var changes: [String] = []
  private var axis: String?
  private var opened: [Block]?
  private var said: Localized?
  /// What is told before the first key.
  private var preface: [Block] = []
  /// What is told of an iteration that is being gone to.
  private let way: Way

  /// A walk, and where its iterations are found.
  private struct Walked {
    var walk: Walk
    let playback: Playback
    let warnings: [Localized]
  }

  /// What closures that are asked on the way share with the screen.
  private final class Way {
    var reached = 0
    var from: Int?
    var shown: Duration?
    var start: Duration = .zero
    var tell: (Localized) -> Void = { _ in }
    var isStopped = false
    /// Whether a key stops it: not while a run is built anew, which has no place to stay at.
    var takesKeys = false
  }

  /// Compiles the lesson and sees its first iteration; throws what is wrong with it or with an option.
  init(_ lesson: LoadedLesson, _ context: Context, _ device: ScreenDevice) throws {
    self.lesson = lesson
    self.device = device
    arguments = context.arguments
    surroundings = context.surroundings
    interrupt = context.interrupt
    language = context.language
    style = NumberStyle.lines(try Presentation.digits(context.arguments))
    way = Way()
    let run = try walked([], nil)
    walks = [run]
    preface = try run.warnings.map { .paragraph(Text($0[language])) } + DigitFacts(run.walk.scope, language).madeUp()
  }

  /// Shows the step that a key leads to, then does what each key says until `q` or the end; throws what ends the
  /// command.
  mutating func run(first key: (_ firstIteration: Int) throws -> StepKey) throws {
    let start = try key(walks[0].playback.first)
    try attempt { try $0.press([start]) }
    while true {
      try draw()
      guard let input = try device.next() else { return }
      guard case .key(let key) = input, let key = key.screenKey else { continue }
      said = nil
      preface = []
      let effect = model.press(key, at: walks[0].walk.place)
      if effect == .quit { return }
      if model.overlay == nil { opened = nil }
      try attempt { try $0.do(effect) }
    }
  }

  // MARK: - What keys do

  private mutating func `do`(_ effect: ScreenEffect) throws {
    switch effect {
    case .none, .quit: break
    case .press(let keys): try press(keys)
    case .runOn: try press([walks[0].walk.state.iteration < walks[0].walk.bounds.end ? .goToEnd : .goTo(.max)])
    case .open(let overlay): try open(overlay)
    case .say(let note): said = StepScreenTexts.note(note)
    case .language:
      language = language == .spanish ? .english : .spanish
      if let overlay = model.overlay { try open(overlay) }
    case .transpose: try rebuild(changes, axis == otherAxis ? nil : otherAxis)
    case .change(let text):
      let change = try whole(text)
      let name = change.prefix { $0 != "=" } + "="
      // A matrix with another entry changed takes the place of the one before.
      try rebuild(changes.filter { change == text || !$0.hasPrefix(name) } + [change], axis)
    case .takeBack:
      said = changes.isEmpty ? StepScreenTexts.nothingChanged : StepScreenTexts.takenBack
      if !changes.isEmpty { try rebuild([], axis) }
    }
  }

  private mutating func open(_ overlay: ScreenModel.Overlay) throws {
    opened = try StepScreen(language, style).opened(overlay, walks[0].walk, cursor: model.cursor)
  }

  /// Does what keys say in every walk; a key that is pressed on the way stops them where they are.
  private mutating func press(_ keys: [StepKey]) throws {
    let note = try move(&walks, keys)
    model.arrive(at: walks[0].walk.place)
    opened = nil
    said = note ?? said
  }

  private func move(_ walks: inout [Walked], _ keys: [StepKey]) throws -> Localized? {
    var note: Localized?
    for place in walks.indices {
      for key in keys {
        way.from = nil
        way.start = surroundings.clock()
        way.shown = nil
        let playback = walks[place].playback
        let effect: StepEffect
        way.takesKeys = true
        defer { way.takesKeys = false }
        do {
          effect = try walks[place].walk.press(key) { try interrupt.checked(try playback.visit($0)) }
        } catch let error as Interrupted {
          guard place == 0, way.isStopped else { throw error }
          way.isStopped = false
          way.takesKeys = false
          interrupt.forget()
          // Where it was stopped is where the reader is now.
          _ = try walks[place].walk.press(.goTo(way.reached)) { try interrupt.checked(try playback.visit($0)) }
          note = StepScreenTexts.stopped
          break
        }
        switch effect {
        case .show(let said?), .stay(let said): note = StepTexts.note(said, walks[0].walk)
        default: break
        }
      }
      if place == 0, walks.count > 1 {
        try follow(&walks)
        break
      }
    }
    return note
  }

  /// What is compared stands at the same place, wherever the first one has come to.
  private func follow(_ walks: inout [Walked]) throws {
    var others = Array(walks.dropFirst())
    for place in others.indices {
      var one = [others[place]]
      _ = try move(&one, walks[0].walk.state.keys(within: one[0].walk.bounds))
      others[place] = one[0]
      if one[0].walk.state.iteration != walks[0].walk.state.iteration {
        // It was stopped on the way: then both stand there.
        var first = [walks[0]]
        _ = try move(&first, StepState(iteration: one[0].walk.state.iteration, step: walks[0].walk.state.step).keys)
        walks[0] = first[0]
      }
    }
    walks = [walks[0]] + others
  }

  /// The run with other changes, at the same place; where one makes no sense, all stays as it was.
  private mutating func rebuild(_ changes: [String], _ axis: String?) throws {
    let state = walks[0].walk.state
    var made = [try walked(changes, axis)]
    if !changes.isEmpty { made.append(try walked([], axis)) }
    said = try move(&made, state.keys(within: made[0].walk.bounds)) ?? said
    self.changes = changes
    self.axis = axis
    walks = made
    model.arrive(at: walks[0].walk.place)
  }

  /// `W1[1,2]=0.9` as all of W1 with that entry changed, since whole matrices are given; anything else as it is.
  private func whole(_ change: String) throws -> String {
    guard let sign = change.firstIndex(of: "="), let bracket = change.firstIndex(of: "["), bracket < sign else {
      return change
    }
    let (address, typed) = (String(change[..<sign]).trimmed, String(change[change.index(after: sign)...]).trimmed)
    let first = try interrupt.checked(try walks[0].playback.visit(walks[0].playback.first)).moment
    let (syntax, text) = try LessonParser.address(address, in: walks[0].walk.scope.of(first.program))
    let source = SourceText(file: "", text: text)
    let scope = walks[0].walk.scope.of(first.program).reading(source)
    let found = try source.locating { () throws(LocatedError) in try scope.resolve(syntax) }
    guard let entry = found.formula.asEntry, first.program.definition(of: entry.quantity) == nil,
      entry.quantity.shape.rank == 2
    else { return change }
    var numbers = first.value(of: entry.quantity).values.map { "\($0)" }
    guard numbers.indices.contains(entry.offset) else { return change }
    numbers[entry.offset] = typed.contains(".") ? typed : String(typed.map { $0 == "," ? "." : $0 })
    let columns = entry.quantity.shape.columns
    let rows = stride(from: 0, to: numbers.count, by: columns).map { start in
      numbers[start..<start + columns].joined(separator: " ")
    }
    return "\(entry.quantity.name)=[\(rows.joined(separator: "; "))]"
  }

  /// The layout of examples that the lesson does not have as it was started.
  private var otherAxis: String {
    let own = arguments.value("convention") ?? (lesson.syntax.examples ?? .rows).rawValue
    return own == "rows" ? "columns" : "rows"
  }

  private func walked(_ changes: [String], _ axis: String?) throws -> Walked {
    var arguments = arguments
    arguments.options += changes.map { ("set", $0) }
    if let axis { arguments.options.append(("convention", axis)) }
    let (way, device, interrupt, surroundings) = (way, device, interrupt, surroundings)
    let run = try SteppedRun(arguments, lesson, surroundings) { run, target in
      way.reached = run.iteration
      let now = surroundings.clock()
      let from = way.from ?? run.iteration
      way.from = from
      if now - (way.shown ?? way.start) > .milliseconds(way.shown == nil ? 300 : 100) {
        way.shown = now
        way.tell(
          RunProgress.of(run.whereabouts, seconds: (now - way.start) / .seconds(1), target: target, from: from)
            + (way.takesKeys ? StepScreenTexts.anyKeyStops : Localized(both: "")))
      }
      way.isStopped = way.takesKeys && device.takesKey() || interrupt.isRequested
      return way.isStopped
    }
    let first = try interrupt.checked(try run.playback.visit(run.playback.first))
    return Walked(walk: try Walk(run.scope, from: first), playback: run.playback, warnings: run.warnings)
  }

  /// Does something; what was wrong with what was typed is said, and nothing is lost.
  private mutating func attempt(_ body: (inout FullScreen) throws -> Void) throws {
    let lines = screen()
    way.tell = { [device, language, surroundings] words in
      var shown = lines
      if let last = shown.indices.last { shown[last] = surroundings.shown(words[language]) }
      try? device.draw(shown)
    }
    do {
      try body(&self)
    } catch let error as Interrupted {
      throw error
    } catch {
      guard let hint = StepHint(error)?.sentence else { throw error }
      model.close()
      opened = nil
      said = hint
    }
  }

  // MARK: - The screen

  private mutating func draw() throws { try device.draw(screen()) }

  private mutating func screen() -> [String] {
    let (columns, rows) = device.size()
    let text = ScreenText(
      columns: columns, rows: rows, isASCII: surroundings.usesASCII, color: surroundings.hasColour(.output),
      mark: surroundings.decimalMark, language: language)
    guard columns >= ScreenText.leastColumns, rows >= ScreenText.leastRows else {
      return text.render(StepScreenTexts.tooSmall(columns: columns, rows: rows)[language])
    }
    var screen = StepScreen(language, style).screen(
      walks[0].walk, model, before: walks.count > 1 ? walks[1].walk : nil, changes: changes, opened: opened,
      said: said.map { Text($0[language]) })
    screen.body = preface + screen.body
    let (lines, mostScroll) = text.render(screen)
    model.limitScroll(to: mostScroll)
    return lines
  }
}
