import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// All there is to say of one number, of one derivative or of a formula that a reader asks for: `lesson why`.
package struct Opening {
  /// What was asked for.
  package enum Subject: Sendable {
    case number(Entry)
    case derivative(of: Entry, by: Entry)
    case formula(AskedFormula)
  }

  /// A derivative and the chain-rule paths that it is the sum of.
  package struct Derivative: Sendable {
    package let above: Entry
    package let below: Entry
    package let value: Double
    /// Nil when more entries lie on the way than are followed.
    package let paths: ChainPaths?

    /// Both slopes where the derivative is taken at a kink; nil elsewhere, and where it is not finite.
    func kink(in moment: Moment) -> Kink? {
      let (place, center) = (moment.entry(below.quantity, below.offset), moment.entry(above.quantity, above.offset))
      guard value.isFinite, above != below, center.isFinite else { return nil }
      return Kink(at: place, center: center) { distance in
        moment.replacing(below, with: place + distance).entry(above.quantity, above.offset)
      }
    }
  }

  package let subject: Subject
  /// The iteration that is looked at; it knows the derivatives that a formula asks for, too.
  package let moment: Moment
  /// The levels that are opened below, and whether that are fewer than were asked for: there would be too many numbers.
  package let depth: Int
  package let isCutShort: Bool
  /// Of a number: where it comes from.
  package let explanation: Explanation?
  /// The derivative asked for, or that the number is claimed to be.
  package let derivative: Derivative?
  /// Where the derivative is taken at a kink, the slopes on both sides of it.
  package var kink: Kink? { moment.carry == nil ? derivative?.kink(in: moment) : nil }
  /// What the lesson's lines claim of it.
  package let claims: [EntryClaim]
  /// Of a parameter: its value after the update, opened.
  package let update: Explanation?

  /// Opens what an address names or a formula computes, `depth` levels deep.
  ///
  /// - Parameter text: the line of text in which it stands.
  /// - Throws: what is wrong with the address, which is one line of text.
  package init(
    _ address: FormulaSyntax, typed text: String, in moment: Moment, _ scope: Scope, depth: Int, mostPaths: Int = 12
  ) throws(LocatedError) {
    let scope = scope.of(moment.program).reading(SourceText(file: "", text: text))
    var explainer = Explainer(moment)
    func opened(_ claim: Program.Claim, at offset: Int, _ derivative: Derivative) throws(LocatedError) -> EntryClaim {
      try shaped(address.range) { () throws(ShapeError) in
        try EntryClaim(claim, at: offset, in: explainer, derivative: derivative.value)
      }
    }
    func explained(_ entry: Entry, depth: Int) throws(LocatedError) -> Explanation {
      try shaped(address.range) { () throws(ShapeError) in try explainer.explain(entry, depth: depth) }
    }
    func paths(from above: Entry, to below: Entry) throws(LocatedError) -> Derivative {
      let found = try shaped(address.range) { () throws(ShapeError) in
        try ChainPaths.find(from: above, to: below, in: moment, mostPaths: mostPaths)
      }
      if let found {
        return Derivative(above: above, below: below, value: found.sum, paths: found)
      }
      let derivative = try scope.derivative(of: above.quantity, at: above.offset, by: below.quantity)
      let values = moment.evaluate(derivative).values
      let value = values.count == 1 ? values[0] : values.indices.contains(below.offset) ? values[below.offset] : .nan
      return Derivative(above: above, below: below, value: moment.cut(value), paths: nil)
    }
    if let (above, below) = try scope.derivativeAddress(address) {
      (self.depth, isCutShort) = (depth, false)
      let top = Entry(above.0, try Self.single(above.0, above.1, address.range))
      let bottom = Entry(below.0, try Self.single(below.0, below.1, address.range))
      subject = .derivative(of: top, by: bottom)
      self.moment = moment
      let derivative = try paths(from: top, to: bottom)
      self.derivative = derivative
      var claims: [EntryClaim] = []
      for claim in moment.program.claims {
        guard claim.written == nil, let gradient = claim.gradient, gradient.numerator == top.quantity,
          gradient.offset == top.offset, gradient.denominator == bottom.quantity,
          gradient.entry == nil || gradient.entry == bottom.offset
        else { continue }
        claims.append(try opened(claim, at: gradient.entry == nil ? bottom.offset : 0, derivative))
      }
      self.claims = claims
      explanation = nil
      update = nil
      return
    }
    let asked = try scope.resolve(address)
    if let missing = moment.unmeasured(asked) { throw LocatedError(address.range, moment.whenMeasured(missing)) }
    guard let (quantity, offset) = asked.formula.place else {
      let knowing = moment.knowing(asked.derived)
      self.moment = knowing
      let formula = try shaped(address.range) { () throws(ShapeError) in
        try AskedFormula(asked.formula, typed: text, in: Explainer(knowing), depth: depth)
      }
      subject = .formula(formula)
      (self.depth, isCutShort) = (formula.depth, formula.depth < depth)
      derivative = nil
      claims = []
      explanation = nil
      update = nil
      return
    }
    let knowing = moment.knowing(asked.derived)
    self.moment = knowing
    explainer = Explainer(knowing)
    let entry = Entry(quantity, try Self.single(quantity, offset, address.range))
    subject = .number(entry)
    self.depth = try shaped(address.range) { () throws(ShapeError) in
      try explainer.levels(below: [entry], atMost: depth)
    }
    isCutShort = self.depth < depth
    explanation = try explained(entry, depth: self.depth)
    if let claim = moment.program.claims.first(where: { $0.quantity == quantity && $0.gradient != nil }),
      let gradient = claim.gradient
    {
      let derivative = try paths(
        from: Entry(gradient.numerator, gradient.offset),
        to: Entry(gradient.denominator, gradient.entry ?? entry.offset))
      self.derivative = derivative
      claims = [try opened(claim, at: entry.offset, derivative)]
      update = nil
      return
    }
    derivative = nil
    claims = []
    update =
      if let update = moment.program.updates.last(where: { $0.old == quantity }) {
        try explained(Entry(update.new, entry.offset), depth: 0)
      } else {
        nil
      }
  }

  // MARK: - Addresses

  private static func single(_ quantity: Quantity, _ offset: Int?, _ range: SourceRange) throws(LocatedError) -> Int {
    if let offset { return offset }
    guard quantity.shape.isScalar else { throw which(quantity, range) }
    return 0
  }

  /// That a quantity has several entries, and how one of them is named.
  static func which(_ quantity: Quantity, _ range: SourceRange) -> LocatedError {
    let (name, first) = (quantity.name, Entry(quantity, 0).address)
    return LocatedError(
      range, es: "«\(name)» es de \(quantity.shape): di qué entrada, por ejemplo \(first)",
      en: "“\(name)” is \(quantity.shape): say which entry, for instance \(first)")
  }
}

