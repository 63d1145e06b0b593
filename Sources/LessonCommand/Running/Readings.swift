import Calculus
import Datasets
import Documents
import Execution
import Matrices
import Trace
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
        es: "No hay clasificación que mostrar: ninguna métrica compara argmax(A) = argmax(Y) (metrics on test).",
        en: "There is no classification to show: no metric compares argmax(A) = argmax(Y) (metrics on test).")
    }
  }

  /// What it reads, for a program.
  var facts: [(key: String, value: Fact?)] { predictions?.facts(confusion: showsConfusion, worst: worst) ?? [] }

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
