import Testing
import Typesetting

@testable import LessonLanguage

/// One lesson for each error, with what a reader sees of it.
@Suite struct LineParserErrorsTests {
  static func error(_ text: String) -> LessonError? {
    do throws(LessonError) {
      _ = try LessonParser.parse(text, file: "a.lesson")
      return nil
    } catch {
      return error
    }
  }

  /// A line of `forward` with its carets below, what is said in Spanish, and in English.
  @Test(arguments: [
    (
      "z = 2x", "    ^^", "falta el signo del producto: escribe 2·x (producto) o 2 ⊙ x (entrada por entrada)",
      "the sign of the product is missing: write 2·x (product) or 2 ⊙ x (entry by entry)"
    ),
    (
      "z = σ(z)(1 − z)", "       ^^",
      "falta el signo del producto: escribe …·… (producto) o … ⊙ … (entrada por entrada)",
      "the sign of the product is missing: write …·… (product) or … ⊙ … (entry by entry)"
    ),
    (
      "z = u[1 2]", "      ^^^", "entre dos índices va una coma: 1, 2", "a comma goes between two indices: 1, 2"
    ),
    (
      "z = u[2x]", "      ^^", "falta el signo del producto: escribe 2·x (producto) o 2 ⊙ x (entrada por entrada)",
      "the sign of the product is missing: write 2·x (product) or 2 ⊙ x (entry by entry)"
    ),
    (
      "z = tanh u", "    ^^^^^^", "lo que toma una función va entre paréntesis: tanh(u)",
      "what a function takes goes in parentheses: tanh(u)"
    ),
    (
      "z (2x1) = 0", "   ^^^", "unas dimensiones se escriben 2×1 o (2, 1); un producto, 2·x1",
      "a shape is written 2×1 or (2, 1); a product, 2·x1"
    ),
    (
      "z = 1/2m", "      ^^",
      "falta el signo del producto, y si divide a todo van paréntesis: /(2·m); /2·m solo divide por 2",
      "the sign of the product is missing, and to divide by all of it parentheses: /(2·m); /2·m divides by 2 alone"
    ),
    (
      "z = 1/6 Σ u", "      ^^^", "falta el signo del producto: escribe 1/6·Σ (…)",
      "the sign of the product is missing: write 1/6·Σ (…)"
    ),
    (
      "z = ½Σ u", "    ^^", "falta el signo del producto: escribe ½·Σ (…)",
      "the sign of the product is missing: write ½·Σ (…)"
    ),
    (
      "z = |u|", "    ^", "un valor absoluto se escribe abs(x), y una norma, norm(v)",
      "an absolute value is written abs(x), and a norm, norm(v)"
    ),
    (
      "z = u  es 'entrada'", "          ^", "un texto va entre comillas dobles: es \"…\"",
      "a text goes in double quotes: es \"…\""
    ),
    ("z += u", "  ^^", "«+=» no existe; escribe z = z + …", "“+=” has no meaning here; write z = z + …"),
    (
      "∂E/∂w = u", "^^^^^",
      "una línea empieza con un nombre: dw = … (promete ∂E/∂w), u otro nombre y detrás «is ∂E/∂w»",
      "a line begins with a name: dw = … (it promises ∂E/∂w), or another name with “is ∂E/∂w” behind it"
    ),
    (
      "z = u  errata", "       ^^^^^^", "no se entiende «errata»; ¿querías decir «misprint»?",
      "“errata” is not understood; did you mean “misprint”?"
    ),
    (
      "z = w (x + 1)", "    ^^^", "falta un signo: escribe w·(…) o w ⊙ (…); si es una función, w(…) sin espacio",
      "a sign is missing: write w·(…) or w ⊙ (…); of a function, w(…) without a space"
    ),
    (
      "z = if u > 0 then 1 else 0", "    ^^",
      "una elección se escribe where(c, a, b): a donde se cumple c y b donde no, como where(u > 0, 1, 0)",
      "a choice is written where(c, a, b): a where c holds and b elsewhere, as in where(u > 0, 1, 0)"
    ),
    (
      "z = 1 si u > 0", "      ^^",
      "una elección se escribe where(c, a, b): a donde se cumple c y b donde no, como where(u > 0, 1, 0)",
      "a choice is written where(c, a, b): a where c holds and b elsewhere, as in where(u > 0, 1, 0)"
    ),
    (
      "z = [1 − 2]", "       ^", "entre [ ] una cuenta va entre paréntesis: [(1 − 2)]; dos entradas se escriben [1 −2]",
      "in [ ] a calculation goes in parentheses: [(1 − 2)]; two entries are written [1 −2]"
    ),
    (
      "z = [1−2]", "      ^",
      "entre [ ] las entradas se separan con espacios o comas; aquí hay «−»: una cuenta va entre paréntesis",
      "in [ ] spaces or commas separate the entries; found “−”: a calculation goes in parentheses"
    ),
    ("z = []", "    ^", "la matriz está vacía", "the matrix is empty"),
    (
      "z = x'", "     ^", "una prima solo va entre una función y su paréntesis: σ'(z); la traspuesta se escribe ᵀ o .T",
      "a prime stands only between a function and its parenthesis: σ'(z); a transpose is written ᵀ or .T"
    ),
    (
      "z = (a + b", "    ^", "este «(» no se cierra", "this “(” is never closed"
    ),
    ("z = a + b)", "         ^", "«)» no cierra nada: falta «(»", "“)” closes nothing: “(” is missing"),
    ("z = [a + b)", "          ^", "«)» no cierra el «[» de la línea 3", "“)” does not close the “[” of line 3"),
    (
      "z = a = b", "      ^", "una comparación va entre paréntesis o como argumento: (a = b)",
      "a comparison goes in parentheses or as an argument: (a = b)"
    ),
    (
      "z = (a < b < c)", "           ^", "dos comparaciones seguidas: pon una entre paréntesis",
      "two comparisons in a row: put one in parentheses"
    ),
    (
      "z == a", "  ^^", "«==» no existe; ¿querías decir «=»?", "“==” has no meaning here; did you mean “=”?"
    ),
    (
      "z = a**2", "     ^^", "«**» no existe; ¿querías decir «^»?",
      "“**” has no meaning here; did you mean “^”?"
    ),
    ("z = 0,5", "    ^^^", "el decimal se escribe con punto: 0.5", "write decimals with a point: 0.5"),
    (
      "z = 1,000", "    ^^^^^", "los millares se escriben sin separador: 1000; el decimal se escribe con punto: 1.000",
      "write thousands without a separator: 1000; write decimals with a point: 1.000"
    ),
    (
      "z = 1,000,000", "    ^^^^^^^^^", "los millares se escriben sin separador: 1000000",
      "write thousands without "
        + "a separator: 1000000"
    ),
    (
      "z = 1.234,5", "    ^^^^^^^", "los millares se escriben sin separador y el decimal con punto: 1234.5",
      "write thousands without a separator and decimals with a point: 1234.5"
    ),
    (
      "z = [0,5 −1,2]", "     ^^^",
      "entre [ ] una coma separa entradas, y en esta fila también los espacios: los decimales llevan punto, [0.5 −1.2]; "
        + "las entradas, un espacio tras la coma, 0, 5",
      "in [ ] a comma separates entries, and in this row spaces do too: decimals have a point, [0.5 −1.2]; "
        + "entries have a space after the comma, 0, 5"
    ),
    (
      "z = [1, 2; 3 4,000]", "             ^^^^^",
      "entre [ ] una coma separa entradas, y en esta fila también los espacios: los decimales llevan punto, [3 4.000]; "
        + "las entradas, un espacio tras la coma, 4, 000; los millares se escriben sin separador, 4000", nil
    ),
    (
      "sum = a", "^^^", "«sum» es la función Σ, que suma, y no puede ser un nombre; llámalo, por ejemplo, «total»",
      "“sum” is the function Σ, which sums, and cannot be a name; call it “total”, for instance"
    ),
    (
      "sum_rows = a", "^^^^^^^^",
      "«sum_rows» es la función Σrows, que suma, y no puede ser un nombre; llámalo, por ejemplo, «total_rows»", nil
    ),
    (
      "z = a – b", "      ^", "«–» no existe; ¿querías decir «−»?", "“–” has no meaning here; did you mean “−”?"
    ),
    ("z = a $ b", "      ^", "«$» no significa nada en una lección", "“$” means nothing in a lesson"),
    (
      "z = a whn b > 1", "      ^^^", "no se entiende «whn»; ¿querías decir «when»?",
      "“whn” is not understood; did you mean “when”?"
    ),
    (
      "z = is", "    ^^", "«is» es una palabra del lenguaje; se esperaba un nombre o una fórmula",
      "“is” is a word of the language; expected a name or a formula"
    ),
    (
      "z = a +", "       ^", "la línea termina aquí; se esperaba una fórmula",
      "the line ends here; expected a formula"
    ),
    (
      "z ← a", "  ^", "«←» no va en «forward»; se esperaba uno de: =, ~",
      "“←” does not belong in “forward”; expected one of: =, ~"
    ),
    (
      "z = a × b", "      ^", "× solo separa los tamaños de una matriz (2×3); el producto se escribe ·",
      "× only separates the sizes of a matrix (2×3); a product is written ·"
    ),
    (
      "z = a^b^c", "       ^", "una potencia de una potencia necesita paréntesis: (a^b)^c o a^(b^c)",
      "a power of a power needs parentheses: (a^b)^c or a^(b^c)"
    ),
    ("z = 1e999", "    ^^^^^", "este número es demasiado grande", "this number is too large"),
    (
      "z = a  es \"sesgo", "          ^^^^^^", "falta la comilla que cierra el texto",
      "the closing quotation mark is missing"
    ),
    (
      #"z = a  es "\n""#, "           ^^", #"en un texto solo valen \" y \\"#, #"a string allows only \" and \\"#
    ),
    ("z = a  es \"x\"  es \"y\"", "               ^^", "«es» aparece dos veces", "“es” appears twice"),
    ("z = a  as b  as c", "             ^^", "«as» aparece dos veces", "“as” appears twice"),
    (
      "z = a  when gate", "            ^^^^", "se esperaba una comparación: when gate = and, ℓ > 1",
      "expected a comparison: when gate = and, ℓ > 1"
    ),
    (
      "c.1 = a", "^^^", "«c.1» es la dirección de una definición; se esperaba un nombre sin punto",
      "“c.1” is the address of a definition; expected a name without a point"
    ),
    (
      "+ b", "^", "una línea empieza con un nombre; para seguir una fórmula en otra línea, abre un paréntesis",
      "a line begins with a name; to continue a formula on another line, open a parenthesis in it"
    ),
    (
      "z = +b", "    ^", "un + necesita algo a su izquierda", "a + needs something on its left"
    ),
    (
      "z (2 3) = 0", "   ^^^", "falta el signo del producto: escribe 2·3 (producto) o 2 ⊙ 3 (entrada por entrada)", nil
    ),
    ("z (1×1×1×1×1) = 0", "  ^", "una matriz tiene como mucho 4 tamaños", "a matrix has at most 4 sizes"),
    ("z = A[1,1,1,1,1]", "     ^", "una matriz tiene como mucho 4 índices", "a matrix has at most 4 indices"),
    (
      "z = \u{7}a", "    ^", "aquí hay un carácter invisible o de control (U+0007); bórralo",
      "there is an invisible or control character here (U+0007); delete it"
    ),
    (
      "x, z = a", "^", "varios nombres a la vez solo se dan con «from»: X, Y from digits",
      "several names at once are given only with “from”: X, Y from digits"
    ),
    (
      "for ℓ = 1 to 3", "^^^^^^^^^^^^^^", "este «for» no tiene líneas: las suyas llevan más sangría que él",
      "this “for” has no lines: its own are indented more than it is"
    ),
  ]) func `an error in a line says what is found and what fits`(
    line: String, carets: String, es: String, en: String?
  ) throws {
    let error = try #require(Self.error("lesson a\nforward\n  \(line)\n"))
    let text = "a.lesson:3:\(error.range?.column ?? 0): "
    let shown = "\n  \(line.replacing("\u{7}", with: "\u{FFFD}"))\n  \(carets)"
    #expect(error.description(.spanish) == text + es + shown)
    if let en { #expect(error.description(.english) == text + en + shown) }
  }

  /// A file, the place of its error as line:column:length, and a part of what is said in Spanish and in English.
  @Test(arguments: [
    ("", "", "el archivo está vacío", "the file is empty"),
    ("forward\n", "1:1:7", "un archivo empieza con «lesson NOMBRE»", "a file begins with “lesson NAME”"),
    ("lesson\n", "1:7:1", "el nombre de la lección", "the name of the lesson"),
    ("lesson a b\n", "1:10:1", "sin espacios", "without spaces"),
    ("lesson a\nlesson a\n", "2:8:1", "ya hay una lección «a»", "there is a lesson “a”"),
    ("lesson a\nforwad\n", "2:1:6", "¿querías decir «forward»?", "did you mean “forward”?"),
    ("lesson a\nqwertyuiop\n", "2:1:10", "existen: settings", "there are: settings"),
    ("lesson a\nz = 1\n", "2:1:1", "una línea al margen abre una sección", "a line at the margin opens a section"),
    ("lesson a\nexamples in rows\n", "2:1:8", "va debajo de «lesson»", "goes below “lesson”"),
    ("lesson a\n  forward\n", "2:3:7", "empieza al margen", "begins at the margin"),
    ("lesson a\n  examples in row\n", "2:15:3", "¿querías decir «rows»?", "did you mean “rows”?"),
    ("lesson a\n  es \"x\" es \"y\"\n", "2:10:2", "«es» aparece dos veces", "“es” appears twice"),
    ("lesson a\nrun\n  stpo after 3 epochs\n", "3:3:4", "¿querías decir «stop»?", "did you mean “stop”?"),
    ("lesson a\nrun\n  stop after 3 epohcs\n", "3:16:6", "¿querías decir «epochs»?", "did you mean “epochs”?"),
    ("lesson a\nrun\n  X in batches of 3\n", "3:20:1", "«, in order» o «, shuffled»", "“, in order” or “, shuffled”"),
    ("lesson a\nrun\n  stop once J\n", "3:13:1", "se esperaba una comparación", "expected a comparison"),
    ("lesson a\npictures\n  cruve J\n", "3:3:5", "¿querías decir «curve»?", "did you mean “curve”?"),
    ("lesson a\nexpect\n", "2:7:1", "el lugar de los apuntes", "the place in the notes"),
    ("lesson a\nexpect \"\" truncate\n", "2:11:8", "¿querías decir «truncated»?", "did you mean “truncated”?"),
    ("lesson a\nexpect \"\"\n  a = b\n", "3:7:1", "un número tal como está impreso", "a number as it is printed"),
    ("lesson a\nexpect \"\"\n  a = \"1.000,5\"\n", "3:7:9", "con punto: 1000.5", "with a point: 1000.5"),
    ("lesson a\nexpect \"\"\n  a = \"x\"\n", "3:7:3", "esto no es un número", "this is not a number"),
    ("lesson a\nexpect \"\"\n  a = − 5\n", "3:7:1", "el signo va junto a su número", "the sign touches its number"),
    ("lesson a\nexpect \"\"\n  a = [1 2; 3]\n", "3:13:1", "esta fila tiene 1 número y", "this row has 1 number and"),
    ("lesson a\nexpect \"\"\n  shape(a) = 4\n", "3:14:1", "las dimensiones se escriben 4×2", "a shape is written 4×2"),
    ("lesson a\nexpect \"\"\n  iteration a b\n  1 2\n", "4:3:3", "el encabezado 2 columnas", "the heading 2 columns"),
    ("lesson a\nexpect \"\"\n  iteration a b\n", "3:3:13", "la tabla no tiene filas", "the table has no rows"),
    (
      "lesson a\nexpect \"\"\n  epoch a\n  1.5 2\n", "4:3:3", "el número de la iteración", "the number of the iteration"
    ),
    ("lesson a\nexpect \"\" counting from 2\n", "2:25:1", "0 o 1", "0 or 1"),
    (
      "lesson a\nexpect \"\"\n  n s new(w)[1, 2]\n  1 2 3\n", "3:3:1",
      "empieza por iteration o epoch: iteration s new(w)[1,2]",
      "begins with iteration or epoch: iteration s new(w)[1,2]"
    ),
    (
      "lesson a\nexpect \"\"\n  s f\n  1 2 3\n", "3:3:3", "iteration o epoch: iteration s f",
      "iteration or epoch: iteration s f"
    ),
    (
      "lesson a\nexpect \"\"\n  Época s\n  1 2\n", "3:3:5", "iteration o epoch: epoch s",
      "iteration or epoch: epoch s"
    ),
    ("lesson a\nexpect \"\"\n  1 2 3\n", "3:3:5", "va debajo de su encabezado", "stands below its heading"),
    ("lesson a\nexpect \"\"\n  sum = 3\n", "3:3:3", "es la función Σ", "is the function Σ"),
    ("lesson a\nexpect \"\"\n  a = 3/0\n", "3:8:1", "no entre cero: 9/8", "no zero below: 9/8"),
    ("lesson a\nexpect \"\"\n  a = 1.5/2\n", "3:10:1", "números enteros", "whole numbers"),
    ("lesson a\nexpect \"\"\n  a = [0,5 1,2]\n", "3:8:3", "[0.5 1.2]", "[0.5 1.2]"),
    ("lesson a\nexpect \"\"\n  a = [[1 2] 3]\n", "3:14:1", "otra fila", "another row"),
    ("lesson a\nexpect \"\"\n  a = [[1 2]; [3 4] [5 6]]\n", "3:7:1", "no de las dos formas", "not both ways"),
    ("lesson a\nrun\n  stop after 1.000 epochs\n", "3:14:5", "sin separador: 1000", "without a separator: 1000"),
    ("lesson a\nrun\n  stop after 10,000 epochs\n", "3:14:6", "sin separador: 10000", "without a separator: 10000"),
    (
      "lesson a\nrun\n  X in batches of 1.000, in order\n", "3:19:5", "sin separador: 1000",
      "without a separator: "
        + "1000"
    ),
    ("lesson a\nrun\n  keep 1.000 examples for test\n", "3:8:5", "sin separador: 1000", "without a separator: 1000"),
    ("lesson a\nnote\n", "2:1:4", "una nota tiene un texto", "a note has a text"),
    ("lesson a\nstudy\n  sseds 3\n", "3:3:5", "¿querías decir «seeds»?", "did you mean “seeds”?"),
    ("lesson a\nupdate\n  parameters by gradeint\n", "3:17:8", "«gradient»", "“gradient”"),
    (
      "lesson a\nforward\n  z = (a + b\nloss\n  E = (z)\n", "3:7:1", "este «(» no se cierra", "this “(” is never closed"
    ),
  ]) func `an error in a file says what is found and what fits`(
    text: String, place: String, es: String, en: String
  ) throws {
    let error = try #require(Self.error(text))
    #expect(error.range.map { "\($0.line):\($0.column):\($0.length)" } ?? "" == place)
    #expect(error.message.es.contains(es), "\(error.message.es)")
    #expect(error.message.en.contains(en), "\(error.message.en)")
  }

  @Test func `no number is made up of more commas than a number has`() {
    let error = Self.error("lesson a\nforward\n  z = 1" + String(repeating: ",000", count: 1000) + "\n")
    #expect(error?.range?.line == 3 && error?.message.en.contains("thousands") == false)
  }

  @Test func `limits are kept before memory is taken`() throws {
    let large = Self.error("lesson a\n" + String(repeating: "#", count: Limits.fileBytes))
    #expect(large?.message.en.contains("bytes") == true)
    let long = Self.error("lesson a\n" + String(repeating: "\n", count: Limits.lines))
    #expect(long?.message.en.contains("lines") == true)
    let wide = Self.error("lesson a\ndata\n  x = [" + String(repeating: "1 ", count: Limits.cells + 1) + "]")
    #expect(wide?.message.en.contains("10000 entries") == true)
    #expect(Self.error("lesson a\ndata\n  x = [" + String(repeating: "1 ", count: Limits.cells) + "]") == nil)
    var loops = "lesson a\nforward\n"
    for depth in 0..<100 { loops += String(repeating: " ", count: depth + 1) + "for i\(depth) = 1 to 2\n" }
    #expect(Self.error(loops)?.message.en.contains("levels") == true)
  }
}
