import Calculus
import Matrices
import Typesetting

/// A claim whose derivative is looked up when all formulas are known.
struct PendingClaim {
  /// What the claim is about: what its line computes, or a formula that is written in its place.
  enum Subject {
    case quantity(Quantity)
    case written(FormulaSyntax)
  }

  let subject: Subject
  /// What a line computes that the claim is about; nil for a written formula.
  var quantity: Quantity? { if case .quantity(let quantity) = subject { quantity } else { nil } }
  let syntax: FormulaSyntax
  let scope: LocalNames
  let line: Int
  /// Whether the line is marked as a misprint.
  let isMisprint: Bool
}

/// The pass that looks up what lines promise, when all formulas are known.
enum ClaimsPass {
  /// What the lines with `is` promise, and what d + a parameter's name promises.
  ///
  /// - Parameter misprints: the quantities whose lines are marked as misprints.
  static func make(_ pending: [PendingClaim], misprints: Set<Int>, _ builder: inout FormulaBuilder) throws(LocatedError)
  {
    for pending in pending {
      var scope = pending.scope
      scope.isAddress = true
      let (quantity, subject) = try self.subject(of: pending, scope, &builder)
      let formula = try builder.formula(pending.syntax, scope)
      guard formula.shape == quantity.shape || formula.shape.isScalar else {
        throw LocatedError(
          pending.syntax.range,
          es: "«\(quantity.symbol)» es de \(quantity.shape) y lo que se declara de \(formula.shape)",
          en: "“\(quantity.symbol)” is \(quantity.shape) and what it is declared to be is \(formula.shape)")
      }
      addClaim(
        quantity, subject, formula, isImplied: false, isMisprint: pending.isMisprint, line: pending.line,
        gradient: try gradient(in: pending.syntax, scope, &builder), &builder)
    }
    guard let objective = builder.draft.program.objective else { return }
    for definition in builder.draft.program.definitions where definition.phase == .backward && !definition.isDerived {
      guard !builder.draft.program.claims.contains(where: { $0.quantity == definition.quantity }),
        let parameter = builder.draft.program.parameters.first(where: {
          Spelling.canonical("d\($0.symbol.lessonName)") == definition.quantity.symbol.lessonName
        })
      else { continue }
      // `2·dW is ∂E/∂W` says what dW is.
      let isSaid = builder.draft.program.claims.contains { claim in
        claim.written?.formula.reads(definition.quantity) == true && claim.gradient?.numerator == objective
          && claim.gradient?.denominator == parameter && claim.gradient?.entry == nil
      }
      if isSaid { continue }
      let range = SourceRange(line: definition.line ?? 1, column: 1)
      if let loss = builder.draft.program.lossOfManyNumbers {
        throw LocatedError(builder.whole(builder.draft.program.definition(of: loss)?.line), Program.notOneNumber(loss))
      }
      // The last line of a forward pass that starts from given gradients: a name promises nothing.
      guard objective.shape.isScalar else { continue }
      let formula = try builder.namedDerivative(of: objective, at: 0, by: parameter, range)
      guard formula.shape == definition.quantity.shape else {
        throw LocatedError(
          range,
          es: "«\(definition.quantity.symbol)» es de \(definition.quantity.shape) y el parámetro de \(parameter.shape)",
          en: "“\(definition.quantity.symbol)” is \(definition.quantity.shape) and the parameter is \(parameter.shape)")
      }
      addClaim(
        definition.quantity, nil, formula, isImplied: true, isMisprint: misprints.contains(definition.quantity.id),
        line: definition.line,
        gradient: Program.Claim.Gradient(numerator: objective, offset: 0, denominator: parameter), &builder)
    }
  }

  /// The quantity that a claim is about; for a formula written in its place one that stands for it, and the formula.
  private static func subject(
    of pending: PendingClaim, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> (Quantity, Resolved?) {
    switch pending.subject {
    case .quantity(let quantity): return (quantity, nil)
    case .written(let syntax):
      let formula = try builder.formula(syntax, scope)
      if case .reference(let quantity) = formula { return (quantity, nil) }
      let standIn = builder.draft.makeQuantity(
        Symbol(canonical: builder.written.text(syntax.range)), formula.shape, .defined(occurrence: 1))
      return (standIn, builder.draft.resolved(formula))
    }
  }

  private static func addClaim(
    _ quantity: Quantity, _ written: Resolved?, _ formula: Formula, isImplied: Bool,
    isMisprint: Bool, line: Int?, gradient: Program.Claim.Gradient?,
    _ builder: inout FormulaBuilder
  ) {
    builder.draft.program.claims.append(
      Program.Claim(
        quantity: quantity, promise: builder.draft.resolved(formula), isImplied: isImplied, line: line,
        gradient: gradient, written: written, isMisprint: isMisprint))
  }

  /// The one derivative inside a claim such as `−∂E/∂Z2` or `m·∂J/∂Z3`.
  private static func gradient(
    in syntax: FormulaSyntax, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Program.Claim.Gradient? {
    switch builder.asDerivative(syntax, scope) ?? syntax {
    case .partial(let numerator, let denominator, _):
      guard let (above, below) = try builder.single(numerator, denominator, scope) else { return nil }
      return Program.Claim.Gradient(numerator: above.0, offset: above.1, denominator: below.0, entry: below.1)
    case .prefix(.minus, let operand, _): return try gradient(in: operand, scope, &builder)
    case .infix(let kind, let left, let right, _) where kind == .dot || kind == .star || kind == .divide:
      if let inLeft = try gradient(in: left, scope, &builder) { return inLeft }
      return try gradient(in: right, scope, &builder)
    default: return nil
    }
  }
}
