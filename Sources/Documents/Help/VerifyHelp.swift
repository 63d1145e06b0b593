import Typesetting

/// What `lesson verify --help` says besides its options.
package enum VerifyHelp {
  /// How numbers, derivatives and claims are judged, and what the exit code tells.
  package static let discussion = [
    Localized(
      es: "Un número impreso coincide cuando sale de redondear o truncar el calculado; una derivada, cuando es "
        + "igual a la derivada automática y a las diferencias finitas. Una errata de los apuntes se señala y no "
        + "cuenta como fallo.",
      en: "A printed number agrees when it comes from rounding or truncating the computed one; a derivative, when "
        + "it equals the automatic derivative and finite differences. A misprint in the notes is reported and "
        + "does not count as a failure."),
    Localized(
      es: "De una derivada se comparan el valor de la lección, el de la derivada automática y el de las "
        + "diferencias finitas. El «error máx.» es la mayor diferencia relativa, |a − b|/máx(|a|, |b|); para "
        + "entradas muy pequeñas se divide por 10⁻⁴ veces la mayor. Coincide hasta 10⁻⁹, y con las diferencias "
        + "hasta 10⁻⁶; tras ± está lo que puede deberse al redondeo; si supera ese límite, no se pueden medir.",
      en: "For a derivative the lesson's value, the automatic derivative and finite differences are compared. The "
        + "“max. error” is the largest relative difference, |a − b|/max(|a|, |b|); for very small entries the "
        + "divisor is 10⁻⁴ times the largest. It agrees up to 10⁻⁹, and with differences up to 10⁻⁶; ± gives what "
        + "may be due to rounding; where that exceeds the limit, they cannot be measured."),
    Localized(
      es: "Se juzgan 13 cifras; un número impreso con más lo dice. Lo que en esa iteración no se mide (una métrica "
        + "sobre otros datos o una suma de la época, antes de su final) queda sin juzgar: se indica y se cuenta aparte.",
      en:
        "Up to 13 digits are judged; a number printed with more says so. What is not measured at that iteration (a "
        + "metric on other data or a sum over the epoch, before its end) is not judged; it is listed and counted separately."
    ),
    Localized(
      es: "Código de salida: 0 si todo lo juzgado coincide, 2 si algo no, 1 si una lección no se puede leer; con "
        + "--strict, 2 también si hay erratas o líneas sin juzgar.",
      en:
        "Exit code: 0 when everything that was judged agrees, 2 when something does not, 1 when a lesson cannot "
        + "be read; with --strict, 2 also when there are misprints or lines that are not judged."),
    Localized(
      es: "Las imágenes son siempre dígitos inventados por el programa, aunque haya MNIST en LESSON_DATA o en la "
        + "caché, para que lo comprobado no dependa de lo que haya en la máquina; con --data, las de esa carpeta.",
      en: "The images are always made-up digits, even where MNIST is in LESSON_DATA or in the cache, so that what is "
        + "checked does not depend on what the machine has; with --data, those of that folder."),
    Localized(
      es: "Con varias lecciones (all), al final se da cuenta de las afirmaciones de los apuntes, documento por "
        + "documento: cada una cuenta una vez, y coincide si coinciden todas sus líneas. Las lecciones se comprueban a "
        + "la vez, en todos los núcleos; lo escrito no depende de cuántos haya.",
      en: "With several lessons (all), the end is an account of the claims of the notes, document by document: each "
        + "counts once, and agrees where all its lines do. The lessons are verified at the same time, on all cores; "
        + "what is written does not depend on how many there are."),
  ]
}
