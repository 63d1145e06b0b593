import Typesetting

/// `lesson help json`: what `--format json` writes, key by key. A test compares it with what commands write.
package struct JSONHelp {
  static let topic = HelpTopic(
    "json",
    Localized(
      es: "Lo que escribe --format json: los datos de cada orden, clave a clave.",
      en: "What --format json writes: the facts of each command, key by key.")
  ) { language, _ in JSONHelp.blocks(language) }

  /// An object and its keys.
  package struct Part: Sendable {
    /// The commands that write it; none for what all share.
    package let commands: [String]
    let title: Localized
    let keys: [(key: String, meaning: Localized)]

    /// The keys alone.
    package var names: [String] { keys.map { $0.key } }

    init(_ commands: [String], es: String, en: String, _ keys: [(String, String, String)]) {
      self.commands = commands
      title = Localized(es: es, en: en)
      self.keys = keys.map { ($0.0, Localized(es: $0.1, en: $0.2)) }
    }
  }

  static func blocks(_ language: Language) -> [Block] {
    func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
    var blocks: [Block] = [
      .heading(1, Text(say("Los datos en JSON", "Facts as JSON"))),
      .paragraph(
        Text(
          say(
            "Con --format json (o --json), una orden escribe sus datos en una línea y nada más: sin textos del "
              + "programa, sin redondear. step escribe una línea por respuesta.",
            "With --format json (or --json) a command writes its facts on one line and nothing else: no words of the "
              + "program, nothing rounded. step writes a line for each answer."))),
      .verbatim(#"{"format":"lesson-facts","version":1,"command":"why","facts":{…}}"#),
    ]
    for part in parts {
      blocks.append(.heading(2, Text(part.title[language])))
      blocks.append(
        .table(
          Table(
            headings: [Text(say("clave", "key")), Text(say("significado", "meaning"))], alignments: [.left, .left],
            rows: part.keys.map { [Text([.code($0.key)]), Text($0.meaning[language])] })))
    }
    return blocks
  }

  /// Every object, the shared ones first.
  package static let parts = shared + commands
}

extension JSONHelp {
  fileprivate static let shared: [Part] = [
    Part(
      [], es: "Lo común: números, dimensiones, direcciones", en: "What all share: numbers, shapes, addresses",
      [
        ("format", "siempre \"lesson-facts\"", "always \"lesson-facts\""),
        (
          "version", "1; aumenta cuando un lector de la anterior fallaría",
          "1; it increases when a reader of the previous one would fail"
        ),
        ("command", "la orden", "the command"), ("facts", "sus datos", "its facts"),
        (
          "0.1, \"NaN\"",
          "un número: el decimal más corto que devuelve los mismos bits; \"NaN\", \"Infinity\", \"-Infinity\"",
          "a number: the shortest decimal that reads back as the same bits; \"NaN\", \"Infinity\", \"-Infinity\""
        ),
        ("shape", "dimensiones: [filas, columnas]; 1×1 es [1,1]", "a shape: [rows, columns]; 1×1 is [1,1]"),
        (
          "values", "los números, con un corchete por dimensión", "the numbers, with a bracket for each axis"
        ),
        (
          "address", "una dirección que se puede escribir: W1[1,2]; falta si no hay ninguna",
          "an address that can be typed: W1[1,2]; omitted where there is none"
        ),
        ("text", "una fórmula en una línea", "a formula on one line"),
        ("latex", "la misma en LaTeX", "the same in LaTeX"),
        ("es", "palabras de la lección, en español", "words of the lesson, in Spanish"),
        ("en", "las mismas en inglés", "the same in English"),
      ])
  ]

  fileprivate static let commands: [Part] = [
    study,
    Part(
      ["list"], es: "list", en: "list",
      [
        ("lessons", "las lecciones", "the lessons"), ("name", "su nombre", "its name"),
        ("title", "su título", "its title"), ("theme", "el tema al que pertenece", "the theme that it belongs to"),
      ]),
    Part(
      ["check"], es: "check", en: "check",
      [
        ("lessons", "las lecciones que se pueden leer", "the lessons that can be read"),
        ("lesson", "el nombre", "the name"), ("file", "el archivo", "the file"),
        ("parameters", "cuántos números se aprenden", "how many numbers are learned"),
        ("formulas", "cuántas líneas calculan algo", "how many lines compute something"),
        ("claims", "cuántas derivadas se declaran", "how many derivatives are declared"),
        ("printed", "cuántos datos impresos hay", "how many printed facts there are"),
        (
          "blanks", "cuántos números deja por calcular, si tiene exercise",
          "how many numbers it leaves to be computed, where it has exercise"
        ),
        ("remarks", "lo que conviene mirar", "what is worth a look"), ("line", "la línea", "the line"),
      ]),
    Part(
      ["compare"], es: "compare", en: "compare",
      [
        ("comparisons", "las comparaciones", "the comparisons"), ("lesson", "el nombre", "the name"),
        ("title", "el título", "the title"), ("runs", "las dos ejecuciones", "the two runs"),
        ("with", "en qué se distingue cada una", "what sets each apart"), ("name", "el nombre", "the name"),
        (
          "value", "el valor; en settings, el de esta ejecución", "the value; in settings, that of this run"
        ),
        ("settings", "los ajustes", "the settings"), ("option", "la opción", "the option"),
        ("used", "el valor que cabe, si es otro", "the value that fits, where it is another"),
        ("choices", "lo que puede ser", "what it can be"),
        ("least", "lo menos que puede ser", "the least that it can be"),
        ("greatest", "lo más que puede ser", "the most that it can be"),
        ("parameters", "los nombres de una función", "the names of a function"),
        ("meaning", "el significado", "the meaning"), ("seed", "la semilla aleatoria", "the random seed"),
        ("history", "la pérdida y las métricas", "the loss and the metrics"),
        ("perEpoch", "si son de épocas enteras", "whether they are of whole epochs"),
        ("iterations", "en qué iteraciones", "at which iterations"),
        ("series", "una por cantidad; null donde no se mide", "one for each quantity; null where it is not measured"),
        ("end", "cómo acabó", "how it ended"), ("reason", "por qué, como en run", "why, as in run"),
        ("condition", "lo que se cumplió", "what was reached"),
        ("firstNotFinite", "lo primero que dejó de ser finito", "the first that was no longer finite"),
        ("at", "en qué iteración", "at which iteration"), ("epochs", "épocas sin bajar", "epochs without a fall"),
        ("start", "lo que difiere al empezar", "what differs at the start"),
        ("compared", "iteraciones comparadas número a número", "iterations compared number by number"),
        (
          "firstDifference", "la primera línea que da otro valor", "the first line that gives another value"
        ),
        ("iteration", "la iteración", "the iteration"), ("epoch", "la época", "the epoch"),
        ("batch", "el lote", "the batch"), ("quantity", "lo que calcula la línea", "what the line computes"),
        ("phase", "la parte de la iteración", "the part of the iteration"),
        ("shapes", "las dimensiones en cada una", "the shape in each"),
        ("differing", "cuántos de sus números difieren", "how many of its numbers differ"),
        ("largest", "la entrada que más difiere", "the entry that differs most"),
        ("formulas", "la línea en cada una", "the line in each"),
        ("operands", "lo que la línea lee y difiere", "what the line reads that differs"),
      ]),
    Part(
      ["show"], es: "show", en: "show",
      [
        ("lessons", "las lecciones", "the lessons"), ("lesson", "el nombre", "the name"),
        ("title", "el título", "the title"), ("sources", "los apuntes", "the notes"),
        ("document", "el archivo de los apuntes", "the file of the notes"),
        ("documentTitle", "su título, si se conoce", "its title, where it is known"),
        ("place", "el lugar en él", "the place in it"),
        ("notes", "las notas", "the lesson's remarks"),
        (
          "examples", "rows o columns; en batches, cuántos hay", "rows or columns; in batches, how many there are"
        ),
        ("objective", "lo que se minimiza", "what is minimised"),
        ("batches", "cómo se reparten los ejemplos", "how the examples are handed out"),
        ("data", "los nombres que son el lote", "the names that are the batch"),
        ("size", "ejemplos por lote", "examples in a batch"), ("perEpoch", "lotes por época", "batches in an epoch"),
        ("shuffled", "si se barajan", "whether they are shuffled"), ("stops", "cuándo acaba", "when it ends"),
        ("afterIterations", "tras tantas iteraciones", "after so many iterations"),
        ("afterEpochs", "tras tantas épocas", "after so many epochs"),
        ("once", "en cuanto se cumpla", "once this holds"),
        ("unlessFalling", "si no baja", "unless this falls"), ("epochs", "en tantas épocas", "for so many epochs"),
        ("claims", "lo que declaran las líneas", "what lines declare"),
        ("claim", "lo declarado", "what is declared"),
        ("byName", "si lo declara el nombre", "whether the name declares it"),
        (
          "lines", "las líneas de una iteración, y las métricas sobre otros datos",
          "the lines of an iteration, and the metrics on other sets"
        ),
        ("set", "los datos de una métrica sobre otros datos", "the set of a metric on another set"),
        (
          "entries", "las entradas que cambia, 1,2 o 1,:, si no cambia todas",
          "the entries that it changes, 1,2 or 1,:, where it does not change all"
        ),
        ("derived", "si no está escrita en la lección", "whether it is not written in the lesson"),
        ("line", "la línea del archivo", "the line in the file"),
        ("exercise", "lo que se pide, si lo dice la lección", "what is asked for, where the lesson says it"),
        ("blanks", "cantidades y entradas", "quantities and entries"),
        ("digits", "con cuántas cifras significativas", "with how many significant digits"),
        ("decimals", "o con cuántos decimales", "or with how many decimals"),
        ("rules", "cómo valen: rounded, truncated", "how they are right: rounded, truncated"),
        ("next", "la lección que sigue, si la hay", "the lesson that follows, if there is one"),
      ]),
    Part(
      ["show", "run"], es: "Ajustes y tablas (show, run)", en: "Settings and tables (show, run)",
      [
        ("settings", "los ajustes", "the settings"), ("name", "el nombre", "the name"),
        ("option", "la opción de la línea de órdenes", "the option on the command line"),
        ("value", "su valor", "its value"),
        ("used", "el que se usa, si hay menos ejemplos", "the one used, where there are fewer examples"),
        ("choices", "lo que puede ser", "what it can be"),
        (
          "parameters", "de show: cuántos números se aprenden; de una función, sus variables",
          "of show: how many numbers are learned; of a function, its variables"
        ),
        ("meaning", "qué es", "what it is"), ("tables", "las tablas de la lección", "the lesson's tables"),
        ("title", "el título", "the title"),
        (
          "rows", "las filas; null, lo que aún no se ha medido o no llega a pasar",
          "the rows; null, what is not measured yet or never comes"
        ),
        ("first", "strip: el primer valor", "strip: the first value"),
        ("last", "el último", "the last"),
        (
          "least", "strip: el menor de los finitos; de un ajuste, lo menos que puede ser",
          "strip: the least of the finite ones; of a setting, the least that it can be"
        ),
        (
          "greatest", "strip: el mayor de los finitos; de un ajuste, lo más que puede ser",
          "strip: the greatest of the finite ones; of a setting, the greatest that it can be"
        ),
        ("notFinite", "cuántos no son finitos", "how many are not finite"),
        ("printed", "lo impreso en los apuntes", "what the notes print"),
        (
          "agrees", "si coincide con value; falta si se han cambiado valores",
          "whether it agrees with value; missing if values have been changed"
        ),
        ("interrupted", "filas que faltan por Ctrl-C", "rows that are missing after Ctrl-C"),
        (
          "unloaded", "filas en las que no encaja lo que carga --load, contadas desde 1",
          "rows that what --load brings does not fit, counted from 1"
        ),
        ("waitsForRun", "lo que falta sale con run", "what is missing comes with run"),
        ("leftOut", "filas que no caben", "rows that there is no room for"),
        (
          "iteration", "show: la iteración cuyos valores tiene, si luego cambian",
          "show: the iteration whose values it has, if they change later"
        ),
      ]),
    Part(
      ["show", "run", "step"], es: "Cantidades (show, run, step)", en: "Quantities (show, run, step)",
      [
        ("quantities", "todas, en orden", "all of them, in order"), ("name", "Z1, new(W1), c.1", "Z1, new(W1), c.1"),
        (
          "phase", "data, parameters, state, forward, loss, metrics, backward, update",
          "data, parameters, state, forward, loss, metrics, backward, update"
        ),
        ("formula", "cómo se calcula", "how it is computed"), ("meaning", "qué es", "what it is"),
        ("value", "sus números", "its numbers"),
      ]),
    Part(
      ["run", "step", "why"], es: "El momento (run, step, why)", en: "The moment (run, step, why)",
      [
        ("iteration", "la iteración, desde 1", "the iteration, from 1"),
        ("epoch", "su época, desde 1", "its epoch, from 1"),
        ("batch", "su lote en la época, desde 1", "its batch in the epoch, from 1"),
      ]),
    run,
    pictures,
    plot, page, variants, sheet, quiz, notebook,
    derivation,
    Part(
      ["step"], es: "step", en: "step",
      [
        ("place", "el paso en que se está", "the step one is at"), ("step", "su número", "its number"),
        ("steps", "cuántos hay en la iteración", "how many there are in the iteration"),
        ("pastEnd", "si la lección ya había acabado", "whether the lesson had ended before"),
        ("operation", "lo que se calcula", "what is computed"),
        ("soFar", "si a la suma de la época le falta", "whether the sum over the epoch goes on"),
        (
          "laterStep", "en qué paso se calcula, si es más adelante", "in which step it is computed, where that is later"
        ),
        ("note", "start, end, pastEnd, limit, help", "start, end, pastEnd, limit, help"),
        (
          "asked", "lo que se escribió tras p; su value es null si aún no se ha medido",
          "what was typed after p; its value is null if it is not measured yet"
        ),
        ("loss", "la pérdida hasta aquí", "the loss so far"), ("first", "su primera iteración", "its first iteration"),
      ]),
    why,
    verify,
    doctor,
    checkWork,
    predicting,
    Part(
      ["help"], es: "help", en: "help",
      [("subject", "de qué trata", "what it is about"), ("text", "el texto", "the text")]),
    Part(
      ["data"], es: "data", en: "data",
      [
        ("folder", "la carpeta; null si no hay", "the folder; null if there is none"),
        ("files", "los archivos", "the files"),
        ("path", "el archivo", "the file"), ("name", "su nombre", "its name"),
        ("bytes", "cuántos bytes", "how many bytes"),
        ("crc32", "la suma de control", "the checksum"),
        ("histogram", "cuántas imágenes de cada dígito", "how many images of each digit"),
        ("train", "de entrenamiento; de make, cuántas", "for training; of make, how many"),
        ("test", "de prueba; de make, cuántas", "for testing; of make, how many"), ("number", "cuál", "which one"),
        ("label", "el dígito", "the digit"), ("madeUp", "si es inventado", "whether it is made up"),
        ("pixels", "28×28, de 0 a 255", "28×28, from 0 to 255"), ("seed", "la semilla aleatoria", "the random seed"),
        ("asPublished", "si es el publicado", "whether it is the published one"),
        ("wasThere", "si ya estaba", "whether it was there already"),
      ]),
  ]
}
