import Lessons
import Testing
import Trace

@Test func `a scenario runs and its recording is asked by name`() throws {
  let scenario = try #require(try Scenario(named: "clase6"))
  let recording = try scenario.run(settings: ["lr": 0.5], iterations: 2)
  let gradient = try #require(recording["dW1", at: 1])
  #expect(gradient.shape.description == "2×2")
  #expect(abs(gradient[0, 0] - 0.001108057959981) < 1e-15)
  #expect(recording["dW1", at: 3] == nil)
  #expect(recording.frames.map(\.iteration) == [1, 2])
}

@Test func `a scenario refuses a setting that the lesson does not have`() throws {
  let scenario = try #require(try Scenario(named: "xor"))
  #expect(throws: Scenario.Failure.self) { try scenario.run(settings: ["lrr": 0.5], iterations: 1) }
  #expect(try Scenario(named: "xord") == nil)
}
