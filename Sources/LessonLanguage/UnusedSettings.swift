import Calculus
import Typesetting

/// Settings of a lesson whose name stands nowhere but on the line that gives them.
enum UnusedSettings {
  /// A remark for each.
  ///
  /// - Parameter printed: files of printed numbers, which may read settings, too.
  static func remarks(_ lesson: Lesson, printed: [SourceText]) -> [Program.Remark] {
    let settings = settings(lesson.syntax)
    guard !settings.isEmpty, let lines = try? Lexer.lines(of: lesson.source.lines) else { return [] }
    var words = Words()
    let first = lesson.syntax.nameRange.line
    for (index, line) in lines.enumerated() where line.range.line >= first {
      // The next lesson of the file.
      if index > 0, line.range.line > first, line.indent == 0, line.tokens.first?.word == "lesson" { break }
      words.read(line, isSetting: settings.contains { $0.line == line.range.line })
    }
    for source in printed {
      guard let lines = try? Lexer.lines(of: source.lines) else { return [] }
      for line in lines { words.read(line, isSetting: false) }
    }
    return settings.compactMap { setting in
      guard !setting.names.contains(where: words.have) else { return nil }
      return Program.Remark(
        line: setting.line,
        text: Localized(
          es: "el ajuste «\(setting.written)» no se usa en ninguna línea",
          en: "the setting “\(setting.written)” is not used in any line"))
    }
  }

  /// The settings whose whole name is written out, with their second names; of those of several lines, the first.
  private static func settings(_ lesson: LessonSyntax) -> [(written: String, names: [String], line: Int)] {
    var found: [(written: String, names: [String], line: Int)] = []
    for section in lesson.sections where section.kind == .settings {
      for case .statement(let statement) in section.lines {
        guard let name = statement.target.plain else { continue }
        let names = [name] + (statement.alias?.plain.map { [$0] } ?? [])
        found.append((name, names.map(Spelling.canonical), statement.range.line))
      }
    }
    return found
  }

  /// The names that stand in lines.
  private struct Words {
    private var whole: Set<String> = []
    /// What stands before an index in braces: `n` of `n{ℓ−1}`.
    private var beginnings: Set<String> = []
    private var hasOptimizers = false

    /// - Parameter isSetting: whether the line begins with a setting's name, which is then no use of it.
    mutating func read(_ line: TokenLine, isSetting: Bool) {
      for (index, token) in line.tokens.enumerated() {
        guard let word = token.word else { continue }
        if isSetting, index == 0 || line.tokens[index - 1].word == "as" { continue }
        if word == "by" { hasOptimizers = true }
        let next = line.tokens.indices.contains(index + 1) ? line.tokens[index + 1] : nil
        if next?.sign == .openBrace, next?.isApart == false {
          beginnings.insert(Spelling.canonical(word))
        } else {
          whole.insert(Spelling.canonical(word))
        }
      }
    }

    /// Whether a name stands there, or may be one with an index; an optimizer reads `lr` unasked.
    func have(_ name: String) -> Bool {
      whole.contains(name) || hasOptimizers && name == "lr" || beginnings.contains { name.hasPrefix($0) }
    }
  }
}
