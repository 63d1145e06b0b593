import Typesetting

extension LanguageHelp {
  /// The file, its sections, its lines, its names.
  var linePages: [Block] {
    [
      heading("El archivo", "The file"),
      rows([
        (
          "lesson xor",
          "empieza una lección; un archivo puede tener varias: la llamada xor de mias.lesson es mias.lesson:xor",
          "begins a lesson; a file may hold several: that called xor in mine.lesson is mine.lesson:xor"
        ),
        (
          "es \"…\"  en \"…\"", "su título; con uno solo, vale para los dos idiomas",
          "its title; a single one serves both languages"
        ),
        (
          "source \"apuntes.pdf\" \"2.1\"", "de qué documento viene, y de qué parte",
          "the document it comes from, and the part"
        ),
        (
          "examples in columns", "cada columna es un ejemplo; por omisión, cada fila",
          "each column is an example; default: each row"
        ),
        (
          "forward", "al margen: abre una sección, o la vuelve a abrir; sus líneas llevan sangría",
          "at the margin: opens a section, or reopens it; its lines are indented"
        ),
        ("# …", "comentario, fuera de las comillas", "a comment, outside strings"),
        (
          "( [ …", "un paréntesis o corchete abierto sigue en la línea siguiente; en [ ] el fin de línea es un ;",
          "an open bracket continues on the next line; in [ ] a line end is a ;"
        ),
        ("\"…\"", "texto; dentro, \\\" y \\\\", "a string; inside, \\\" and \\\\"),
        (
          "for ℓ = 1 to 3",
          "repite las líneas de debajo, con más sangría; también 3 down to 1; puede no haber ninguna",
          "repeats the lines below with more indentation; also 3 down to 1; there may be none"
        ),
        (
          "for w in 1, 5   for (w, b) in (1, 0), (5, −10)", "lo mismo con los números que se dan",
          "the same with the numbers given"
        ),
      ]),
      paragraph(
        "Un tabulador son cuatro espacios. El texto se normaliza a NFC.",
        "A tab is four spaces. Text is NFC-normalised."),

      heading("Secciones", "Sections"),
      rows([
        (
          "settings", "números, opciones y funciones que se cambian desde fuera",
          "numbers, choices and functions that can be changed from outside"
        ),
        ("data", "los ejemplos", "the examples"),
        ("parameters", "lo que se aprende", "what is learned"),
        (
          "state", "lo que conserva su valor de una iteración a otra sin aprenderse",
          "what keeps its value from one iteration to the next without being learned"
        ),
        ("forward", "la propagación hacia adelante", "the forward pass"),
        ("loss", "la pérdida: se minimiza la última línea", "the loss: its last line is minimised"),
        ("metrics", "lo que solo se observa", "what is only watched"),
        (
          "metrics on test", "lo mismo con los datos «for test», tras cada época",
          "the same with the data “for test”, after each epoch"
        ),
        ("backward", "los gradientes, como los escriben los apuntes", "the gradients, as the notes write them"),
        (
          "update", "los cambios; update with adam(η) da el optimizador",
          "the changes; update with adam(η) gives the optimizer"
        ),
        ("optimizer mine(η)", "un optimizador propio", "an optimizer of your own"),
        ("run", "lotes y parada", "batches and when to stop"),
        ("expect \"2.1\"", "lo que imprimen los apuntes", "what the notes print"),
        ("pictures", "lo que se dibuja", "what is drawn"),
        ("exercise", "lo que ha de calcular quien estudia", "what a student is to compute"),
        (
          "table es \"…\" en \"…\"",
          "una tabla: filas de celdas entre |; una celda es un texto, \"salida\" en "
            + "\"output\", o una fórmula, de la que se muestra el valor (no una definición); show la muestra con la primera "
            + "iteración y run, al final, con la última, en el orden del archivo entre los dibujos",
          "a table: rows of cells between |; a cell is a text, \"salida\" en \"output\", or "
            + "a formula, whose value is shown (no definition); show gives it with the first iteration and run, at "
            + "its end, with the last, in the order of the file among the pictures"
        ),
        ("note es \"…\" en \"…\"", "una frase que se muestra", "a sentence that is shown"),
        (
          "compare lr = 0.5, 10 es \"…\" en \"…\"",
          "dos ejecuciones que 'lesson compare' pone juntas: un ajuste (o seed) con dos valores; tras «;», otros con uno",
          "two runs that 'lesson compare' puts side by side: a setting (or seed) with two values; behind a “;”, others "
            + "with one"
        ),
        (
          "study", "vary h = 7, 6, 5; seeds 200; solved once MSE < 0.01 (la ejecuta 'lesson study')",
          "vary h = 7, 6, 5; seeds 200; solved once MSE < 0.01 ('lesson study' runs it)"
        ),
      ]),

      heading("Líneas", "Lines"),
      rows([
        ("Z1 = X·W1 + b1", "lo calcula", "computes it"),
        (
          "b1 (1×h) = 0", "y comprueba sus dimensiones; en data, parameters y state un número la llena",
          "and checks its shape; in data, parameters, state a number fills it"
        ),
        ("W1 (2×h) ~ uniform(0, 1)", "lo sortea", "draws it"),
        (
          "X for test = [0 0; 1 1]", "los datos de otro conjunto; lo que se calcula de X sale de ellos",
          "the data of another set; what is computed from X then comes from them"
        ),
        (
          "X, Y from digits", "imágenes de dígitos (784 píxeles de 0 a 1) y un 1 en la fila de cada dígito",
          "images of digits (784 pixels from 0 to 1) and a 1 in the row of each digit"
        ),
        ("X, Y for test from digits(test)", "las que no se usan para aprender", "those not used for learning"),
        (
          "X, Y from digits(200)", "las 200 primeras; digits(test, 200), las de prueba",
          "the first 200; digits(test, 200), of those for testing"
        ),
        (
          "D from \"puntos.csv\"", "en data: una tabla de la carpeta de la lección; sus columnas, X = D[:,1..2]",
          "in data: a table in the lesson's folder; its columns are X = D[:,1..2]"
        ),
        (
          "X, t from \"datos.npz\"", "en data: los arreglos X y t de NumPy (np.savez)",
          "in data: the arrays X and t of NumPy (np.savez)"
        ),
        ("W1 ← W1 − η·dW1", "en update: su valor nuevo", "in update: its new value"),
        (
          "W1[1,2] ← W1[1,2] − η·dW1[1,2]", "en update: cambia solo esa entrada; también una parte, W1[1,:] ← …",
          "in update: only that entry changes; a part does, too, W1[1,:] ← …"
        ),
        (
          "W by dW", "en update: un paso del optimizador con ese gradiente; por omisión, descent(lr)",
          "in update: a step of the optimizer with that gradient; default: descent(lr)"
        ),
        ("W by dW with adam(η)", "con ese optimizador", "with that optimizer"),
        (
          "parameters by gradient", "todos, cada uno con su ∂; también con with",
          "all of them, each by its ∂; also with “with”"
        ),
        (
          "gate = and | or | xor", "en settings: opciones; la primera es la que vale por omisión",
          "in settings: choices; the first is the default"
        ),
        (
          "f(x1, x2) = ln(x1) + x1·x2",
          "en settings: una función propia; --f '…' la cambia; g'(z) se deriva automáticamente",
          "in settings: a function of your own; --f '…' replaces it; g'(z) is differentiated automatically"
        ),
        (
          "2·dW is ∂E/∂W   δ[1] is ∂E/∂z[1]",
          "en forward, loss, metrics o backward: lo que es una fórmula, o una entrada; se comprueba",
          "in forward, loss, metrics or backward: what a formula is, or an entry; it is checked"
        ),
      ]),
      paragraph("Después, en cualquier orden:", "Then, in any order:"),
      rows([
        ("es \"…\"  en \"…\"", "qué significa", "what it means"),
        ("as lr", "otro nombre; el de un ajuste es su opción: --lr", "a second name; a setting's is its option: --lr"),
        (
          "from 1 to 50   from 0   to n − 1", "en settings: lo que un número puede ser, ambos incluidos",
          "in settings: what a number can be, both included"
        ),
        ("is −∂E/∂Z2", "lo que se declara que es: se comprueba", "what it is declared to be: it is checked"),
        (
          "when gate = and, ℓ > 1", "la línea existe solo si se cumple todo (ajustes e índices)",
          "the line exists only if all hold (settings and indices)"
        ),
        (
          "split into v", "una línea por operación, la de más adentro primero: v1, v2, …",
          "a line for each operation, innermost first: v1, v2, …"
        ),
        ("misprint", "los apuntes se equivocan aquí", "the notes are wrong here"),
      ]),

      heading("Nombres", "Names"),
      rows([
        (
          "W1  δ_out  ŷ  Δw", "una letra; después letras, dígitos y _; A y a son distintas",
          "a letter, then letters, digits and _; A and a differ"
        ),
        ("W₁ = W1", "el mismo nombre; pero W_1 es otro", "one name; but W_1 is another"),
        (
          "delta2 = δ2", "una letra griega también con su nombre inglés, si es una parte entera",
          "a Greek letter also by its English name, if it is a whole part"
        ),
        (
          "yhat = ŷ", "una letra con hat, bar, dot o tilde; what, that y chat son palabras: w_hat",
          "a letter with hat, bar, dot or tilde; what, that and chat are words: w_hat"
        ),
        (
          "delta_out = δout = δ_out", "junto a una letra griega, el _ da igual",
          "beside a Greek letter a _ changes nothing"
        ),
        (
          "W{ℓ−1}", "dentro de un for: W0, W1, …; ℓ sola es un número, y {ℓ} en los textos es y en, también",
          "inside a for: W0, W1, …; ℓ alone is a number, and so is {ℓ} in the texts of es and en"
        ),
        (
          "c.1",
          "la primera definición de un nombre definido varias veces; en una fórmula vale la última de las anteriores, "
            + "en las direcciones la última",
          "the first definition of a name defined several times; in a formula the latest one above counts, in an address the last"
        ),
        (
          "w⁽¹⁾₁,₂", "así se muestra W1[1,2], y así lo entienden también why y step",
          "how W1[1,2] is shown; why and step also understand it"
        ),
        ("σ", "sin paréntesis puede ser una cantidad", "without a parenthesis it may be a quantity"),
        (
          "π  iteration  epoch  parameters", "están dados; parameters es cuántos hay",
          "are given; parameters is how many there are"
        ),
      ]),
      Block.paragraph(
        Text([
          .plain(say("No pueden ser nombres: ", "Cannot be names: ")),
          .code(
            "as by from is when with split at "
              + "misprint es en"),
          .plain("."),
        ])),
    ]
  }
}
