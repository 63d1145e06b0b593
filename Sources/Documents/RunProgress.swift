import Calculus
import Trace
import Typesetting

/// How far a run has come, in one line.
package enum RunProgress {
  /// `epoch 2 of 10 · batch 30 of 938 · J 0.312 · 51200 examples/s · 0:12 left`
  ///
  /// - Parameters:
  ///   - seconds: since it began.
  ///   - target: the iteration it is to come to; nil for the end of the run.
  ///   - beginning: the iteration at which the seconds began; nil for that of the run.
  package static func of(
    _ run: RunPlace, seconds: Double, target: Int? = nil, from beginning: Int? = nil
  ) -> Localized {
    let last = target ?? run.planned
    let done = run.iteration - (beginning ?? run.beginning)
    var parts: [Localized] = []
    if let (perEpoch, _) = run.batching, target == nil {
      let epochs = max(1, last / perEpoch + (last % perEpoch == 0 ? 0 : 1))
      parts.append(
        Localized(
          es: "época \(run.epoch) de \(epochs) · lote \(run.batch) de \(perEpoch)",
          en: "epoch \(run.epoch) of \(epochs) · batch \(run.batch) of \(perEpoch)"))
    } else {
      parts.append(
        Localized(es: "iteración \(run.iteration) de \(last)", en: "iteration \(run.iteration) of \(last)"))
    }
    if let loss = run.loss {
      parts.append(Localized(both: "\(loss.symbol) \(NumberStyle(significantDigits: 3).format(loss.value))"))
    }
    if let (_, size) = run.batching {
      let rate = whole(Double(done) * Double(size) / max(seconds, 1e-3))
      parts.append(Localized(es: "\(rate) ejemplos/s", en: "\(rate) examples/s"))
    }
    let left = whole(seconds * Double(last - run.iteration) / Double(max(1, done)))
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    parts.append(Localized(es: "faltan \(clock)", en: "\(clock) left"))
    return parts.dropFirst().reduce(parts[0]) { $0 + Localized(both: " · ") + $1 }
  }

  /// After a run that went wrong.
  package static let trying = Localized(es: "se prueba qué ayudaría…", en: "trying what would help…")

  /// While the arrays of a trace are written; some bytes more than their numbers go into the file.
  package static func trace(written: Int, of count: Int) -> Localized {
    let (written, all) = (megabytes(min(written, count)), megabytes(count))
    return Localized(
      es: "se escribe la traza: \(written) de \(all) MB", en: "writing the trace: \(written) of \(all) MB")
  }

  /// While a run that Ctrl-C ends has something to keep, and is not where it asks.
  package static let finishing = Localized(
    es: "Interrumpido: acaba esta iteración, para guardar lo que hay; otro Ctrl-C lo descarta.",
    en: "Interrupted: finishing this iteration, to keep what there is; another Ctrl-C discards it.")

  /// Before the arrays of a run are written that Ctrl-C has ended.
  package static func interruptedTrace(of count: Int) -> Localized {
    Localized(
      es: "Interrumpido: se escribe la traza hasta aquí, \(megabytes(count)) MB; otro Ctrl-C la descarta.",
      en: "Interrupted: writing the trace so far, \(megabytes(count)) MB; another Ctrl-C discards it.")
  }

  private static func megabytes(_ bytes: Int) -> Int { bytes / 1_000_000 }

  private static func whole(_ number: Double) -> Int64 { Int64(max(0, min(number, 1e15))) }
}
