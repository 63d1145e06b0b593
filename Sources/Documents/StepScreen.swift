import Calculus
import LessonLanguage
import Matrices
import Stepping
import Trace
import Typesetting

/// What a full screen shows of a step, from the same words and numbers as `step`, `why` and `show`.
package struct StepScreen {
  package let language: Language
  private let style: NumberStyle
  private let notation = Notation()
  /// Digits of the numbers in the drawing of the network.
  private static let drawnDigits = 4
  /// Names in the chain that stands for a network that is too large to be drawn.
  private static let mostInChain = 40

  package init(_ language: Language, _ style: NumberStyle) {
    self.language = language
    self.style = style
  }

  /// The screen.
  ///
  /// - Parameters:
  ///   - before: the same place without what the reader has changed; nil where nothing is changed.
  ///   - changes: what the reader has changed, as typed.
  ///   - opened: what stands in place of the step.
  ///   - said: what is said in the line below; nil for the keys.
  package func screen(
    _ walk: Walk, _ model: ScreenModel, before: Walk? = nil, changes: [String] = [], opened: [Block]? = nil,
    said: Text? = nil
  ) -> Screen {
    var screen = Screen()
    let program = walk.moment.program
    screen.title = Text([.strong(program.title?[language] ?? program.name)])
    screen.place = Text(place(walk))
    screen.layers = layers(walk)
    if let network = NetworkLayers(program), let unit = network.layers.last?.units.first,
      unit.output.quantity.exampleCount > 1
    {
      screen.caption = Text(StepScreenTexts.firstExample[language])
    }
    screen.chain = chain(walk)
    screen.operations = walk.steps.enumerated().map { step, definition in
      Screen.Operation(
        name: Text(notation.name(definition.quantity)),
        line: Text(notation.line(definition.quantity, definition.formula)), isCurrent: step == walk.state.step,
        isMarked: model.bookmarks.contains(StepState(iteration: walk.state.iteration, step: step)))
    }
    screen.scroll = model.scroll
    screen.loss = loss(walk, before, changes)
    screen.status = said ?? status(model)
    var blocks = StepBlocks(language, style)
    // Before and after are to be in sight.
    if before != nil { blocks.mostEntries = 1 }
    if let opened {
      screen.body = opened
    } else if let before {
      screen.body = blocks.operation(walk, hasResult: false) + comparison(walk, before, changes)
    } else if model.isInMatrix, let definition = walk.definition {
      let quantity = definition.quantity
      screen.body = blocks.operation(walk, entry: model.cursor)
      let value = walk.moment.value(of: quantity)
      screen.grid = Screen.Grid(
        MatrixBlock(
          name: quantity.name, label: notation.name(quantity), sizes: value.shape.sizes, values: value.values,
          style: style), cursor: model.cursor)
    } else {
      screen.body = blocks.operation(walk)
    }
    return screen
  }

  // MARK: - Lines

  /// `operación 5 de 14 · iteración 3 de 100`
  private func place(_ walk: Walk) -> String {
    let (step, count) = (walk.state.step + 1, walk.steps.count)
    var words =
      Localized(es: "operación \(step) de \(count)", en: "operation \(step) of \(count)")
      + Localized(es: " · iteración \(walk.state.iteration)", en: " · iteration \(walk.state.iteration)")
    if walk.state.iteration > walk.bounds.end {
      words = words + Localized(es: " (pasado el final)", en: " (past the end)")
    } else if let end = walk.knownEnd {
      words = words + Localized(es: " de \(end)", en: " of \(end)")
    }
    return words[language]
  }

  private func status(_ model: ScreenModel) -> Text {
    switch model.prompt {
    case .search: return Text([.plain(StepScreenTexts.search[language]), .strong(model.typed + "_")])
    case .change: return Text([.plain(StepScreenTexts.change[language]), .strong(model.typed + "_")])
    case nil: break
    }
    if !model.count.isEmpty { return Text([.strong(model.count)]) }
    let keys =
      if model.overlay != nil {
        StepScreenTexts.overlayKeys
      } else if let sought = model.sought {
        StepScreenTexts.soughtKeys(sought)
      } else if model.isInMatrix { StepScreenTexts.matrixKeys } else { StepScreenTexts.keys }
    return Text([.faint(keys[language])])
  }

  /// `E = 0.249 ▇▅▃▂▁`, as far as it has been computed.
  private func loss(_ walk: Walk, _ before: Walk?, _ changes: [String]) -> Text {
    guard walk.moment.program.hasLoss, let objective = walk.moment.program.objective else { return "" }
    let isLater = walk.laterStep(of: objective) != nil
    let losses = isLater ? Array(walk.lossesSoFar.dropLast()) : Array(walk.lossesSoFar)
    var parts: [Inline] = [.math(notation.name(objective)), .plain(" = ")]
    guard let last = losses.last else { return isLater ? Text(parts + [.plain("·")]) : "" }
    parts.append(.math(.number(style.format(last))))
    if isLater {
      let words = Localized(es: " (iteración anterior)", en: " (iteration before)")
      parts.append(.faint(words[language]))
    } else if let other = before?.lossesSoFar.last {
      let was = Localized(es: " (sin el cambio ", en: " (without the change ")
      parts += [.plain(was[language]), .math(.number(style.format(other))), .plain(")")]
    }
    if losses.count > 1 {
      let finite = losses.filter { $0.isFinite }
      let low = finite.min() ?? 0
      let range = (finite.max() ?? 0) - low
      let count = min(losses.count, Strip.longestCourse)
      let points = (0..<count).map { place -> Strip.Point in
        let loss = losses[count == 1 ? 0 : place * (losses.count - 1) / (count - 1)]
        return Strip.Point(
          place: count == 1 ? 0 : Double(place) / Double(count - 1),
          height: loss.isFinite ? (range > 0 ? (loss - low) / range : 0) : nil)
      }
      let since = Localized(es: "  desde ", en: "  from ")
      parts += [
        .plain(since[language]), .math(.number(style.format(losses[0]))), .plain("  "),
        .strip(Strip(.course(points), words: "")),
      ]
    }
    return Text(parts)
  }

  // MARK: - The network

  private func mark(_ quantity: Quantity, _ walk: Walk) -> Screen.Cell.Mark {
    guard let definition = walk.definition else { return .plain }
    if definition.quantity == quantity { return .current }
    if definition.formula.references.contains(quantity) { return .read }
    return walk.laterStep(of: quantity) == nil ? .plain : .later
  }

  private func layers(_ walk: Walk) -> [Screen.Layer] {
    guard let network = NetworkLayers(walk.moment.program) else { return [] }
    let digits = NumberStyle(significantDigits: Self.drawnDigits)
    return network.layers.map { layer in
      let quantities = layer.units.first?.entries.map { $0.quantity } ?? []
      let weights = layer.weights.first.map { weight in
        let quantity = weight.entry.quantity
        // A line that changes the weights, or says how, is about them, too.
        let mark = mark(quantity, walk)
        let isChanged = walk.definition?.quantity.symbol == quantity.symbol
        return Screen.Cell(Text(notation.name(quantity)), isChanged ? .current : mark)
      }
      return Screen.Layer(
        weights: weights, names: quantities.map { Screen.Cell(Text(notation.name($0)), mark($0, walk)) },
        units: layer.units.map { unit in
          unit.entries.map { entry in
            let mark = mark(entry.quantity, walk)
            let number = digits.format(walk.moment.entry(entry.quantity, entry.offset))
            return Screen.Cell(mark == .later ? "·" : Text(.number(number)), mark)
          }
        })
    }
  }

  /// What is given and what is computed on the way forward, one after the other.
  private func chain(_ walk: Walk) -> [Screen.Cell] {
    let steps = walk.steps.filter { $0.phase == .forward || $0.phase == .loss }.prefix(Self.mostInChain)
    return steps.indices.map { place in
      let definition = steps[place]
      let before = place > steps.startIndex ? steps[place - 1].quantity : nil
      return Screen.Cell(
        Text(notation.name(definition.quantity)), mark(definition.quantity, walk),
        follows: before.map { definition.formula.references.contains($0) } ?? false)
    }
  }

  // MARK: - Before and after

  /// The result without what was changed, beside the present one.
  private func comparison(_ walk: Walk, _ before: Walk, _ changes: [String]) -> [Block] {
    guard let quantity = walk.definition?.quantity else { return [] }
    let list = changes.joined(separator: ", ")
    let other = before.steps.first { $0.quantity.name == quantity.name }?.quantity
    guard let other, other.shape == quantity.shape else {
      return [
        .paragraph(Text([.code(list), .plain(StepScreenTexts.otherShape[language])]))
      ]
    }
    let (old, new) = (before.moment.value(of: other), walk.moment.value(of: quantity))
    let most = 12
    let texts = (style.format(entries: old.values), style.format(entries: new.values))
    let rows = (0..<min(most, new.values.count)).map { offset -> [Text] in
      let name = quantity.shape.isScalar ? notation.name(quantity) : notation.entry(quantity, offset)
      return [Text(name), Text(.number(texts.0[offset])), Text(.number(texts.1[offset]))]
    }
    var blocks: [Block] = [
      .table(
        Table(
          headings: [
            "", Text(StepScreenTexts.before[language]), Text([.code(list)]),
          ], alignments: [.left, .right, .right], rows: rows))
    ]
    let rest = new.values.count - rows.count
    if rest > 0 { blocks.append(.formula(.words(WhyDocument.entriesMore(rest)[language]), remark: "")) }
    return blocks
  }

  // MARK: - What is opened

  /// What stands in place of the step; throws `LessonError`.
  package func opened(
    _ overlay: ScreenModel.Overlay, _ walk: Walk, cursor: Int
  ) throws(LessonError) -> [Block] {
    let answers = StepAnswers(language, style)
    switch overlay {
    case .help: return StepScreenTexts.help(language)
    case .tree, .paths:
      guard let quantity = walk.definition?.quantity else { return [] }
      let address = Entry(quantity, cursor).address
      if overlay == .tree { return try answers.why(address, walk, depth: Self.treeDepth) }
      return try answers.why(pathsAddress(quantity, cursor, walk) ?? address, walk)
    }
  }

  /// Levels of a tree.
  private static let treeDepth = 3

  /// `∂E/∂W1[1,1]` of the entry of what the lesson's loss depends on; nil for any other, a derivative among them.
  private func pathsAddress(_ quantity: Quantity, _ offset: Int, _ walk: Walk) -> String? {
    guard let objective = walk.moment.program.objective, quantity != objective, let definition = walk.definition,
      definition.phase == .forward
    else { return nil }
    return "∂\(objective.name)/∂\(Entry(quantity, offset).address)"
  }
}
