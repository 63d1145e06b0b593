import Calculus
import Typesetting

extension LanguageHelp {
  /// What formulas are made of.
  var formulaPages: [Block] {
    [
      heading("Fórmulas", "Formulas"),
      paragraph(
        "Todo es una matriz (las imágenes, N×C×H×W); un número es 1×1, y una matriz 1×1 es un número. Sin signo no "
          + "hay producto: 2x y σ(z)(1 − z) son errores que proponen · o ⊙. De mayor a menor precedencia:",
        "Everything is a matrix (images are N×C×H×W); a number is 1×1, and a 1×1 matrix is a number. No product "
          + "without a sign: 2x and σ(z)(1 − z) are errors that propose · or ⊙. From highest to lowest precedence:"),
      rows([
        ("f( )  A[i,j]  Aᵀ  A²  A^n", "van pegados a su operando", "stand right next to their operand"),
        ("−a  √a", "", ""),
        (
          "·  ⊙  /  *", "de izquierda a derecha: λ/2·m es (λ/2)·m, δ·Wᵀ ⊙ s es (δ·Wᵀ) ⊙ s",
          "left to right: λ/2·m is (λ/2)·m, δ·Wᵀ ⊙ s is (δ·Wᵀ) ⊙ s"
        ),
        (
          "Σ  Σrows  Σcols", "llegan hasta el + o − siguiente: ½·Σ (y − a)² suma cuadrados, (Σ x)² eleva la suma",
          "reach to the next + or −: ½·Σ (y − a)² sums squares, (Σ x)² squares a sum"
        ),
        ("+  −", "", ""),
        ("<  ≤  >  ≥  =  ≠", "1 o 0; entre paréntesis o como argumento", "1 or 0; in parentheses or as an argument"),
      ]),
      paragraph(
        "· es el producto de matrices, o multiplicar por un número cuando un lado es 1×1; * solo esto último. + − ⊙ /, las "
          + "comparaciones, min, max, where y las potencias van entrada a entrada: las dimensiones son iguales, o uno de los "
          + "lados se repite donde mide 1 (un número, una fila hacia abajo, una columna hacia el lado). Columna + fila es un error.",
        "· is the matrix product, or scaling when a side is 1×1; * only the latter. + − ⊙ /, comparisons, min, max, "
          + "where and powers go entry by entry: shapes are equal, or one side repeats where its length is 1 (a "
          + "number, a row down, a column across). Column + row is an error."),
      rows([
        (
          "[0.1 0.3; 0.2 0.4]", "una matriz: espacios o comas entre las entradas, ; entre las filas",
          "a matrix: spaces or commas between entries, ; between rows"
        ),
        (
          "[[0.1, 0.3], [0.2, 0.4]]", "la misma, como en Python: cada corchete es una fila; también array(…)",
          "the same, as in Python: each bracket is a row; array(…) too"
        ),
        (
          "[+0.5 1/3 1.25·10⁻³]", "números con su signo, fracciones y potencias de diez, sin espacios dentro",
          "numbers with their sign, fractions and powers of ten, no spaces within"
        ),
        (
          "[1 −2]", "dos entradas, con el signo pegado; [1 − 2] es un error",
          "two entries, the sign next to its number; [1 − 2] is an error"
        ),
        ("[a1; 1]  [A B; C D]", "los bloques se unen", "blocks join"),
        (
          "A[2,1]  A[2,:]  A[:,1..2]",
          "una entrada, una fila, columnas; desde 1; con un solo índice, en filas y columnas: x[2]",
          "an entry, a row, columns; from 1; one index alone in rows and columns: x[2]"
        ),
        (
          "K[2,1,3,3]  K[2,1,:,:]  K[2,:,:,:]",
          "de imágenes y filtros: una entrada, la matriz k×k de un canal, un filtro C×k×k",
          "of images and filters: an entry, the k×k matrix of a channel, one filter C×k×k"
        ),
        ("½  1/2  1e-8  .5", "números, con punto decimal", "numbers, with a decimal point"),
      ]),
    ]
      + OperatorSummary.Group.allCases.flatMap { group -> [Block] in
        let listed = Self.listed(group)
        guard !listed.isEmpty else { return [] }
        return [.heading(3, Text(title(of: group))), table(of: listed)]
      } + [
        rows([
          ("size(A)  rows(A)  cols(A)", "cuántas entradas, filas, columnas", "how many entries, rows, columns"),
          (
            "f'(z)",
            "una prima solo entre una función entrada a entrada y su paréntesis; relu'(0) = abs'(0) = step' = 0",
            "a prime only between an entry-by-entry function and its parenthesis; relu'(0) = abs'(0) = step' = 0"
          ),
          ("log(z)", "no: ln, log2 o log10", "no: ln, log2 or log10"),
          (
            "A^-1", "no, si A no es un número: la inversa es inv(A), y 1 entre cada entrada, 1/A",
            "no, unless A is a number: the inverse is inv(A), and 1 over each entry is 1/A"
          ),
        ]),
        paragraph(
          "Las imágenes van N×C×H×W (imagen, canal, fila, columna) y los filtros F×C×k×k, como en PyTorch; sin voltear "
            + "el filtro: conv(X, K, stride = 2, padding = 1), con H' = floor((H + 2·padding − k)/stride) + 1 (si no se dicen, "
            + "1 y 0); maxpool(A, 3, stride = 2) (si no se dice, las ventanas no se solapan). De un lote de dígitos: A0 = reshape(X, m×1×28×28). flatten pone cada imagen en una fila, canal a "
            + "canal y fila a fila. c (1×F×1×1) en conv(X, K) + c es un sesgo por filtro. --convention no transpone "
            + "imágenes. Las derivadas son fórmulas con conv, conv_input, conv_kernel, maxpool_input y sum_to; por maxpool, el gradiente va a "
            + "la entrada que gana, que why señala.",
          "Images are N×C×H×W (image, channel, row, column) and filters F×C×k×k, as in PyTorch; with the filter not "
            + "flipped: conv(X, K, stride = 2, padding = 1), where H' = floor((H + 2·padding − k)/stride) + 1 (1 and 0 unless "
            + "said); maxpool(A, 3, stride = 2) (windows do not overlap unless said). Of a batch of digits: A0 = reshape(X, m×1×28×28). flatten makes each image a row, channel by "
            + "channel and row by row. c (1×F×1×1) in conv(X, K) + c is a bias for each filter. --convention does not "
            + "transpose images. Derivatives are formulas of conv, conv_input, conv_kernel, maxpool_input and sum_to; through maxpool, the "
            + "gradient goes to the entry that wins, which why names."),
        paragraph(
          "softmax, log_softmax, argmax y one_hot van por las clases de cada ejemplo (al menos dos), que se cuentan desde 0. "
            + "Las sumas van fila a fila, de izquierda a derecha. Las comparaciones dan por igual lo que difiere menos de "
            + "10⁻⁹ del mayor (de 1 al menos; en precisión simple, 10⁻⁶): 0.1 + 0.2 − 0.3 es 0. Con un número escrito que "
            + "no sea 0, como en f < 1e-6, el mayor cuenta como es, también por debajo de 1. Con ties exact en run, nada de eso.",
          "softmax, log_softmax, argmax and one_hot work along the classes of each example (two at least), counted "
            + "from 0. Sums go row by row, left to right. Comparisons take as equal what differs by 10⁻⁹ of the "
            + "larger (of 1 at least; in single precision, 10⁻⁶): 0.1 + 0.2 − 0.3 is 0. With a number that is written and "
            + "is not 0, as in f < 1e-6, the larger counts as it is, also below 1. ties exact in run ends all that."),

        heading("Derivadas", "Derivatives"),
        rows([
          (
            "∂E/∂W1",
            "en cualquier fórmula: cuánto cambia E si se mueve W1 y se recalcula lo que sigue en forward y loss; con "
              + "las dimensiones de W1; 0 sin camino; siempre antes de update",
            "in any formula: how E changes when W1 is moved and what follows in forward and loss recomputed; shaped "
              + "like W1; 0 without a path; always before the update"
          ),
          (
            "∂e[1]/∂W1[2,1]   ∂E/∂W1[1,:]", "de una entrada, por una entrada o por una parte",
            "of one entry, by one entry or by a part"
          ),
          (
            "∂z/∂x",
            "si z tiene varias entradas: una fila por cada una, una columna por cada entrada de x (ambas fila a fila)",
            "where z has several entries: a row for each, a column for each entry of x (both row by row)"
          ),
          (
            "∂E/∂parameters",
            "por todos los parámetros, en una columna: en su orden en parameters, cada uno fila a fila; "
              + "norm(∂E/∂parameters) es la norma del gradiente",
            "by all parameters, in one column: in their order in parameters, each row by row; norm(∂E/∂parameters) is the "
              + "norm of the gradient"
          ),
          (
            "hessian(E)", "segundas derivadas respecto de todos los parámetros",
            "second derivatives with respect to all parameters"
          ),
        ]),

        heading("Sorteos", "Draws"),
        rows([
          ("~ uniform(a, b)", "uniforme", "uniform"),
          ("~ normal(mean, deviation)", "normal: media y desviación estándar", "normal: mean and standard deviation"),
          ("~ zeros", "ceros", "zeros"),
          ("~ xavier   ~ xavier(in, out)", "uniforme ±√(6/(in + out))", "uniform ±√(6/(in + out))"),
          ("~ he   ~ he(in)", "normal, desviación estándar √(2/in)", "normal, standard deviation √(2/in)"),
          ("~ torch   ~ torch(in)", "uniforme ±1/√in", "uniform ±1/√in"),
          (
            "~ permutation(n)",
            "los números de 1 a n en un orden al azar: una columna (una fila si los ejemplos van en "
              + "columnas); p (1×n) da la forma",
            "the numbers from 1 to n in a random order: a column (a row when examples are "
              + "columns); p (1×n) gives the shape"
          ),
          (
            "~ keep(q)", "en forward: 1/q con probabilidad q, si no 0; al medir en otros datos (metrics on test), 1",
            "in forward: 1/q with probability q, else 0; measured on another set (metrics on test), 1"
          ),
        ]),
        paragraph(
          "Si no se da, in son las filas (las columnas si los ejemplos van en columnas; C·k·k de un filtro F×C×k×k): el sesgo "
            + "de una capa de 3 entradas es b (1×4) ~ torch(3). Data, parameters y state sortean en su orden, "
            + "como NumPy tras np.random.seed(semilla) con rand, randn y permutation (más 1): los mismos pesos que en Python. En forward se sortea "
            + "en cada iteración; eso y barajar lo deciden solo la semilla (1), la iteración y el nombre.",
          "Where it is not given, in are the rows (the columns when examples are columns; C·k·k of filters F×C×k×k): the bias "
            + "of a layer of 3 inputs is b (1×4) ~ torch(3). Data, parameters and state draw in the order they stand, "
            + "as NumPy would after np.random.seed(seed) with rand, randn and permutation (plus 1): the same weights as in Python. In forward, again "
            + "each iteration; that and shuffling are decided by seed (1), iteration and name alone."),
      ]
  }

