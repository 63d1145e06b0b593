import LessonLanguage
import Testing
import Verification

@testable import Exercises

/// The text of a variant: the lesson's own, with other numbers, and without what holds for those of the lesson alone.
@Suite struct VariantTextTests {
  private static let page = """
    # Two lessons in a file.
    lesson other
    data
      x = 0.5

    # The second.
    lesson page
      es "Una \\"página\\""   # a title
      source "notes.txt"
      en "A page"
      examples in columns

    settings
      η = 0.5  as lr   es "paso"  # a rate
    data
      x = [0.4;
           −0.25]      es "datos"
    parameters
      W (2×2) = [[0.1, 0.3],
                 [0.2, 0.4]]  es "pesos"
      b (2×1) = 0.2  es "sesgo"
    forward
      a = σ(W·x + b)
    loss
      E = ½·Σ a²
    backward
      δ = a ⊙ a ⊙ (1 − a)  is ∂E/∂b
    update
      b ← b − η·Σ δ

    expect "notes.txt, l. 1"
      a = [0.5; 0.5]

    exercise
      blank a, E

    expect "notes.txt, l. 2"
      claim first
      shape(W) = 2×2
      E = 0.3
      claim second
      new(E) < E
      δ is a² ⊙ (1 − a)
      iteration b[1]
      1 0.2
      2 0.1

    note
      es "Fin."

    study rates
      vary lr = 0.1, 0.5
      seeds 2
      solved once E < 0.01
      holds when share > 0.5 with lr = 0.5

    compare lr = 0.1, 0.5

    lesson last
    data
      x = 1

    """

  private func variant() throws -> Variant {
    try Drawings.written(Self.page, named: "page").variant(VariantNumber(1), seed: 4)
  }

  @Test func `only numbers, the name and the titles change, and a note is added`() throws {
    let variant = try variant()
    let lines = variant.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "lesson page-4-01")
    #expect(
      lines.contains("  es \"Una \\\"página\\\" (variante 01)\"") && lines.contains("  en \"A page (variant 01)\""))
    #expect(!variant.text.contains("lesson other") && !variant.text.contains("lesson last"))
    #expect(variant.text.contains("source \"notes.txt\"") && variant.text.contains("examples in columns"))
    #expect(variant.text.contains("exercise\n  blank a, E\n"))
    #expect(variant.text.contains("compare lr = 0.1, 0.5") && variant.text.contains("Fin."))
    #expect(variant.text.contains("Variant 01 of “page”, seed 4. Other numbers stand for: η, x, W, b."))
    let own = Self.page.split(separator: "\n").map(String.init)
    // A line that has no number of its own is there as it was.
    for kept in ["  a = σ(W·x + b)", "  b ← b − η·Σ δ", "  shape(W) = 2×2", "  δ is a² ⊙ (1 − a)"] {
      #expect(own.contains(kept) && lines.contains(kept), "\(kept)")
    }
  }

  @Test func `numbers on several lines are written in their places, and what follows stays in its column`() throws {
    let variant = try variant()
    let numbers = Dictionary(uniqueKeysWithValues: variant.values.map { ($0.name, $0.digits) })
    let (x, w) = (try #require(numbers["x"]), try #require(numbers["W"]))
    #expect(variant.text.contains("  x = [\(x[0]);\n       \(x[1])]"))
    #expect(variant.text.contains("[[\(w[0]), \(w[1])],\n             [\(w[2]), \(w[3])]]  es \"pesos\""))
    func column(of words: String, in text: String) -> Int? {
      text.split(separator: "\n").first { $0.contains(words) }.flatMap { line in
        line.firstRange(of: words).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
      }
    }
    #expect(column(of: "es \"datos\"", in: variant.text) == column(of: "es \"datos\"", in: Self.page))
    #expect(variant.text.contains("es \"paso\"  # a rate"))
    let program = try variant.lesson.program().program
    #expect(program.parameters.first?.shape == program.quantities.first { $0.name == "W" }?.shape)
  }

  @Test func `printed numbers, statements and what studies have to find are left out, and what holds is right`() throws
  {
    let variant = try variant()
    for gone in ["l. 1", "claim", "E = 0.3", "new(E)", "iteration b", "study rates", "share"] {
      #expect(!variant.text.contains(gone), "\(gone)")
    }
    let report = try Verifier(variant.lesson.syntax, source: variant.lesson.source).verify()
    #expect(report.isRight && report.verdicts.count == 2 && report.gradients.count == 1)
  }

  @Test func `a variant can be varied again, and a lesson without a title gets one`() throws {
    let text = "lesson small\ndata\n  x = 0.5\nforward\n  y = x·0.3\n"
    let first = try Drawings.written(text).variant(VariantNumber(2))
    #expect(first.text.hasPrefix("lesson small-1-02\n  es \"small (variante 02)\"\n  en \"small (variant 02)\"\n"))
    let second = try Drawings.written(first.text).variant(VariantNumber(3))
    #expect(second.name == "small-1-02-1-03" && second.lesson.syntax.title?.en == "small (variant 02) (variant 03)")
  }
}
