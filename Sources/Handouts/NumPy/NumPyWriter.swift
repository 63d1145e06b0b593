import Calculus
import Matrices
import Typesetting

/// Writes formulas with NumPy, operator by operator, from the tree that is typeset, differentiated and executed.
///
/// A matrix is an array of its shape, a 1×1 a number or an array of that shape; so a product with a 1×1 is written `*`.
struct NumPyWriter {
  var names: NumPyNames
  /// The functions that what has been written calls.
  private(set) var helpers: Set<NumPyHelper> = []
  /// Derivatives of functions entry by entry, made from their formulas: by what identifies them, name and definition.
  private(set) var derivatives: [(identity: String, name: String, source: String)] = []
  /// Numbers that are known to be positive: a power of them is one of real numbers.
  var positive: Set<Int> = []
  /// What stands for a quantity that is no quantity of the program.
  private var argument: Quantity?

  init(_ names: NumPyNames) { self.names = names }

  /// Notes that something else calls a function.
  mutating func need(_ helper: NumPyHelper) { helpers.insert(helper) }

  /// The formula as an expression of Python.
  ///
  /// - Throws: what cannot be written.
  mutating func expression(_ formula: Formula) throws(NumPyRefusal) -> NumPyExpression {
    switch formula {
    case .number(let number, let spelling): return self.number(number, spelling)
    case .reference(let quantity):
      if quantity == argument { return NumPyExpression("z") }
      guard let name = names[quantity] else {
        throw NumPyRefusal(
          es: "«\(quantity.name)» no está en el cuaderno", en: "“\(quantity.name)” is not in the notebook")
      }
      return NumPyExpression(name, isPlainNumber: quantity.shape == .scalar)
    case .apply(let application):
      let written = try applied(application)
      // NumPy keeps an axis of length 1 that the lesson leaves out.
      let rank = application.shape.rank
      if Self.isEntrywise(application.rule), application.arguments.contains(where: { $0.shape.rank > rank }) {
        return .call("np.reshape", [written.text, NumPyNumber.sizes(application.shape)])
      }
      return written
    }
  }

  /// Whether sides of different shapes may meet in it.
  private static func isEntrywise(_ rule: any Operator) -> Bool {
    switch rule {
    case is Addition, is Subtraction, is Scaling, is EntrywiseProduct, is Division, is SafeDivision, is PairExtreme,
      is LogarithmProduct, is Comparison, is Choice:
      true
    default: false
    }
  }

  private func number(_ number: Double, _ spelling: NumberSpelling?) -> NumPyExpression {
    if number == .pi { return NumPyExpression("np.pi", isPlainNumber: true) }
    if case .size(let size) = spelling, case .reference(let quantity) = size.formula, let name = names[quantity],
      quantity.shape.rank == 2, quantity.shape != .scalar, !quantity.shape.dependsOnBatch
    {
      let shape = quantity.shape
      switch size.measure {
      case .rows where Double(shape.rows) == number: return NumPyExpression("\(name).shape[0]", isPlainNumber: true)
      case .columns where Double(shape.columns) == number:
        return NumPyExpression("\(name).shape[1]", isPlainNumber: true)
      case .entries where Double(shape.count) == number: return NumPyExpression("\(name).size", isPlainNumber: true)
      case .rows, .columns, .entries: break
      }
    }
    return NumPyExpression(NumPyNumber.text(number), number.sign == .minus ? .sign : .atom, isPlainNumber: true)
  }

  mutating func expressions(_ formulas: [Formula]) throws(NumPyRefusal) -> [NumPyExpression] {
    var written: [NumPyExpression] = []
    for formula in formulas { written.append(try expression(formula)) }
    return written
  }

  /// The formula as an array of its very shape, also where it is 1×1.
  mutating func array(_ formula: Formula) throws(NumPyRefusal) -> NumPyExpression {
    let written = try expression(formula)
    return formula.shape == .scalar ? .call("np.reshape", [written.text, "(1, 1)"]) : written
  }

  mutating func call(_ helper: NumPyHelper, _ arguments: [String]) -> NumPyExpression {
    helpers.insert(helper)
    return .call(helper.name, arguments)
  }

  // MARK: - Operators

