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
      try overrides.checkUsed(bench.builder, [])
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
    let error = #expect(throws: LocatedError.self) { try overrides.checkUsed(bench.builder, []) }
    #expect(error?.message.en == "“gat” is no setting, data or parameter of the lesson “t”; did you mean “gate”?")
  }

  @Test(arguments: [
    ("from 1 to 50", 1.0, true), ("from 1 to 50", 50, true), ("from 1 to 50", 0, false), ("to 50 from 1", 51, false),
    ("from 1", 1_000_000, true), ("from 1", 0.5, false), ("to 50", -3, true), ("to 50", 50.5, false),
    ("from 1 to 2·n", 8, true), ("from 1 to 2·n", 9, false), ("as depth from 1 es \"a\" en \"b\" to n", 5, false),
    ("from 1", .nan, false),
  ])
  func `a number keeps to the limits of its line, both included`(limits: String, number: Double, fits: Bool) throws {
    var settings = LessonSettings()
    settings.overrides["L"] = .number(number)
    var bench = try PassBench("settings\n  n = 4\n  L = 2 \(limits)")
    guard !fits else {
      _ = try bench.bind(settings)
      #expect(bench.builder.draft.program.settings.last?.value == .number(number))
      return
    }
    let error = #expect(throws: LocatedError.self) { try bench.bind(settings) }
    #expect(error?.message.en.contains("“L” cannot be") == true && error?.message.es.contains("no puede ser") == true)
  }

  @Test func `a lesson's own number outside its limits is told with its line and with what is possible`() throws {
    var bench = try PassBench("settings\n  n = 4\n  L = 7 from 1 to n")
    let error = #expect(throws: LocatedError.self) { try bench.bind() }
    #expect(error?.range?.line == 4)
    #expect(error?.message.en == "“L” cannot be 7; it can be from 1 to 4")
    #expect(error?.message.es == "«L» no puede ser 7; puede ser de 1 a 4")
  }

  @Test func `the help of an option tells its limits as they are written`() throws {
    let text = "lesson a\nsettings\n  n = 4\n  L = 2 as depth from 1 to 2·n es \"capas\" en \"layers\"\n  k = 1 to 9\n"
    let lesson = try #require(try LessonParser.parse(text, file: "a").first)
    let lines = SettingLine.all(of: Lesson(lesson, source: SourceText(file: "a", text: text)))
    #expect(lines.map(\.help.en) == ["n", "layers (from 1 to 2·n)", "k (9 or less)"])
    #expect(lines.map(\.help.es) == ["n", "capas (de 1 a 2·n)", "k (9 o menos)"])
  }
}
