import Typesetting

extension JSONHelp {
  /// What `run` writes.
  static let run =
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
          "kind", "smallerRate, noSmallerRate, notFallen, plateau, stuck",
          "smallerRate, noSmallerRate, notFallen, plateau, stuck"
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
          "operations",
          "gathering, product, convolution, pooling, formula, fold, softmax, copying, stepwise, evaluation, waiting",
          "gathering, product, convolution, pooling, formula, fold, softmax, copying, stepwise, evaluation, waiting"
        ),
        ("phase", "la parte de la lección", "the part of the lesson"),
        ("seconds", "los segundos, de todas las iteraciones", "the seconds, of all iterations"),
      ])

  /// The pictures of `run`.
  static let pictures =
    Part(
      ["run", "show"], es: "Los dibujos (run, show)", en: "Pictures (run, show)",
      [
        ("pictures", "los dibujos", "the pictures"),
        (
          "chart", "curve, points, map, surface, path, bars, inequalities, steps, image, derive, trace, methods",
          "curve, points, map, surface, path, bars, inequalities, steps, image, derive, trace, methods"
        ),
        (
          "of", "lo dibujado, como está escrito en la lección; de un eje, lo que mide",
          "what is drawn, as the lesson writes it; of an axis, what it measures"
        ),
        ("title", "lo que dice de él la lección", "what the lesson says of it"),
        (
          "missing", "por qué no se dibuja: tooFewPoints, nothingFinite, nowhere",
          "why it is not drawn: tooFewPoints, nothingFinite, nowhere"
        ),
        (
          "perEpoch", "curve: si hay un número por época", "curve: whether there is a number for each epoch"
        ),
        ("over", "curve: el número que se mueve", "curve: the number that is moved"),
        ("series", "curve: sus líneas", "curve: its lines"),
        ("here", "curve: dónde está la entrada que se mueve", "curve: where the entry that is moved is"),
        (
          "at", "curve: las iteraciones, épocas o valores del número movido; de un punto, sus coordenadas",
          "curve: the iterations, epochs or values of what is moved; of a point, its coordinates"
        ),
        ("values", "curve, steps: los números; null si no hay", "curve, steps: the numbers; null if there is none"),
        (
          "x", "points, map, surface, path: el eje horizontal", "points, map, surface, path: the horizontal axis"
        ), ("y", "el vertical", "the vertical one"),
        ("from", "la primera celda", "the first cell"), ("to", "la última", "the last"),
        (
          "before", "los puntos con los valores de la primera iteración",
          "the points with the values of the first iteration"
        ), ("points", "los puntos con los de la última", "the points with those of the last"),
        ("class", "la clase del ejemplo", "the class of the example"),
        (
          "columns", "steps: sus fórmulas; de los demás, cuántas columnas",
          "steps: their formulas; of others, how many columns"
        ),
        ("rows", "steps: sus filas; de los demás, cuántas", "steps: its rows; of others, how many"),
        ("heights", "surface, path: alturas, desde arriba a la izquierda", "surface, path: heights, from the top left"),
        ("levels", "las alturas de los cortes", "the heights of the cuts"),
        ("path", "por dónde pasó el descenso", "where the descent went"),
        ("iteration", "en qué iteración estaba ahí", "in which iteration it was there"),
        ("bars", "las barras", "the bars"),
        ("value", "el número de una barra o de un nodo", "the number of a bar or of a node"),
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
        ("by", "derive, trace, methods: las variables", "derive, trace, methods: the variables"),
        ("nodes", "trace: las variables y las operaciones", "trace: the variables and the operations"),
        ("name", "su nombre", "its name"), ("operation", "lo que la calcula", "what computes it"),
        ("tangents", "sus derivadas por cada variable", "its derivatives by each variable"),
        ("adjoint", "la derivada del resultado por ella", "the derivative of the result by it"),
        ("distances", "methods: los pasos de las diferencias", "methods: the steps of the differences"),
        ("methods", "los cuatro métodos", "the four methods"),
        ("method", "rules, differences, forward, backward", "rules, differences, forward, backward"),
        ("runs", "fórmulas, evaluaciones o pasadas", "formulas, evaluations or passes"),
        ("operations", "las operaciones que hizo", "the operations that it did"),
        ("difference", "la mayor con backward", "the largest one from backward"),
        ("derivatives", "lo que dio; en show, las de la lección", "what it gave; in show, those of the lesson"),
      ])

  /// What `page` writes.
  static let page =
    Part(
      ["page"], es: "page", en: "page",
      [
        ("lesson", "el nombre", "the name"),
        ("file", "la página", "the page"),
        ("iteration", "la iteración cuyos números enseña", "the iteration whose numbers it shows"),
        ("quantities", "cuántas cantidades enseña", "how many quantities it shows"),
        ("opened", "cuántos números se pueden abrir", "how many numbers can be opened"),
        ("unopened", "las cantidades cuyos números no se abren", "the quantities whose numbers are not opened"),
        ("index", "con all, la página que lleva a las demás", "with all, the page that leads to the others"),
        ("pages", "con all, lo anterior de cada una", "with all, the above of each"),
      ])

  /// What `plot` writes.
  static let plot =
    Part(
      ["plot"], es: "plot", en: "plot",
      [
        ("lesson", "el nombre", "the name"),
        ("pictures", "los dibujos que caben en un archivo", "the pictures that a file can hold"),
        ("number", "con el que se pide", "by which it is asked for"),
        ("chart", "curve, points, map, surface, path, bars, image", "curve, points, map, surface, path, bars, image"),
        ("of", "lo dibujado, como está escrito en la lección", "what is drawn, as the lesson writes it"),
        ("title", "lo que dice de él la lección", "what the lesson says of it"),
        ("file", "dónde se ha dibujado, con --out", "where it was drawn, with --out"),
        ("studies", "los estudios, que se dibujan por su nombre", "the studies, which are drawn by name"),
        ("study", "el nombre del estudio", "the study's name"),
      ])

  /// A derivative rule by rule.
  static let derivation =
    Part(
      ["derive", "run", "show"], es: "Derivadas regla a regla (derive, run, show)",
      en: "Derivatives rule by rule (derive, run, show)",
      [
        ("formula", "lo que se deriva", "what is derived"), ("by", "la variable", "the variable"),
        ("steps", "los pasos", "the steps"), ("rule", "la regla, para programas", "the rule, for programs"),
        ("kind", "derivation o simplification", "derivation or simplification"),
        ("name", "su nombre, con la función", "its name, with the function"),
        (
          "place", "en qué parte de la línea anterior: el argumento por el que se baja, desde 1, operación a operación",
          "in which part of the line before: the argument to go down to, from 1, operation by operation"
        ),
        ("before", "esa parte", "that part"), ("after", "lo que queda de ella", "what becomes of it"),
        ("line", "la línea entera que queda", "the whole line that results"), ("result", "la última", "the last one"),
        ("operations", "cuántas operaciones tiene", "how many operations it has"),
        ("at", "el punto de --set", "the point of --set"),
        ("value", "ahí, la fórmula; en at, el número", "there, the formula; in at, the number"),
        ("derivative", "la derivada por las reglas", "the derivative by the rules"),
        ("mechanical", "la automática", "the automatic one"),
        ("difference", "por diferencias centrales", "by central differences"),
      ])
}
