import Typesetting

/// What the help of `variants` says.
package enum VariantsHelp {
  /// What a variant is, what varies, which numbers are refused, and that everybody gets the same.
  package static let discussion: [Localized] = [content, varying, numbers, sameness]

  private static let content = Localized(
    es: "Una variante es la misma lección con otros datos, pesos y ajustes: un archivo .lesson con el que vale todo lo "
      + "demás (run, verify, step, check-work, page…). Se quitan los números impresos en los apuntes y lo que un estudio "
      + "espera, que son de la lección; lo demás queda, y una nota dice qué ha cambiado.",
    en: "A variant is the same lesson with other data, weights and settings: a .lesson file on which everything else "
      + "works (run, verify, step, check-work, page, …). The numbers printed in the notes and what a study expects "
      + "belong to the lesson and are left out; the rest stays, and a note says what has changed.")

  private static let varying = Localized(
    es: "Varía lo que se escribe con números: en data y parameters, salvo lo que solo tiene ceros y unos (casos, "
      + "clases), y en settings lo que tiene decimales, salvo lo que decide dimensiones o líneas. Con --vary, solo eso, y "
      + "también enteros, ceros y estado. No varía lo que se sortea (~), se lee de un archivo o se calcula, ni las "
      + "imágenes. Con --set y las opciones de la lección se fijan ajustes: 'lesson variants xor --start golden'.",
    en: "What is written as numbers varies: in data and parameters, but for what has only zeros and ones (cases, "
      + "classes), and in settings what has decimals, but for what decides shapes or lines. With --vary only that, and "
      + "whole numbers, zeros and state as well. What is drawn (~), read from a file or computed does not vary, nor do "
      + "images. --set and the lesson's own options settle settings: 'lesson variants xor --start golden'.")

  private static let numbers = Localized(
    es: "Los números tienen tantos decimales como los de la lección y llegan hasta donde ellos; ninguno es 0 ni se "
      + "repite, y los que suman 1 por ejemplo lo siguen haciendo. Se sortea otra vez cuando algo degenera y en la "
      + "lección no: una unidad saturada, una capa ReLU muerta, un empate, una derivada en un punto anguloso o que no es la "
      + "prometida, un resultado de la primera iteración a menos de una milésima de unidad de donde cambia su última "
      + "cifra (--digits, --decimals, --rule), una ejecución que acaba de otra manera. Tras mil sorteos se dice por qué "
      + "no hay ninguna.",
    en: "The numbers have as many decimals as the lesson's and reach as far; none is 0, none is there twice, and those "
      + "that add up to 1 for an example go on doing so. They are drawn again where something degenerates that does not "
      + "in the lesson: a saturated unit, a dead layer of ReLU, a tie, a derivative at a kink or not the one promised, a "
      + "result of the first iteration within a thousandth of a unit of where its last digit changes (--digits, "
      + "--decimals, --rule), a run that ends otherwise. After a thousand draws it says why there is none.")

  private static let sameness = Localized(
    es: "El nombre de la lección, --seed y el número de la variante deciden sus números: SplitMix64 sobre «clase6 07 "
      + "W1», la semilla y el sorteo, en cualquier ordenador y con cualquier --count. El número de un estudiante es el "
      + "de su variante: --student 7 es la séptima.",
    en: "The lesson's name, --seed and the variant's number decide its numbers: SplitMix64 on “clase6 07 W1”, the seed "
      + "and the draw, on any computer and with any --count. A student's number is that of the variant: --student 7 is "
      + "the seventh.")
}
