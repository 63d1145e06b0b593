import Calculus
import LessonLanguage
import Matrices
import Trace

@testable import Verification

/// What is opened and derived.
extension RandomLessonLaws {
  /// Entries drawn from those of a moment.
  mutating func entries(_ count: Int, _ moment: Moment) -> [Entry] {
    let all = quantities(moment).map { $0.quantity }
    return (0..<count).map { _ in
      let quantity = dice.one(of: all)
      return Entry(quantity, dice.below(quantity.shape.count))
    }
  }

  mutating func checkOpening() throws {
    for moment in moments {
      let noise = RoundingNoise(moment)
      for entry in entries(4, moment) {
        let opening: Opening
        do {
          let (address, typed) = try LessonParser.address(entry.address, in: scope)
          opening = try Opening(address, typed: typed, in: moment, scope, depth: 1)
        } catch {
          fault("why", "\(entry.address) at \(moment.iteration): \(told(error))")
          continue
        }
        switch opening.subject {
        case .number(let found) where found == entry: break
        case .derivative(_, let below) where entry.quantity.isDerivative && below.offset == entry.offset: break
        default:
          fault("why", "\(entry.address) is \(opening.subject)")
          continue
        }
        let value = moment.entry(entry.quantity, entry.offset)
        for explanation in [opening.explanation, opening.update].compactMap(\.self) {
          for part in [explanation] + explanation.parts { check(part, moment, noise) }
        }
        guard let derivative = opening.derivative, derivative.value.isFinite || value.isFinite else { continue }
        check(derivative, moment, noise)
      }
    }
  }

  mutating func check(_ explanation: Explanation, _ moment: Moment, _ noise: RoundingNoise) {
    let entry = explanation.entry
    let value = moment.entry(entry.quantity, entry.offset)
    if value.bitPattern != explanation.value.bitPattern, !value.isNaN {
      fault("why", "\(entry.address) at \(moment.iteration): \(explanation.value) for \(value)")
    }
    guard case .computed(_, let formula) = explanation.origin else { return }
    let number = formula.formula.evaluate { quantity in
      formula.omitted[quantity.id].map { Matrix($0.sum) } ?? moment.value(of: quantity)
    }
    if number == value || number.isNaN && value.isNaN { return }
    let room = noise.noise(of: entry.quantity)
    if abs(number - value) > 1e-12 * abs(value) + (room.isEmpty ? 0 : room[entry.offset]) || number.isNaN != value.isNaN
    {
      fault("why", "\(entry.address) at \(moment.iteration): the formula gives \(number), the value is \(value)")
    }
  }

  mutating func check(_ derivative: Opening.Derivative, _ moment: Moment, _ noise: RoundingNoise) {
    let name = "∂\(derivative.above.address)/∂\(derivative.below.address) at \(moment.iteration)"
    let resolved: Resolved
    do {
      resolved = try scope.of(moment.program).derivative(
        of: derivative.above.quantity, at: derivative.above.offset, by: derivative.below.quantity)
    } catch {
      fault("derivative", "\(name): \(error.message.en)")
      return
    }
    let matrix = moment.evaluate(resolved)
    let offset = matrix.values.count == 1 ? 0 : derivative.below.offset
    guard matrix.values.indices.contains(offset) else {
      fault("derivative", "\(name) has the shape \(matrix.shape)")
      return
    }
    let mechanical = matrix.values[offset]
    let room = noise.noise(of: resolved)
    let allowed = room.indices.contains(offset) ? room[offset] : 0
    let terms = derivative.paths?.paths.reduce(0) { $0 + abs($1.product) } ?? 0
    // What moves the number above by less than its own last place is nothing: elimination leaves as much.
    let above = moment.entry(derivative.above.quantity, derivative.above.offset)
    let below = moment.entry(derivative.below.quantity, derivative.below.offset)
    let least = 0x1p-53 * abs(above) / max(1, abs(below))
    if !near(derivative.value, mechanical, 1e-10, allowed + 1e-12 * terms + (least.isFinite ? least : 0)) {
      fault("paths", "\(name): \(derivative.value) along the paths, \(mechanical) mechanically, noise \(allowed)")
    }
    if let paths = derivative.paths {
      let sum = paths.paths.reduce(paths.rest) { $0 + $1.product }
      let size = paths.paths.reduce(0) { $0 + abs($1.product) }
      if !near(sum, paths.sum, 1e-10, 1e-12 * size + allowed) {
        fault("paths", "\(name): \(sum) listed, \(paths.sum) in all")
      }
      for path in paths.paths {
        let product = path.factors.reduce(1) { $0 * $1.value }
        if !near(product, path.product, 1e-12, 0) {
          fault("paths", "\(name): a product of \(product) is \(path.product)")
        }
      }
    }
  }

  func near(_ one: Double, _ other: Double, _ relative: Double, _ absolute: Double) -> Bool {
    if one == other || one.isNaN && other.isNaN { return true }
    return abs(one - other) <= relative * max(abs(one), abs(other)) + absolute
  }

  // MARK: - Derivatives

  /// Mechanical derivatives of the loss and of entries on the way, by parameters: along the paths and by differences.
  mutating func checkDerivatives() throws {
    let iteration = dice.among(1...iterations)
    let moment = moments[iteration - 1]
    let program = moment.program
    guard let objective = program.objective else { return }
    let noise = RoundingNoise(moment)
    let middle = program.definitions.filter { $0.phase <= .loss && !$0.isDerived }.map { $0.quantity }
    for parameter in program.parameters {
      for above in [objective, dice.one(of: middle)] {
        let offset = dice.below(above.shape.count)
        let entry = Entry(parameter, dice.below(parameter.shape.count))
        let top = Entry(above, offset)
        do {
          let (address, typed) = try LessonParser.address("∂\(top.address)/∂\(entry.address)", in: scope)
          let opening = try Opening(address, typed: typed, in: moment, scope, depth: 1, mostPaths: 3)
          if let derivative = opening.derivative { check(derivative, moment, noise) }
        } catch {
          fault("derivative", "∂\(top.address)/∂\(entry.address): \(told(error))")
          continue
        }
        let gradient = Program.Claim.Gradient(numerator: above, offset: offset, denominator: parameter)
        let derivative = try verifier.mechanical(gradient, moment, scope)
        let central = verifier.centralDifferences(gradient, moment, derivative: moment.evaluate(derivative)) {
          noise.noise(of: derivative)
        }
        for difference in central where difference.finding == .disagrees {
          fault(
            "differences",
            "∂\(top.address)/∂\(parameter.name)[\(difference.offset)] at \(iteration): \(difference.slope ?? .nan) and "
              + "mechanically \(difference.expected)")
        }
      }
    }
  }
}
