import OperatingSystem
import Testing

@testable import LessonCommand

/// What a reader sees of a line that changes one entry, and of a comparison.
@Suite struct PartUpdatesTests {
  private static let text =
    """
    lesson part
    data
      x = [1 2]
    parameters
      W = [1 0.5; 3 0]
    forward
      h = x·W
    loss
      E = Σ h²
    update
      W[1,2] ← W[1,2] − 0.01·∂E/∂W[1,2]
      W[2,:] ← W[2,:] − 0.01·∂E/∂W[2,:]
    run
      stop after 3 iterations
    expect "sheet"
      E at end < E
      E < 0.1 at end

    """

  private static func output(_ words: [String], code: Int32 = 0, input: [String] = []) throws -> String {
    let file = try TemporaryLesson(text)
    let session = Session(words: [words[0], file.path] + words.dropFirst())
    #expect(session.code == code && session.error.isEmpty, "\(session.error)")
    return session.output
  }

  @Test func `the line is shown as it is written, of an entry with the names of entries`() throws {
    for command in ["show", "run"] {
      let shown = try Self.output([command, "--lang", "en"] + (command == "run" ? ["--trace"] : []))
      #expect(shown.contains("W[2,:] ← new(W, 1)[2,:] − 0.01·(∂E/∂W)[2,:]"), "\(shown)")
      #expect(command == "run" || shown.contains("  w₁,₂ ← w₁,₂ − 0.01·(∂E/∂w₁,₂)\n"), "\(shown)")
    }
    let facts = try Self.output(["show", "--json"])
    let line = #""name":"new(W, 1)","entries":"1,2","formula":{"text":"w₁,₂ − 0.01·(∂E/∂w₁,₂)""#
    #expect(facts.contains(line), "\(facts)")
    #expect(facts.contains(#""name":"new(W)","entries":"2,:","formula":"#))
    let markdown = try Self.output(["show", "--format", "markdown"])
    #expect(markdown.contains(#"$$ w_{1,2}\leftarrow w_{1,2}-0.01\cdot"#), "\(markdown)")
  }

  @Test func `an entry is opened by the line that changes it, and by none where none does`() throws {
    let changed = try Self.output(["why", "new(W)[1,2]", "--lang", "en"])
    #expect(changed.contains("  w₁,₂ ← w₁,₂ − 0.01·(∂E/∂w₁,₂)   update\n"), "\(changed)")
    #expect(changed.contains("new(w₁,₂) = w₁,₂ − 0.01·(∂E/∂w₁,₂) = 0.5 − 0.01·1 = 0.49\n"), "\(changed)")
    let unchanged = try Self.output(["why", "new(W)[1,1]", "--lang", "en"])
    #expect(!unchanged.contains("←") && unchanged.contains("  new(w₁,₁) = w₁,₁ = 1\n"), "\(unchanged)")
  }

  @Test func `a step puts the numbers in for the entries that change alone`() throws {
    let file = try TemporaryLesson(Self.text)
    let walked = StepDialogue(file.path + " --plain", keys: Array(repeating: "n", count: 8)).output
    #expect(walked.contains("new(w₁,₂, 1) = 0.5 − 0.01·1 = 0.49") || walked.contains("new(W[1,2], 1) = "), "\(walked)")
    #expect(!walked.contains("new(W[1,1], 1)") && !walked.contains("new(w₁,₁, 1)"), "\(walked)")
  }

  @Test func `a comparison tells both sides`() throws {
    let told = try Self.output(["verify", "--lang", "en"], code: 2)
    #expect(told.contains("✓ E (iteration 3) < E (iteration 1): "), "\(told)")
    #expect(told.contains("✗ E < 0.1 (iteration 3): does not hold: "), "\(told)")
    let facts = try Self.output(["verify", "--json"], code: 2)
    #expect(facts.contains(#""comparison":{"relation":"<","formula":{"text":"E","latex":"E"},"leftIteration":3,"#))
    #expect(facts.contains(#""result":"disagrees""#))
  }
}
