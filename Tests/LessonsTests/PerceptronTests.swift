import Lessons
import Testing

@testable import Execution

/// The perceptron's runs against the same rule in whole tenths, where no tie can be missed.
@Suite struct PerceptronTests {
  /// One example of a run in whole multiples of the learning rate.
  private struct Step {
    let error: Int
    let weights: (Int, Int)
    let bias: Int
  }

  /// The steps of as many epochs as are needed, at most 100.
  private static func run(_ targets: [Int]) -> [Step] {
    var steps: [Step] = []
    var weights = (0, 0)
    var bias = 0
    for _ in 1...100 {
      var mistakes = 0
      for (example, target) in targets.enumerated() {
        let (first, second) = (example / 2, example % 2)
        let sum = weights.0 * first + weights.1 * second + bias
        let error = target - (sum > 0 ? 1 : 0)
        weights = (weights.0 + error * first, weights.1 + error * second)
        bias += error
        mistakes += abs(error)
        steps.append(Step(error: error, weights: weights, bias: bias))
      }
      if mistakes == 0 { break }
    }
    return steps
  }

  @Test(arguments: [("and", [0, 0, 0, 1], 6), ("or", [0, 1, 1, 1], 4), ("xor", [0, 1, 1, 0], 100)])
  func `every step from zero is the one in whole tenths`(gate: String, targets: [Int], epochs: Int) throws {
    let timeline = try BuiltIn.timeline("perceptron", ["gate": gate])
    let scope = try BuiltIn.scope("perceptron", ["gate": gate])
    let steps = Self.run(targets)
    #expect(steps.count == 4 * epochs)
    for (index, step) in steps.enumerated() {
      try timeline.go(to: index + 1)
      let error = try BuiltIn.values("error", timeline, scope)
      let new = try BuiltIn.values("new(w)", timeline, scope) + BuiltIn.values("new(b)", timeline, scope)
      let whole = [step.weights.0, step.weights.1, step.bias].map { Double($0) / 10 }
      guard error == [Double(step.error)], zip(new, whole).allSatisfy({ abs($0 - $1) < 1e-12 }) else {
        Issue.record("\(gate), step \(index + 1): \(error) \(new), not \(step.error) \(whole)")
        return
      }
    }
    #expect(timeline.run.stoppedAt == 4 * epochs)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt32])
  func `from random weights and and or are learned and xor is not`(seed: UInt32) throws {
    for gate in ["and", "or", "xor"] {
      let timeline = try BuiltIn.timeline("perceptron", ["gate": gate, "start": "random"], seed: seed)
      let scope = try BuiltIn.scope("perceptron", ["gate": gate, "start": "random"])
      _ = try timeline.goToEnd()
      let mistakes = try BuiltIn.values("errors", timeline, scope)
      #expect(gate == "xor" ? mistakes[0] > 0 : mistakes == [0], "\(gate), seed \(seed)")
    }
  }
}