extension Formula {
  /// The quantity and the entry, if there is one, when the formula is nothing but the name of such.
  fileprivate var place: (quantity: Quantity, offset: Int?)? {
    if case .reference(let quantity) = self, !quantity.isDerivative { return (quantity, nil) }
    return asEntry.flatMap { $0.quantity.isDerivative ? nil : ($0.quantity, $0.offset) }
  }
}

/// What a line of the lesson claims of one entry, beside what is so.
package struct EntryClaim: Sendable {
  package let entry: Entry
  package let value: Double
  /// What the entry is claimed to be, as a formula.
  package let promise: Scalar
  /// The value of that; nil where there is no such entry.
  package let promised: Double?
  /// Whether both are the same up to rounding.
  package let agrees: Bool
  /// Whether the numbers were cut on the way, as by hand: they may then differ and yet not be wrong.
  package let isCarried: Bool
  /// How the lesson computes the entry; nil for what it does not compute.
  package let line: (whole: Formula, entry: Explanation.EntryFormula)?

  /// - Parameter derivative: what the derivative is along its paths: a hand has no other.
  init(
    _ claim: Program.Claim, at offset: Int, in explainer: Explainer, derivative: Double
  ) throws(ShapeError) {
    let moment = explainer.moment
    let place = claim.promise.shape.isScalar ? 0 : offset
    entry = Entry(claim.quantity, offset)
    promise = try claim.promise.formula.entry(at: place)
    let right = moment.evaluate(claim.promise)
    let noise = RoundingNoise(moment)
    let errors = EntryDifferences(moment.value(of: claim.quantity), right) {
      (noise.noise(of: claim.quantity), noise.noise(of: claim.promise))
    }.errors
    let error = errors.indices.contains(offset) ? errors[offset] : .infinity
    value = moment.entry(claim.quantity, offset)
    isCarried = moment.carry != nil
    if isCarried {
      let worked = try promise.replacing { $0.quantity.isDerivative ? .number(derivative) : nil }
      promised = moment.cut(moment.number(worked))
      agrees = value == promised
    } else {
      promised = right.values.indices.contains(place) ? right.values[place] : nil
      agrees = error <= GradientCheck.mechanicalTolerance || promised == nil
    }
    if let definition = moment.definition(of: claim.quantity) {
      line = (definition.formula, try explainer.shorten(try definition.formula.entry(at: offset)))
    } else {
      line = nil
    }
  }
}

// MARK: - Facts

extension Opening {
  /// What was asked for, the moment, and everything that was found.
  package var fact: Fact {
    let lesson: Fact = .record(("lesson", .text(moment.program.name)))
    let asked: Fact
    switch subject {
    case .number(let entry): asked = lesson.adding(("address", .text(entry.address)))
    case .derivative(let above, let below):
      asked = lesson.adding(("address", .text("∂\(above.address)/∂\(below.address)")))
    case .formula(let asking): asked = lesson.adding(asking.facts)
    }
    return asked.adding(
      ("moment", moment.timeFact), ("number", explanation?.fact), ("derivative", derivative?.fact),
      ("kink", kink.map { .record(("left", .number($0.left)), ("right", .number($0.right))) }),
      ("claims", claims.isEmpty ? nil : .list(claims.map { $0.fact })), ("update", update?.fact))
  }
}

extension Opening.Derivative {
  fileprivate var fact: Fact {
    let named: Fact = .record(("of", .text(above.address)), ("by", .text(below.address)))
    guard let paths, case .object(let members) = paths.fact else { return named.adding(("value", .number(value))) }
    return named.adding(members.map { (key: $0.key, value: $0.value) })
  }
}

extension EntryClaim {
  fileprivate var fact: Fact {
    .record(
      ("address", .text(entry.address)), ("value", .number(value)), ("claim", promise.fact),
      ("claimed", promised.map { .number($0) }), ("agrees", .flag(agrees)), ("carried", isCarried ? .flag(true) : nil),
      ("line", line?.whole.fact))
  }
}
