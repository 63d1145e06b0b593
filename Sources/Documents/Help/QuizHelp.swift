import Typesetting

/// What the help of `quiz` says.
package enum QuizHelp {
  /// What a bank of questions holds, and how it comes to a class.
  package static let discussion: [Localized] = [content, moodle, canvas, others]

  private static let content = Localized(
    es: "Cada pregunta trae los datos y las fórmulas, y pide un número (numerical) o todos (cloze: en una matriz, un "
      + "hueco por entrada). Vale el número redondeado o truncado, a menos que --rule diga cómo, y también con más "
      + "cifras de las pedidas; con --rule truncated, solo con esas. La tolerancia es una décima de la última cifra "
      + "pedida. Los errores probables valen 0 y dicen qué ha pasado, con las palabras de 'lesson doctor'; después "
      + "de responder se ve la cuenta, como en 'lesson why'.",
    en: "Each question has the data and the formulas, and asks for one number (numerical) or for all of them (cloze: "
      + "in a matrix, a gap for each entry). The number is right rounded or truncated, unless --rule says which, and "
      + "with more digits than asked as well; with --rule truncated, with these alone. The tolerance is a tenth of "
      + "the last digit asked for. Likely slips are worth 0 and say what happened, in the words of 'lesson doctor'; "
      + "after the answer there is the calculation, as in 'lesson why'.")

  private static let moodle = Localized(
    es: "Moodle: con --variants, cada pregunta está una vez por variante (V01, V02…; --seed las elige), y las "
      + "variantes de una pregunta forman una categoría: $course$/lesson/LECCIÓN, o una subcategoría suya por número "
      + "si se piden varios. Banco de preguntas, Importar, formato XML de Moodle; después, en el cuestionario, una "
      + "pregunta aleatoria de cada categoría. El signo de --decimal es el del texto; se responde con coma o con "
      + "punto.",
    en: "Moodle: with --variants each question is there once for each variant (V01, V02, …; --seed chooses them), "
      + "and the variants of a question are a category: $course$/lesson/LESSON, or a subcategory of it for each "
      + "number where several are asked for. Question bank, Import, Moodle XML format; then, in the quiz, a random "
      + "question from each category. The mark of --decimal is that of the text; answers have a comma or a point.")

  private static let canvas = Localized(
    es: "Canvas: el .zip es QTI 1.2, para los cuestionarios clásicos: Configuración, Importar contenido del curso, "
      + "archivo QTI .zip. Hace un cuestionario con un grupo por pregunta, del que a cada estudiante le toca una "
      + "variante. Canvas daría por bueno todo intervalo que trae el archivo; por eso los errores probables se "
      + "cuentan juntos a quien falla. GIFT y QTI no tienen huecos con números: son para numerical.",
    en: "Canvas: the .zip is QTI 1.2, for classic quizzes: Settings, Import Course Content, QTI .zip file. It makes "
      + "a quiz with a group for each question, of which each student gets a variant. Canvas would take every "
      + "interval in the file for right; so likely slips are told together to whoever is wrong. GIFT and QTI have no "
      + "gaps with numbers: they are for numerical.")

  private static let others = Localized(
    es: "R/exams: no hay archivo que escribir de una vez, pues cada ejercicio es un .Rmd; el texto y la cuenta se "
      + "pegan de la pregunta, y exsolution y extol son los números de --json. H5P: no es posible; un .h5p lleva "
      + "dentro los programas que lo muestran, y sus huecos se comparan letra a letra, sin tolerancia.",
    en: "R/exams: there is no single file to write, since each exercise is an .Rmd; text and calculation are pasted "
      + "from the question, and exsolution and extol are the numbers of --json. H5P: not possible; an .h5p carries "
      + "the programs that show it, and its gaps are compared letter by letter, without a tolerance.")
}
