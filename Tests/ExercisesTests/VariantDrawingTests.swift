import LessonLanguage
import Testing
import Typesetting

@testable import Exercises

/// What varies in a lesson, which numbers are drawn, and for whom.
@Suite struct VariantDrawingTests {
  @Test func `a seed and a number give the same numbers on every computer`() throws {
    let variant = try Drawings.of("clase6").variant(VariantNumber(1), seed: 7)
    #expect(variant.name == "clase6-7-01")
    let written = variant.values.map {
      "\($0.name) " + $0.rows.map { $0.joined(separator: " ") }.joined(separator: "; ")
    }
    #expect(
      written == [
        "η 0.2", "x 0.5; 0.4", "y 0.13; 0.87", "W1 0.1 0.9; 0.7 0.4", "b1 0.08", "W2 0.1 0.3; 0.5 0.9", "b2 0.04",
      ])
  }

  @Test func `a name has the same numbers whatever else varies`() throws {
    let all = try Drawings.of("clase6").variant(VariantNumber(1), seed: 7)
    let few = try Drawings.of("clase6", vary: ["W1", "x"]).variant(VariantNumber(1), seed: 7)
    try #require(all.attempts == 1 && few.attempts == 1)
    // In the order of the lesson, not of the list.
    #expect(few.values.map { $0.name } == ["x", "W1"])
    for value in few.values { #expect(all.values.contains(value)) }
    #expect(few.text.contains("W2 = [0.5 0.6; 0.7 0.8]") && few.text.contains("y = [0.05; 0.95]"))
  }

  @Test func `a student's number is that of the variant, however it is typed`() throws {
    let drawing = try Drawings.of("clase6", vary: ["x"])
    let third = try drawing.variant(VariantNumber(3), seed: 2)
    for typed in ["3", "03", "0003"] {
      let number = try #require(VariantNumber(student: typed))
      #expect(try drawing.variant(number, seed: 2).text == third.text)
    }
    #expect(VariantNumber(student: "A0123-b")?.text == "a0123-b")
    #expect(VariantNumber(student: "0")?.text == "00" && VariantNumber(12345) == VariantNumber(student: "12345"))
    for typed in ["", "-1", "1 2", "año", "../7", "1/2", String(repeating: "1", count: 41)] {
      #expect(VariantNumber(student: typed) == nil, "\(typed)")
    }
    // Another seed, or another lesson, gives others.
    #expect(try drawing.variant(VariantNumber(3), seed: 3).values != third.values)
  }

  @Test func `what varies without a list, and why the rest does not`() throws {
    let drawing = try Drawings.of("xor")
    #expect(drawing.varied.map { $0.name } == ["η"])
    let reasons = Dictionary(drawing.kept.map { ($0.name, $0.reason.en) }) { first, _ in first }
    #expect(reasons["h"] == "it decides which lines or shapes there are")
    #expect(reasons["start"] == "it is a choice, not a number")
    #expect(reasons["X"] == "it has only 0, 1 or −1: cases or classes")
    #expect(reasons["W1"] == "it is drawn (~): with another seed it is another already")
    let golden = try Drawings.of("xor", set: ["start=golden"])
    #expect(golden.varied.map { $0.name } == ["η", "W1", "W2"])
    #expect(golden.kept.contains { $0.name == "b2" && $0.reason.en == "it is 0 or 1; it varies where it is asked for" })
    let asked = try Drawings.of("xor", vary: ["b2", "lr"], set: ["start=golden"])
    #expect(asked.varied.map { $0.name } == ["η", "b2"])
  }

  @Test(arguments: [
    ("clase6", "W3", "W3", "did you mean “W1”?"), ("clase6", "lrr", "lrr", "¿querías decir «lr»?"),
    ("clase6", "z1", "the lesson computes it", "pueden variar: lr, x, y, W1, b1, W2, b2"),
    ("clase6", "new(W1)", "new(W1)", "W1"), ("xor", "W1", "it is drawn (~)", "se sortea"),
    ("xor", "start", "it is a choice", "es una opción"), ("xor", "X", "only 0, 1 or −1", "solo 0, 1 o −1"),
    ("xor", "hidden", "decides which lines", "decide qué líneas"),
    ("autodiff", "f", "it is a function", "es una función"), ("autodiff", "h", "powers of ten", "potencias de diez"),
    ("training-cycle", "w", "written as a formula", "se escribe con una fórmula"),
    ("gradient-problems", "W", "a “for”", "«for»"), ("xor", "", "nothing is named", "no se dice qué varía"),
  ])
  func `what cannot vary is refused with its reason`(lesson: String, name: String, english: String, other: String)
    throws
  {
    let words = try Drawings.refusal { try Drawings.of(lesson, vary: name.isEmpty ? [] : [name]) }
    #expect(words.contains(english) && words.contains(other), "\(words)")
  }

  @Test func `a lesson without numbers has no variants`() throws {
    let words = try Drawings.refusal { try Drawings.of("receptive-field") }
    #expect(words.contains("there are no numbers to vary: k, it decides"), "\(words)")
  }

  @Test func `numbers given for settings stand in the text, and other things are no settings`() throws {
    let variant = try Drawings.of("xor", vary: ["W1"], set: ["start=golden", "lr=1.25"]).variant(VariantNumber(1))
    #expect(variant.text.contains("start = golden | random") && variant.text.contains("η = 1.25"))
    // What stands to their right stays where it was.
    let columns = variant.text.split(separator: "\n").filter { $0.hasPrefix("  η = ") || $0.hasPrefix("  start = ") }
      .compactMap { line in
        line.firstRange(of: "  es \"").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
      }
    #expect(columns.count == 2 && columns[0] == columns[1])
    let words = try Drawings.refusal { try Drawings.of("clase6", set: ["W1=[1 0; 0 1]"]) }
    #expect(words.contains("“W1” is no setting"), "\(words)")
    #expect(throws: VariantDrawing.Fault.self) { try Drawings.of("xor", set: ["start=nope"]) }
  }
}
