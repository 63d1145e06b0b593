import Typesetting

/// What `lesson check-work` says besides its options and its marks.
package enum MarkingHelp {
  /// What is read, how it is marked, and what the exit code tells.
  package static let discussion = [
    Localized(
      es: "La primera fila nombra las columnas: estudiante;dirección;iteración;valor, en cualquier orden, también en "
        + "inglés. Se separan con punto y coma, tabulador o coma; entre comas, lo que lleva una coma va entre comillas. "
        + "Sin iteración es la primera. Un valor se escribe con coma o punto (1.234,5 no se acepta), como fracción (9/8) o con "
        + "potencia (2.2e-5). En .json: una lista de objetos con student, address, iteration y value.",
      en: "The first row names the columns: student;address;iteration;value, in any order, also in Spanish. They are "
        + "parted by semicolons, tabs or commas; between commas, what has a comma stands in quotes. Without an "
        + "iteration it is the first. A value has a comma or a point (1.234,5 is refused), is a fraction (9/8) or has a power "
        + "(2.2e-5). In .json: a list of objects with student, address, iteration and value."),
    Localized(
      es: "Varios archivos se corrigen juntos, como una clase: en el que no nombra a nadie, las respuestas son de "
        + "quien da nombre al archivo (ana.csv). Una tabla guardada en Windows-1252, como hace Excel, también se lee. Con "
        + "--format csv, una fila por estudiante para el cuaderno de notas y, con --all, una por respuesta.",
      en: "Several files are marked together, as one class: in one that names nobody, the answers are of whoever the "
        + "file is named after (ana.csv). A table saved in Windows-1252, as Excel does, is read, too. With --format "
        + "csv, a row for each student to paste into a gradebook and, with --all, one for each answer."),
    Localized(
      es: "Un número vale si es el correcto, redondeado o truncado donde se ha escrito, o si sale de las respuestas "
        + "anteriores del mismo estudiante: lo que solo arrastra un error anterior puntúa, y un mismo error en varias entradas "
        + "cuesta un punto. De cada respuesta incorrecta se busca el error que da esas cifras, como hace doctor; pide "
        + "cuatro cifras: con dos casi nunca se sabe.",
      en: "A number counts when it is the right one, rounded or truncated where it was written, or when it comes from "
        + "the same student's earlier answers: what only carries an earlier error on earns its point, and one slip in "
        + "several entries costs one. For each wrong answer the slip is looked for that gives its digits, as doctor "
        + "does; ask for four digits: two hardly ever tell."),
    Localized(
      es: "Las preguntas son las del archivo: quien no contesta una que otros tienen no recibe ese punto. Código de "
        + "salida: 0 si todo es correcto, 2 si algo no lo es, lo arrastra o falta, 1 si el archivo o alguna de sus filas no "
        + "se puede leer; las demás filas se corrigen.",
      en: "The questions are those of the file: who leaves out one that others have does not get its point. Exit code: "
        + "0 when everything is right, 2 when something is wrong, carried on or missing, 1 when the file or one of its "
        + "rows cannot be read; the other rows are marked."),
  ]

  /// That a column of a file of answers says nothing about them.
  package static func ignored(_ column: String) -> Localized {
    Localized(es: "No se usa la columna «\(column)».", en: "The column “\(column)” is not used.")
  }

  /// That a file of answers was read although it is not UTF-8.
  package static func western(_ path: String) -> Localized {
    Localized(
      es: "'\(path)' no es UTF-8: se lee como Windows-1252, en la que no hay letras griegas.",
      en: "'\(path)' is not UTF-8: it is read as Windows-1252, which has no Greek letters.")
  }

  /// That a file of answers was saved without letters which its addresses have.
  package static func lettersLost(_ address: String, line: Int) -> Localized {
    Localized(
      es: "línea \(line): en «\(address)», un ? está donde había una letra griega, que Windows-1252 no tiene; vuelve a "
        + "guardar la hoja como UTF-8 (en Excel, «CSV UTF-8 (delimitado por comas)»)",
      en: "line \(line): in “\(address)” a ? stands where there was a Greek letter, which Windows-1252 does not have; "
        + "save the sheet again as UTF-8 (in Excel, “CSV UTF-8 (Comma delimited)”)")
  }

  /// That names look like one person's.
  package static func alike(_ names: [String]) -> Localized {
    let shown = names.map { $0.visible.onOneLine.bounded(whole: 60) }
    return Localized(
      es: "¿Son la misma persona? Se corrigen por separado: " + shown.map { "«\($0)»" }.joined(separator: ", ") + ".",
      en: "Are they one person? They are marked apart: " + shown.map { "“\($0)”" }.joined(separator: ", ") + ".")
  }

  /// That rows of a file of answers could not be marked.
  package static func unread(_ count: Int) -> Localized {
    Localized(es: "\(Noun.unread(count).es).", en: "\(Noun.unread(count).en).")
  }

  /// That a template leaves out what is too large to be computed by hand.
  package static func passedOver(_ names: [String]) -> Localized {
    let list = names.joined(separator: ", ")
    return Localized(
      es: "No se pregunta por las cantidades grandes (\(list)); con --quantities, sí.",
      en: "Large quantities are not asked for (\(list)); with --quantities they are.")
  }

  /// That a template has been written.
  package static func written(_ path: String, _ count: Int) -> Localized {
    Localized(
      es: "'\(path)' pide \(Noun.number(count).es).", en: "'\(path)' asks for \(Noun.number(count).en).")
  }
}
