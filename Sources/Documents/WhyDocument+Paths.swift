import Calculus
import Trace
import Typesetting
import Verification

/// A derivative along its chain-rule paths.
extension WhyDocument {
  /// The derivative, its paths as far as they are written out, and the factors of these where more than a level is
  /// opened.
  func paths() throws(ShapeError) -> [Block] {
    guard let derivative = opening.derivative else { return [] }
    let name = partial(derivative.above, derivative.below)
    func line(_ value: Double, _ remark: Localized) -> Block {
      .formula(.row([name, .sign("=", .relation), math(value)]), remark: Text([.faint(remark[language])]))
    }
    guard let found = derivative.paths else { return [line(derivative.value, Self.tooMany)] }
    guard found.count > 0 else { return [line(0, Self.noPath)] }
    var blocks = [line(found.sum, Self.count(found.count))]
    var (shown, room) = (0, mostFactors)
    for path in found.paths {
      guard shown == 0 || path.factors.count <= room else { break }
      shown += 1
      room -= path.factors.count
      if !path.factors.isEmpty { blocks += try self.path(path, isOneOfSeveral: found.count > 1) }
    }
    let missing = found.count - Double(shown)
    let rest = found.paths.dropFirst(shown).reduce(found.rest) { $0 + $1.product }
    if missing > 0 {
      blocks.append(
        .indented([
          .paragraph(
            Text([
              .plain("\(Self.andMore(missing)[language]) "), .math(math(rest)),
            ]))
        ]))
    }
    if let kink = opening.kink { blocks.append(self.kink(kink, name, used: found.sum)) }
    if opening.depth > 1 { blocks += try factors(Array(found.paths.prefix(shown))) }
    return blocks
  }

  /// `A kink: ∂E/∂w is −1 on the left and 1 on the right. By the rules of the operators it counts as 0.`
  private func kink(_ kink: Kink, _ name: MathText, used: Double) -> Block {
    // They are measured by differences: more digits would be rounding.
    let slopes = NumberStyle(significantDigits: 5)
    let (left, right) = (slopes.format(kink.left), slopes.format(kink.right))
    let sides = Text(
      es: " es \(number: left) por la izquierda y \(number: right) por la derecha;",
      en: " is \(number: left) on the left and \(number: right) on the right;", language)
    let taken = Text(
      es: " según las reglas de los operadores vale \(number: style.format(used)).",
      en: " by the rules of the operators it counts as \(number: style.format(used)).", language)
    return .paragraph(Text(language == .spanish ? "Punto anguloso: " : "A kink: ") + Text(.row([name])) + sides + taken)
  }

  /// One path: its factors as symbols, as formulas and as numbers.
  private func path(_ path: ChainPaths.Path, isOneOfSeveral: Bool) throws(ShapeError) -> [Block] {
    if path.factors.count == 1, let factor = path.factors.first {
      // Nothing lies between: the derivative of the one formula, which is not all of it where there are other paths.
      let block = try self.factor(factor)
      return isOneOfSeveral
        ? [.indented([.paragraph(Text(Self.directly[language])), .indented([block])])] : [.indented([block])]
    }
    let explainer = Explainer(moment)
    var factors: [Block.Factors.Factor] = []
    for factor in path.factors {
      let number = math(factor.value)
      factors.append(
        Block.Factors.Factor(
          symbol: partial(factor.above, factor.below), formula: lines.symbols(try explainer.shorten(factor.formula)),
          number: factor.value < 0 && !factors.isEmpty ? .fenced("(", number, ")") : number,
          place: "\(factor.below.quantity.id)-\(factor.below.offset)"))
    }
    let worked = path.factors.reduce(1) { $0 * style.shown($1.value) }
    var title = Text([])
    if let through = path.through {
      title = Text([
        .plain("\(Self.through[language]) "), .math(notation.entry(through.quantity, through.offset)), .plain(":"),
      ])
    }
    let product = Block.factors(
      Block.Factors(factors, sign: lines.sign(from: worked, to: path.product), product: math(path.product)))
    return [.indented(title.isEmpty ? [product] : [.paragraph(title), .indented([product])])]
  }

  /// A factor with the derivative that it is and the numbers in that.
  private func factor(_ factor: ChainPaths.Factor) throws(ShapeError) -> Block {
    let short = try Explainer(moment).shorten(factor.formula)
    return .formula(lines.text(partial(factor.above, factor.below), short, factor.value), remark: Text([]))
  }

  /// Every factor of the paths that were written out, once.
  private func factors(_ paths: [ChainPaths.Path]) throws(ShapeError) -> [Block] {
    var seen: Set<ChainPaths.Factor> = []
    var blocks: [Block] = []
    for factor in paths.lazy.filter({ $0.factors.count > 1 }).flatMap({ $0.factors }) where seen.insert(factor).inserted
    {
      blocks.append(try self.factor(factor))
    }
    guard !blocks.isEmpty else { return [] }
    return [.paragraph(Text([.strong(Self.factorsTitle[language])])), .indented(blocks)]
  }
}
