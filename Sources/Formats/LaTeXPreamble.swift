import Typesetting

/// What a file of LaTeX needs before its text: for pdflatex, with packages that every installation of some size has.
package struct LaTeXPreamble: Sendable {
  private let language: Language

  package init(_ language: Language) { self.language = language }

  /// The lines up to the beginning of the text, for the lines of the text.
  ///
  /// - Parameters:
  ///   - kind: the class and its options: `[11pt]{article}`.
  ///   - own: what the file needs besides.
  package func lines(_ kind: String, for text: [String], own: [String] = []) -> [String] {
    var lines = [
      "\\documentclass\(kind)", "\\usepackage[utf8]{inputenc}", "\\usepackage[T1]{fontenc}", "\\usepackage{textcomp}",
      "\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}",
      // In Spanish a point among digits stays a point, and a quotation mark means nothing.
      language == .spanish
        ? "\\usepackage[spanish,es-nodecimaldot,es-noshorthands,es-tabla]{babel}" : "\\usepackage[english]{babel}",
      "\\usepackage[a4paper,margin=2.2cm]{geometry}", "\\usepackage{amsmath}", "\\usepackage{amssymb}",
      "\\usepackage{graphicx}",
    ]
    func uses(_ piece: String) -> Bool { text.contains { $0.parts(separatedBy: piece).count > 1 } }
    if uses("\\arraybackslash") { lines.append("\\usepackage{array}") }
    if uses("\\toprule") { lines.append("\\usepackage{booktabs}") }
    if uses("\\begin{longtable}") { lines.append("\\usepackage{longtable}") }
    if uses("\\begin{tikzpicture}") {
      lines += ["\\usepackage{pgfplots}", "\\usetikzlibrary{patterns}", "\\pgfplotsset{compat=1.16}"]
    }
    let columns = Self.columns(text)
    // Beyond these amsmath breaks a matrix off.
    if columns > 10 { lines.append("\\setcounter{MaxMatrixCols}{\(columns)}") }
    return lines + Self.fitting + own
  }

  /// Formulas begin at the left, and what is wider than a line is made as wide as one.
  private static let fitting = [
    "\\setlength{\\parindent}{0pt}", "\\setlength{\\parskip}{4pt plus 2pt}",
    "\\emergencystretch=3em", "\\newsavebox{\\fittedbox}",
    "\\newcommand{\\putfitted}{\\ifdim\\wd\\fittedbox>\\dimexpr\\linewidth-1.5em\\relax",
    "  \\resizebox{\\dimexpr\\linewidth-1.5em\\relax}{!}{\\usebox{\\fittedbox}}\\else\\usebox{\\fittedbox}\\fi}",
    "\\makeatletter\\@beginparpenalty=10000\\makeatother", "\\raggedbottom",
    // Tall formulas stay apart.
    "\\lineskip=3pt\\lineskiplimit=2pt",
    "\\newcommand{\\fitted}[1]{\\sbox{\\fittedbox}{$\\displaystyle #1$}\\putfitted}",
    "\\newcommand{\\formula}[1]{\\par\\hspace*{1.2em}\\fitted{#1}\\par}",
  ]

  /// How many columns the widest matrix has at most.
  private static func columns(_ text: [String]) -> Int {
    var columns = 1
    for line in text where line.parts(separatedBy: "\\begin{bmatrix}").count > 1 {
      for row in line.parts(separatedBy: "\\\\") { columns = max(columns, row.count { $0 == "&" } + 1) }
    }
    return columns
  }
}
