/// What a lesson reads besides its own text.
extension LessonSyntax {
  /// Whether it learns from images of digits.
  package var readsDigits: Bool {
    given.contains { if case .dataset = $0.body { true } else { false } }
  }

  /// The files of numbers that it names, as they stand in it.
  package var filesRead: [String] {
    given.compactMap { if case .file(let path, _) = $0.body { path } else { nil } }
  }

  /// The lines of `data`, those of loops as well.
  private var given: [StatementSyntax] {
    func statements(_ lines: [LineSyntax]) -> [StatementSyntax] {
      lines.flatMap { line in
        switch line {
        case .statement(let statement): return [statement]
        case .loop(let loop): return statements(loop.body)
        default: return []
        }
      }
    }
    return sections.filter { $0.kind == .data }.flatMap { statements($0.lines) }
  }
}
