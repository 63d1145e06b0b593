import Exercises
import Typesetting

/// What a sheet says besides the lesson's own words; LaTeX where it is not running text.
struct LaTeXSheetWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  var given: String { say("Datos", "Given") }
  var formulas: String { say("Fórmulas", "Formulas") }
  var questions: String { say("Preguntas", "Questions") }
  var solution: String { say("Solución", "Solution") }
  /// In the singular and the plural.
  var points: String { say("{punto}{puntos}", "{point}{points}") }
  var page: String { say("Página \\thepage\\ de \\numpages", "Page \\thepage\\ of \\numpages") }
  var alsoRight: String { say("Truncado, también vale: ", "Truncated, also right: ") }

  var onTheWay: String { say("Por el camino:", "On the way:") }

  /// The first line of the file.
  var comment: String {
    say(
      "% Hecho con lesson. Se compila dos veces: pdflatex archivo.tex",
      "% Made with lesson. Compile it twice: pdflatex file.tex")
  }

  var howToPrintAnswers: String {
    say("sin el % del principio salen las soluciones", "without the % in front the solutions are printed")
  }

  var aboutBoxes: String {
    say("Una casilla para un número, que la solución rellena.", "A box for a number, which the key fills in.")
  }

  /// Where a student writes who they are.
  var nameLine: String {
    let (name, date, points) = (say("Nombre", "Name"), say("Fecha", "Date"), say("Puntos", "Points"))
    return "\(name): \\hrulefill\\quad \(date): \\makebox[3cm]{\\hrulefill}\\quad "
      + "\(points): \\makebox[1.2cm]{\\hrulefill}\\,/\\,\\numpoints\\par"
  }

  /// What is to be done, and how the numbers are to be written.
  func task(_ digits: AskedDigits, iteration: Int, beginsLater: Bool) -> String {
    let how = digits.words[language]
    let start =
      beginsLater
      ? say(
        "Los parámetros son los del comienzo de la iteración \(iteration). ",
        "The parameters are those at the beginning of iteration \(iteration). ")
      : iteration > 1 ? say("Es la iteración \(iteration). ", "This is iteration \(iteration). ") : ""
    return start
      + say(
        "Calcula lo que se pide, en orden, con los datos y las fórmulas de abajo. Escribe cada número \(how); en las "
          + "cuentas intermedias usa más cifras.",
        "Compute what is asked for, in order, from the numbers and formulas below. Write each number \(how); keep more "
          + "digits in the steps between.")
  }
}
