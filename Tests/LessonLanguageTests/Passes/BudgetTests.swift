import Testing

@testable import LessonLanguage

struct BudgetTests {
  @Test func `entries add up, and what is too much is refused before it is there`() throws {
    var budget = Budget()
    let range = SourceRange(line: 3, column: 1)
    try budget.take(ElaborationLimits.elements - 1, at: range)
    try budget.take(1, at: range)
    let error = #expect(throws: LocatedError.self) { try budget.take(1, at: range) }
    #expect(error?.range == range)
  }
}
