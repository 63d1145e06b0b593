import Calculus
import Matrices
import Trace
import Typesetting
import Verification

/// All the changes of a line that are tried: the catalogue's rewritings where they undo themselves, and the inverses of the
/// others, such as putting in a factor that may have been left out.
struct FormulaChanges {
  /// A sum of more terms is that of a product of matrices: one of them alone is not changed.
  private static let mostSingleTerms = 4

  private let context: SlipContext
  /// Quantities that the line may read, in the order of the lesson.
  private let quantities: [Quantity]
  /// Functions that the lesson applies to whole quantities, with these.
  private let activations: [(function: EntrywiseFunction, argument: Quantity)]
  /// Numbers of examples that means are taken over.
  private let counts: [Double]
  /// The entry that the line is read for.
  private let own: Entry

  init(line own: Entry, in moment: Moment) {
    let program = moment.program
    self.own = own
    context = SlipContext(moment)
    let before = program.definitions.prefix { $0.quantity != own.quantity }.filter { !$0.isEpochTotal }
    quantities = program.inputs.filter { !$0.isEvaluation }.map { $0.quantity } + before.map { $0.quantity }
    var found: [(function: EntrywiseFunction, argument: Quantity)] = []
    for definition in before {
      guard case .apply(let application) = definition.formula, application.arguments.count == 1,
        case .reference(let argument) = application.arguments[0],
        let function = application.rule as? EntrywiseFunction, function.isActivation
      else { continue }
      found.append((function, argument))
    }
    activations = found
    counts = program.exampleCounts.sorted().map { Double($0) }
  }

  /// The changes of a tree, in all places.
  func all(of tree: Tree) -> [FormulaChange] { changes(of: tree, isWhole: true) }

  private func changes(of part: Tree, isWhole: Bool) -> [FormulaChange] {
    var found = ownChanges(of: part, isWhole: isWhole)
    let children = part.children.map { changes(of: $0, isWhole: false) }
    let isSum = part.terms != nil
    if !isSum || children.count <= Self.mostSingleTerms {
      for (place, list) in children.enumerated() {
        for change in list {
          guard let whole = part.replacing(at: [place], with: change.tree) else { continue }
          found.append(change.lifted(to: whole, at: place))
        }
      }
    }
    if isSum, children.count > 1 { found += changesOfEveryTerm(of: part, children) }
    return found
  }

  /// What can be changed in several terms in the same way: in a product of matrices that is one change.
  private func changesOfEveryTerm(of part: Tree, _ children: [[FormulaChange]]) -> [FormulaChange] {
    var places: [FormulaChange.Key: [Int]] = [:]
    var order: [FormulaChange] = []
    for (place, list) in children.enumerated() {
      for change in list {
        if places[change.key] == nil { order.append(change) }
        places[change.key, default: []].append(place)
      }
    }
    let trees = children.map { list in Dictionary(lastOf: list.map { ($0.key, $0.tree) }) }
    return order.compactMap { change in
      guard let places = places[change.key], places.count > 1 else { return nil }
      var whole = part
      for place in places {
        guard let tree = trees[place][change.key], let next = whole.replacing(at: [place], with: tree) else {
          return nil
        }
        whole = next
      }
      return change.lifted(to: whole, at: FormulaChange.everyTerm)
    }
  }

  private func ownChanges(of part: Tree, isWhole: Bool) -> [FormulaChange] {
    var found = undone(part, isWhole: isWhole) + tooMany(part)
    if let entry = part.leaf {
      found += operands(for: entry)
      found.append(
        FormulaChange(Square(), .product(part, part), variant: "squared", parts: ["x": name(entry)]))
    }
    if isWhole || part.leaf != nil, let entry = isWhole ? own : part.leaf {
      found += factors(for: part, entry, isWhole: isWhole)
    }
    if isWhole { found += terms(for: part) }
    return found
  }

  /// Slips that put right what they have put wrong, and twice against half.
  private func undone(_ part: Tree, isWhole: Bool) -> [FormulaChange] {
    context.isWhole = isWhole
    let selfInverse: [any Slip] = [
      Sign(), OperandSign(), Swapped(), SumMean(), Transposed(), Square(), WrongBrackets(), ExponentSign(),
    ]
    var found = selfInverse.flatMap { slip in
      slip.rewritings(of: part, in: context).map { change(slip, $0) }
    }
    if isWhole {
      for rewriting in Halved().rewritings(of: part, in: context) {
        found.append(change(Doubled(), rewriting))
      }
      for rewriting in Doubled().rewritings(of: part, in: context) {
        found.append(change(Halved(), rewriting))
      }
      found.append(FormulaChange(Sign(), part.negated, variant: "whole", parts: ["x": name(own)]))
    }
    return found
  }

  private func change(_ slip: any Slip, _ rewriting: PartRewriting) -> FormulaChange {
    var parts: [Character: MathText] = [:]
    if let x = rewriting.x { parts["x"] = text(x) }
    if let y = rewriting.y { parts["y"] = text(y) }
    if let matrix = rewriting.matrix { parts["x"] = Notation().name(matrix) }
    if case .call(let name)? = rewriting.function?.style { parts["f"] = name }
    // Whether the line has the transpose or lacks it, the change is the same.
    let words = slip is Transposed ? Self.transposed : slip.words
    return FormulaChange(
      slip.id, weight: slip.weight, rewriting.part, variant: rewriting.variant, words: words, parts: parts)
  }

