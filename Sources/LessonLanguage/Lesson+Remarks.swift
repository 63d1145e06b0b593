import Calculus
import Typesetting

extension Lesson {
  /// What a teacher should know of a lesson that makes sense, in the order of its lines: what was noticed while it was
  /// built, and what it leaves undone or unchecked.
  ///
  /// - Parameters:
  ///   - program: the lesson's own.
  ///   - printed: files of printed numbers that go with it; a setting that they read is used.
  package func remarks(_ program: Program, printed: [SourceText] = []) -> [Program.Remark] {
    let own =
      program.remarks + CommaRows.remarks(self) + UnusedSettings.remarks(self, printed: printed) + program.lossRemarks
      + program.drawnOnOtherSets + program.unchangedParameters(UpdateLines(syntax))
      + program.uncomparedUpdates(UpdateLines(syntax))
    return own.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map { $0.element }
  }
}

extension Program {
  /// What is said where a gradient of the objective is asked for and it is not one number.
  ///
  /// - Parameter line: the line of the objective, where another one is pointed at.
  static func notOneNumber(_ objective: Quantity, at line: Int? = nil) -> Localized {
    let shape = objective.shape.usual
    let place = line.map { Localized(es: " en la línea \($0)", en: " in line \($0)") } ?? Localized(both: "")
    return Localized(
      es: "la pérdida «\(objective.symbol)» es de \(shape) y lo que se minimiza es un número: ¿falta Σ o mean"
        + "\(place.es)?",
      en: "the loss “\(objective.symbol)” is \(shape) and what is minimised is one number: is Σ or mean missing"
        + "\(place.en)?")
  }

  /// The objective, when it is the last line of `loss` and not one number.
  var lossOfManyNumbers: Quantity? {
    guard let objective, !objective.shape.isScalar, definition(of: objective)?.phase == .loss else { return nil }
    return objective
  }

  /// Steps written out go beside no gradient when the loss is not one number.
  fileprivate var lossRemarks: [Remark] {
    guard !updates.isEmpty, let objective = lossOfManyNumbers, let line = definition(of: objective)?.line else {
      return []
    }
    return [Remark(line: line, text: Self.notOneNumber(objective))]
  }

  /// What is drawn in `forward` is drawn on other sets, too, unless it is a mask of `keep`.
  fileprivate var drawnOnOtherSets: [Remark] {
    var found: [Remark] = []
    for evaluation in evaluations {
      for input in evaluation.program.inputs where input.phase == .forward {
        guard case .draw(let draw, _) = input.initializer, draw != .keep, let line = input.line,
          !found.contains(where: { $0.line == line })
        else { continue }
        let (name, set) = (input.quantity.symbol, evaluation.set)
        found.append(
          Remark(
            line: line,
            text: Localized(
              es: "«\(name)» se sortea también al medir en \(set); un dropout que allí no apaga nada es «~ keep(q)»",
              en: "“\(name)” is drawn when \(set) is measured, too; a dropout that drops nothing there is “~ keep(q)”"
            )))
      }
    }
    return found
  }

  /// Parameters that stay as they are while others learn, though no condition has them learn.
  fileprivate func unchangedParameters(_ lines: UpdateLines) -> [Remark] {
    guard !updates.isEmpty else { return [] }
    let changed = Set(updates.map { $0.old.id })
    let learnable = Set(parameters.map { $0.id })
    let unchanged = inputs.filter {
      learnable.contains($0.quantity.id) && !changed.contains($0.quantity.id)
        && !lines.mayChange($0.quantity.symbol.name)
    }
    return Self.byLine(unchanged.map { ($0.quantity, $0.line) }).map { line, parameters in
      let names = Self.list(parameters)
      let isChecked = parameters.allSatisfy { parameter in
        claims.contains { $0.isGradient(of: objective, by: parameter) }
      }
      let start = Localized(es: "ninguna línea de update cambia «\(names)»", en: "no line of update changes “\(names)”")
      let gradient =
        isChecked
        ? Localized(both: "")
        : Localized(es: ", y su gradiente no se comprueba", en: ", and its gradient is not checked")
      let place = Localized(es: "; lo que no se aprende va en data", en: "; what is not learned belongs in data")
      return Remark(line: line, text: start + gradient + place)
    }
  }

