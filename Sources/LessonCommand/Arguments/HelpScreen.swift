import Typesetting

/// The help of a command as text, laid out as Swift's tools do, in both languages.
package struct HelpScreen {
  /// A command as a list of commands shows it.
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let summary: Localized

    /// A name and its summary.
    package init(_ name: String, _ summary: Localized) {
      self.name = name
      self.summary = summary
    }
  }

  private let name: String
  private let declaration: Declaration
  private let overview: Localized
  private let entries: [(title: Localized, entries: [Entry])]
  private let language: Language
  private let width: Int

  /// The help of the command called `name` (`lesson run`, or `lesson` itself with the lists of its commands).
  package init(
    name: String, overview: Localized, declaration: Declaration,
    entries: [(title: Localized, entries: [Entry])] = [], language: Language, width: Int
  ) {
    self.name = name
    self.overview = declaration.overview ?? overview
    self.declaration = declaration.adding(CommonOptions.all)
    self.entries = entries
    self.language = language
    self.width = max(width, 40)
  }

  private static let labelColumn = 26

  /// The whole screen, with a line end at its end.
  package var text: String {
    var blocks: [[String]] = []
    let title = Localized(es: "DESCRIPCIÓN: ", en: "OVERVIEW: ")[language]
    blocks.append(Self.wrap(title + overview[language], width: width, indent: 0))
    if !declaration.examples.isEmpty { blocks.append(examples) }
    let usageTitle = Localized(es: "USO:", en: "USAGE:")[language]
    blocks.append(usage(under: usageTitle))
    if !declaration.arguments.isEmpty {
      let rows = declaration.arguments.map { ("<\($0.name[language])>", $0.help[language]) }
      blocks.append(section(Localized(es: "ARGUMENTOS", en: "ARGUMENTS"), rows))
    }
    for title in sections {
      let options = declaration.options.filter { $0.section == title }
      blocks.append(
        section(title ?? Localized(es: "OPCIONES", en: "OPTIONS"), options.map { (label(of: $0), description(of: $0)) })
      )
    }
    for list in entries where !list.entries.isEmpty {
      blocks.append(section(list.title, list.entries.map { ($0.name, $0.summary[language]) }))
    }
    for paragraph in declaration.discussion {
      blocks.append(
        paragraph[language].split(separator: "\n", omittingEmptySubsequences: false)
          .flatMap { Self.wrap(String($0), width: width, indent: 0) })
    }
    if !entries.isEmpty {
      blocks.append([
        Localized(
          es: "  '\(name) help <orden>' da la ayuda de cada una.",
          en: "  See '\(name) help <command>' for detailed help.")[language]
      ])
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// `USAGE: lesson run [--lr <lr>] <lesson>`, in lines that keep each part whole.
  package func usage(under title: String) -> [String] {
    Self.fill([title] + usageParts, width: width, indent: 0, hanging: 4)
  }

  /// The parts of the usage, each to be kept on one line.
  private var usageParts: [String] {
    var parts = [name]
    // Those that every command takes are left to the list below.
    let options = declaration.options.filter { !CommonOptions.all.contains($0) }
    // With many options the line would say less, not more.
    if options.count + declaration.arguments.count > 12 || !entries.isEmpty {
      parts.append(Localized(es: "[<opciones>]", en: "[<options>]")[language])
    } else {
      parts += options.map { "[\($0.synopsis[language])]" + ($0.isRepeatable ? "..." : "") }
    }
    parts += declaration.arguments.map { argument in
      let name = "<\(argument.name[language])>" + (argument.isRepeatable ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    if !entries.isEmpty { parts.append(Localized(es: "<orden>", en: "<command>")[language]) }
    return parts
  }

  private var examples: [String] {
    var lines = [Localized(es: "EJEMPLOS:", en: "EXAMPLES:")[language]]
    let column = (declaration.examples.map { $0.line.count }.max() ?? 0) + 4
    for example in declaration.examples {
      lines += Self.row(example.line, example.meaning[language], column: min(column, 48), width: width)
    }
    return lines
  }

  /// The titles of the parts with options, the command's own first.
  private var sections: [Localized?] {
    var titles: [Localized?] = []
    for option in declaration.options where option.section != nil && !titles.contains(option.section) {
      titles.append(option.section)
    }
    return titles + [nil]
  }

  private func section(_ title: Localized, _ rows: [(String, String)]) -> [String] {
    [title[language] + ":"] + rows.flatMap { Self.row($0.0, $0.1, column: Self.labelColumn, width: width) }
  }

  private func label(of option: Option) -> String {
    let names = option.spellings.joined(separator: ", ")
    return option.value.map { names + " <\($0.name[language])>" } ?? names
  }

  private func description(of option: Option) -> String {
    var notes: [String] = []
    if let choices = option.value?.choices, !choices.isEmpty {
      notes.append(Localized(es: "valores: ", en: "values: ")[language] + choices.joined(separator: ", "))
    }
    let start = Localized(es: "por omisión: ", en: "default: ")
    if let usual = option.value?.usual { notes.append(start[language] + usual) }
    if option.isRepeatable { notes.append(Localized(es: "se puede repetir", en: "may be repeated")[language]) }
    let help = option.help[language]
    return notes.isEmpty ? help : help + " (\(notes.joined(separator: "; ")))"
  }

  // MARK: Layout

  /// A label and its text in a column of its own; a label too long for its column has the text below it.
  static func row(_ label: String, _ text: String, column: Int, width: Int) -> [String] {
    let column = min(column, width / 2)
    let wrapped = wrap(text, width: width, indent: column)
    guard label.count + 2 < column else { return ["  " + label] + wrapped }
    let first = "  " + label + String(repeating: " ", count: column - label.count - 2)
    guard let start = wrapped.first else { return ["  " + label] }
    return [first + start.dropFirst(column)] + wrapped.dropFirst()
  }

  /// A text in lines of at most `width`, each `indent` blanks in.
  static func wrap(_ text: String, width: Int, indent: Int) -> [String] {
    fill(text.split(separator: " ").map(String.init), width: width, indent: indent, hanging: 0)
  }

  /// Pieces in lines of at most `width`, each `indent` blanks in, all but the first `hanging` more.
  private static func fill(_ pieces: [String], width: Int, indent: Int, hanging: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    func margin() -> Int { indent + (lines.isEmpty ? 0 : hanging) }
    for piece in pieces {
      if !line.isEmpty, margin() + line.count + 1 + piece.count > width {
        lines.append(String(repeating: " ", count: margin()) + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + piece
    }
    if !line.isEmpty { lines.append(String(repeating: " ", count: margin()) + line) }
    return lines
  }
}
