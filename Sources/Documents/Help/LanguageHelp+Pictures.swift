import Calculus
import Typesetting

extension LanguageHelp {
  /// What a `table` may hold.
  var tablePages: [Block] {
    [
      heading("Tablas", "Tables"),
      rows([
        (
          "\"capa\" en \"layer\" | \"norma\"", "la primera fila es el encabezado; en las celdas, textos o fórmulas",
          "the first row is the header; cells hold texts or formulas"
        ),
        (
          "for ℓ = 1 to 3   for (w, b) in (1, 0), (5, −10)",
          "una fila por vuelta, con ℓ también en los textos: \"capa {ℓ}\"",
          "a row for each turn, with ℓ in texts too: \"layer {ℓ}\""
        ),
        (
          "entry | z | σ(z)  each entry",
          "una fila por entrada de las columnas (o filas); entry es su número; un número solo se repite",
          "a row for each entry of the columns (or rows); entry is its number; a single number is repeated"
        ),
        (
          "example | X | t | ŷ  each example", "una fila por ejemplo, también de los demás lotes; example es su número",
          "a row for each example, those of the other batches too; example is its number"
        ),
        (
          "… when gate = xor", "la fila existe solo si se cumple; tras table, la tabla; sin filas no se muestra",
          "the row exists only if it holds; behind table, the table; without rows it is not shown"
        ),
        (
          "strip f(z) over z = −4..6",
          "una fórmula según un número nuevo o una entrada: ▁▂▃▄▅▆▇█, con la misma escala en toda la columna",
          "a formula over a new number or an entry: ▁▂▃▄▅▆▇█, on one scale for the whole column"
        ),
        (
          "strip E", "cómo va un número con nombre de una iteración a otra",
          "how a number with a name goes from iteration to iteration"
        ),
        (
          "bar x", "una barra de un número que no es negativo; la mayor de la columna marca la escala",
          "a bar of a number that is not negative; the largest of the column sets the scale"
        ),
        (
          "E at 500   bar E at epoch 2", "el valor en esa iteración; – si no se llega",
          "the value at that iteration; – where the run does not come so far"
        ),
        (
          "first E < 0.01", "la primera iteración en que se cumple; – si nunca",
          "the first iteration at which it holds; – for never"
        ),
        (
          "\"0.0011\" of ∂E/∂W1[1,1]", "lo impreso en los apuntes, con ✓ o con ≠ y el valor: se juzga como en expect",
          "what the notes print, with ✓ or with ≠ and the value: judged as in expect"
        ),
        (
          "table vary lr = 0.1, 0.5, 10",
          "el encabezado y una sola fila, que se repite por cada valor: una ejecución entera, con los demás ajustes como se "
            + "den; lr en una celda es su valor",
          "the header and one row, repeated for each value: a whole run with the other settings as they are given; lr in "
            + "a cell is its value"
        ),
        (
          "table vary act = σ, tanh; seed = 1..5", "todas las combinaciones, también con semillas",
          "all combinations, with seeds, too"
        ),
      ]),
      paragraph(
        "strip E, at, first y las tablas con vary salen con run. La tira de una fórmula usa los mismos valores que las demás "
          + "celdas; donde el valor no es finito queda un hueco. Con --plain y --json, en vez de dibujos, sus números.",
        "strip E, at, first and tables with vary come with run. The strip of a formula uses the same values as the other "
          + "cells; where its value is not finite there is a gap. With --plain and --json there are numbers instead of "
          + "drawings."),
    ]
  }

  /// What a student is to compute.
  var exercisePages: [Block] {
    [
      heading("Ejercicios", "Exercises"),
      rows([
        (
          "blank z1, dW1[1,1], E",
          "lo que se pide: cantidades que calcula la lección, o entradas de ellas, cada una una vez; en una o en varias "
            + "líneas; sin ninguna, cuanto se calcula a mano",
          "what is asked for: quantities that the lesson computes, or entries of them, each once; on one line or several; "
            + "without any, all that is computed by hand"
        ),
        ("blank z2 when gate = xor", "se pide solo si se cumple", "is asked for only if it holds"),
        (
          "digits 4   decimals 3", "con cuántas cifras significativas, o decimales; por omisión, 4 cifras",
          "with how many significant digits, or decimals; default: 4 digits"
        ),
        (
          "rule truncated   rule rounded", "truncado o redondeado; por omisión, vale lo uno y lo otro",
          "truncated or rounded; default: either will do"
        ),
      ]),
      paragraph(
        "Es lo que piden sheet, quiz, notebook y check-work --template, y de esas cifras se aparta variants; lo que se dé "
          + "en la línea de órdenes (--blank, --digits, --decimals, --rule; --quantities) va antes.",
        "It is what sheet, quiz, notebook and check-work --template ask for, and the digits of which variants keeps clear; "
          + "what is given on the command line (--blank, --digits, --decimals, --rule; --quantities) comes first."),
    ]
  }

