import Calculus
import LessonLanguage
import Typesetting

extension LanguageHelp {
  /// What an iteration is, the optimizers, what is printed and checked, tables, pictures, limits.
  var runPages: [Block] {
    iterationPages + optimizerPages + expectPages + tablePages + picturePages + exercisePages + [
      heading("En ASCII", "In ASCII"),
      rows([
        ("− · ⊙ * ← ≥ ≠", "- @ .* * <- >= !=", "- @ .* * <- >= !="),
        ("ᵀ ² ½ 2×h 1..2", ".T, ^2, 1/2, (2, h), 1..2", ".T, ^2, 1/2, (2, h), 1..2"),
        (
          "Σ Σrows √ ∂a/∂b σ(z)", "sum, sum_rows, sqrt, partial(a, b), sigmoid(z)",
          "sum, sum_rows, sqrt, partial(a, b), sigmoid(z)"
        ),
      ]),

      heading("Límites", "Limits"),
      .list([
        remark(
          "un archivo: \(Limits.fileBytes / 1024) KiB y \(Limits.lines) líneas",
          "a file: \(Limits.fileBytes / 1024) KiB and \(Limits.lines) lines"),
        remark(
          "paréntesis y bucles anidados: \(Limits.nesting); operadores en una fórmula: \(Limits.operators)",
          "nested brackets and loops: \(Limits.nesting); operators in a formula: \(Limits.operators)"),
        remark(
          "celdas de una matriz escrita: \(Limits.cells); dimensiones: \(Limits.axes)",
          "cells of a matrix written out: \(Limits.cells); axes: \(Limits.axes)"),
        remark(
          "entradas de todas las cantidades: \(ElaborationLimits.elements); líneas tras desplegar los for: \(ElaborationLimits.lines)",
          "entries of all quantities: \(ElaborationLimits.elements); lines once every for is unrolled: \(ElaborationLimits.lines)"
        ),
        remark(
          "parámetros de una hessiana: \(ElaborationLimits.hessianParameters)",
          "parameters of a Hessian: \(ElaborationLimits.hessianParameters)"),
        remark(
          "entradas de lo que se deriva entero: \(ElaborationLimits.jacobianRows)",
          "entries of what is derived as a whole: \(ElaborationLimits.jacobianRows)"),
      ]),
      paragraph(
        "Nada de lo que hay en una lección puede leer, escribir o ejecutar nada.",
        "Nothing in a lesson file can read, write or run anything."),
    ]
  }

  private func remark(_ es: String, _ en: String) -> Block.Item { Block.Item(.remark, Text(say(es, en))) }

  private var iterationPages: [Block] {
    [
      heading("Una iteración", "One iteration"),
      paragraph(
        "Settings, data, parameters y state, una vez; después, cada vez, forward, loss, metrics, backward y update, estén donde "
          + "estén. Las líneas corren de arriba abajo, también en update: por debajo de un ← el valor es el nuevo. Los gradientes "
          + "de backward son simultáneos; uno escrito en update debajo de «W2 by …» usa ya el W2 nuevo, y check lo dice.",
        "Settings, data, parameters and state once; then each time forward, loss, metrics, backward and update, "
          + "wherever they stand. Lines run top to bottom, in update too: below a ← the value is new. Gradients in "
          + "backward are simultaneous; one in update below “W2 by …” uses the new W2, and check says so."),
      rows([
        (
          "X, t in batches of 1, in order",
          "estos nombres son el lote; una época es una pasada; el último puede ser menor",
          "these names are the batch; an epoch is one pass; the last may be smaller"
        ),
        (
          "X, Y in batches of m, shuffled", "barajados en cada época; m es el tamaño real del lote",
          "shuffled each epoch; m is the batch's real size"
        ),
        (
          "stop after 100 epochs", "o iterations; --epochs y --iterations lo cambian",
          "or iterations; --epochs and --iterations replace it"
        ),
        ("stop once errors = 0", "se mira al acabar la iteración", "looked at after the iteration"),
        ("stop once J has not fallen for 5 epochs", "con paciencia", "with patience"),
        (
          "keep 100 examples for validation", "aparta los últimos ejemplos; metrics on validation los mide",
          "sets the last examples apart; metrics on validation measures them"
        ),
        ("ties exact", "comparaciones exactas", "exact comparisons"),
        (
          "new(W1)  new(W1)[1,2]",
          "el valor tras update; W1 a secas es el usado en la iteración; new(W1, 1), el que hay tras el primero de varios ←; new(E), E calculada otra vez con lo nuevo",
          "the value after the update; W1 alone is the one used; new(W1, 1) is the one after the first of several ←; new(E) is E computed again with what is new"
        ),
        (
          "Σepoch x  mean_epoch(x)", "en metrics: suma y media de la época, en su última iteración",
          "in metrics: sum and mean of the epoch, at its last iteration"
        ),
      ]),
      paragraph(
        "Sin lotes, uno con todo. Iteraciones y épocas cuentan desde 1; sin parada, se hace una iteración, y si además no hay "
          + "update, run muestra todas las cantidades (las grandes, resumidas; con --trace, enteras). Las métricas son "
          + "las de antes de update. --convention traspone la lección entera y reescribe sus fórmulas; también las direcciones se trasponen.",
        "Without batches, one of all. Iterations and epochs count from 1; without a stop, one iteration is run, and with no "
          + "update either, run shows all quantities (large ones summed up; with --trace, whole). Metrics use the "
          + "values before the update. --convention transposes the whole lesson and rewrites its formulas; addresses are transposed, too."
      ),
    ]
  }

