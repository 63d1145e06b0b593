import Trace
import Typesetting

/// `lesson help trace`: the file that `lesson run … --trace-file` writes.
struct TraceHelp {
  static let topic = HelpTopic(
    "trace",
    Localized(
      es: "Los archivos que escribe --trace-file: JSON Lines, .csv, .safetensors y .npz.",
      en: "The files that --trace-file writes: JSON Lines, .csv, .safetensors and .npz.")
  ) { language, _ in TraceHelp(language).blocks }

  private let language: Language

  init(_ language: Language) { self.language = language }

  var blocks: [Block] {
    [
      .heading(1, Text(say("La traza, versión \(TraceWriter.version)", "The trace, version \(TraceWriter.version)"))),
      .paragraph(
        Text([
          .code("lesson run xor --iterations 2 --trace-file xor.jsonl"),
          .plain(
            say(
              " escribe JSON Lines: UTF-8, un objeto por línea. La primera línea dice qué es el archivo:",
              " writes JSON Lines: UTF-8, one object per line. The first line says what the file is:")),
        ])),
      .verbatim(Self.firstLine),
      rows([
        ("format", "siempre \"lesson-trace\"", "always \"lesson-trace\""),
        (
          "version", "la de este esquema; aumenta cuando cambia el significado de algo",
          "that of this schema; it increases when the meaning of anything changes"
        ),
        ("lesson", "el nombre de la lección", "the lesson's name"),
        ("seed", "la semilla aleatoria", "the random seed"),
        (
          "way", "cómo se calculó: \"exact\", en Double y en el orden escrito",
          "how it was computed: \"exact\", in Double and in the written order"
        ),
      ]),
      .paragraph(
        Text(
          say(
            "Después, una línea por cantidad y por iteración guardada, en el orden en que se calculan (aquí partida en dos):",
            "Then one line for each quantity of each recorded iteration, in the order in which they are computed (here cut in two):"
          ))),
      .verbatim(Self.exampleLine),
      rows([
        ("iteration", "desde 1", "from 1"),
        ("epoch", "la época a la que pertenece, desde 1", "the epoch it belongs to, from 1"),
        ("batch", "su lote dentro de la época, desde 1", "its batch within the epoch, from 1"),
        (
          "phase", "data, parameters, state, forward, loss, metrics, backward, update",
          "data, parameters, state, forward, loss, metrics, backward, update"
        ),
        (
          "name", "como en una dirección: Z1; new(W1), su valor tras update; c.1, la primera definición de c",
          "as in an address: Z1; new(W1), its value after the update; c.1, the first definition of c"
        ),
        ("shape", "[filas, columnas]; de imágenes, cuatro tamaños", "[rows, columns]; of images, four sizes"),
        ("values", "fila a fila, con un corchete por dimensión", "row by row, with a bracket for each axis"),
      ]),
      .paragraph(
        Text(
          say(
            "Cada número es el decimal más corto que devuelve los mismos bits; lo que no es un número y los infinitos son los "
              + "textos \"NaN\", \"Infinity\" y \"-Infinity\". --at 1,2,last y --every 100 eligen las iteraciones.",
            "Every number is the shortest decimal that reads back as the same bits; what is not a number and infinities are the "
              + "strings \"NaN\", \"Infinity\" and \"-Infinity\". --at 1,2,last and --every 100 choose the iterations.")
        )),
    ] + tables + [
      .heading(
        2,
        Text(
          say(
            "Arreglos: .npz y .safetensors, versión \(TraceLayout.version)",
            "Arrays: .npz and .safetensors, version \(TraceLayout.version)"))),
      .paragraph(
        Text([
          .code("lesson run xor --trace-file xor.npz --every 100"),
          .plain(
            say(
              " guarda un arreglo por cantidad, cuyo primer eje son las iteraciones guardadas; --trace-file "
                + "xor.safetensors, los mismos.",
              " saves an array for each quantity, whose first axis is the recorded iterations; --trace-file "
                + "xor.safetensors, the same ones.")),
        ])),
      rows([
        (
          "W1", "la cantidad, como arriba (new(W1), c.1); W1[0] es la primera iteración guardada",
          "the quantity, as above (new(W1), c.1); W1[0] is the first recorded iteration"
        ),
        (
          "(k, 2, 3)", "sus dimensiones: k iteraciones guardadas y las de la cantidad, fila a fila; un número es 1×1",
          "its shape: k recorded iterations, then the quantity's, row by row; a number is 1×1"
        ),
        (
          TraceLayout.iteration, "(k): las iteraciones guardadas, desde 1",
          "(k): the recorded iterations, from 1"
        ),
        (
          TraceLayout.epoch, "(k): la época de cada una, desde 1", "(k): the epoch of each, from 1"
        ),
        (
          TraceLayout.batch, "(k): su lote dentro de la época, desde 1", "(k): its batch within the epoch, from 1"
        ),
        (
          TraceLayout.lastBatch("X"),
          "X en el último lote de la época, si es menor y X tiene por eso otras dimensiones; X tiene entonces los "
            + "demás lotes",
          "X in the epoch's last batch, when that is smaller and X therefore has another shape; X then has the other "
            + "batches"
        ),
        (
          TraceLayout.iterations(of: "J"),
          "las iteraciones de J, si no están todas: de lo que solo hay al acabar la época (Σepoch), de X y de "
            + "X.last_batch (X.last_batch.at)",
          "the iterations of J, when it does not have all: of what is there only at an epoch's end (Σepoch), of X and "
            + "of X.last_batch (X.last_batch.at)"
        ),
        (
          "float64", "del modo exacto; float32 del modo rápido, con las cantidades que este conserva",
          "from exact mode; float32 from fast mode, with the quantities that it keeps"
        ),
        (
          TraceLayout.versionName, "\(TraceLayout.version), la versión de este orden, sin ejes",
          "\(TraceLayout.version), the version of this layout, without axes"
        ),
        (
          "__metadata__", "en .safetensors: lesson, el nombre de la lección; seed, la semilla aleatoria; way; version",
          "in .safetensors: lesson, the lesson's name; seed, the random seed; way; version"
        ),
      ]),
      .verbatim(
        "import numpy\ntrace = numpy.load(\"xor.npz\")\ntrace[\"W1\"][-1], trace[\"run.iteration\"][-1]"),
      .paragraph(
        Text(
          say(
            "El archivo se escribe al acabar; hasta entonces, los números están en un archivo temporal en la misma "
              + "carpeta, donde hace falta el doble de espacio. Con Ctrl-C la ejecución acaba y se guarda lo que hay; "
              + "otro Ctrl-C lo descarta. En la versión 1 había un arreglo por cantidad y por iteración, 100.W1.",
            "The file is written at the end; until then the numbers are in a temporary file in the same folder, which "
              + "needs room for twice as much. Ctrl-C ends the run and keeps what there is; another Ctrl-C discards "
              + "it. In version 1 there was an array for each quantity of each iteration, 100.W1."))),
    ]
  }

