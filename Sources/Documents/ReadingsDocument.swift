import Execution
import Matrices
import Typesetting

/// What a network classified correctly and what it did not.
package struct ReadingsDocument {
  private let predictions: Predictions
  private let language: Language

  package init(_ predictions: Predictions, language: Language) {
    self.predictions = predictions
    self.language = language
  }

  /// The confusion matrix: a row for each true class, a column for each predicted one, and the share that is correct.
  package var confusion: [Block] {
    let table = predictions.confusion
    let corner = Localized(es: "real \\ predicha", en: "true \\ predicted")
    let share = Localized(es: "% aciertos", en: "% correct")
    let headings = [Text(corner[language])] + table.indices.map { Text("\($0)") } + [Text(share[language])]
    let rows = table.enumerated().map { right, row -> [Text] in
      let count = row.reduce(0, +)
      let cells = row.enumerated().map { answer, times in
        answer == right ? Text([.strong("\(times)")]) : Text(times == 0 ? "·" : "\(times)")
      }
      let percent = DecimalDigits(100 * Double(row[right]) / Double(count))?.fixed(decimals: 1)
      return [Text("\(right)")] + cells + [percent.map { Text(.number($0)) } ?? Text("–")]
    }
    let wrong = predictions.classes.indices.count { predictions.answer($0) != predictions.classes[$0] }
    let all = Localized(grouping: predictions.classes.count)
    let summary = Localized(
      es: "Matriz de confusión (\(predictions.set)): \(Localized(grouping: wrong).es) de \(all.es) mal clasificadas",
      en: "Confusion matrix (\(predictions.set)): \(Localized(grouping: wrong).en) of \(all.en) misclassified")
    return [
      .paragraph(Text([.strong(summary[language])])),
      .table(
        Table(
          headings: headings, alignments: Array(repeating: .right, count: headings.count), rows: rows)),
    ]
  }

  /// The worst-classified images, with what was predicted and with which probability.
  package func worst(_ count: Int, of examples: StoredExamples?) -> [Block] {
    let found = predictions.worst(count)
    guard !found.isEmpty else {
      return [
        .paragraph(
          Text(
            Localized(
              es: "Ninguna imagen está mal clasificada.",
              en: "No image is "
                + "misclassified.")[language]))
      ]
    }
    return found.enumerated().map { place, example in
      let (right, answer) = (predictions.classes[example], predictions.answer(example))
      let scores = predictions.scores[example]
      let words = Localized(
        es: "\(place + 1). Imagen \(example + 1): es un \(right), clasificada como \(answer) (",
        en: "\(place + 1). Image \(example + 1): it is a \(right), classified as \(answer) (")
      let title =
        Text(words[language]) + probability(scores[answer])
        + Text(Localized(es: " frente a ", en: " against ")[language]) + probability(scores[right]) + Text(")")
      guard let examples, example < examples.count else { return .paragraph(title) }
      var pixels = [Double](repeating: 0, count: ExampleColumn.pixels.width)
      pixels.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        examples.fill(.pixels, first: example, order: nil, size: 1, along: .rows, to: base)
      }
      return .chart(.image(title: title, columns: 28, rows: 28, values: pixels))
    }
  }

  /// A probability to three digits; one that rounds to 1 is not said to be 1.
  private func probability(_ value: Double) -> Text {
    let shown = NumberStyle(significantDigits: 3).format(value)
    return Text((shown == "1" ? [.plain("≈ ")] : []) + [.math(.number(shown))])
  }
}
