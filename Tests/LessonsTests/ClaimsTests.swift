import Foundation
import LessonLanguage
import Lessons
import Testing

/// Every statement of the notes stands under its name in a file of `Fixtures/Claims`.
@Suite struct ClaimsTests {
  /// A statement of the notes, from `Fixtures/Reference/claims.txt`.
  private struct Statement {
    let id, kind, document, line: String
    /// `misprint`, `transcription`, `wording`, `open` or `-`.
    let standing: String

    init?(_ text: Substring) {
      let words = text.split(separator: " ").map(String.init)
      guard !text.hasPrefix("#"), words.count == 5 else { return nil }
      (id, kind, document, line, standing) = (words[0], words[1], words[2], words[3], words[4])
    }
  }

  private static func statements() throws -> [Statement] {
    let file = CatalogueTests.root.appending(path: "Fixtures/Reference/claims.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap(Statement.init)
  }

  /// The claims of a lesson's files, each with the place of its heading and its lines.
  private static func claims(
    _ name: String
  ) throws -> [(place: String, claim: ClaimSyntax, lines: [ExpectSyntax])] {
    try BuiltIn.claims(name).flatMap { file in
      file.lesson.sections.flatMap { section -> [(place: String, claim: ClaimSyntax, lines: [ExpectSyntax])] in
        guard case .expect(let place, _) = section.kind else { return [] }
        return section.claims.map { (place, $0.claim, $0.lines) }
      }
    }
  }

  @Test func `the notes make 495 statements`() throws {
    let statements = try Self.statements()
    #expect(statements.count == 495)
    #expect(Set(statements.map(\.id)).count == 495)
    let errata = Dictionary(grouping: statements, by: \.standing).mapValues(\.count)
    #expect(errata == ["misprint": 40, "transcription": 30, "wording": 17, "open": 49, "-": 359])
  }

  @Test func `every statement stands in a file`() throws {
    let found = Set(try BuiltIn.names.flatMap { try Self.claims($0).map(\.claim.id) })
    let missing = try Self.statements().map(\.id).filter { !found.contains($0) }
    #expect(missing == [])
  }

  @Test(arguments: BuiltIn.names) func `each is one of the notes, at its line, and as right or wrong as they are`(
    name: String
  ) throws {
    let known = Dictionary(uniqueKeysWithValues: try Self.statements().map { ($0.id, $0) })
    for (place, claim, lines) in try Self.claims(name) {
      guard let statement = known[claim.id] else {
        Issue.record("\(claim.id) is no statement of the notes")
        continue
      }
      #expect(place.hasPrefix("\(statement.document), "), "\(claim.id): \(place)")
      #expect(place.hasSuffix(" (l.\(statement.line))"), "\(claim.id): \(place)")
      let erratum = claim.standing.flatMap { $0.isErratum ? $0.rawValue : nil }
      #expect(erratum ?? "-" == (statement.standing == "open" ? "-" : statement.standing), "\(claim.id)")
      if erratum == nil { #expect(!lines.contains { $0.isMisprint }, "\(claim.id)") }
      // What is marked as wrong has the right side beside it.
      if lines.contains(where: { $0.isMisprint }) { #expect(!lines.allSatisfy { $0.isMisprint }, "\(claim.id)") }
      // Numbers, shapes, counts and formulas are judged.
      if claim.standing == .open, statement.kind != "qualitative" {
        #expect(statement.standing == "open", "\(claim.id) can be checked")
      }
    }
  }
}
