import Calculus
import Execution
import LessonLanguage
import Trace
import Typesetting

/// The blocks around a run: what was run, the table of the loss, how it ended.
package struct RunDocument {
  private let language: Language
  private let notation = Notation()
  private let style: NumberStyle

  /// - Parameter style: of the numbers that the run has computed; settings are told as they were given.
  package init(_ language: Language, _ style: NumberStyle) {
    self.language = language
    self.style = style
  }

  /// Title, the lesson's first note (its idea and its question), and the settings.
  package func opening(_ program: Program, _ options: RunOptions) -> [Block] {
    var title: [Inline] = [.strong(program.name)]
    if let text = program.title { title += [.plain(" · \(text[language])")] }
    var facts: [Inline] = []
    for setting in program.settings {
      let text: MathText
      switch setting.value {
      case .number(let number):
        text = .number(NumberStyle().format(number))
        if let effective = program.effective(setting) {
          let here = Localized(es: "aquí", en: "here")[language]
          facts += [
            .plain(facts.isEmpty ? "" : ", "),
            .math(.row([Notation.setting(setting.symbol.name), .sign("=", .relation), text])),
            .plain(" (\(here) "), .math(.number(NumberStyle().format(effective))), .plain(")"),
          ]
          continue
        }
      case .choice(let choice, _): text = .words(choice)
      case .function(let parameters, let body):
        // Those of the lesson stand in its formulas; another one is what the reader wants to see named.
        guard setting.isGiven else { continue }
        facts += [
          .plain(facts.isEmpty ? "" : ", "), .math(Notation.setting(setting.symbol.name)),
          .plain("(\(parameters.joined(separator: ", "))) = \(body)"),
        ]
        continue
      }
      if !facts.isEmpty { facts.append(.plain(", ")) }
      facts.append(.math(.row([Notation.setting(setting.symbol.name), .sign("=", .relation), text])))
    }
    if program.hasDraws {
      if !facts.isEmpty { facts.append(.plain(", ")) }
      facts.append(.plain("\(Self.seed[language]) \(options.seed)"))
    }
    if let carry = options.carry {
      let words = carry.truncates ? Self.truncating : Self.rounding
      facts.append(.plain((Localized(both: "; ") + words + Noun.decimal(carry.decimals))[language]))
    }
    let idea = program.notes.prefix(1).map { Block.paragraph(Text($0[language])) }
    return [.heading(1, Text(title))] + idea + (facts.isEmpty ? [] : [.paragraph(Text(facts))])
  }

  /// An iteration with its numbers in a style: one of several under its heading, the only one below what else the lesson notes,
  /// with large quantities summed up unless they were asked for.
  package func iteration(_ moment: Moment, _ style: NumberStyle, _ extent: RunExtent) -> [Block] {
    guard case .once(let isOpened) = extent else {
      return [iterationHeading(moment)] + IterationBlocks(language, style).all(moment)
    }
    let numbers = IterationBlocks(language, style, sumsUp: !isOpened)
    let notes = moment.program.notes.dropFirst().map { Block.paragraph(Text($0[language])) }
    return notes + numbers.all(moment) + numbers.howToOpen(moment)
  }

  /// `Iteration 3 (epoch 1, batch 3)`
  package func iterationHeading(_ moment: Moment) -> Block {
    let number = "\(Self.iteration[language]) \(moment.iteration)"
    guard moment.program.batching != nil else { return .heading(2, Text(number)) }
    let epoch = "\(Self.epoch[language].lowercased()) \(moment.epoch)"
    let batch = "\(Self.batch[language]) \(moment.batch)"
    return .heading(2, Text("\(number) (\(epoch), \(batch))"))
  }

  /// The followed numbers at about a dozen iterations; at twice as many where a lesson learns from images. None where
  /// there is but one iteration.
  ///
  /// - Parameter isWhole: whether all that were kept are there instead.
  package func table(
    _ history: History, of program: Program, _ extent: RunExtent, isWhole: Bool = false
  ) -> [Block] {
    guard extent == .iterations else { return [] }
    let rows = isWhole ? history.iterations.count : program.inputs.contains(where: { $0.isStored }) ? 24 : 12
    let perEpoch = program.batching?.batchesPerEpoch ?? 1
    guard !history.quantities.isEmpty, !history.iterations.isEmpty else { return [] }
    let first = history.isPerEpoch ? Self.epoch[language] : Self.iteration[language]
    let places = history.sample(rows, batchesPerEpoch: perEpoch)
    let columns = history.values.map { values in style.texts(column: places.map { values[$0] }) }
    let lines = places.enumerated().map { row, place in
      let iteration = history.iterations[place]
      let moment = history.isPerEpoch ? iteration / max(1, perEpoch) : iteration
      return [Text("\(moment)")] + columns.map { $0[row] }
    }
    return [
      .table(
        Table(
          headings: [Text(first)] + history.quantities.map { Text(notation.name($0)) },
          alignments: Array(repeating: .right, count: history.quantities.count + 1), rows: lines))
    ] + meanings(history, program)
  }

  /// What the columns of the table are, as far as the lesson says so.
  private func meanings(_ history: History, _ program: Program) -> [Block] {
    let items = history.quantities.compactMap { quantity in
      program.meaning(of: quantity).map { meaning in
        Block.Item(.remark, Text([.math(notation.name(quantity)), .plain(": \(meaning[language])")]))
      }
    }
    return items.isEmpty ? [] : [.list(items)]
  }

  /// A picture or a table of the lesson.
  package func blocks(_ shown: RunCourse.Shown) -> [Block] {
    switch shown {
    case .picture(let drawn): PictureBlocks(language).blocks([drawn])
    case .table(let table): table.blocks(language, style)
    }
  }

  /// How the run ended, and what to try when it went wrong.
  ///
  /// - Parameter end: how it ended; nil while it goes on.
  package func ending(
    _ end: RunEnding?, of program: Program, _ extent: RunExtent, _ cycle: CycleDetector.Cycle?, _ advice: RunAdvice?
  ) -> [Block] {
    guard let end else { return [] }
    return reason(end, of: program, extent, cycle, advice) + unsolved(end, extent)
  }

  private func reason(
    _ end: RunEnding, of program: Program, _ extent: RunExtent, _ cycle: CycleDetector.Cycle?, _ advice: RunAdvice?
  ) -> [Block] {
    let iteration = Localized(es: "iteración \(end.iteration)", en: "iteration \(end.iteration)")
    let epoch = Localized(es: ", época \(end.epoch)", en: ", epoch \(end.epoch)")
    let when = (program.batching == nil ? iteration : iteration + epoch)[language]
    switch end.outcome {
    case .completed:
      guard extent == .iterations else { return [] }
      var blocks: [Block] = [.paragraph(Text(Localized(es: "Fin: \(when).", en: "End: \(when).")[language]))]
      if let cycle {
        blocks.append(cycleBlock(cycle))
      } else if let advice {
        blocks.append(.paragraph(advice.text(language)))
      }
      return blocks
    case .reached(let condition):
      return [
        .paragraph(
          Text([
            .plain(Localized(es: "Se cumple ", en: "Reached ")[language]), .code(condition),
            .plain(": \(when)."),
          ]))
      ]
    case .notFalling(let quantity, let epochs):
      return [
        .paragraph(
          Text([
            .math(notation.name(quantity)),
            .plain(
              Localized(
                es: " lleva \(Noun.epoch(epochs).es) sin bajar: \(when).",
                en: " has not fallen for \(Noun.epoch(epochs).en): \(when).")[language]),
          ]))
      ]
    case .diverged(let quantity, let offset, let iteration):
      var text = diverged(quantity, offset, iteration)
      if program.definition(of: quantity)?.formula.solvesEquations == true {
        text = text + Text(Self.singular[language])
      }
      return [.paragraph(text + (advice.map { Text(" ") + $0.text(language) } ?? ""))]
    case .interrupted:
      return [
        .paragraph(Text(Localized(es: "Interrumpido: \(when).", en: "Interrupted: \(when).")[language]))
      ]
    }
  }

  /// A remark where the run has gone on past what has no inverse or no solution.
  private func unsolved(_ end: RunEnding, _ extent: RunExtent) -> [Block] {
    if case .diverged = end.outcome { return [] }
    guard let place = end.unsolved else { return [] }
    let since = Localized(
      es: " no es un número finito desde la iteración \(place.iteration).",
      en: " is not a finite number from iteration \(place.iteration) on.")
    let here = Localized(es: " no es un número finito.", en: " is not a finite number.")
    return [
      .paragraph(
        Text([
          .math(notation.entry(place.quantity, place.offset)),
          .plain((extent == .iterations ? since : here)[language] + Self.singular[language]),
        ]))
    ]
  }

  private func diverged(_ quantity: Quantity, _ offset: Int, _ iteration: Int) -> Text {
    Text([
      .strong(Localized(es: "La lección diverge: ", en: "The lesson diverges: ")[language]),
      .math(notation.entry(quantity, offset)),
      .plain(
        Localized(
          es: " es lo primero que deja de ser un número finito, en la iteración \(iteration).",
          en: " is the first that stops being a finite number, at iteration \(iteration).")[language]),
    ])
  }

  private func cycleBlock(_ cycle: CycleDetector.Cycle) -> Block {
    let every =
      cycle.period == 1
      ? Localized(es: "cada época", en: "every epoch")
      : Localized(es: "cada \(cycle.period) épocas", en: "every \(cycle.period) epochs")
    return .paragraph(
      Text([
        .strong(
          Localized(
            es: "Ciclo de periodo \(cycle.period) desde la época \(cycle.start + 1): ",
            en: "Cycle of period \(cycle.period) from epoch \(cycle.start + 1) on: ")[language]),
        .plain(
          Localized(
            es: "los parámetros vuelven a los mismos valores \(every[.spanish]), así que no acabará nunca.",
            en: "the parameters return to the same values \(every[.english]), so it will never end.")[language]),
      ]))
  }

  private static let singular = Localized(
    es: " inv y solve no dan nada finito cuando su matriz es singular, es decir, cuando no tiene inversa.",
    en: " inv and solve give nothing finite where their matrix is singular, that is, where it has no inverse.")
  private static let seed = Localized(es: "semilla", en: "seed")
  private static let iteration = Localized(es: "Iteración", en: "Iteration")
  private static let epoch = Localized(es: "Época", en: "Epoch")
  private static let batch = Localized(es: "lote", en: "batch")
  private static let rounding = Localized(es: "como a mano, redondeando a ", en: "as by hand, rounding to ")
  private static let truncating = Localized(es: "como a mano, truncando a ", en: "as by hand, truncating to ")
}