  private mutating func applied(_ application: Formula.Application) throws(NumPyRefusal) -> NumPyExpression {
    let arguments = application.arguments
    switch application.rule {
    case is Addition: return .infix(try expression(arguments[0]), "+", try expression(arguments[1]), .sum)
    case is Subtraction: return .infix(try expression(arguments[0]), "-", try expression(arguments[1]), .sum)
    case is Scaling, is EntrywiseProduct:
      return .infix(try expression(arguments[0]), "*", try expression(arguments[1]), .product)
    case is Division: return .infix(try expression(arguments[0]), "/", try expression(arguments[1]), .product)
    case is MatrixProduct:
      let sign = arguments.contains { $0.shape == .scalar } ? "*" : "@"
      return .infix(try expression(arguments[0]), sign, try expression(arguments[1]), .product)
    case is Negation:
      let inner = try expression(arguments[0])
      return NumPyExpression("-" + inner.fenced(below: .power), .sign, isPlainNumber: inner.isPlainNumber)
    case is Power: return try power(arguments)
    case is SafeDivision: return call(.divideSafely, try expressions(arguments).map { $0.text })
    case is Choice: return .call("np.where", try expressions(arguments).map { $0.text })
    case is Clip: return .call("np.clip", try expressions(arguments).map { $0.text })
    case is Norm: return .call("np.linalg.norm", [try expression(arguments[0]).text])
    case is Transposition:
      let inner = try expression(arguments[0])
      return arguments[0].shape == .scalar ? inner : NumPyExpression(inner.fenced(below: .atom) + ".T")
    case let rule as EntrywiseFunction: return try function(rule, arguments)
    case let rule as EntrywiseDerivative: return try derivative(rule, arguments)
    case let rule as PairExtreme:
      return .call(
        rule.kind == .minimum ? "np.minimum" : "np.maximum", try expressions(arguments).map { $0.text })
    case let rule as LogarithmProduct: return try logarithmProduct(rule, arguments)
    case let rule as Comparison: return try comparison(rule, arguments)
    default:
      if let written = try reduction(application) { return written }
      if let written = try shaping(application) { return written }
      if let written = try ofImages(application) { return written }
      throw .unknown(application.rule.identity)
    }
  }

  private mutating func power(_ arguments: [Formula]) throws(NumPyRefusal) -> NumPyExpression {
    let (base, exponent) = (try expression(arguments[0]), try expression(arguments[1]))
    let isWhole = arguments[1].constant.map { $0 == $0.rounded() && $0 >= 0 } ?? false
    // Of a negative number Python makes a complex power.
    guard !base.isPlainNumber || isWhole || isPositive(arguments[0]) else {
      return .call("np.float_power", [base.text, exponent.text])
    }
    return NumPyExpression(
      base.fenced(below: .atom) + " ** " + exponent.fenced(below: .power), .power,
      isPlainNumber: base.isPlainNumber && exponent.isPlainNumber)
  }

  private func isPositive(_ formula: Formula) -> Bool {
    switch formula {
    case .number(let number, _): number > 0
    case .reference(let quantity): positive.contains(quantity.id)
    case .apply: false
    }
  }

  private mutating func logarithmProduct(
    _ rule: LogarithmProduct, _ arguments: [Formula]
  ) throws(NumPyRefusal) -> NumPyExpression {
    let helper: NumPyHelper
    switch rule.function.identity {
    case EntrywiseFunction.ln.identity: helper = .xlogy
    case EntrywiseFunction.log2.identity: helper = .xlog2y
    case EntrywiseFunction.log10.identity: helper = .xlog10y
    default: throw .unknown(rule.identity)
    }
    return call(helper, try expressions(arguments).map { $0.text })
  }

  private mutating func comparison(
    _ rule: Comparison, _ arguments: [Formula]
  ) throws(NumPyRefusal) -> NumPyExpression {
    let (sign, helper): (String, NumPyHelper) =
      switch rule.kind {
      case .less: ("<", .less)
      case .lessOrEqual: ("<=", .lessOrEqual)
      case .greater: (">", .greater)
      case .greaterOrEqual: (">=", .greaterOrEqual)
      case .equal: ("==", .equal)
      case .notEqual: ("!=", .notEqual)
      }
    let (left, right) = (try expression(arguments[0]), try expression(arguments[1]))
    guard rule.isExact else { return call(helper, [left.text, right.text] + (rule.isRelative ? ["least=0"] : [])) }
    let condition = "\(left.fenced(below: .sum)) \(sign) \(right.fenced(below: .sum))"
    return NumPyExpression("(\(condition)) * 1.0", .product)
  }

