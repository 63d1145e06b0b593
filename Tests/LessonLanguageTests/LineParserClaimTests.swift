import Testing

@testable import LessonLanguage

/// `claim c6-E1`, and what may stand behind it and below it.
@Suite struct LineParserClaimTests {
  private static func claims(_ lines: String) throws -> [SectionSyntax.ClaimLines] {
    let lesson = try #require(try LessonParser.parse("lesson a\nexpect \"p. 1\"\n\(lines)\n", file: "a.lesson").first)
    return lesson.sections[0].claims
  }

  private static func error(_ lines: String) -> LessonError? {
    do {
      _ = try claims(lines)
      return nil
    } catch { return error as? LessonError }
  }

  @Test func `a claim takes the lines below it, up to the next`() throws {
    let found = try Self.claims("  z = 1\n  claim a-1\n  b = 2\n  b is c\n  claim c6-lr-4.5\n  iteration  x\n  1  2")
    #expect(found.map(\.claim.id) == ["a-1", "c6-lr-4.5"])
    #expect(found.map(\.lines.count) == [2, 1])
    #expect(found.allSatisfy { $0.claim.standing == nil })
    // Names may begin with words and numbers of the language; either minus will do.
    let names = ["is-1", "at-2", "sum-es", "2-b", "mlp-W-dims", "dE1", "a-.5"]
    #expect(try names.map { try Self.claims("  claim \($0)\n  x = 1")[0].claim.id } == names)
    #expect(try Self.claims("  claim a−b\n  x = 1")[0].claim.id == "a-b")
  }

  @Test func `what is wrong with a claim, or why no line judges it, stands behind its name`() throws {
    for standing in ClaimSyntax.Standing.allCases {
      let below = standing == .open ? "" : "\n  x = 1"
      let claim = try Self.claims("  claim a \(standing.rawValue) es \"porque sí\" en \"because\"\(below)")[0].claim
      #expect(claim.standing == standing)
      #expect(claim.reason?.localized.en == "because" && claim.reason?.localized.es == "porque sí")
    }
    // The reason of a line that is marked serves.
    let claim = try Self.claims("  claim a misprint\n  x = 1 misprint en \"slip\"\n  x = 2")[0]
    #expect(claim.claim.reason == nil && claim.lines.count == 2)
    for standing in ["study", "wording", "transcription"] {
      #expect(try Self.claims("  claim a \(standing) en \"why\"")[0].lines.isEmpty)
    }
  }

  @Test func `a quantity may be called claim`() throws {
    let lines = [
      "claim = 0.5", "claim is x", "claim[1] = 2", "claim < 3", "claim at 2 < 3", "claim - 1 = 2", "claim·sum(x) = 2",
    ]
    for line in lines {
      #expect(try Self.claims("  \(line)").isEmpty, "\(line)")
    }
  }

  @Test(arguments: [
    ("  claim", 3, 8, "expected the name of the claim"), ("  claim a_b\n  x = 1", 3, 9, "letters, digits, - and dots"),
    ("  claim \"a\"\n  x = 1", 3, 9, "letters, digits, - and dots"),
    ("  claim a/b\n  x = 1", 3, 10, "letters, digits, - and dots"),
    ("  claim a\n  claim b\n  x = 1", 3, 9, "no line below “a” checks it"),
    ("  claim a misprint en \"why\"", 3, 9, "no line below “a” checks it"),
    ("  claim a\n  x = 1\n  claim a\n  x = 2", 5, 9, "is there already, in line 3"),
    ("  claim a opne en \"why\"", 3, 11, "did you mean “open”?"), ("  claim a truly\n  x = 1", 3, 11, "misprint, "),
    ("  claim a open en \"why\"\n  x = 1", 3, 9, "either “open” or they are too many"),
    ("  claim a open", 3, 9, "the reason of “open” is missing"),
    ("  claim a wording\n  x = 1", 3, 9, "the reason of “wording” is missing"),
    ("  claim a misprint en \"why\" x\n  x = 1", 3, 29, "es “…” or en “…”"),
    ("  claim a misprint en \"why\" en \"again\"\n  x = 1", 3, 29, "appears twice"),
    ("  for k = 1 to 2\n    claim a\n    x = 1", 4, 11, "does not stand in a “for”"),
  ])
  func `what makes no sense is told where it stands`(lines: String, line: Int, column: Int, words: String) throws {
    let error = try #require(Self.error(lines), "\(lines)")
    #expect(error.range?.line == line && error.range?.column == column, "\(lines): \(error.range as Any)")
    #expect(error.message.en.contains(words), "\(lines): \(error.message.en)")
    #expect(error.message.es != error.message.en)
  }

  @Test func `a name is as long as others may be`() throws {
    let longest = String(repeating: "a", count: Limits.nameLength)
    #expect(try Self.claims("  claim \(longest)\n  x = 1")[0].claim.id == longest)
    #expect(Self.error("  claim \(longest.dropLast())-b\n  x = 1")?.message.en.contains("letters, digits") == true)
  }
}
