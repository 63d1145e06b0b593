import Calculus
import Typesetting

/// Which optimizer a line asks for, and with which arguments.
extension UpdatesPass {
  /// An optimizer as written.
  struct OptimizerSyntax: Sendable {
    let arguments: [OptimizerArgumentSyntax]
    let lines: [LineSyntax]
    /// Whether it is not the lesson's own.
    let isBuiltIn: Bool
  }

  /// An optimizer with its arguments.
  struct BoundOptimizer {
    let lines: [LineSyntax]
    let arguments: [String: Formula]
    let isBuiltIn: Bool
  }

  /// An optimizer of the lesson, or a built-in one, which is read only when it is asked for.
  private mutating func optimizer(named name: String) -> OptimizerSyntax? {
    if let own = optimizers[name] { return own }
    guard let text = BuiltInOptimizers.text(of: name), let file = try? LessonParser.parse(text, file: "optimizers")
    else { return nil }
    let found = Self.optimizers(in: file.first?.sections ?? [], isBuiltIn: true)[name]
    optimizers[name] = found
    return found
  }

  /// The optimizers that sections define, by name.
  static func optimizers(
    in sections: [SectionSyntax], isBuiltIn: Bool
  ) -> [String: OptimizerSyntax] {
    var optimizers: [String: OptimizerSyntax] = [:]
    for section in sections {
      if case .optimizer(let name, let arguments) = section.kind, let plain = name.plain {
        optimizers[Spelling.canonical(plain)] = OptimizerSyntax(
          arguments: arguments, lines: section.lines, isBuiltIn: isBuiltIn)
      }
    }
    return optimizers
  }

  /// What the heading `update with adam(η)` of the statement's section says.
  func sectionOptimizer(of statement: StatementSyntax) -> FormulaSyntax? {
    var found: FormulaSyntax?
    for section in sections where section.range.line <= statement.range.line {
      if case .update(with: let call) = section.kind { found = call }
    }
    return found
  }

  /// The learning rate that the lesson gives a built-in optimizer: the first of its arguments.
  mutating func ownRate(
    _ call: FormulaSyntax?, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Formula? {
    guard case .call(let called, primes: 0, let arguments, _) = call, let first = arguments.first, first.name == nil,
      optimizer(named: try builder.name(called, scope))?.isBuiltIn == true
    else { return nil }
    return try builder.formula(first.value, scope)
  }

  /// `adam(η)`, `adam`, or nothing, which is `descent(lr)`.
  ///
  /// - Parameter rate: the learning rate where none is given; else that of the setting `lr`.
  mutating func optimizer(
    _ call: FormulaSyntax?, _ statement: StatementSyntax, _ scope: LocalNames, rate: Formula? = nil,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> BoundOptimizer {
    let range = call?.range ?? statement.range
    var name = "descent"
    var given: [ArgumentSyntax] = []
    switch call {
    case .call(let called, primes: 0, let arguments, _):
      name = try builder.name(called, scope)
      given = arguments
    case .name(let called): name = try builder.name(called, scope)
    case nil: break
    default:
      throw LocatedError(
        range, es: "se esperaba un optimizador: adam(η), momentum(η, 0.9)…",
        en: "expected an optimizer: adam(η), momentum(η, 0.9)…")
    }
    guard let optimizer = optimizer(named: name) else {
      let known = Set(optimizers.keys).union(BuiltInOptimizers.names).sorted()
      let near = Nearest.word(to: name, among: known)
      let list = known.joined(separator: ", ")
      throw LocatedError(
        range,
        es: "no existe el optimizador «\(name)»; \(near.map { "¿querías decir «\($0)»?" } ?? "existen: \(list)")",
        en: "there is no optimizer “\(name)”; \(near.map { "did you mean “\($0)”?" } ?? "there are: \(list)")")
    }
    var arguments: [String: Formula] = [:]
    let names = try optimizer.arguments.map { argument throws(LocatedError) in try builder.name(argument.name, scope) }
    guard given.count <= names.count else {
      throw LocatedError(
        range,
        es:
          "«\(name)» tiene \(Noun.argument(names.count).es) (\(names.joined(separator: ", "))) y recibe \(given.count)",
        en:
          "“\(name)” takes \(Noun.argument(names.count).en) (\(names.joined(separator: ", "))) and is given \(given.count)"
      )
    }
    for (index, argument) in given.enumerated() {
      let key = try argument.name.map { named throws(LocatedError) in try builder.name(named, scope) } ?? names[index]
      guard names.contains(key) else {
        throw LocatedError(
          argument.name?.range ?? range,
          es: "«\(name)» no tiene el argumento «\(key)»; tiene: \(names.joined(separator: ", "))",
          en: "“\(name)” has no argument “\(key)”; it has: \(names.joined(separator: ", "))")
      }
      arguments[key] = try builder.formula(argument.value, scope)
    }
    for (index, argument) in optimizer.arguments.enumerated() where arguments[names[index]] == nil {
      let setting = builder.draft.program.settings.first { $0.option == "lr" }.flatMap {
        builder.names.addresses[$0.symbol.name]
      }
      if index == 0, let rate = rate ?? setting.map({ .reference($0) }) {
        arguments[names[index]] = rate
      } else if let value = argument.value {
        arguments[names[index]] = try builder.formula(value, LocalNames())
      } else {
        throw LocatedError(
          range,
          es: "«\(name)» necesita \(names[index]): dalo entre paréntesis, o con un ajuste «as lr»",
          en: "“\(name)” needs \(names[index]): give it in parentheses, or with a setting “as lr”")
      }
    }
    return BoundOptimizer(lines: optimizer.lines, arguments: arguments, isBuiltIn: optimizer.isBuiltIn)
  }
}
