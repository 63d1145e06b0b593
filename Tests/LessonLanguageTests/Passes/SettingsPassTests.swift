import Calculus
import Testing

@testable import LessonLanguage

struct SettingsPassTests {
  private static let text =
    "settings\n  η = 0.5 as lr\n  m = 4\n  gate = and | or\n  g(x) = x²\ndata\n  X = [1; 2; 3]\nrun\n  X in batches of m, in order"

  @Test func `a setting has the lesson's value or the reader's, by its name or its option`() throws {
    for (key, expected) in [("", 0.5), ("η", 2.0), ("lr", 2)] {
      var settings = LessonSettings()
      if !key.isEmpty { settings.overrides[key] = .number(2) }
      var bench = try PassBench(Self.text)
      let overrides = try bench.bind(settings)
      #expect(bench.builder.draft.program.settings[0].value == .number(expected))
      let quantity = try #require(bench.builder.names.latest["η"])
      #expect(
        bench.builder.names.addresses["lr"] == quantity && bench.builder.draft.settingValues[quantity.id] == expected)
      try overrides.checkUsed(bench.builder)
    }
  }

  @Test func `a choice is one of those there are, a function has the body that was given`() throws {
    var settings = LessonSettings()
    settings.overrides = ["gate": .choice("or"), "g": .formula(try LessonParser.formula("x + 1"), "x + 1")]
    var bench = try PassBench(Self.text)
    _ = try bench.bind(settings)
    #expect(bench.builder.names.choices["gate"]?.selected == "or")
    #expect(bench.builder.draft.program.settings.last?.value == .function(["x"], "x + 1"))
    #expect(try bench.builder.constant(try LessonParser.formula("g(2)"), LocalNames()) == 3)
    settings.overrides = ["gate": .choice("nand")]
    var other = try PassBench(Self.text)
    let error = #expect(throws: LocatedError.self) { try other.bind(settings) }
    #expect(error?.message.en.contains("it can be: and, or") == true)
  }

  @Test func `what names the size of a batch, and what is computed from it, is decided by the batch`() throws {
    var bench = try PassBench(Self.text.replacing("\n  gate", with: "\n  half = m/2\n  c = 2·η\n  gate"))
    _ = try bench.bind()
    let decided = bench.builder.draft.program.lengthSettings
    #expect(
      decided.map(\.quantity.symbol.name) == ["m", "half"] && decided.map { $0.formula == nil } == [true, false])
    bench.builder.draft.setLength(3)
    #expect(try bench.builder.constant(try LessonParser.formula("m"), LocalNames()) == 3)
    #expect(try bench.builder.constant(try LessonParser.formula("half"), LocalNames()) == 1.5)
    #expect(bench.builder.draft.program.settings[1].value == .number(4))
  }

  @Test func `what was given for no setting is told, with the nearest`() throws {
    var settings = LessonSettings()
    settings.overrides = ["gat": .choice("or")]
    var bench = try PassBench(Self.text)
    let overrides = try bench.bind(settings)
    let error = #expect(throws: LocatedError.self) { try overrides.checkUsed(bench.builder) }
    #expect(error?.message.en == "“gat” is no setting, data or parameter of the lesson “t”; did you mean “gate”?")
  }
}
