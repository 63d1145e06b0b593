import Calculus
import Datasets
import Documents
import Execution
import Matrices
import Typesetting

/// `--confusion` and `--worst`: what the network that a run has come to reads, and what it reads wrongly.
struct Readings {
  private let predictions: Predictions?
  private let worst: Int?
  private let showsConfusion: Bool
  private let run: Run
  private let language: Language

  /// Throws `CommandError` when no metric says what the network reads.
  init(_ run: Run, _ context: Context) throws {
    self.run = run
    language = context.language
    worst = try context.arguments.integer("worst", in: 1...100)
    showsConfusion = context.arguments.has("confusion")
    guard showsConfusion || worst != nil else {
      predictions = nil
      return
    }
    predictions = try run.predictions()
    guard predictions != nil else {
      throw CommandError(
        es: "No se puede decir qué lee la red: ninguna métrica de la lección compara argmax(A) = argmax(Y) en otros "
          + "datos (metrics on test).",
        en: "What the network reads cannot be told: no metric of the lesson compares argmax(A) = argmax(Y) on other "
          + "data (metrics on test).")
    }
  }

  /// The set, how often each class was taken for each other, and the worst-read examples.
  var facts: [(key: String, value: Fact?)] {
    guard let predictions else { return [] }
    return [
      ("set", .text(predictions.set)),
      (
        "confusion",
        showsConfusion ? .list(predictions.confusion.map { .list($0.map { .integer($0) }) }) : nil
      ),
      (
        "worst",
        worst.map { count in
          .list(
            predictions.worst(count).map { example in
              .record(
                ("example", .integer(example + 1)), ("class", .integer(predictions.classes[example])),
                ("readAs", .integer(predictions.answer(example))),
                ("scores", .list(predictions.scores[example].map { .number($0) })))
            })
        }
      ),
    ]
  }

  /// The same for a reader, with the images drawn.
  func blocks() throws -> [Block] {
    guard let predictions else { return [] }
    let document = ReadingsDocument(predictions, language: language)
    var blocks = showsConfusion ? document.confusion : []
    if let worst {
      let part = ExamplePart(rawValue: predictions.set)
      blocks += document.worst(worst, of: try part.flatMap { try run.main.examples?.examples(of: $0) })
    }
    return blocks
  }
}