  /// A factor or a term that does not belong there.
  private func tooMany(_ part: Tree) -> [FormulaChange] {
    if let factors = part.factors, factors.count > 1 {
      return factors.indices.map { place in
        FormulaChange(
          "extra-factor", weight: Twice().weight, part.without(factors: [place]), variant: "\(place)",
          words: Self.factorTooMany, parts: ["x": text(factors[place].tree)])
      }
    }
    guard let terms = part.terms, (2...Self.mostSingleTerms).contains(terms.count) else { return [] }
    return terms.indices.map { place in
      FormulaChange(
        "extra-term", weight: Twice().weight, part.without(terms: [place]), variant: "\(place)",
        words: Self.termTooMany, parts: ["x": text(terms[place].tree)])
    }
  }

  /// Another quantity in the place of one, at the same place in it.
  private func operands(for entry: Entry) -> [FormulaChange] {
    quantities.compactMap { other in
      guard other.shape == entry.quantity.shape, other != entry.quantity else { return nil }
      return FormulaChange(
        WrongOperand(), Tree(.leaf(Entry(other, entry.offset))), variant: other.name,
        parts: ["x": Notation().name(other), "y": Notation().name(entry.quantity)])
    }
  }

  /// What may have to be multiplied or divided by.
  private func factors(for part: Tree, _ entry: Entry, isWhole: Bool) -> [FormulaChange] {
    func times(_ factor: Tree, isDivisor: Bool = false) -> Tree {
      .product([Tree.Factor(part), Tree.Factor(factor, isDivisor: isDivisor)])
    }
    var found: [FormulaChange] = []
    for (function, argument) in activations where argument.shape == entry.quantity.shape {
      let slope = Tree(
        .apply(.entrywise(EntrywiseDerivative(of: function)), [Tree(.leaf(Entry(argument, entry.offset)))]))
      var parts: [Character: MathText] = [:]
      if case .call(let name) = function.style { parts["f"] = name }
      found.append(
        FormulaChange(ForgotDerivative(), times(slope), variant: "\(function.identity) \(argument.name)", parts: parts))
    }
    for other in quantities where other.shape == entry.quantity.shape && !other.shape.isScalar {
      found.append(
        FormulaChange(
          ForgotFactor(), times(Tree(.leaf(Entry(other, entry.offset)))), variant: other.name,
          parts: ["x": Notation().name(other)]))
    }
    guard isWhole else { return found }
    for setting in quantities where setting.shape.isScalar {
      for isDivisor in [false, true] {
        let slip: any Slip = setting.isSetting ? ForgotConstant() : ForgotFactor()
        found.append(
          forgotten(
            slip, times(Tree(.leaf(Entry(setting, 0))), isDivisor: isDivisor), Notation().name(setting), setting.name,
            isDivisor))
      }
    }
    for count in counts {
      let shown = MathText.number(NumberStyle().format(count))
      for isDivisor in [false, true] {
        found.append(
          forgotten(ForgotConstant(), times(.number(count), isDivisor: isDivisor), shown, "examples", isDivisor))
      }
    }
    return found
  }

  private func forgotten(
    _ slip: any Slip, _ tree: Tree, _ shown: MathText, _ name: String, _ isDivisor: Bool
  ) -> FormulaChange {
    let factor = isDivisor ? MathText.row([.number("1"), .sign("/", .tight), shown]) : shown
    return FormulaChange(slip, tree, variant: "\(isDivisor ? "1/" : "")\(name)", parts: ["x": factor])
  }

  /// What may have to be added: a quantity of the same shape, by itself or times a number of the lesson.
  private func terms(for part: Tree) -> [FormulaChange] {
    var found: [FormulaChange] = []
    let scalars = quantities.filter { $0.shape.isScalar }
    for other in quantities where other.shape == own.quantity.shape {
      let entry = Tree(.leaf(Entry(other, own.offset)))
      var added: [(term: Tree, name: String)] = [(entry, other.name)]
      added += scalars.filter { $0 != other }.map { scalar in
        (.product(Tree(.leaf(Entry(scalar, 0))), entry), "\(scalar.name) \(other.name)")
      }
      for (term, name) in added {
        for isNegative in [false, true] {
          found.append(
            FormulaChange(
              ForgotTerm(), .sum([Tree.Term(part), Tree.Term(term, isNegative: isNegative)]),
              variant: "\(isNegative ? "−" : "+") \(name)", parts: ["x": text(term)]))
        }
      }
    }
    return found
  }

  /// A part by the name of its quantity, where it has one: what is changed is changed in all entries.
  private func text(_ tree: Tree) -> MathText { tree.entry.map(name) ?? tree.text() }

  private func name(_ entry: Entry) -> MathText { Notation().name(entry.quantity) }

  private static let transposed = Localized(
    es: "{x} va traspuesta donde no toca, o al revés.",
    en: "{x} is transposed where it should not be, or the reverse.")
  private static let factorTooMany = Localized(
    es: "Sobra el factor {x}.", en: "The factor {x} does not belong there.")
  private static let termTooMany = Localized(
    es: "Sobra el término {x}.", en: "The term {x} does not belong there.")
}