  /// What can be drawn.
  var picturePages: [Block] {
    [
      heading("Dibujos", "Pictures"),
      rows([
        ("curve E, MSE", "la curva de un número, o de varios juntos", "the curve of a number, or of several together"),
        (
          "curve σ(z), σ'(z) over z = −5..5", "fórmulas según un número nuevo, de un extremo al otro",
          "formulas over a new number, from one end to the other"
        ),
        (
          "curve E over W1[1,2]", "según una entrada de la lección, que se mueve: lo que sigue se vuelve a calcular",
          "over an entry of the lesson, which is moved: what follows is computed again"
        ),
        ("points A1 by y", "puntos del plano, marcados con su clase", "points of the plane, marked with their class"),
        (
          "map ŷ over X by t", "el plano de las entradas coloreado por ŷ, con los ejemplos encima",
          "the plane of inputs coloured by ŷ, with the examples over it"
        ),
        (
          "surface ŷ over X by t", "lo mismo con el valor de ŷ en tonos: una salida, ŷ[:,1]",
          "the same with the value of ŷ in shades: one output, ŷ[:,1]"
        ),
        (
          "surface E over W1[1,1], W1[2,1]", "la altura de E cuando se mueven dos números, con el camino del descenso",
          "the height of E as two numbers are moved, with the path of the descent"
        ),
        (
          "surface f(u, v) over u = −1..1, v = 0..2", "sobre dos números nuevos", "over two new numbers"
        ),
        (
          "path [x y] over f",
          "el camino sobre las curvas de nivel de f: una función de settings, f(u, v), o una cantidad",
          "the path over the contours of f: a function from settings, f(u, v), or a quantity"
        ),
        (
          "bars p   bars norm(W1), norm(W2)", "una barra por entrada, o por fórmula",
          "a bar for each entry, or for each formula"
        ),
        (
          "inequalities z by t", "lo que cada ejemplo exige de los parámetros, y si cabe todo a la vez",
          "what each example demands of the parameters, and whether all can hold"
        ),
        (
          "steps [X z ŷ new(w)ᵀ]", "la tabla de los pasos: una fila por iteración, una columna por entrada",
          "the table of the steps: a row for each iteration, a column for each entry"
        ),
        (
          "image W1[5,:]", "los números como tonos de gris; 784 de ellos, como 28×28",
          "the numbers as shades of grey; 784 of them as 28×28"
        ),
        (
          "derive f by x1", "una derivada regla a regla: de una función propia o de una cantidad; también en show",
          "a derivative rule by rule: of a function of your own or of a quantity; in show, too"
        ),
        (
          "trace y by [x1 x2]", "cada operación que lleva de x1 y x2 a y, con su valor y sus derivadas",
          "each operation that leads from x1 and x2 to y, with its value and derivatives"
        ),
        (
          "methods y by [x1 x2]", "esas derivadas por cuatro métodos, con lo que cuesta cada uno",
          "these derivatives by four methods, with what each one takes"
        ),
      ]),
      paragraph("También con when y con un título es, en.", "With when, and with a title es, en, too."),
      paragraph(
        "curve sin over dibuja números con nombre; points, una o dos coordenadas por ejemplo; map, dos entradas por ejemplo. "
          + "map, surface y curve con over usan lo que queda tras la última actualización; una entrada sin extremos se "
          + "mueve alrededor de donde ha estado. "
          + "La clase tras by: de varios números, el lugar del mayor, desde 0; un entero de los datos, de argmax o de "
          + "step es la clase; cualquier otra salida es 1 si pasa de ½ y 0 si no.",
        "curve without over draws numbers with names; points one or two coordinates of each example; map two inputs of each. "
          + "map, surface and curve with over use what the last update has left; an entry without ends is moved around "
          + "where it has been. The "
          + "class after by: of several numbers the place of the largest, from 0; a whole number from the data, "
          + "argmax or step is the class; any other output is 1 above ½ and else 0."),
      paragraph(
        "derive, trace y methods son de números (1×1). Las reglas, cada una con un ejemplo (∂/∂x(…) es lo que falta por "
          + "derivar); 'lesson derive' las aplica a cualquier fórmula:",
        "derive, trace and methods are for numbers (1×1). The rules, each with an example (∂/∂x(…) is what has still to "
          + "be differentiated); 'lesson derive' applies them to any formula:"),
      rows(
        RewritingRule.all.map { rule in
          ("\(rule.example.before) = \(rule.example.after)", rule.title.es, rule.title.en)
        }),
    ]
  }
}
