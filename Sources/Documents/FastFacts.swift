import Calculus
import Execution
import Typesetting

/// What is said of a run besides its numbers: the way it is computed and where the time went.
package struct FastFacts {
  package let language: Language

  package init(language: Language) {
    self.language = language
  }

  /// `Fast way: Float, 2 threads, AVX-512`
  package func way(_ instructions: Localized, isSinglePrecision: Bool, threads: Int) -> Block {
    let type = isSinglePrecision ? "Float" : "Double"
    let text =
      threads == 1
      ? Localized(es: "Modo rápido: \(type), 1 hilo, ", en: "Fast mode: \(type), 1 thread, ")
      : Localized(es: "Modo rápido: \(type), \(threads) hilos, ", en: "Fast mode: \(type), \(threads) threads, ")
    return .paragraph(Text(text[language] + instructions[language] + "."))
  }

  /// Where the time went: the share of each kind of operation, and microseconds of an iteration.
  package func table(_ profile: FastProfile) -> [Block] {
    let total = profile.total
    guard total > 0, profile.iterations > 0 else { return [] }
    let rows = profile.ordered.filter { $0.seconds / total >= 0.0005 }.map { part, seconds -> [Text] in
      [
        Text(name(part)[language]), fixed(100 * seconds / total),
        fixed(seconds / Double(profile.iterations) * 1e6),
      ]
    }
    let headings = [
      Localized(es: "En qué se va el tiempo", en: "Where the time goes"), Localized(both: "%"),
      Localized(es: "µs por iteración", en: "µs per iteration"),
    ]
    let table = Table(headings: headings.map { Text($0[language]) }, alignments: [.left, .right, .right], rows: rows)
    guard let seconds = profile.fastestEpoch.flatMap({ DecimalDigits($0)?.fixed(decimals: 3) }) else {
      return [.table(table)]
    }
    let words = Localized(es: "La época más rápida: ", en: "The fastest epoch: ")
    return [.table(table), .paragraph(Text([.plain(words[language]), .math(.number(seconds)), .plain(" s.")]))]
  }

  private func fixed(_ value: Double) -> Text {
    Text(.number(DecimalDigits(value)?.fixed(decimals: 1) ?? ""))
  }

  /// `Backpropagation: products`
  private func name(_ part: FastProfile.Part) -> Localized {
    switch part {
    case .evaluation: return Localized(es: "Métricas sobre otros datos", en: "Metrics on other data")
    case .waiting: return Localized(es: "Espera a los demás hilos", en: "Waiting for the other threads")
    case .operations(let kind, let phase):
      let what =
        switch kind {
        case .gathering: Localized(es: "Copia del lote", en: "Copying the batch")
        case .product: Localized(es: "productos", en: "products")
        case .formula: Localized(es: "fórmulas elemento a elemento", en: "elementwise formulas")
        case .fold: Localized(es: "sumas", en: "sums")
        case .softmax: Localized(both: "softmax")
        case .convolution: Localized(es: "convoluciones", en: "convolutions")
        case .pooling: Localized(both: "maxpool")
        case .copying: Localized(es: "los mismos números con otras dimensiones", en: "same numbers, other shape")
        case .stepwise: Localized(es: "otras operaciones", en: "other operations")
        }
      return kind == .gathering ? what : phase.title + Localized(both: ": ") + what
    }
  }
}
