import Calculus
import Documents
import LessonLanguage
import Typesetting
import Verification

/// What the notes print of single numbers in one iteration, with the verdicts.
package struct PrintedEntries {
  private var items: [Entry: [Block.Item]] = [:]

  /// Nothing printed.
  package init() {}

  /// What a report says about an iteration of the lesson as it is written.
  package init(_ report: Report, at iteration: Int, in scope: Scope, _ language: Language) {
    for verdict in report.verdicts where verdict.iteration == iteration && verdict.settings.isEmpty {
      guard case .numbers(let numbers) = verdict.finding, verdict.isJudged else { continue }
      let items = VerificationItems(language, group: VerificationGroup(verdicts: [verdict]), isComplete: false)
      for number in numbers {
        guard let entry = Self.entry(verdict, number, in: scope) else { continue }
        self.items[entry, default: []].append(items.item(verdict, number))
      }
    }
  }

  /// What is printed of a number, as lines of `verify`: printed, computed, how both agree.
  package subscript(entry: Entry) -> [Block.Item] { items[entry, default: []] }

  /// The number that a printed one is; nil for one of a formula.
  private static func entry(_ verdict: Verdict, _ number: Verdict.Number, in scope: Scope) -> Entry? {
    let address = number.indices.isEmpty ? verdict.address : "\(verdict.address)[\(number.indices)]"
    guard let syntax = try? LessonParser.formula(address), let found = try? scope.resolve(written: syntax) else {
      return nil
    }
    return found.formula.asEntry
  }
}
