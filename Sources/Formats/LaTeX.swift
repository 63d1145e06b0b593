import Typesetting

/// A document as a file of LaTeX, for pdflatex and its kin.
package struct LaTeX: Sendable {
  private let options: FormatOptions
  private let math: LaTeXMath
  private let inline: LaTeXText
  private let tables: LaTeXTables

  /// A format with these choices; a terminal's width and colours are not used.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
    math = LaTeXMath(decimalMark: options.decimalMark, isForEngine: true)
    inline = LaTeXText(decimalMark: options.decimalMark, setsCode: true)
    tables = LaTeXTables(inline)
  }

  /// Characters of a formula, or of text, on a line.
  package static let lineLength = 78

  /// LaTeX is told how many columns a matrix has; more do not fit on a line.
  private static let columnLimit = 16

  /// How often something is set further in: LaTeX nests lists six times.
  private static let mostLevels = 3

  /// The whole document, ending with a line end unless it is empty.
  package func render(_ document: Document) -> String {
    guard !document.blocks.isEmpty else { return "" }
    let text = lines(document.blocks)
    let preamble = LaTeXPreamble(options.language).lines("[11pt]{article}", for: text)
    return file(preamble, text)
  }

  /// A file with what stands before its text and the text.
  package func file(_ preamble: [String], _ text: [String]) -> String {
    (preamble + ["\\begin{document}"] + text + ["\\end{document}"]).map { Self.set($0) + "\n" }.joined()
  }

  /// Running text on one line.
  package func words(_ text: Text) -> String { inline.text(text, width: Self.lineLength * 2 / 3) }

  /// A formula on lines of its own, as a paragraph.
  package func display(_ formula: MathText, width: Int = lineLength) -> String {
    "\\formula{" + math.display(formula, width: width) + "}"
  }

  /// The lines of blocks, for a file that begins with `LaTeXPreamble`.
  ///
  /// - Parameter width: how many characters of a formula fit on a line.
  package func lines(_ blocks: [Block], width: Int = lineLength) -> [String] { lines(blocks, level: 0, width) }

  private func lines(_ blocks: [Block], level: Int, _ width: Int) -> [String] {
    var lines: [String] = []
    for block in blocks {
      let next = self.lines(block, level: level, width)
      // A formula is a paragraph by itself.
      if !lines.isEmpty, next.first?.hasPrefix("\\formula") == false { lines.append("") }
      lines += next
    }
    return lines
  }

  private func lines(_ block: Block, level: Int, _ width: Int) -> [String] {
    switch block {
    case .heading(let rank, let text):
      let names = ["section", "subsection", "subsubsection"]
      // Within a list there are no sections.
      guard level == 0, names.indices.contains(rank - 1) else { return ["\\textbf{\(words(text))}\\par"] }
      return ["\\\(names[rank - 1])*{\(words(text))}"]
    case .paragraph(let text): return [words(text)]
    case .formula(let formula, let remark): return lines(formula, remark: remark, width)
    case .matrix(let matrix):
      return math.equations(matrix, columns: Self.columnLimit, options.language).map { "\\formula{\($0)}" }
    case .table(let table): return tables.lines(table)
    case .chart(let chart):
      return ["\\begin{lrbox}{\\fittedbox}"] + PGFPlots(options).picture(chart)
        + ["\\end{lrbox}", "\\begin{center}\\putfitted\\end{center}"]
    case .list(let items):
      guard !items.isEmpty else { return [] }
      return ["\\begin{itemize}"] + items.map(line) + ["\\end{itemize}"]
    case .verbatim(let text): return lines(verbatim: text)
    case .factors(let factors): return lines(factors.lines, level: level, width)
    case .indented(let blocks):
      let inner = lines(blocks, level: level + 1, width - 3)
      guard level < Self.mostLevels, !inner.isEmpty else { return inner }
      return ["\\begin{list}{}{\\leftmargin=1.2em}\\item\\relax"] + inner + ["\\end{list}"]
    }
  }

  /// A formula with its remark to the right, or below where there is no room.
  private func lines(_ formula: MathText, remark: Text, _ width: Int) -> [String] {
    guard !remark.isEmpty else { return [display(formula, width: width)] }
    let both = LaTeXMath.breadth(formula) + TextLayout(options: options, glyphs: .unicode).line(remark).width
    if both + 4 <= width {
      return ["\\formula{" + math.text(formula) + " \\qquad " + math.words(remark) + "}"]
    }
    return [display(formula, width: width), "{\\small\\raggedleft " + words(remark) + "\\par}"]
  }

  private func line(_ item: Block.Item) -> String {
    let columns = item.columns.enumerated().filter { !$0.element.isEmpty }.map { place, column in
      words(Text(place < item.names.count ? item.names[place] + " " : "") + column)
    }
    let text = ([words(item.text)] + columns).joined(separator: ", ")
    // The list's own bullet stands for a remark's mark.
    if item.mark == .remark { return "  \\item {}" + text }
    return "  \\item[\(inline.plain(GlyphSet.unicode.marks[item.mark] ?? ""))] " + text
  }

  /// Lines as they are, in the letters of a typewriter.
  private func lines(verbatim text: String) -> [String] {
    let lines = text.verbatimLines.map { line -> String in
      let blanks = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
      let rest = String(line.drop { $0 == " " || $0 == "\t" })
      // Half an em is as wide as a letter.
      let indent = blanks > 0 ? "\\hspace*{\(SVG.length(Double(blanks) * 0.525))em}" : ""
      return rest.isEmpty ? "\\strut\\par" : indent + inline.code(rest) + "\\par"
    }
    return ["{\\small\\raggedright\\setlength{\\parskip}{0pt}"] + lines + ["}"]
  }

  // MARK: Characters

  /// Text in which every character is one that pdflatex knows.
  private static func set(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    return text.visible.map { character in
      if character.isASCII || known.contains(character) { return String(character) }
      return LaTeXSymbols.escaped(Transliteration.prose(String(character)))
    }.joined()
  }

  /// Letters and signs of running text that the encodings utf8 and T1 have.
  private static let known = Set(
    """
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŐőŒœŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽž\
    ¡¿«»–—‘’“”„…§¶©°ªº·£€
    """)
}
