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
          "operations", "gathering, product, formula, fold, softmax, stepwise, evaluation, waiting",
          "gathering, product, formula, fold, softmax, stepwise, evaluation, waiting"
        ),
        ("phase", "la parte de la lección", "the part of the lesson"),
        ("seconds", "los segundos, de todas las iteraciones", "the seconds, of all iterations"),
      ])

  /// The pictures of `run`.
  static let pictures =
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
      ])
}