  private var optimizerPages: [Block] {
    [
      heading("Optimizadores", "Optimizers"),
      paragraph(
        "Son fórmulas: w es el parámetro, g su gradiente, t la iteración. Lo que lleva ← conserva su valor, que "
          + "empieza en 0 o en lo que diga una línea «state m = …»; sus nombres son m_W1, m̂_W1… El primer argumento "
          + "es, por omisión, el ajuste «as lr». --optimizer cambia el de cualquier lección. Los incorporados:",
        "They are formulas: w is the parameter, g its gradient, t the iteration. What has a ← keeps its value, "
          + "starting at 0 or from a line “state m = …”; the names are m_W1, m̂_W1… The first argument defaults to "
          + "the setting “as lr”. --optimizer replaces any lesson's. The built-in ones:"),
      .verbatim(Self.optimizers),
      paragraph(
        "Una tasa de aprendizaje variable se escribe en forward, que se calcula en cada iteración, y se da al "
          + "optimizador (los ajustes no cambian de una iteración a otra):",
        "A learning-rate schedule is written in forward, which is computed in each iteration, and given to the "
          + "optimizer (settings do not change from one iteration to the next):"),
      .verbatim("settings\n  η0 = 0.01  as lr\nforward\n  η = η0·0.9^(epoch − 1)\nupdate with adam(η)\n  W by dW"),
    ]
  }

  /// The built-in optimizers as they are read, without the line that makes them a lesson.
  static let optimizers = BuiltInOptimizers.formulas

