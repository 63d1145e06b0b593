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
    Part(
      ["list"], es: "list", en: "list",
      [
        ("lessons", "las lecciones", "the lessons"), ("name", "su nombre", "its name"),
        ("title", "su título", "its title"),
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
        ("remarks", "lo que conviene mirar", "what is worth a look"), ("line", "la línea", "the line"),
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
        ("rows", "las filas; null, lo que aún no se ha medido", "the rows; null, what is not measured yet"),
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
    Part(
      ["run"], es: "run", en: "run",
      [
        ("lesson", "el nombre", "the name"), ("seed", "la semilla aleatoria", "the random seed"),
        ("way", "exact o fast", "exact or fast"),
        ("precision", "números del modo rápido: float o double", "numbers of fast mode: float or double"),
        ("threads", "hilos del modo rápido", "threads of fast mode"),
        ("carry", "como a mano (--carry)", "as by hand (--carry)"), ("decimals", "decimales", "decimals"),
        ("truncated", "si se trunca", "whether they are truncated"),
        (
          "iterations", "las pedidas con --trace, --at, --every; en history, sus números",
          "those asked for with --trace, --at, --every; in history, their numbers"
        ),
        ("history", "la pérdida y las métricas", "the loss and the metrics"),
        ("perEpoch", "si son de épocas enteras", "whether they are of whole epochs"),
        ("series", "una por cantidad; null donde no se mide", "one for each quantity; null where it is not measured"),
        ("name", "su nombre", "its name"),
        ("end", "cómo acabó", "how it ended"),
        (
          "reason", "completed, reached, notFalling, diverged, interrupted",
          "completed, reached, notFalling, diverged, interrupted"
        ),
        ("condition", "lo que se cumplió", "what was reached"),
        ("quantity", "lo que no bajaba", "what did not fall"), ("epochs", "en tantas épocas", "for so many epochs"),
        ("firstNotFinite", "lo primero que dejó de ser finito", "the first that was no longer finite"),
        ("at", "en qué iteración", "at which iteration"),
        ("cycle", "si los parámetros se repiten", "when parameters return"),
        ("advice", "qué ayudaría, probado", "what would help, as tried"),
        (
          "kind", "smallerRate, noSmallerRate, plateau, stuck", "smallerRate, noSmallerRate, plateau, stuck"
        ),
        ("rate", "una tasa con la que no diverge", "a rate with which it does not diverge"),
        ("rates", "tasas con las que también diverge", "rates with which it diverges, too"),
        ("from", "no baja desde esta iteración", "it does not fall from this iteration"),
        ("to", "hasta esta", "to this one"), ("seedsTried", "otras semillas probadas", "other seeds tried"),
        ("betterSeed", "la primera que ayuda", "the first that helps"),
        ("fromEpoch", "desde esta época", "from this epoch on"), ("period", "cada tantas", "every so many"),
        ("set", "los datos de --confusion y --worst", "the data of --confusion and --worst"),
        (
          "confusion", "una fila por clase, una columna por respuesta", "a row for each class, a column for each answer"
        ),
        ("worst", "las peor leídas", "those read worst"), ("example", "su número, desde 1", "its number, from 1"),
        ("class", "su clase", "its class"), ("readAs", "lo leído", "what it was read as"),
        ("scores", "un número por clase", "a number for each class"),
        ("profile", "en qué se va el tiempo (--profile)", "where the time goes (--profile)"),
        ("fastestEpoch", "los segundos de la época más rápida", "the seconds of the fastest epoch"),
        (
          "parts", "por parte de la lección y clase de operación", "by part of the lesson and kind of operation"
        ),
        (
          "operations", "gathering, product, formula, fold, softmax, stepwise, evaluation, waiting",
          "gathering, product, formula, fold, softmax, stepwise, evaluation, waiting"
        ),
        ("phase", "la parte de la lección", "the part of the lesson"),
        ("seconds", "los segundos, de todas las iteraciones", "the seconds, of all iterations"),
      ]),
    Part(
      ["run"], es: "Los dibujos (run)", en: "Pictures (run)",
      [
        ("pictures", "los dibujos", "the pictures"),
        ("chart", "curve, points, steps, map, image, inequalities", "curve, points, steps, map, image, inequalities"),
        (
          "of", "lo dibujado, como está escrito en la lección; de un eje, lo que mide",
          "what is drawn, as the lesson writes it; of an axis, what it measures"
        ),
        ("title", "lo que dice de él la lección", "what the lesson says of it"),
        (
          "missing", "por qué no se dibuja: tooFewPoints, nothingFinite",
          "why it is not drawn: tooFewPoints, nothingFinite"
        ),
        (
          "perEpoch", "curve: si hay un número por época", "curve: whether there is a number for each epoch"
        ),
        (
          "at", "curve: las iteraciones o épocas; de un punto, sus coordenadas",
          "curve: the iterations or epochs; of a point, its coordinates"
        ),
        ("values", "curve, steps: los números; null si no hay", "curve, steps: the numbers; null if there is none"),
        (
          "x", "points, map: el eje horizontal", "points, map: the horizontal axis"
        ), ("y", "points, map: el vertical", "points, map: the vertical one"),
        ("from", "map: la primera celda", "map: the first cell"), ("to", "map: la última", "map: the last"),
        (
          "before", "los puntos con los valores de la primera iteración",
          "the points with the values of the first iteration"
        ), ("points", "los puntos con los de la última", "the points with those of the last"),
        ("class", "la clase del ejemplo", "the class of the example"),
        (
          "columns", "steps: sus fórmulas; map: cuántas columnas", "steps: their formulas; map: how many columns"
        ),
        ("rows", "steps: sus filas; map: cuántas filas", "steps: its rows; map: how many rows"),
        ("cells", "clases, desde arriba a la izquierda", "classes, from the top left"),
        ("pixels", "la imagen", "the image"),
        ("parameters", "inequalities: sus parámetros", "inequalities: the parameters"),
        (
          "zeroIsAbove", "si 0 cuenta como por encima (z ≥ 0)", "whether 0 counts as above (z ≥ 0)"
        ), ("inequalities", "una por ejemplo", "one for each example"),
        ("example", "su número, desde 1", "its number, from 1"),
        ("coefficients", "lo que multiplica a cada parámetro", "what each parameter is multiplied by"),
        ("constant", "lo que se les suma", "what is added to them"),
        ("side", "above o below: dónde debe quedar", "above or below: where it has to come out"),
        (
          "contradiction", "sumas iguales que deberían quedar a ambos lados",
          "equal sums that should come out on both sides"
        ),
        ("above", "los ejemplos de la que va por encima", "the examples of the one above"),
        ("below", "los de la que va por debajo", "those of the one below"),
      ]),
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
    Part(
      ["why", "step"], es: "why, y w en step", en: "why, and w in step",
      [
        ("lesson", "el nombre", "the name"), ("moment", "cuándo", "when"),
        ("number", "de dónde sale el número", "where the number comes from"),
        ("name", "cómo se escribe", "how it is set"),
        ("value", "su valor", "its value"), ("meaning", "qué es", "what it is"),
        ("given", "si no se calcula: de qué parte es", "if it is not computed: which part it is of"),
        ("set", "de una métrica sobre otros datos, cuáles", "of a metric on another set, which"),
        ("gathered", "lo que reúne una suma o media de la época", "what a sum or mean over the epoch gathers"),
        ("mean", "si es una media", "whether it is a mean"), ("from", "desde esta iteración", "from this iteration"),
        ("to", "hasta esta", "to this one"),
        ("line", "la línea de la lección", "the line of the lesson"),
        (
          "formula", "la de esta entrada o de este factor, o la que se escribió",
          "that of this entry or of this factor, or the one that was typed"
        ),
        ("opened", "la misma con σ' y otras derivadas desarrolladas", "the same with σ' and other derivatives opened"),
        (
          "entries", "las primeras entradas de la fórmula que se escribió",
          "the first entries of the formula that was typed"
        ),
        ("omitted", "lo que se omite de una suma larga", "what is left out of a long sum"),
        ("terms", "cuántos términos", "how many terms"), ("sum", "su suma", "their sum"),
        ("parts", "los números que lee, abiertos", "the numbers that it reads, opened"),
        ("derivative", "la derivada, por sus caminos", "the derivative, along its paths"),
        ("of", "de qué", "of what"), ("by", "respecto de qué", "with respect to what"),
        ("count", "cuántos caminos", "how many paths"), ("paths", "los mayores", "the largest"),
        ("factors", "sus factores", "their factors"), ("product", "su producto", "their product"),
        ("rest", "la suma de los demás", "the sum of the others"),
        ("claims", "lo que declara la lección", "what the lesson declares"), ("claim", "la fórmula", "the formula"),
        ("claimed", "su valor", "its value"), ("agrees", "si coincide", "whether it agrees"),
        ("carried", "si hubo redondeos a mano", "whether numbers were cut by hand"),
        ("update", "el valor tras la actualización", "the value after the update"),
      ]),
    Part(
      ["verify"], es: "verify", en: "verify",
      [
        ("lessons", "un informe por lección; en summary, cuántas", "a report for each lesson; in summary, how many"),
        ("lesson", "el nombre", "the name"), ("title", "el título", "the title"),
        (
          "right", "si todo coincide; de un dato, si está como debe",
          "whether all agrees; of a fact, whether it is as it should be"
        ),
        ("verdicts", "un veredicto por línea", "a verdict for each line"),
        ("place", "dónde en los apuntes: archivo, parte y línea", "where in the notes: file, part and line"),
        ("documentTitle", "el título del documento, si se conoce", "the title of the document, where it is known"),
        ("inNotes", "si lo imprimen los apuntes", "whether the notes print it"),
        ("label", "cómo se escribe", "how it is set"),
        ("iteration", "la iteración", "the iteration"),
        ("countedFromZero", "si los apuntes cuentan desde 0", "whether the notes count from 0"),
        ("settings", "con qué ajustes", "with which settings"),
        ("numbers", "los números; en summary, cuántos", "the numbers; in summary, how many"),
        ("indices", "su lugar: 2,1", "its place: 2,1"), ("printed", "lo impreso", "what is printed"),
        ("computed", "lo calculado; null si no se juzga", "what is computed; null if it is not judged"),
        ("rules", "rounded, truncated, within, exact", "rounded, truncated, within, exact"),
        (
          "verdict", "right, right-from-printed, right-from-some-printed, follows, wrong, not-judged",
          "right, right-from-printed, right-from-some-printed, follows, wrong, not-judged"
        ),
        ("fromPrinted", "lo que resulta de los valores impresos", "what follows from the printed values"),
        ("followsFrom", "el número incorrecto cuyo error arrastra", "the wrong number whose error it carries"),
        ("wrong", "cuántos son incorrectos", "how many are wrong"),
        ("following", "cuántos arrastran un error", "how many carry an error forward"),
        ("kinds", "cuántos números de cada clase", "how many numbers of each kind"),
        (
          "mixedRules", "partes en que unos se redondean y otros se truncan", "parts where some are rounded, others cut"
        ),
        ("rule", "la de la mayoría", "that of most"),
        ("exceptions", "los que piden la otra", "those that need the other"),
        ("firstCause", "el primer número incorrecto", "the first wrong number"),
        ("misprint", "si se marca como errata", "whether it is marked as a misprint"),
        ("judgedDigits", "cifras juzgadas, si se imprimen más", "digits judged, where more are printed"),
        ("identity", "una fórmula y lo que se declara de ella", "a formula and what it is declared to be"),
        ("formula", "lo declarado", "what it is declared to be"),
        (
          "difference", "la mayor diferencia relativa",
          "the largest relative difference"
        ),
        ("worst", "la entrada peor", "the worst entry"), ("value", "lo que vale", "what it is"),
        ("expected", "lo que debería", "what it should be"),
        ("comparison", "una comparación entre dos fórmulas", "a comparison of two formulas"),
        ("relation", "<, ≤, >, ≥ o ≠", "<, ≤, >, ≥ or ≠"),
        (
          "leftIteration", "la iteración del lado izquierdo, si es otra",
          "the iteration of the left side, where it is another"
        ),
        ("holding", "en cuántas se cumple", "of how many it holds"),
        (
          "sides", "los dos lados de un número, o de la primera entrada en que no se cumple",
          "both sides of a number, or of the first entry of which it does not hold"
        ),
        ("leftValue", "el izquierdo", "the left one"), ("rightValue", "el derecho", "the right one"),
        (
          "result", "agrees, disagrees, follows, misprint, misprint-is-right, not-measured",
          "agrees, disagrees, follows, misprint, misprint-is-right, not-measured"
        ),
        ("measuredEvery", "cada cuántas iteraciones se mide", "every how many iterations it is measured"),
        ("reason", "la razón dada", "the reason given"), ("file", "el archivo", "the file"),
        ("line", "la línea", "the line"),
        ("gradients", "las derivadas declaradas", "the declared derivatives"),
        ("quantity", "la cantidad", "the quantity"),
        ("claim", "lo que se declara", "what it is declared to be"),
        ("ofParameter", "si es el gradiente de un parámetro", "whether it is the gradient of a parameter"),
        ("entries", "entradas comparadas", "entries compared"), ("agreeing", "las que coinciden", "those that agree"),
        ("mechanicalError", "frente a la derivada automática", "against the automatic derivative"),
        ("differenceError", "frente a diferencias finitas", "against finite differences"),
        ("differenceFloor", "lo que puede deberse al redondeo", "what may come from rounding"),
        ("differenceEntries", "entradas medidas así", "entries measured so"),
        ("unmeasuredEntries", "las que no se pueden medir", "those that cannot be measured"),
        ("ratio", "cuántas veces lo declarado", "how many times what is declared"),
        ("ratioMayBeChance", "si solo hay un número", "whether there is only one number"),
        ("worstDifference", "la entrada peor de esas", "the worst entry of those"),
        ("gradientExamples", "con cuántas imágenes", "on how many images"),
        ("steps", "los pasos escritos con ←", "the steps written with ←"),
        ("parameter", "el parámetro", "the parameter"),
        ("gradient", "su gradiente", "its gradient"), ("rate", "la c de −c·gradiente", "the c of −c·gradient"),
        ("moved", "las entradas que cambia", "the entries that it changes"),
        ("leftOut", "las que no, con derivada distinta de 0", "those that it does not, with a derivative other than 0"),
        ("lowestRate", "con tasa propia por entrada, la menor", "with a rate for each entry, the lowest"),
        ("highestRate", "la mayor", "the highest"),
        ("slope", "cuánto cambia la pérdida, a primer orden", "what the loss changes by, to first order"),
        ("error", "cuánto se aparta de una sola c", "how far it is from one c"),
        ("unpromised", "lo que no se declara derivada", "what is not declared a derivative"),
        ("remarks", "lo que conviene mirar", "what is worth a look"), ("summary", "la suma", "the sum of it"),
        ("shapes", "cuántas dimensiones", "how many shapes"), ("formulas", "cuántas fórmulas", "how many formulas"),
        ("failures", "líneas que no coinciden", "lines that do not agree"), ("misprints", "erratas", "misprints"),
        ("notJudged", "líneas sin juzgar", "lines not judged"),
        ("unreadable", "lecciones que no se pueden leer", "lessons that cannot be read"),
      ]),
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
