import Typesetting

/// What the help of `notebook` says, and what the command says when it has written one.
package enum NotebookHelp {
  /// What a notebook holds, and what a teacher does with it.
  package static let discussion = [
    Localized(
      es: "Un cuaderno (.ipynb, nbformat 4.5) que necesita NumPy y nada más: las notas y las fórmulas como "
        + "Markdown, cada línea de la lección como una celda escrita a partir de su fórmula, y después lo "
        + "que ha de dar: los números de los apuntes y, si no los hay, los que calcula la lección, hasta "
        + "10⁻¹². Una iteración línea a línea; las demás, en un bucle, donde los datos caben en el "
        + "cuaderno.",
      en: "A notebook (.ipynb, nbformat 4.5) that needs NumPy and nothing else: notes and formulas as "
        + "Markdown, each line of the lesson as a cell written from its formula, followed by what it "
        + "should give: the numbers of the notes and, where there are none, those that the lesson "
        + "computes, to 10⁻¹². One iteration line by line; the others in a loop, where the data fit in the "
        + "notebook."),
    Localized(
      es: "Con --blank es una tarea para nbgrader: lo que se pide está entre ### BEGIN SOLUTION y ### END "
        + "SOLUTION, y la celda siguiente, que solo se lee, da los puntos. 'nbgrader generate_assignment' "
        + "quita las soluciones y los números; lo que sigue de ellas no se comprueba, y no hay bucle. Sin "
        + "nbgrader, el cuaderno es la solución.",
      en: "With --blank it is an assignment for nbgrader: what is asked for stands between ### BEGIN "
        + "SOLUTION and ### END SOLUTION, and the next cell, which is read-only, gives the points. "
        + "'nbgrader generate_assignment' takes solutions and numbers away; what follows from them is not "
        + "checked, and there is no loop. Without nbgrader, the notebook is the solution."),
    Localized(
      es: "Los nombres son los de la lección en ASCII: ŷ es y_hat, δ1 es delta1. Lo que no se sabe "
        + "escribir con NumPy, o no cabe (miles de imágenes), se rechaza y se dice por qué.",
      en: "Names are those of the lesson in ASCII: ŷ is y_hat, δ1 is delta1. What cannot be written with "
        + "NumPy, or does not fit (thousands of images), is refused, with the reason."),
  ]

  /// After `notebook --out`.
  package static func written(_ path: String, blanks: Int) -> Localized {
    let words = Localized(es: "Cuaderno en '\(path)'", en: "Notebook in '\(path)'")
    guard blanks > 0 else { return words + Localized(both: ".") }
    let count = Noun.number(blanks)
    return words + Localized(es: ", con \(count.es) por calcular.", en: ", with \(count.en) to compute.")
  }
}