  /// What a table is, long and wide.
  private var tables: [Block] {
    [
      .heading(2, Text(say("Hojas de cálculo: .csv", "Spreadsheets: .csv"))),
      .paragraph(
        Text([
          .code("lesson run xor --iterations 2 --trace-file xor.csv"),
          .plain(
            say(
              " escribe una fila por número, con su iteración, su época, su lote, su fase, el nombre y las dimensiones de "
                + "su cantidad, su fila, su columna y, al final, lo que la lección dice de esa cantidad:",
              " writes a row for each number, with its iteration, epoch, batch and phase, its quantity's name and shape, "
                + "its row, its column and, at the end, what the lesson says of the quantity:")),
        ])),
      .verbatim(longTable),
      .paragraph(
        Text([
          .code("--wide"),
          .plain(
            say(
              " escribe una fila por iteración y una columna por número, con las dimensiones tras su dirección, como se "
                + "necesita para una gráfica; lo que no hay en una iteración es una celda vacía:",
              " writes a row for each iteration and a column for each number, with the shape behind its address, as "
                + "charts need it; what an iteration does not have is an empty cell:")),
        ])),
      .verbatim(wideTable),
      .paragraph(
        Text(
          say(
            "De imágenes, con cuatro dimensiones, la tabla larga tiene además la columna corte, [2,1,:,:]. Las celdas se "
              + "separan con comas y los números llevan punto; con --decimal comma, punto y coma y coma, como espera "
              + "Excel en español. El archivo es UTF-8 con su marca (BOM), las comillas siguen la RFC 4180 y cada número "
              + "lleva todas sus cifras; no hay unidades: los números de una lección no las tienen. Una hoja de cálculo "
              + "abre 1048576 filas y 16384 columnas: --every, --at y --quantities eligen.",
            "Of images, which have four axes, the long table also has the column slice, [2,1,:,:]. Cells are parted by "
              + "commas and numbers have a point; with --decimal comma, semicolons and a comma, as Excel expects in "
              + "Spain. The file is UTF-8 with its mark (BOM), quotes follow RFC 4180, and every number has all its "
              + "digits; there are no units: a lesson's numbers have none. A spreadsheet opens 1048576 rows and 16384 "
              + "columns: --every, --at and --quantities choose."))),
    ]
  }

  /// The first rows of a long table of `xor` that `y` is in; a test holds them against real ones.
  var longTable: String {
    say(
      """
      iteración,época,lote,fase,cantidad,dimensiones,fila,columna,valor,significado
      1,1,1,data,y,4×1,1,1,0,salida deseada de cada caso
      1,1,1,data,y,4×1,2,1,1,salida deseada de cada caso
      """,
      """
      iteration,epoch,batch,phase,quantity,shape,row,column,value,meaning
      1,1,1,data,y,4×1,1,1,0,target of each case
      1,1,1,data,y,4×1,2,1,1,target of each case
      """)
  }

  /// The first rows of a wide table of `y`, as `--quantities y` makes it; a test holds them against real ones.
  var wideTable: String {
    say(
      """
      iteración,época,lote,y[1] (4×1),y[2] (4×1),y[3] (4×1),y[4] (4×1)
      1,1,1,0,1,1,0
      """,
      """
      iteration,epoch,batch,y[1] (4×1),y[2] (4×1),y[3] (4×1),y[4] (4×1)
      1,1,1,0,1,1,0
      """)
  }

  /// The first line of a file; a test holds it against a real one.
  static let firstLine =
    #"{"format":"lesson-trace","version":\#(TraceWriter.version),"lesson":"xor","seed":1,"way":"exact"}"#

  /// A line about `y` of the lesson `xor`; a test holds it against a real one.
  static let exampleLine =
    #"{"iteration":1,"epoch":1,"batch":1,"phase":"data","name":"y","shape":[4,1],"#
    + "\n " + #""values":[[0],[1],[1],[0]]}"#

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  private func rows(_ rows: [(code: String, es: String, en: String)]) -> Block {
    .table(
      Table(
        headings: ["", ""], alignments: [.left, .left],
        rows: rows.map { [Text([.code($0.code)]), Text(say($0.es, $0.en))] }))
  }
}
