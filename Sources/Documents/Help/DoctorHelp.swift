import Typesetting

/// What `lesson doctor --help` says besides its options.
package enum DoctorHelp {
  /// What is looked for, when it is said, and what the exit code tells.
  package static let discussion = [
    Localized(
      es: "De cada número impreso que es incorrecto por sí mismo se busca el error de cálculo o de copia que da justo "
        + "esas cifras: una derivada olvidada, un signo, un factor, dos cifras cambiadas. Lo que solo arrastra el error "
        + "de otro número se cuenta con él.",
      en: "For each printed number that is wrong of its own, the slip in computing or copying is looked for that gives "
        + "just these digits: a derivative left out, a sign, a factor, two digits swapped. What only follows from "
        + "another wrong number is counted with it."),
    Localized(
      es: "Un error solo se nombra si las cifras lo señalan mucho más que la casualidad; si no, se dice "
        + "«probablemente», lo que se ve sin suponer nada o que no se conoce ninguno. Con dos cifras casi nunca se sabe; "
        + "con cuatro, casi siempre.",
      en: "A slip is named only where the digits point to it much more than chance would; otherwise it says "
        + "“probably”, what can be seen without a guess, or that no slip is known. Two digits hardly ever tell; four "
        + "nearly always do."),
    Localized(
      es: "De una línea de backward que no es la derivada que promete se busca el único cambio con el que lo es, con "
        + "los números de la lección y en otros dos puntos; lo que sale bien con ella arreglada no es error suyo.",
      en: "Of a backward line that is not the derivative it promises, the one change is looked for that makes it so, "
        + "at the lesson's numbers and at two other points; what is right once it is mended is no error of its own."),
    Localized(
      es: "Código de salida: 0 si todo lo impreso coincide y ninguna línea pide ese cambio, 2 si no, "
        + "1 si una lección no se puede leer.",
      en: "Exit code: 0 when all that is printed agrees and no line asks for such a change, 2 otherwise, "
        + "1 when a lesson cannot be read."),
  ]
}