  // MARK: - Functions

  private mutating func function(
    _ function: EntrywiseFunction, _ arguments: [Formula]
  ) throws(NumPyRefusal) -> NumPyExpression {
    let inner = try expression(arguments[0])
    let known: [(EntrywiseFunction, String)] = [
      (.exp, "np.exp"), (.ln, "np.log"), (.log2, "np.log2"), (.log10, "np.log10"), (.sin, "np.sin"), (.cos, "np.cos"),
      (.sinh, "np.sinh"), (.cosh, "np.cosh"), (.tanh, "np.tanh"), (.squareRoot, "np.sqrt"), (.abs, "np.abs"),
      (.sign, "np.sign"), (.floor, "np.floor"),
    ]
    if let name = known.first(where: { $0.0.identity == function.identity })?.1 { return .call(name, [inner.text]) }
    let helped: [(EntrywiseFunction, NumPyHelper)] = [
      (.sigmoid, .sigmoid), (.elu, .elu), (.gelu, .gelu), (.errorFunction, .erf), (.softplus, .softplus),
      (.sech, .sech), (.step, .step),
    ]
    if let helper = helped.first(where: { $0.0.identity == function.identity })?.1 { return call(helper, [inner.text]) }
    switch function.identity {
    case EntrywiseFunction.relu.identity: return .call("np.maximum", [inner.text, "0"])
    case EntrywiseFunction.stepExact.identity:
      return NumPyExpression("(\(inner.fenced(below: .sum)) > 0) * 1.0", .product)
    default:
      guard let slope = Self.slope(function) else { throw .unknown(function.identity) }
      return call(.leakyRelu, [inner.text, slope])
    }
  }

  /// What `leaky_relu(0.01)` has in its parentheses.
  private static func slope(_ function: EntrywiseFunction) -> String? {
    let name = NumPyHelper.leakyRelu.name + "("
    guard function.identity.hasPrefix(name), let slope = Double(function.identity.dropFirst(name.count).dropLast())
    else { return nil }
    return NumPyNumber.text(slope)
  }

  /// `sigmoid_prime(z)`: a function made from the formula of the derivative.
  private mutating func derivative(
    _ rule: EntrywiseDerivative, _ arguments: [Formula]
  ) throws(NumPyRefusal) -> NumPyExpression {
    // One that is 0 everywhere needs its argument for nothing but its shape.
    if rule.function.isFlat { return Self.filled(0, arguments[0].shape) }
    let inner = try expression(arguments[0])
    if let known = derivatives.first(where: { $0.identity == rule.identity }) { return .call(known.name, [inner.text]) }
    let quantity = Quantity(id: -1, symbol: Symbol(canonical: "z"), shape: Shape(2, 2))
    let formula: Formula
    do throws(ShapeError) {
      formula = try rule.function.derivative(.reference(quantity))
    } catch {
      throw NumPyRefusal(error.reason)
    }
    let outer = argument
    argument = quantity
    defer { argument = outer }
    let body = try expression(formula)
    let isSigmoid = rule.function.identity == EntrywiseFunction.sigmoid.identity
    let base = isSigmoid ? NumPyHelper.sigmoid.name : NumPyNames.identifier(rule.function.identity)
    let name = names.makeName(base + "_prime")
    derivatives.append((rule.identity, name, "def \(name)(z):\n    return \(body.text)"))
    return .call(name, [inner.text])
  }

  /// A matrix of one number everywhere.
  static func filled(_ number: Double, _ shape: Shape) -> NumPyExpression {
    let text = NumPyNumber.text(number)
    if shape == .scalar { return NumPyExpression(text, number < 0 ? .sign : .atom, isPlainNumber: true) }
    let sizes = NumPyNumber.sizes(shape)
    switch number {
    case 0: return .call("np.zeros", [sizes])
    case 1: return .call("np.ones", [sizes])
    default: return .call("np.full", [sizes, NumPyNumber.text(number, isFloating: true)])
    }
  }
}
