import Execution
import Formats
import Typesetting

/// One line on a terminal that says how far a run has come, written over again and again; elsewhere nothing.
final class ProgressLine {
  private let output: Output?
  private let language: Language
  private let isASCII: Bool
  private let width: Int
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var isShown = false

  init(_ context: Context) {
    output = context.surroundings.isTerminal(.error) ? context.console.error : nil
    language = context.language
    isASCII = context.surroundings.usesASCII
    width = context.surroundings.width
  }

  /// Tells where the run is, at most ten times a second.
  func show(_ run: Run) throws {
    guard let output else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(300), now - last > .milliseconds(100) else { return }
    last = now
    isShown = true
    try output.write(
      "\r" + String(text(run, seconds: (now - start) / .seconds(1)).prefix(max(1, width - 1))) + "\u{1B}[K")
    try output.flush()
  }

  /// Takes the line away.
  func clear() throws {
    guard isShown, let output else { return }
    isShown = false
    try output.write("\r\u{1B}[K")
    try output.flush()
  }

  private func text(_ run: Run, seconds: Double) -> String {
    let batching = run.program.batching
    let perEpoch = run.main.batching?.batchesPerEpoch ?? 1
    let planned = run.plannedIterations
    let separator = isASCII ? " - " : " · "
    var parts: [String] = []
    if batching != nil {
      let epochs = max(1, (planned + perEpoch - 1) / perEpoch)
      parts.append(
        Localized(
          es: "época \(run.epoch) de \(epochs)\(separator)lote \(run.batch) de \(perEpoch)",
          en: "epoch \(run.epoch) of \(epochs)\(separator)batch \(run.batch) of \(perEpoch)")[language])
    } else {
      parts.append(
        Localized(
          es: "iteración \(run.iteration) de \(planned)", en: "iteration \(run.iteration) of \(planned)")[language])
    }
    if let objective = run.program.objective, let value = run.number(of: objective) {
      parts.append("\(objective.symbol) \(NumberStyle(significantDigits: 3).format(value))")
    }
    if let size = run.main.batching?.size {
      let rate = Int(Double(run.iteration * size) / max(seconds, 1e-3))
      parts.append(Localized(es: "\(rate) ejemplos/s", en: "\(rate) examples/s")[language])
    }
    let left = Int(seconds * Double(planned - run.iteration) / Double(max(1, run.iteration)))
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    parts.append(Localized(es: "faltan \(clock)", en: "\(clock) left")[language])
    let line = parts.joined(separator: separator)
    return isASCII ? Transliteration.prose(line) : line.visible
  }
}
