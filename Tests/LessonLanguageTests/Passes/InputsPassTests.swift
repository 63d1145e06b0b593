import Calculus
import Matrices
import Testing

@testable import LessonLanguage

struct InputsPassTests {
  @Test func `data, parameters and state are inputs with their shapes, in the order of the lesson`() throws {
    var bench = try PassBench(
      "settings\n  h = 3\ndata\n  X = [1 2; 3 4]\n  X for test = [5 6]\nparameters\n  W (2×h) ~ he\nstate\n  s (1×h) = 0"
    )
    _ = try bench.give(try bench.bind())
    let inputs = bench.builder.draft.program.inputs.dropFirst()
    #expect(inputs.map(\.quantity.symbol.name) == ["X", "X_test", "W", "s"])
    #expect(inputs.map(\.quantity.shape) == [Shape(2, 2), Shape(1, 2), Shape(2, 3), Shape(1, 3)])
    #expect(inputs.map(\.phase) == [.data, .data, .parameters, .state])
    #expect(bench.builder.names.setData["test"]?["X"]?.shape == Shape(1, 2))
    #expect(bench.builder.names.latest["X"]?.shape == Shape(2, 2), "the other set has a name of its own")
  }

  @Test func `a reader's value must fit the shape, and counts as used`() throws {
    var settings = LessonSettings()
    settings.overrides = ["w": .formula(try LessonParser.formula("[1 2 3]"), "[1 2 3]")]
    var bench = try PassBench("parameters\n  w (1×2) = 0")
    let error = #expect(throws: LocatedError.self) { try bench.give(Overrides(settings)) }
    #expect(error?.message.en == "“w” is 1×2 and its value is 1×3")
    settings.overrides = ["w": .number(7)]
    var other = try PassBench("parameters\n  w (1×2) = 0")
    try other.give(Overrides(settings)).checkUsed(other.builder, [])
    #expect(other.builder.draft.program.inputs[0].initializer == .formula(.number(7, spelling: "7.0")))
  }

  @Test func `a reader changes the data of another set by their own name, and those of the lesson alone by theirs`()
    throws
  {
    let text = "data\n  X = [1 2]\n  X for test = [3 4]"
    for (name, values) in [("X", ["[5 6]", "[3 4]"]), ("X_test", ["[1 2]", "[5 6]"])] {
      var settings = LessonSettings()
      settings.overrides = [name: .formula(try LessonParser.formula("[5 6]"), "[5 6]")]
      var bench = try PassBench(text)
      try bench.give(Overrides(settings)).checkUsed(bench.builder, [])
      let found = bench.builder.draft.program.inputs.map(\.initializer)
      #expect(
        try found == values.map { .formula(try bench.builder.formula(LessonParser.formula($0), LocalNames())) },
        "\(name)")
    }
    var settings = LessonSettings()
    settings.overrides = ["X_exam": .number(1)]
    var bench = try PassBench(text)
    let error = #expect(throws: LocatedError.self) {
      try bench.give(Overrides(settings)).checkUsed(bench.builder, [])
    }
    #expect(error?.message.en.hasPrefix("“X_exam” is no setting") == true)
  }

  @Test func `without images there are no digits`() throws {
    var bench = try PassBench("data\n  X, Y from digits")
    let error = #expect(throws: LocatedError.self) { try bench.give() }
    #expect(error?.message.en.contains("there are no images of digits here") == true && error?.range?.line == 3)
  }
}
