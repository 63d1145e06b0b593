import Formats
import Testing
import Typesetting

@Suite struct FactsJSONTests {
  @Test func `every kind of fact has its place in the envelope`() {
    let facts: Fact = .record(
      ("none", Fact.none), ("left out", nil), ("flag", .flag(true)), ("count", .integer(3)), ("text", .text("a\"b")),
      ("words", .words(Localized(es: "sí", en: "yes"))), ("formula", .formula(.row([.identifier("x")]))),
      ("list", .list([.number(0.1), .number(-0.0), .number(2)])))
    #expect(
      FactsJSON().text(facts, of: "check")
        == #"{"format":"lesson-facts","version":1,"command":"check","facts":{"none":null,"flag":true,"count":3,"#
        + #""text":"a\"b","words":{"es":"sí","en":"yes"},"formula":{"text":"x","latex":"x"},"list":[0.1,-0.0,2]}}"#
        + "\n")
  }

  @Test func `arrays are nested as their shape says, numbers in full precision`() {
    let text = FactsJSON().text(
      .array(shape: [2, 1, 2], values: [.nan, .infinity, -.infinity, 0.1 + 0.2]), of: "run")
    #expect(
      text.contains(
        #"{"shape":[2,1,2],"values":[[["NaN","Infinity"]],[["-Infinity",0.30000000000000004]]]}"#), "\(text)")
    #expect(FactsJSON().text(.array(shape: [0, 2], values: []), of: "run").contains(#""values":[]"#))
  }

  @Test func `a whole number has 64 bits, whichever way it comes`() {
    let most = Fact.integer(Int64.max)
    #expect(FactsJSON().text(most, of: "run").contains(#""facts":9223372036854775807}"#))
    #expect(Fact.integer(UInt32.max) == .integer(4_294_967_295 as Int64) && Fact.integer(3) == .integer(3 as Int64))
  }

  @Test func `members are added behind those that are there`() {
    let fact = Fact.record(("a", .integer(1))).adding(("b", .integer(2)), ("c", nil))
    #expect(fact == .record(("a", .integer(1)), ("b", .integer(2))))
    #expect(Fact.text("a").adding(("b", .integer(2))) == .text("a"))
  }
}
