import Calculus
import Doctor
import Documents
import Formats
import LessonLanguage
import Marking
import Pages
import Stepping
import Trace
import Typesetting
import Verification

/// The program behind a page: a lesson's text in, the facts and documents of the command out.
///
/// There are six calls about a lesson, and two for what a network that reads digits is given; each throws what is wrong with the lesson or with what was typed. Where one has computed for long
/// enough its facts are `more`, and the iteration it has come to: the same call then goes on from there.
package final class Engine {
  private var session: Session?
  /// The sessions of the last calls of `load`, the last one first: a lesson with changes stands beside itself without.
  private var recent: [(text: String, settings: String, session: Session)] = []
  private static let mostRecent = 2
  /// What is on the pad, and what the network has learned before: all lessons that are loaded from then on have these.
  private var given = Session.Given()

  /// An engine without a lesson.
  package init() {}

  // MARK: - The calls

  /// Takes a lesson, with what a reader has changed in it; where it has an error, the one before stays.
  ///
  /// - Parameters:
  ///   - text: the lesson's.
  ///   - settings: `name=value` on each line, as `--set` takes them, and `seed`, `iterations`, `epochs`, `optimizer`,
  ///     `carry`, `truncate`.
  /// - Returns: the facts of `show`, with the steps of an iteration, how many iterations are planned, and the pictures.
  package func load(_ text: String, settings: String = "") throws(EngineError) -> Fact {
    let known = recent.first { $0.text == text && $0.settings == settings }?.session
    let session = if let known { known } else { try Session(text, settings: settings, given) }
    let side = try session.side(nil)
    let program = side.scope.program
    let pictures = try Self.located { () throws(LessonError) in try PictureList(program.name, side.scope) }
    self.session = session
    recent.removeAll { $0.session === session }
    recent = [(text, settings, session)] + recent.prefix(Self.mostRecent - 1)
    return program.fact.adding(
      ("steps", .list(Walk.steps(of: program).map { .text($0.quantity.name) })), ("first", .integer(side.first)),
      ("planned", .integer(side.planned)), ("seed", .integer(side.options.seed)), ("pictures", pictures.pictures()))
  }

  /// Takes a drawing in the place of the examples of the lessons that are loaded from then on.
  ///
  /// - Parameters:
  ///   - label: the digit that it is meant to be; empty where nothing is said of that.
  ///   - preparation: the pen's radius, and how the strokes are laid on the image (`DigitPad`).
  ///   - strokes: their points; empty for none.
  ///   - image: in Base64, in the place of strokes; empty for none.
  /// - Returns: the grey values, and whether there is any ink.
  package func draw(
    label: String, preparation: String, strokes: String, image: String
  ) throws(EngineError) -> Fact {
    let pad =
      try image.isEmpty
      ? DigitPad(label: label, preparation: preparation, strokes: strokes) : DigitPad(label: label, bytes: image)
    given.digit = DrawnDigit(pad.image, label: pad.label ?? 0)
    recent = []
    return pad.fact
  }

  /// Takes the parameters of a network for the lessons that are loaded from then on.
  ///
  /// - Parameter parameters: as `LearnedParameters` writes them.
  package func learn(_ parameters: String) throws(EngineError) -> Fact {
    let learned = try LearnedParameters(parameters)
    given.parameters = learned
    recent = []
    return .record(("parameters", .list(learned.names.sorted().map { .text($0) })))
  }

  /// The numbers of an iteration, past the lesson's end, too.
  ///
  /// - Parameter quantities: names with commas between them, `W1, dW1`; empty for all.
  /// - Returns: the facts of an iteration; each quantity also with `shown`, its entries as a reader sees them, and in HTML
  ///   with its `card` on the page and what stands there, of a large one with these alone.
  package func values(_ iteration: Int, quantities: String = "", _ view: View = View()) throws(EngineError) -> Fact {
    try seeing(iteration, view) { visit, side throws(LessonError) in
      let moment = visit.moment
      let cards = view.format == .html ? side.cards(moment, view) : nil
      let (names, unknown) = RecordedQuantity.names(quantities, of: moment.program)
      if let unknown { throw Self.typed(unknown, RecordedQuantity.refusal(of: unknown, in: moment.program)) }
      let all = RecordedQuantity.all(of: moment.program).filter { recorded in
        moment.isMeasured(recorded.quantity) && (names.isEmpty || names.contains(recorded.name))
      }
      return moment.timeFact.adding(
        (
          "quantities",
          .list(
            all.map { recorded in
              // Of what is too large to be seen number by number a page takes the summary alone.
              if let cards, recorded.quantity.shape.count > Cards.mostEntries {
                return .record(
                  ("name", .text(recorded.name)), ("card", .text(Cards.id(of: recorded.quantity))),
                  ("html", .text(cards.numbers(recorded))))
              }
              let value = moment.value(of: recorded.quantity)
              let block = MatrixBlock(
                name: recorded.name, label: .words(recorded.name), sizes: value.shape.sizes, values: value.values,
                style: Self.style)
              return moment.fact(of: recorded).adding(
                ("shown", .list(block.texts(view.mark).map { .text($0) })),
                ("card", cards.map { _ in .text(Cards.id(of: recorded.quantity)) }),
                ("html", cards.map { .text($0.numbers(recorded)) }))
            })
        ), ("heading", cards.map { _ in .text(LessonPage.heading(of: moment, view.options)) }),
        ("end", visit.outlook.ending?.fact))
    }
  }

  /// Where a number comes from.
  ///
  /// - Returns: the facts of `why`, and its `document` in the view's format.
  package func why(_ address: String, _ iteration: Int, _ view: View = View()) throws(EngineError) -> Fact {
    try seeing(iteration, view) { visit, side throws(LessonError) in
      let moment = visit.moment
      if view.format == .html {
        return .record(("address", .text(address)), ("document", .text(try side.cards(moment, view).opening(address))))
      }
      let (syntax, typed) = try LessonParser.address(address, in: side.scope.of(moment.program))
      let (opening, blocks) = try SourceText(file: "", text: typed).locating { () throws(LocatedError) in
        let opening = try Opening(syntax, typed: typed, in: moment, side.scope, depth: 1)
        let document = WhyDocument(opening, view.language, Self.style)
        let blocks = try shaped(nil) { () throws(ShapeError) in try document.blocks() }
        return (
          opening, document.iteration(end: visit.outlook.ending, planned: visit.outlook.planned) + blocks
        )
      }
      return opening.fact.adding(("document", .text(view.render(blocks))))
    }
  }

  /// Whether a reader's answer is right, for the lesson or for what they have answered before, or a hint.
  ///
  /// - Parameters:
  ///   - wish: `hint` for the next one, `skip` to be told the number; empty for an answer.
  ///   - answer: a number as typed, with either decimal mark.
  /// - Returns: of an answer the verdict as `verify` has it, with the causes as `doctor` has them; whether the question is
  ///   done with; `words` for the reader in the view's format; how they stand, and that in words.
  package func judge(
    _ address: String, _ iteration: Int, wish: String = "", answer: String, _ view: View = View()
  ) throws(EngineError) -> Fact {
    let wished: Prediction.Try
    switch wish {
    case "": wished = .answer(answer)
    case "hint": wished = .hint
    case "skip": wished = .skip
    default:
      let shown = wish.visible.onOneLine.bounded(whole: 60)
      throw EngineError(Localized(es: "«\(shown)» no es hint ni skip", en: "“\(shown)” is neither hint nor skip"))
    }
    return try seeing(iteration, view) { visit, side throws(LessonError) in
      let moment = visit.moment
      let question = try Question(address, moment.iteration, in: side.scope.of(moment.program))
      let reply = try side.predictor.repeat(wished, question, in: moment)
      let text = ReplyText(reply, view.language, Self.style)
      let score = side.predictor.score
      return moment.timeFact.adding(
        ("answer", text.answerFact), ("done", .flag(reply.isDone)), ("hints", .integer(reply.prediction.level)),
        ("words", .text(view.render(text.blocks))), ("score", score.fact),
        ("summary", .text(PredictionScoreText(score, view.language).words)))
    }
  }

  /// A picture of the lesson after its run.
  ///
  /// - Parameter name: its number, or a part of its title or its formula, as `plot` takes it.
  /// - Returns: what is drawn, in numbers, and as `svg`; where nothing is drawn, why.
  package func picture(_ name: String, _ view: View = View()) throws(EngineError) -> Fact {
    let side = try loaded(view)
    return try Self.located { () throws(LessonError) in
      let number: Int
      switch try PictureList(side.scope.program.name, side.scope).find(name) {
      case .one(let found): number = found
      case .no(let words): throw Self.typed(name, words)
      }
      guard let drawn = try side.drawn() else { return Self.more(side) }
      let (charts, missing) = PictureList.charts(drawn, [number], view.language)
      let base: Fact = .record(("number", .integer(number)), ("picture", PictureList.fact(number, of: drawn)))
      guard let found = charts.first else { return base.adding(("missing", missing.first.map { .words($0) })) }
      return base.adding(("svg", .text(DrawingFormat.svg.render(found.charts, view.options))))
    }
  }

  /// The parts of a page at an iteration, in HTML: what each stands in, and what stands there.
  ///
  /// - Parameter printed: a file with the numbers that the notes print; empty for none.
  package func page(_ iteration: Int, printed: String, _ view: View = View()) throws(EngineError) -> Fact {
    let side = try loaded(view)
    let results = try Self.located { () throws(LessonError) in try side.results(view) }
    guard let results else { return Self.more(side) }
    let verified = try Self.located { () throws(LessonError) in try side.verified(printed) }
    return try seeing(iteration, view) { visit, side throws(LessonError) in
      let parts = LessonPage.Parts(
        moment: visit.moment, results: results, report: verified?.report, diagnosis: verified?.diagnosis ?? Diagnosis(),
        isChanged: side.isChanged)
      let page = LessonPage(side.scope, parts, asking: side.question, view.options)
      return .record(
        (
          "parts",
          .list(try page.parts().map { .record(("place", .text($0.place)), ("html", .text($0.html))) })
        ))
    }
  }

  // MARK: - What the calls share

  private static let style = NumberStyle.lines()

  /// The lesson as a view has it.
  private func loaded(_ view: View) throws(EngineError) -> Side {
    guard let session else {
      throw EngineError(Localized(es: "todavía no hay ninguna lección", en: "there is no lesson yet"))
    }
    return try session.side(view.convention)
  }

  /// What there is to say of an iteration, or that there is more to compute on the way to it.
  private func seeing(
    _ iteration: Int, _ view: View, _ say: (Visit, Side) throws(LessonError) -> Fact
  ) throws(EngineError) -> Fact {
    let side = try loaded(view)
    try Self.check(Int64(iteration))
    return try Self.located { () throws(LessonError) in
      guard let visit = try side.visit(iteration) else { return Self.more(side) }
      return try say(visit, side)
    }
  }

  /// There are so many iterations, whatever a lesson says.
  static func check(_ iteration: Int64) throws(EngineError) {
    guard (1...Int64(StepBounds.mostIterations)).contains(iteration) else {
      throw EngineError(
        Localized(
          es: "las iteraciones van de 1 a \(StepBounds.mostIterations), y no hay \(iteration)",
          en: "iterations go from 1 to \(StepBounds.mostIterations), and there is no \(iteration)"))
    }
  }

  private static func more(_ side: Side) -> Fact {
    .record(("more", .flag(true)), ("reached", .integer(side.reached)))
  }

  private static func located<Value>(_ body: () throws(LessonError) -> Value) throws(EngineError) -> Value {
    do throws(LessonError) {
      return try body()
    } catch {
      throw EngineError(error)
    }
  }

  /// What is wrong with something that was typed, as a whole.
  private static func typed(_ text: String, _ words: Localized) -> LessonError {
    SourceText(file: "", text: text).error(LocatedError(nil, words))
  }

}