  private var expectPages: [Block] {
    [
      heading("Lo impreso en los apuntes", "What the notes print"),
      rows([
        (
          "expect \"Clase 6\" truncated",
          "el lugar, y cómo se imprimió: rounded o truncated; por omisión, cualquiera de los dos",
          "the place, and how it was printed: rounded or truncated; default: either"
        ),
        (
          "a1[1] = 0.60108", "un número, con sus cifras: se juzga por las cifras impresas",
          "a number with its digits: judged at the printed digits"
        ),
        (
          "W1 = [0.1 _; 0.2 \"0,40\"]",
          "una matriz; _ si no está impreso; entre comillas vale la coma (sin separador de miles)",
          "a matrix; _ where nothing is printed; quotes allow a comma (no thousands separator)"
        ),
        (
          "1.  .5  +0.5  1.e-03  1.25·10⁻³", "también así, como los escriben los programas",
          "these too, as programs write them"
        ),
        (
          "9/8", "una fracción: ese número, hasta la cifra decimotercera",
          "a fraction: that number, to the thirteenth digit"
        ),
        (
          "[[1. 2.] [3. 4.]]", "lo que escriben NumPy y Python, también con comas o array(…) y en varias líneas",
          "what NumPy and Python write, also with commas or array(…) and on several lines"
        ),
        (
          "dE/dW1[1,1] = 0.0011", "lo mismo que ∂E/∂W1[1,1], salvo que dE y dW1 sean cantidades",
          "the same as ∂E/∂W1[1,1], unless dE and dW1 are quantities"
        ),
        ("shape(A1) = 4×2", "unas dimensiones", "a shape"),
        ("∂a1[1]/∂z1[1] is σ'(z1[1])", "una igualdad entre fórmulas", "an equality of formulas"),
        (
          "E < 0.01 at end   E at end < E at 1",
          "una comparación (< ≤ > ≥ ≠), entrada por entrada; «at» tras el lado izquierdo vale solo para él",
          "a comparison (< ≤ > ≥ ≠), entry by entry; “at” behind the left side is for that side alone"
        ),
        (
          "iteration error w[1]",
          "una tabla: encabezados sin espacios (el primero, siempre iteration o epoch) y filas debajo",
          "a table: headings without spaces (the first always iteration or epoch) and rows below"
        ),
        (
          "… = 0.7046 misprint es \"…\"", "los apuntes se equivocan aquí; en una tabla, 0.7046!",
          "the notes are wrong here; in a table, 0.7046!"
        ),
        (
          "… = 0.7046 computed", "no está en los apuntes, aunque apoya lo que dicen: no se cuenta entre lo impreso",
          "not in the notes, though it bears out what they say: it does not count as printed"
        ),
      ]),
      paragraph(
        "Las afirmaciones de los apuntes tienen nombre; cada una se queda con las líneas que le siguen:",
        "The claims of the notes have names; each takes the lines that follow it:"),
      rows([
        (
          "claim c6-E1", "las líneas de debajo, hasta la siguiente «claim», la comprueban; coincide si coinciden todas",
          "the lines below, up to the next “claim”, check it; it agrees where all of them do"
        ),
        (
          "claim c6-E2 misprint es \"…\" en \"…\"",
          "una errata, y su razón (o la de la línea misprint de debajo); las líneas dicen lo correcto",
          "an erratum, and its reason (or that of the line marked misprint below); the lines say what is true"
        ),
        (
          "transcription   wording",
          "en vez de misprint: una transcripción dudosa; una redacción que confunde (puede no llevar líneas)",
          "instead of misprint: a doubtful transcription; a wording that misleads (it may have no lines)"
        ),
        (
          "claim c6-why open es \"…\" en \"…\"", "no se puede comprobar, y por qué; sin líneas, salvo de study",
          "it cannot be checked, and why; without lines but those of study"
        ),
        (
          "claim eta-10 study es \"…\" en \"…\"", "necesita muchas ejecuciones; las líneas no son necesarias",
          "it needs many runs; lines are not needed"
        ),
      ]),
      paragraph(
        "En el encabezado, o al final de una línea y solo para ella:",
        "In the heading, or behind a line and for it alone:"),
      rows([
        (
          "at 3   at epoch 2   at end",
          "en qué iteración (por omisión, la 1; tras la parada se sigue); de una época, su última",
          "the iteration (default: 1; past the stop it runs on); of an epoch, its last"
        ),
        (
          "counting from 0", "iteraciones y épocas cuentan desde 0: las actualizaciones hechas",
          "iterations and epochs count from 0: the updates done"
        ),
        (
          "with η = 0.1, gate = xor, seed = 3", "con estos ajustes, y con esta semilla de los sorteos (--seed)",
          "run with these settings, and with this seed of the draws (--seed)"
        ),
        ("within 1e-7", "con esta tolerancia", "within this tolerance"),
        (
          "carried",
          "a partir de lo impreso antes: cada número leído sustituye al calculado en todo lo que sigue",
          "from the values printed before: each, once read, replaces the computed one from there on"
        ),
      ]),
      paragraph(
        "Redondeado: a menos de media unidad de la última cifra. Truncado: cortado hacia cero (un número impreso sin "
          + "decimales, solo donde el encabezado dice truncated; entre otros con decimales, tiene los suyos; un 0 solo es 0 si nada dice que se redondea). No se juzga más allá de la cifra "
          + "decimotercera, ni el signo de un cero, ni lo que en esa iteración no se mide. Un lugar que empieza por «computed» o «calculado», o vacío, no es de los apuntes "
          + "y no se cuenta entre lo impreso.",
        "Rounded: within half a unit of the last digit. Truncated: cut toward zero (a number printed without decimals, "
          + "only where the heading says truncated; among others with decimals it has as many; a 0 alone is 0 unless something says that it is rounded). Not judged: past the thirteenth "
          + "digit, the sign of a zero, what is not measured at that iteration. A place that begins with “computed” or “calculado”, or an empty one, is not the notes' and does not "
          + "count as printed."),
      paragraph(
        "También pueden estar en un archivo aparte: junto a mia.lesson, mia.expect, que empieza por «lesson» y el nombre "
          + "de la lección y solo tiene secciones expect. 'lesson verify ./mia.lesson' los juzga con los demás.",
        "They may also stand in a file of their own: beside mine.lesson, mine.expect, which begins with “lesson” and the "
          + "lesson's name and has sections expect alone. 'lesson verify ./mine.lesson' judges them with the others."),

      heading("Estudios", "Studies"),
      rows([
        ("study widths es \"…\" en \"…\"", "muchas ejecuciones, con su pregunta", "many runs, with their question"),
        ("vary k = 7, 6, 2..4", "lo que varía: todas las combinaciones", "what varies: all combinations"),
        (
          "with loss = bce, epochs = 400", "lo que vale en todas; también iterations y optimizer",
          "what holds in all; iterations and optimizer, too"
        ),
        ("seeds 200", "las semillas 1 a 200", "seeds 1 to 200"),
        ("solved once MSE < 0.01", "resuelta, y acabada, en cuanto se cumple", "solved, and ended, once it holds"),
        ("solved at end when correct = 4", "resuelta si se cumple al final", "solved if it holds at the end"),
        (
          "measure accuracy", "lo que se mira al final, en vez de la pérdida",
          "what is looked at in the end, not the loss"
        ),
        ("expected es \"…\" en \"…\"", "lo que dicen los apuntes", "what the notes expect"),
        ("holds when share > 0.9 with k = 7", "cuándo se cumple", "when that came out"),
        (
          "answer es \"… {share with k = 2} …\"",
          "la respuesta; entre llaves, share, solved, runs, lost, median o final de una combinación",
          "the answer; in braces share, solved, runs, lost, median or final of a combination"
        ),
        (
          "study widths share > 0.9 with k = 7", "debajo de una claim: lo que el estudio tiene que encontrar",
          "below a claim: what the study has to find"
        ),
        (
          "… given data", "detrás: solo se pide si las imágenes vienen de --data",
          "behind it: asked only where the images come from --data"
        ),
      ]),
      heading("Lo que se comprueba", "What is checked"),
      .list([
        remark(
          "en backward, d + el nombre de un parámetro es ∂pérdida/∂ese parámetro, salvo que su «is» diga otra cosa",
          "in backward, d + a parameter's name is ∂loss/∂it, unless its “is” says otherwise"),
        remark(
          "cada «is»; las demás líneas de backward no se declaran derivadas: no se comprueban, y se indica",
          "every “is”; other lines of backward are not declared derivatives: not checked, and listed as such"),
        remark(
          "con loss, cada P ← … que no lee un state es un paso −c·∂pérdida/∂P, con la misma c > 0, en todas las entradas o "
            + "en algunas, y lo que recibe cada P by … es c·∂pérdida/∂P; si desciende de otro modo (con una tasa por entrada, por ejemplo), se indica y no cuenta como fallo",
          "with loss, every P ← … that reads no state is a step −c·∂loss/∂P, with one c > 0, in all entries or in some, and "
            + "what every P by … is given is c·∂loss/∂P; one that descends differently (with a rate for each entry, say) is reported and does not count as a failure"
        ),
        remark(
          "frente a la derivada automática (10⁻⁹) y a diferencias centrales (10⁻⁶), en las tres primeras iteraciones, sin redondear",
          "against the automatic derivative (10⁻⁹) and central differences (10⁻⁶), in the first three iterations, never rounded"
        ),
        remark(
          "un misprint tiene que estar mal: si resulta correcto, cuenta como fallo",
          "a misprint must be wrong: one that turns out right counts as a failure"),
        remark(
          "check y verify avisan de parámetros que ninguna línea cambia, de los que cambian con algo que no se "
            + "compara con ninguna derivada y de ajustes que no se usan; un aviso no cuenta como fallo",
          "check and verify remark on parameters that no line changes, on those changed by something that is compared "
            + "with no derivative, and on settings that are not used; a remark does not count as a failure"),
      ]),
      paragraph(
        "La pérdida es la última línea de loss, y es un número; sin loss, la última de forward.",
        "The loss is the last line of loss, and one number; without loss, the last line of forward."),
    ]
  }
}
