import Calculus
import Execution
import LessonLanguage
import Testing
import Trace

@testable import Verification

/// A number that is said to follow from a wrong one changes with it.
@Suite struct CausesTests {
  /// Of each number that is said to follow from one: whether it would be another one if that were.
  private static func followers(_ page: PageByHand, carry: RunOptions.Carry?) throws -> [(name: String, changes: Bool)]
  {
    var options = RunOptions()
    options.seed = page.seed
    // Rounding could hide that a number changes.
    let exact = try Run(page.scope.program, options: options)
    var moments: [Int: Moment] = [:]
    for iteration in 1...page.lines.reduce(1, { max($0, $1.iteration) }) {
      try exact.advance()
      moments[iteration] = exact.moment()
    }
    var found: [(name: String, changes: Bool)] = []
    options.carry = carry
    for verdict in try page.verified(with: options).verdicts() {
      guard case .numbers(let numbers) = verdict.finding, let moment = moments[verdict.iteration] else { continue }
      let formula = try page.scope.of(moment.program).resolve(LessonParser.formula(verdict.address))
      for number in numbers {
        guard case .follows(let root) = number.judgement else { continue }
        let cause = try page.scope.resolve(LessonParser.formula(root.address))
        let shape = cause.shape
        let offset = try #require((0..<shape.count).first { shape.address(of: $0) == root.indices })
        let printed = PageRun.Printed(
          quantity: try #require(cause.subject), offset: offset, number: try #require(Double(root.printed)))
        let run = PageRun(try Run(page.scope.program, options: exact.options)) { false }
        run.carry([printed], at: root.iteration)
        let place = try #require((0..<formula.shape.count).first { formula.shape.address(of: $0) == number.indices })
        let changed = try run.moment(at: verdict.iteration)?.computed(formula).values[place]
        found.append(
          (
            "\(verdict.address)[\(number.indices)] at \(verdict.iteration) from \(root.address)[\(root.indices)] at "
              + "\(root.iteration)", changed != nil && changed != moment.computed(formula).values[place]
          ))
      }
    }
    return found
  }

  @Test func `whatever is said to follow from a wrong number depends on it`() throws {
    var count = 0
    for number in 0..<30 {
      var dice = Dice(seed: 4, number: number)
      let lesson = ["clase6", "toy-weight", "xor", "perceptron"][dice.below(4)]
      let decimals = dice.among(3...4)
      var page = try PageByHand(
        lesson, decimals: decimals, iterations: 2, isCarried: dice.isOne(in: 2), seed: dice.among(1...3))
      let places = page.places
      guard !places.isEmpty else { continue }
      for _ in 1...3 {
        let place = dice.one(of: places)
        page.lines[place.line].numbers[place.row][place.column] += dice.among(3...99)
      }
      let carry = dice.isOne(in: 2) ? RunOptions.Carry(decimals: decimals, truncates: dice.isOne(in: 2)) : nil
      for follower in try Self.followers(page, carry: carry) {
        count += 1
        #expect(follower.changes, "case \(number), \(lesson): \(follower.name)")
      }
    }
    #expect(count > 30)
  }
}
