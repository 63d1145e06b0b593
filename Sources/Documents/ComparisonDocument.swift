import Calculus
import Trace
import Typesetting

/// Two runs side by side, in words: what they are run with, where they first differ and by what, how the numbers that are
/// followed went, how each ended.
package struct ComparisonDocument {
  private let language: Language
  private let style: NumberStyle
  private let notation = Notation()
  /// Rows of the table at most.
  private let rows: Int

  /// - Parameters:
  ///   - style: of the numbers that the runs have computed.
  ///   - isWhole: whether the table has a row for all that was kept, and not for about a dozen iterations.
  package init(_ language: Language, _ style: NumberStyle, isWhole: Bool = false) {
    self.language = language
    self.style = style
    rows = isWhole ? .max : 12
  }

  /// Quantities with columns in the table; the first of them gets a curve.
  private static let columns = 2

  /// All of it.
  ///
  /// - Parameter title: what the lesson calls this comparison, if it does.
  package func blocks(_ comparison: RunComparison, title: Localized?) -> [Block] {
    let program = comparison.first.run.main
    var heading: [Inline] = [.strong(program.name)]
    if let text = title ?? program.title { heading.append(.plain(" · \(text[language])")) }
    let labels = [label(comparison.first, 0), label(comparison.second, 1)]
    let runs = say("Dos ejecuciones: ", "Two runs: ") + labels[0] + say(" y ", " and ") + labels[1] + Text(".")
    return [.heading(1, Text(heading)), .paragraph(runs)] + start(comparison)
      + difference(comparison, labels) + table(comparison, labels) + charts(comparison, labels)
      + endings(comparison, labels)
  }

  private func say(_ es: String, _ en: String) -> Text { Text(Localized(es: es, en: en)[language]) }

  /// `η = 0.5`; where nothing that was typed differs, A and B.
  private func label(_ side: RunComparison.Side, _ place: Int) -> Text {
    guard !side.differing.isEmpty else { return Text(["A", "B"][place]) }
    var parts: [Inline] = []
    for choice in side.differing {
      if !parts.isEmpty { parts.append(.plain(", ")) }
      switch choice.kind {
      case .seed:
        parts.append(.plain(Localized(es: "semilla \(choice.text)", en: "seed \(choice.text)")[language]))
      case .option: parts.append(.plain("--\(choice.name) \(choice.text)"))
      case .value:
        let isNumber = choice.text.utf8.first.map { (48...57).contains($0) || $0 == 45 } ?? false
        let value: MathText = isNumber ? .number(choice.text) : .words(choice.text)
        let isSetting = side.run.main.settings.contains { $0.symbol.name == choice.name }
        let name = isSetting ? Notation.setting(choice.name) : .identifier(choice.name)
        parts.append(.math(.row([name, .sign("=", .relation), value])))
      }
    }
    return Text(parts)
  }

  private func start(_ comparison: RunComparison) -> [Block] {
    guard !comparison.start.isEmpty else {
      return [
        .paragraph(
          say(
            "Empiezan igual: los mismos datos y los mismos valores iniciales.",
            "They begin alike: the same data and the same initial values."))
      ]
    }
    let names = comparison.start.map { difference in
      Text(notation.name(difference.quantities.0))
        + (difference.largest == nil
          ? Text(" (\(difference.values.0.shape), \(difference.values.1.shape))") : Text(""))
    }
    let list = names.dropFirst().reduce(names[0]) { $0 + Text(", ") + $1 }
    return [
      .paragraph(
        say("No empiezan igual; lo que difiere: ", "They do not begin alike; what differs: ") + list + Text("."))
    ]
  }

  // MARK: - The first difference

  private func difference(_ comparison: RunComparison, _ labels: [Text]) -> [Block] {
    guard let found = comparison.firstDifference else {
      let count = Noun.iteration(comparison.compared)
      return [
        .paragraph(
          say(
            "Ningún número difiere en lo que recorren juntas: \(count.es).",
            "No number differs as far as they go together: \(count.en)."))
      ]
    }
    var place = Localized(es: "iteración \(found.iteration)", en: "iteration \(found.iteration)")
    if comparison.first.run.main.batching != nil {
      place =
        place
        + Localized(
          es: " (época \(found.epoch), lote \(found.batch))", en: " (epoch \(found.epoch), batch \(found.batch))")
    }
    var blocks: [Block] = [
      .heading(2, say("La primera diferencia: \(place.es)", "The first difference: \(place.en)"))
    ]
    let lines = [found.lines.0, found.lines.1].compactMap { $0 }.map { notation.line($0.quantity, $0.formula) }
    if let first = lines.first {
      blocks.append(.formula(first, remark: lines.count == 2 && lines[1] != first ? labels[0] : ""))
    }
    if lines.count == 2, lines[1] != lines[0] { blocks.append(.formula(lines[1], remark: labels[1])) }
    blocks.append(values(of: found, labels))
    if let count = found.quantity.count, count > 1 {
      let all = found.quantity.values.0.values.count
      blocks.append(
        .paragraph(
          say(
            "Difieren \(count) de sus \(all) números; se muestra el que más.",
            "\(count) of its \(all) numbers differ; the one that differs most is shown.")))
    }
    return blocks
  }

  /// What the line reads that differs, and what it gives.
  private func values(of found: RunComparison.FirstDifference, _ labels: [Text]) -> Block {
    let rows = (found.operands + [found.quantity]).map { difference -> [Text] in
      guard let place = difference.largest else {
        return [
          Text(notation.name(difference.quantities.0)), Text("\(difference.values.0.shape)"),
          Text("\(difference.values.1.shape)"), "",
        ]
      }
      let (one, other) = (difference.values.0.values[place], difference.values.1.values[place])
      let numbers = [one, other, other - one].map { Text(.number(style.format($0))) }
      return [Text(notation.entry(difference.quantities.0, place))] + numbers
    }
    return .table(
      Table(
        headings: [""] + labels + [say("diferencia", "difference")], alignments: [.left, .right, .right, .right],
        rows: rows))
  }

  // MARK: - What is followed

  /// The quantities that both follow.
  private func followed(_ comparison: RunComparison) -> [(name: Quantity, first: Int, second: Int)] {
    let (one, other) = (comparison.first.history, comparison.second.history)
    return one.quantities.enumerated().compactMap { place, quantity in
      other.quantities.firstIndex { $0.name == quantity.name }.map { (quantity, place, $0) }
    }
  }

  private func table(_ comparison: RunComparison, _ labels: [Text]) -> [Block] {
    let (one, other) = (comparison.first.history, comparison.second.history)
    let longer = (one.iterations.last ?? 0) >= (other.iterations.last ?? 0) ? one : other
    let program = comparison.first.run.main
    let perEpoch = program.batching?.batchesPerEpoch ?? 1
    let iterations = longer.sample(rows, batchesPerEpoch: perEpoch).map { longer.iterations[$0] }
    let quantities = followed(comparison).prefix(Self.columns)
    guard iterations.count > 1, !quantities.isEmpty else { return [] }
    var headings = [say(longer.isPerEpoch ? "época" : "iteración", longer.isPerEpoch ? "epoch" : "iteration")]
    var columns: [[Text]] = [iterations.map { Text("\(longer.isPerEpoch ? $0 / max(1, perEpoch) : $0)") }]
    for quantity in quantities {
      for (history, place, label) in [(one, quantity.first, labels[0]), (other, quantity.second, labels[1])] {
        headings.append(Text(notation.name(quantity.name)) + Text(", ") + label)
        let known = Dictionary(lastOf: zip(history.iterations, history.values[place]).map { ($0, $1) })
        columns.append(style.texts(column: iterations.map { known[$0] ?? nil }))
      }
    }
    let rows = iterations.indices.map { row in columns.map { $0[row] } }
    return [
      .table(
        Table(headings: headings, alignments: Array(repeating: .right, count: headings.count), rows: rows))
    ]
  }

  /// The curves of both over the same axes.
  private func charts(_ comparison: RunComparison, _ labels: [Text]) -> [Block] {
    let perEpoch = Double(comparison.first.run.main.batching?.batchesPerEpoch ?? 1)
    return followed(comparison).prefix(1).compactMap { quantity in
      let sides = [
        (comparison.first.history, quantity.first, labels[0]), (comparison.second.history, quantity.second, labels[1]),
      ]
      let series = sides.map { history, place, label in
        let unit = history.isPerEpoch ? perEpoch : 1
        return Chart.Series(
          label, x: history.iterations.map { Double($0) / unit }, y: history.values[place].map { $0 ?? .nan })
      }
      guard series.contains(where: { $0.placesDrawn.x.count > 1 }) else { return nil }
      let across =
        comparison.first.history.isPerEpoch ? say("época", "epoch") : say("iteración", "iteration")
      return .chart(
        .curve(title: Text(notation.name(quantity.name)), series, xLabel: across, mayBeLogarithmic: true))
    }
  }

  private func endings(_ comparison: RunComparison, _ labels: [Text]) -> [Block] {
    let words = RunDocument(language, style)
    let items = zip([comparison.first, comparison.second], labels).map { side, label in
      let blocks = words.ending(side.run.ending, of: side.run.main, .iterations, nil, nil)
      let text = blocks.reduce(Text("")) { text, block in
        if case .paragraph(let own) = block { text.isEmpty ? own : text + Text(" ") + own } else { text }
      }
      return Block.Item(.remark, label + Text(" · ") + text)
    }
    return [.list(items)]
  }
}