  /// Parameters that learn by something that nothing is held against.
  ///
  /// A line that reads a claimed gradient of the parameter, or the mechanical derivative, is; steps with `←` are held
  /// against the gradient themselves, as long as nothing but parameters is kept from one iteration to the next.
  fileprivate func uncomparedUpdates(_ lines: UpdateLines) -> [Remark] {
    guard let objective, objective.shape.isScalar, definition(of: objective)?.phase == .loss else { return [] }
    let hasState = inputs.contains { $0.phase == .state }
    let formulas = Dictionary(lastOf: definitions.map { ($0.quantity.id, $0.formula) })
    let continued = Dictionary(lastOf: updates.map { ($0.old.id, $0.new) })
    let states = Set(inputs.filter { $0.phase == .state }.map { $0.quantity.id })
    func isCompared(_ parameter: Quantity, _ new: Quantity) -> Bool {
      let claimed = Set(
        claims.filter { $0.isGradient(of: objective, by: parameter) }
          .flatMap { $0.subject.references.map { $0.id } })
      var seen: Set<Int> = []
      var waiting = [new]
      while let next = waiting.popLast() {
        guard seen.insert(next.id).inserted else { continue }
        if claimed.contains(next.id) { return true }
        if case .derivative = next.role, next.symbol == parameter.symbol { return true }
        if let formula = formulas[next.id] { waiting += formula.references }
        // What a state is now, it has become in the last iteration.
        if states.contains(next.id), let after = continued[next.id] { waiting.append(after) }
      }
      return false
    }
    let uncompared = updates.filter { update in
      parameters.contains(update.old) && (hasState || !update.isWrittenOut)
        && !lines.followGradient(definition(of: update.new)?.line) && !isCompared(update.old, update.new)
    }
    return Self.byLine(uncompared.map { ($0.old, definition(of: $0.new)?.line) }).map { line, parameters in
      let names = Self.list(parameters)
      let first = parameters[0].symbol
      return Remark(
        line: line,
        text: Localized(
          es: "lo que actualiza «\(names)» no se compara con ninguna derivada: llama d\(first) al gradiente en "
            + "backward, o añade «is ∂\(objective.symbol)/∂\(first)» a su línea",
          en: "what updates “\(names)” is compared with no derivative: call the gradient d\(first) in backward, or "
            + "add “is ∂\(objective.symbol)/∂\(first)” to its line"))
    }
  }

  /// Quantities by the line they stand on, in order: those of a loop stand on one; what no line has is left out.
  private static func byLine(_ found: [(quantity: Quantity, line: Int?)]) -> [(line: Int, quantities: [Quantity])] {
    var lines: [(line: Int, quantities: [Quantity])] = []
    for (quantity, line) in found {
      guard let line else { continue }
      if let place = lines.firstIndex(where: { $0.line == line }) {
        lines[place].quantities.append(quantity)
      } else {
        lines.append((line, [quantity]))
      }
    }
    return lines
  }

  private static func list(_ quantities: [Quantity]) -> String {
    quantities.map { $0.symbol.name }.joined(separator: ", ")
  }
}

/// The lines of `update` as written, those that a condition leaves out included.
private struct UpdateLines {
  /// The names they change, and what stands before an index in braces: `W` of `W{ℓ}`.
  private var names: Set<String> = []
  private var beginnings: Set<String> = []
  /// The lines `… by gradient`.
  private var gradients: Set<Int> = []

  init(_ lesson: LessonSyntax) {
    for section in lesson.sections where section.kind.phase == .update {
      for line in section.lines { read(line) }
    }
  }

  private mutating func read(_ line: LineSyntax) {
    switch line {
    case .loop(let loop):
      for line in loop.body { read(line) }
    case .statement(let statement):
      if let name = statement.target.plain {
        names.insert(Spelling.canonical(name))
      } else if case .text(let beginning)? = statement.target.parts.first {
        beginnings.insert(Spelling.canonical(beginning))
      }
      if case .by(let gradient, with: _) = statement.body, gradient.map({ $0.plainName == "gradient" }) ?? true {
        gradients.insert(statement.range.line)
      }
    case .run, .expect, .claim, .study, .picture, .row: break
    }
  }

  /// Whether a line changes a quantity of this name, at least under some condition.
  func mayChange(_ name: String) -> Bool {
    names.contains(name) || names.contains("parameters") || beginnings.contains { name.hasPrefix($0) }
  }

  /// Whether a line leaves the gradient to the program.
  func followGradient(_ line: Int?) -> Bool { line.map { gradients.contains($0) } ?? false }
}

extension Program.Claim {
  /// Whether it is about the derivative of an objective by a parameter.
  fileprivate func isGradient(of objective: Quantity?, by parameter: Quantity) -> Bool {
    gradient.map { $0.numerator == objective && $0.denominator == parameter && $0.entry == nil } ?? false
  }
}
