import Calculus
import Execution
import Matrices
import SampleLessons
import Testing

@testable import Trace

/// Which networks are drawn, and which weight stands between which units.
@Suite struct NetworkLayersTests {
  @Test(arguments: SampleLesson.small)
  func `a weight hands on to the sum behind it what the unit before it says`(sample: SampleLesson) throws {
    let run = try Run(try sample.program())
    try run.advance()
    let moment = run.moment()
    guard let network = NetworkLayers(run.main) else { return }
    let scope = try sample.scope()
    for (before, layer) in zip(network.layers, network.layers.dropFirst()) {
      #expect(layer.weights.count == before.units.count * layer.units.count)
      for weight in layer.weights {
        let sum = layer.units[weight.to].entries[0]
        let output = before.units[weight.from].output
        let slope = moment.evaluate(
          try scope.derivative(of: sum.quantity, at: sum.offset, by: weight.entry.quantity)
        ).values[weight.entry.offset]
        #expect(slope == moment.entry(output.quantity, output.offset), "\(weight.entry.address)")
        for entry in layer.units[weight.to].entries.dropFirst() {
          #expect(entry.quantity.shape == sum.quantity.shape && entry.offset == sum.offset)
        }
      }
    }
  }

  @Test(arguments: [
    ("clase6", [2, 2, 2]), ("xor", [2, 2, 1]), ("perceptron", [2, 1]), ("softmax-ce", nil),
    ("autodiff", nil),
  ])
  func `small networks have a drawing`(name: String, units: [Int]?) throws {
    let sample = try #require(SampleLesson.all.first { $0.description.hasPrefix(name) })
    for transposed in [false, true] {
      let network = NetworkLayers(try sample.program(transposed: transposed))
      #expect(network?.layers.map { $0.units.count } == units, "\(sample)")
    }
  }
}
