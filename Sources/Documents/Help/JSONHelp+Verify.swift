import Typesetting

extension JSONHelp {
  /// What `verify` writes.
  static let verify =
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
        (
          "claims", "las afirmaciones de los apuntes, como las encuentra cada lección",
          "the claims of the notes, as each lesson finds them"
        ),
        (
          "studies", "lo que los estudios tienen que encontrar: study, demand y, con --studies, left y holds",
          "what studies have to find: study, demand and, with --studies, left and holds"
        ),
        ("study", "el nombre del estudio", "the name of the study"), ("demand", "la condición", "the demand"),
        (
          "givenData", "si solo se pide de imágenes que vienen de --data",
          "whether it is only asked of images that come from --data"
        ),
        ("holds", "si se cumple", "whether it holds"),
        (
          "claim", "la afirmación a la que pertenece una línea; de una derivada, lo que se declara",
          "the claim that a line is about; of a derivative, what it is declared to be"
        ),
        ("id", "su nombre", "its name"), ("document", "el documento en que está", "the document that it stands in"),
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
          "verdict",
          "right, right-from-printed, right-from-some-printed, follows, wrong, not-judged; de una afirmación, agrees, "
            + "misprint, transcription, wording, open, study, disagrees, not-judged",
          "right, right-from-printed, right-from-some-printed, follows, wrong, not-judged; of a claim, agrees, misprint, "
            + "transcription, wording, open, study, disagrees, not-judged"
        ),
        ("fromPrinted", "lo que resulta de los valores impresos", "what follows from the printed values"),
        (
          "onSheet", "lo que da lo impreso antes, también lo incorrecto",
          "what all that is printed before gives, wrong numbers too"
        ),
      ] + causes + [
        ("followsFrom", "el número incorrecto cuyo error arrastra", "the wrong number whose error it carries"),
        ("wrong", "cuántos son incorrectos", "how many are wrong"),
        ("following", "cuántos arrastran un error", "how many carry an error forward"),
        ("kinds", "cuántos números de cada clase", "how many numbers of each kind"),
        (
          "otherFunctions", "funciones de la lección cambiadas por otras", "the lesson's functions replaced by others"
        ),
        (
          "linesOfOwnFunctions", "líneas impresas que por eso no se juzgan",
          "printed lines that are not judged for that"
        ),
        (
          "mixedRules", "partes en que unos se redondean y otros se truncan", "parts where some are rounded, others cut"
        ),
        ("rule", "la de la mayoría", "that of most"),
        ("exceptions", "los que piden la otra", "those that need the other"),
        ("firstCause", "el primer número incorrecto", "the first wrong number"),
        ("misprint", "si se marca como errata", "whether it is marked as a misprint"),
        ("judgedDigits", "cifras juzgadas, si se imprimen más", "digits judged, where more are printed"),
        ("identity", "una fórmula y lo que se declara de ella", "a formula and what it is declared to be"),
        (
          "formula", "lo declarado; de un error, la línea con él",
          "what it is declared to be; of a slip, the line with it"
        ),
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
          "result", "agrees, disagrees, follows, misprint, misprint-is-right, not-measured, not-printed",
          "agrees, disagrees, follows, misprint, misprint-is-right, not-measured, not-printed"
        ),
        ("measuredEvery", "cada cuántas iteraciones se mide", "every how many iterations it is measured"),
        ("reason", "la razón dada", "the reason given"), ("file", "el archivo", "the file"),
        ("line", "la línea", "the line"),
        ("gradients", "las derivadas declaradas", "the declared derivatives"),
        ("quantity", "la cantidad", "the quantity"),
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
        (
          "steps", "los pasos escritos con ← y lo que reciben los optimizadores",
          "the steps written with ← and what optimizers are given"
        ),
        (
          "subject", "step (con ←), given (lo que recibe el optimizador), optimized (su paso)",
          "step (with ←), given (what the optimizer is given), optimized (its step)"
        ),
        (
          "elsewhere", "dónde no coincide con otros valores", "where it does not agree with other values"
        ),
        ("causeLine", "la línea cuyo error arrastra", "the line whose error it carries forward"),
        ("onlyZeros", "si solo se han comparado ceros", "whether only zeros were compared"),
        ("kink", "las dos pendientes en un punto anguloso", "both slopes at a kink"),
        (
          "left", "de una derivada, la izquierda; de study, su lado izquierdo, calculado",
          "of a derivative, the left one; of study, its left side, as computed"
        ), ("used", "la que usa la lección", "that which the lesson takes"),
        (
          "nested", "si coinciden varios puntos angulosos: no se juzga", "whether several kinks meet: it is not judged"
        ),
        ("judged", "si se ha podido juzgar", "whether it could be judged"),
        ("parameter", "el parámetro", "the parameter"),
        ("gradient", "su gradiente", "its gradient"), ("rate", "la c de −c·gradiente", "the c of −c·gradient"),
        ("moved", "las entradas que cambia", "the entries that it changes"),
        ("leftOut", "las que no, con derivada distinta de 0", "those that it does not, with a derivative other than 0"),
        (
          "lowestRate", "con tasa propia por entrada, u otra con otros parámetros, la menor",
          "with a rate for each entry, or another with other parameters, the lowest"
        ),
        ("highestRate", "la mayor", "the highest"),
        ("slope", "cuánto cambia la pérdida, a primer orden", "what the loss changes by, to first order"),
        ("error", "cuánto se aparta de una sola c", "how far it is from one c"),
        ("unpromised", "lo que no se declara derivada", "what is not declared a derivative"),
        (
          "agreesWithCarry", "con cuántos decimales de --carry coincide todo lo impreso",
          "with how many decimals of --carry all that is printed agrees"
        ), ("truncated", "si además con --truncate", "whether with --truncate, too"),
        ("singleDigits", "números redondeados a una sola cifra", "numbers rounded to a single digit"),
        ("remarks", "lo que conviene mirar", "what is worth a look"), ("summary", "la suma", "the sum of it"),
        ("shapes", "cuántas dimensiones", "how many shapes"), ("formulas", "cuántas fórmulas", "how many formulas"),
        (
          "failures", "líneas, derivadas y pasos que no coinciden", "lines, derivatives and steps that do not agree"
        ), ("misprints", "erratas", "misprints"),
        ("notJudged", "líneas sin juzgar", "lines not judged"),
        ("unreadable", "lecciones que no se pueden leer", "lessons that cannot be read"),
      ])
}
