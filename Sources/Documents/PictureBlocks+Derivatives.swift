import Calculus
import Trace
import Typesetting

/// The trace of an expression, and the ways to its derivatives.
extension PictureBlocks {
  private static let style = NumberStyle(significantDigits: 6)
  /// How far apart two numbers are: the order of magnitude is what counts.
  private static let rough = NumberStyle(significantDigits: 2)

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  private func number(_ value: Double) -> Text { Text(.number(Self.style.format(value))) }

  /// `∂y/∂x`.
  private func partial(_ above: MathText, _ below: MathText) -> Text {
    Text(notation.partial(numerator: above, denominator: below))
  }

  /// A row for each variable and operation: its value, its derivatives by the variables, and that of the result by it.
  func table(_ trace: ExpressionTrace, _ picture: Picture) -> [Block] {
    let values = trace.values(at: trace.point).values
    let tangents = (0..<trace.variableCount).map { trace.tangents(by: $0).values }
    let adjoints = trace.adjoints().values
    let variables = trace.nodes.prefix(trace.variableCount).map { notation.name($0.quantity) }
    let result = trace.nodes.last.map { notation.name($0.quantity) } ?? .words("")
    let node = MathText.identifier(say("nodo", "node"))
    let headings =
      [Text(say("nodo", "node")), Text(say("operación", "operation")), Text(say("valor", "value"))]
      + variables.map { partial(node, $0) } + [partial(result, node)]
    let title = picture.meaning?[language] ?? say("Traza de \(picture.subjectText)", "Trace of \(picture.subjectText)")
    return [
      .paragraph(Text(title)),
      .table(
        Table(
          headings: headings, alignments: [.left, .left] + headings.dropFirst(2).map { _ in .right },
          rows: trace.nodes.enumerated().map { place, node in
            [
              Text(notation.name(node.quantity)),
              node.operation.map { Text($0.typeset(notation).line) } ?? Text(say("variable", "variable")),
              number(values[place]),
            ] + tangents.map { number($0[place]) } + [number(adjoints[place])]
          })),
      .paragraph(
        Text([
          .faint(
            say(
              "Hacia adelante, de arriba abajo: los valores y, en una pasada por variable, las derivadas de cada nodo. "
                + "Hacia atrás, de abajo arriba: en una sola pasada, la derivada del resultado por cada nodo.",
              "Forward, from top to bottom: the values and, in a pass for each variable, the derivatives of each node. "
                + "Backward, from bottom to top: in a single pass, the derivative of the result by each node."))
        ])),
    ]
  }

  /// A row for each way to the derivatives: what it did, how far it is from the backward pass, and what it gave.
  func table(_ methods: DerivativeMethods, _ picture: Picture) -> [Block] {
    let title =
      picture.meaning?[language]
      ?? say("Cuatro caminos a las derivadas de ", "Four ways to the derivatives of ") + picture.subjectText
    let variables = methods.variables.map { notation.name($0) }
    let subject = MathText.identifier(picture.subjectText)
    let isName = picture.subjectText.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    let headings =
      [
        Text(say("método", "method")), Text(say("cuesta", "takes")), Text(say("operaciones", "operations")),
        Text(say("diferencia", "difference")),
      ] + variables.map { partial(isName ? subject : .fenced("(", subject, ")"), $0) }
    return [
      .paragraph(Text(title)),
      .table(
        Table(
          headings: headings, alignments: [.left, .left] + headings.dropFirst(2).map { _ in .right },
          rows: methods.results.map { result in
            [
              Text(name(result.way)), Text(cost(result)), Text(.number("\(result.operations)")),
              result.way == .backward ? Text("–") : Text(.number(Self.rough.format(result.difference))),
            ] + result.derivatives.map(number)
          })),
      .paragraph(
        Text([
          .faint(
            say(
              "Las operaciones se cuentan al hacerlas; hacia adelante y hacia atrás incluyen las de los valores. La "
                + "diferencia es la mayor con la pasada hacia atrás.",
              "Operations are counted as they are done; forward and backward include those of the values. The "
                + "difference is the largest one from the backward pass."))
        ])),
    ]
  }

  private func name(_ way: DerivativeMethods.Way) -> String {
    switch way {
    case .rules: say("simbólico, regla a regla", "symbolic, rule by rule")
    case .differences: say("diferencias centrales", "central differences")
    case .forward: say("automático, hacia adelante", "automatic, forward")
    case .backward: say("automático, hacia atrás", "automatic, backward")
    }
  }

  private func cost(_ result: DerivativeMethods.Result) -> String {
    switch result.way {
    case .rules: Noun.formula(result.runs)[language]
    case .differences: Noun.evaluation(result.runs)[language]
    case .forward: Noun.pass(result.runs)[language]
    case .backward: say("ida y vuelta", "there and back")
    }
  }
}
