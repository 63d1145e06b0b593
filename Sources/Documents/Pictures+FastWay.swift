import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// What is drawn after a run the fast way.
extension Pictures {
  /// The quantities that images show.
  package var pictured: Set<Int> {
    Set(pictures.filter { $0.syntax.kind == .image }.flatMap { $0.subject.references.map(\.id) })
  }

  /// The curves and images after a run the fast way, which keeps nothing else, and which pictures are not drawn for that;
  /// the run has to keep what is `pictured`.
  package func blocks<Scalar>(_ runner: FastRunner<Scalar>, _ history: History) throws -> [Block] {
    var blocks: [Block] = []
    var left: [Picture] = []
    for picture in pictures {
      switch picture.syntax.kind {
      case .curve where !isFollowed(picture, in: history): left.append(picture)
      case .curve: blocks += curve(picture, history, runner)
      case .image:
        let values = try resolve(picture.syntax.subject, in: runner.program)
          .evaluate { runner.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
        blocks.append(Self.image(picture.title, values))
      case .points, .steps, .map, .inequalities: left.append(picture)
      }
    }
    return left.isEmpty ? blocks : blocks + [onlyExact(left)]
  }

  /// What is drawn after a run the fast way, with its numbers.
  package func fact<Scalar>(_ runner: FastRunner<Scalar>, _ history: History) throws -> Fact {
    var facts: [Fact] = []
    for case .chart(let chart) in try blocks(runner, history) { facts.append(chart.fact) }
    return .list(facts)
  }

  /// Whether a history has a curve's numbers: the fast way follows those of the epochs alone, where there are any.
  private func isFollowed(_ picture: Picture, in history: History) -> Bool {
    guard case .reference(let quantity) = picture.subject.formula else { return false }
    return history.quantities.contains(quantity)
  }

  /// `The fast way does not draw: points A1 by y, …`
  private func onlyExact(_ pictures: [Picture]) -> Block {
    let list = pictures.map { picture in
      Text([.code("\(picture.syntax.kind.rawValue) \(picture.subjectText)")])
    }
    var text = Text(Localized(es: "El modo rápido no dibuja ", en: "The fast way does not draw ")[language])
    for (place, picture) in list.enumerated() { text = text + Text(place == 0 ? "" : ", ") + picture }
    return .paragraph(
      text
        + Text(Localized(es: "; el exacto sí: ", en: "; the exact one does: ")[language])
        + Text([.code("--way exact")]) + Text("."))
  }
}