  private func title(of group: OperatorSummary.Group) -> String {
    switch group {
    case .arithmetic: say("Aritmética", "Arithmetic")
    case .functions: say("Funciones, entrada a entrada", "Functions, entry by entry")
    case .reductions: say("Sumas, medias, extremos", "Sums, means, extremes")
    case .algebra: say("Álgebra lineal", "Linear algebra")
    case .comparisons: say("Comparaciones", "Comparisons")
    case .shapes: say("Dimensiones", "Shapes")
    case .classes: say("Clases", "Classes")
    case .images: say("Imágenes", "Images")
    }
  }

  /// The operators' own descriptions: each spelling once, and only those that a lesson can write.
  static func listed(_ group: OperatorSummary.Group) -> [OperatorSummary] {
    var seen: Set<String> = []
    return Operators.all.map { $0.summary }.filter { summary in
      summary.group == group && isTyped(summary.usage) && seen.insert(summary.usage).inserted
    }
  }

  /// Whether a lesson can write it; others appear only in derivatives.
  private static func isTyped(_ usage: String) -> Bool {
    guard !usage.contains("→"), usage.first?.isNumber != true else { return false }
    guard let parenthesis = usage.firstIndex(of: "(") else { return true }
    let name = usage[..<parenthesis]
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return true }
    return Functions.names.contains(String(name))
  }

  /// Usage, ASCII spelling where it differs, meaning.
  private func table(of summaries: [OperatorSummary]) -> Block {
    .table(
      Table(
        headings: ["", "", ""], alignments: [.left, .left, .left],
        rows: summaries.map { summary in
          [
            Text([.code(isASCII ? summary.ascii ?? summary.usage : summary.usage)]),
            Text([.code(isASCII ? "" : summary.ascii ?? "")]), Text(summary.meaning[language]),
          ]
        }))
  }
}
