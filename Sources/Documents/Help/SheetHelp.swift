import Typesetting

/// What the help of `sheet` says.
package enum SheetHelp {
  /// What a sheet holds, and how it is made a PDF.
  package static let discussion: [Localized] = [content, key, compiling]

  private static let content = Localized(
    es: "Un archivo de LaTeX, de la clase exam: los datos con sus números, las fórmulas que llevan a lo que se pide "
      + "(con las dimensiones debajo de cada nombre), y una pregunta por parte de la lección, con una casilla para "
      + "cada número y sitio para la cuenta. Lo que no se pide y hace falta se calcula por el camino. Cada número vale "
      + "un punto.",
    en: "A file of LaTeX, of the class exam: the data with their numbers, the formulas that lead to what is asked for "
      + "(with the shape below each name), and a question for each part of the lesson, with a box for each number and "
      + "room to work in. What is not asked for and needed is computed on the way. Each number is worth a point.")

  private static let key = Localized(
    es: "La solución va en el mismo archivo: fórmula, los números puestos en ella y el valor, como en 'lesson why', y "
      + "en las casillas las cifras pedidas. Con --answers se imprime; sin ella, basta quitar el % delante de "
      + "\\printanswers.",
    en: "The key is in the same file: formula, the numbers put in and the value, as in 'lesson why', and in the boxes "
      + "the digits asked for. With --answers it is printed; without, take away the % before \\printanswers.")

  private static let compiling = Localized(
    es: "Se compila dos veces, por los puntos y las páginas: pdflatex hoja.tex. En Debian y Ubuntu hacen falta "
      + "texlive-latex-extra y texlive-lang-spanish. Una variante de 'lesson variants' es una lección: tiene su propia hoja.",
    en: "Compile it twice, for points and pages: pdflatex hoja.tex. Debian and Ubuntu need texlive-latex-extra. A "
      + "variant of 'lesson variants' is a lesson: it has a sheet of its own.")
}
