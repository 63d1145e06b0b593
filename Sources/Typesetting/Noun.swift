/// A thing that is counted, in the singular and the plural of both languages: `1 época`, `2 epochs`.
package struct Noun: Hashable, Sendable {
  private let one: Localized
  private let many: Localized

  /// A noun with its two forms in each language.
  package init(es: (one: String, many: String), en: (one: String, many: String)) {
    one = Localized(es: es.one, en: en.one)
    many = Localized(es: es.many, en: en.many)
  }

  /// So many of them: `1 epoch`, `0 epochs`.
  package func callAsFunction(_ count: Int) -> Localized {
    (count == 1 ? one : many).map { "\(count) \($0)" }
  }

  package static let argument = Noun(es: ("argumento", "argumentos"), en: ("argument", "arguments"))
  package static let cell = Noun(es: ("celda", "celdas"), en: ("cell", "cells"))
  package static let channel = Noun(es: ("canal", "canales"), en: ("channel", "channels"))
  package static let column = Noun(es: ("columna", "columnas"), en: ("column", "columns"))
  package static let decimal = Noun(es: ("decimal", "decimales"), en: ("decimal", "decimals"))
  package static let digit = Noun(es: ("cifra", "cifras"), en: ("digit", "digits"))
  package static let epoch = Noun(es: ("época", "épocas"), en: ("epoch", "epochs"))
  package static let evaluation = Noun(es: ("evaluación", "evaluaciones"), en: ("evaluation", "evaluations"))
  package static let example = Noun(es: ("ejemplo", "ejemplos"), en: ("example", "examples"))
  package static let fact = Noun(es: ("dato", "datos"), en: ("fact", "facts"))
  package static let formula = Noun(es: ("fórmula", "fórmulas"), en: ("formula", "formulas"))
  package static let iteration = Noun(es: ("iteración", "iteraciones"), en: ("iteration", "iterations"))
  package static let number = Noun(es: ("número", "números"), en: ("number", "numbers"))
  package static let parameter = Noun(es: ("parámetro", "parámetros"), en: ("parameter", "parameters"))
  package static let pass = Noun(es: ("pasada", "pasadas"), en: ("pass", "passes"))
  package static let point = Noun(es: ("punto", "puntos"), en: ("point", "points"))
  package static let row = Noun(es: ("fila", "filas"), en: ("row", "rows"))
  package static let step = Noun(es: ("paso", "pasos"), en: ("step", "steps"))
  package static let time = Noun(es: ("vez", "veces"), en: ("time", "times"))
}
