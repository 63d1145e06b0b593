import Calculus
import LessonLanguage
import Trace
import Typesetting

/// A lesson in the order in which it is written: its notes, and between them what each phase computes.
struct LessonOrder {
  /// A part of the page.
  enum Part {
    case note(Localized)
    /// Quantities of a phase, in the order in which they run.
    case phase(Phase, [RecordedQuantity])
  }

  private(set) var parts: [Part] = []

  /// The notes and the quantities that an iteration has measured.
  init(_ syntax: LessonSyntax, _ moment: Moment) {
    let sections = syntax.sections
    var quantities: [Int: [RecordedQuantity]] = [:]
    var without: [RecordedQuantity] = []
    // What has no line of its own stands with what was computed before it in the same phase.
    var last: [Phase: Int] = [:]
    for recorded in RecordedQuantity.all(of: moment.program) where moment.isMeasured(recorded.quantity) {
      let place =
        Self.line(of: recorded, moment.program).flatMap { Self.section(at: $0, recorded.phase, sections) }
        ?? last[recorded.phase] ?? sections.firstIndex { $0.kind.phase == recorded.phase }
      if let place {
        quantities[place, default: []].append(recorded)
        last[recorded.phase] = place
      } else {
        without.append(recorded)
      }
    }
    for (place, section) in sections.enumerated() {
      if case .note(let text) = section.kind { parts.append(.note(text.localized)) }
      guard let own = quantities[place], let phase = own.first?.phase else { continue }
      parts.append(.phase(phase, own))
    }
    for recorded in without { parts.append(.phase(recorded.phase, [recorded])) }
  }

  private static func line(of recorded: RecordedQuantity, _ program: Program) -> Int? {
    program.definition(of: recorded.quantity)?.line ?? program.input(of: recorded.quantity)?.line
  }

  /// The last section of the phase that begins at or before a line.
  private static func section(at line: Int, _ phase: Phase, _ sections: [SectionSyntax]) -> Int? {
    sections.lastIndex { $0.range.line <= line && $0.kind.phase == phase }
  }

  /// What is computed, in running order.
  var quantities: [RecordedQuantity] {
    parts.flatMap { part in if case .phase(_, let quantities) = part { quantities } else { [RecordedQuantity]() } }
  }
}
