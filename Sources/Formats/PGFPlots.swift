import Typesetting

/// Charts for LaTeX with the package pgfplots: a file that makes a page of its own, and that a document may `\input`.
package struct PGFPlots: Sendable {
  private let options: FormatOptions
  private let words: LaTeXText

  /// A format with these choices; the width and colour of a terminal are not used.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
    words = LaTeXText(decimalMark: options.decimalMark)
  }

  /// A file with a picture for each chart, one below the other.
  package func render(_ charts: [Chart]) -> String {
    let pictures = charts.map { picture($0).joined(separator: "\n") + "\n" }
    return opening + pictures.joined(separator: "\n") + closing
  }

  /// The lines of one picture, for a document with the package pgfplots and the library patterns.
  func picture(_ chart: Chart) -> [String] { lines(Plot(chart, options)) }

  /// Alone the file is a document; after another one's `\begin{document}` the packages are already there.
  private var opening: String {
    let comment = Localized(
      es: """
        % Por sí solo: pdflatex. En otro documento: \\usepackage{pgfplots} y \\usetikzlibrary{patterns}, después \\input.
        """,
      en: """
        % By itself: pdflatex. In a document: \\usepackage{pgfplots} and \\usetikzlibrary{patterns}, then \\input.
        """)
    return comment[options.language] + """

      \\expandafter\\ifx\\csname @nodocument\\endcsname\\relax
        \\let\\lessonend\\relax
      \\else
        \\def\\lessonend{\\end{document}}
        \\IfFileExists{standalone.cls}%
          {\\documentclass[multi=tikzpicture,border=4pt]{standalone}}{\\documentclass{article}\\usepackage[margin=2cm]{geometry}\\pagestyle{empty}\\parindent0pt}
        \\usepackage[T1]{fontenc}
        \\usepackage{amsmath}
        \\usepackage{pgfplots}
        \\usetikzlibrary{patterns}
        \\pgfplotsset{compat=1.16}
        \\begin{document}
      \\fi

      """
  }

  private var closing: String { "\\lessonend\n" }

  private func lines(_ plot: Plot) -> [String] {
    ["\\begin{tikzpicture}"] + colours(plot) + ["\\begin{axis}["] + axis(plot).map { "  " + $0 + "," } + ["]"]
      + plot.items.flatMap { lines($0, plot) } + plot.legend.flatMap(lines) + ["\\end{axis}"]
      + notes(plot) + ["\\end{tikzpicture}"]
  }

  // MARK: Axes

  private func axis(_ plot: Plot) -> [String] {
    let width = plot.isNarrow ? 8.0 : 11.0
    let side = plot.hasAxes ? width : min(width, 7 / max(1, plot.ratio))
    var lines = [
      "scale only axis", "width=\(SVG.length(side))cm", "height=\(SVG.length(max(0.4, side * plot.ratio)))cm",
      "title={\(words.text(plot.title))}",
      "title style={align=center, text width=\(SVG.length(width))cm, font=\\bfseries}",
      "scaled ticks=false",
    ]
    if plot.isCovered { lines.append("axis on top") }
    if plot.hasAxes {
      lines += ["axis lines=left", "axis line style={-}", "tick align=outside"]
      if !plot.isCovered { lines += ["grid style={black!13}", plot.y.isOfNames ? "xmajorgrids" : "grid=major"] }
    } else {
      lines.append("axis line style={black!40}")
    }
    lines += direction("x", plot.x, plot.hasAxes) + direction("y", plot.y, plot.hasAxes)
    if !plot.legend.isEmpty {
      let below = plot.x.label.isEmpty ? (plot.hasAxes ? "0.8" : "0.2") : "1.3"
      lines.append(
        "legend style={at={(0.5,0)}, anchor=north, yshift=-\(below)cm, draw=none, fill=none, "
          + "cells={anchor=west}, column sep=4pt}")
      let letters = plot.legend.reduce(0) { $0 + format(length: $1.name) + 6 }
      lines.append("legend columns=\(letters <= (plot.isNarrow ? 44 : 60) ? -1 : 1)")
    }
    return lines
  }

  private func format(length text: Text) -> Int { TextLayout(options: options, glyphs: .unicode).line(text).width }

  private func direction(_ letter: String, _ axis: PlotAxis, _ hasMarks: Bool) -> [String] {
    var lines = [
      "\(letter)min=\(axis.digits(axis.range.lowerBound))", "\(letter)max=\(axis.digits(axis.range.upperBound))",
    ]
    if axis.isLogarithmic { lines.append("\(letter)mode=log") }
    guard hasMarks else { return lines + ["\(letter)tick=\\empty"] }
    lines.append("\(letter)tick={\(axis.ticks.map { axis.digits($0.value) }.joined(separator: ","))}")
    lines.append("\(letter)ticklabels={\(axis.ticks.map { "{\(words.text($0.label))}" }.joined(separator: ","))}")
    if axis.isOfNames { lines.append("\(letter)ticklabel style={align=right, text width=3.2cm}") }
    let label = axis.labelWithScale(options.language)
    if !label.isEmpty { lines.append("\(letter)label={\(words.text(label))}") }
    return lines
  }

  // MARK: Items

  private func lines(_ item: Plot.Item, _ plot: Plot) -> [String] {
    switch item {
    case .line(let places, let stroke):
      return ["\\addplot[forget plot, no marks, \(style(stroke))] coordinates {\(coordinates(places, plot))};"]
    case .marks(let places, let mark):
      return ["\\addplot[forget plot, only marks, \(style(mark))] coordinates {\(coordinates(places, plot))};"]
    case .cells(let cells, let fill):
      guard !cells.isEmpty else { return [] }
      let parts = cells.map { "(axis cs:\(pair($0.from, plot))) rectangle (axis cs:\(pair($0.to, plot)))" }
      let filled = "\\fill[\(colour(fill.colour))] \(parts.joined(separator: "\n  "));"
      guard let pattern = fill.pattern, case .region(let number) = fill else { return [filled] }
      let style = "pattern=\(name(pattern)), pattern color=\(colour(.series(number)))"
      return [filled, "\\fill[\(style)] \(parts.joined(separator: "\n  "));"]
    case .label(let place, let number, let side):
      let style =
        switch side {
        case .over: "fill=white, inner sep=1.5pt"
        case .left: "anchor=east"
        case .right: "anchor=west"
        }
      return ["\\node[\(style), font=\\small] at (axis cs:\(pair(place, plot))) {\(words.plain(number))};"]
    }
  }

  private func pair(_ place: Plot.Place, _ plot: Plot) -> String {
    plot.x.digits(place.x) + "," + plot.y.digits(place.y)
  }

  /// Eight places on a line of the file.
  private func coordinates(_ places: [Plot.Place], _ plot: Plot) -> String {
    var text = ""
    for (number, place) in places.enumerated() {
      text += (number % 8 == 0 ? "\n  " : " ") + "(\(pair(place, plot)))"
    }
    return text + "\n"
  }

  private func style(_ stroke: Stroke) -> String {
    let dashes = stroke.dashes.enumerated().map { ($0 % 2 == 0 ? "on " : "off ") + "\($1)bp" }
    return "\(colour(stroke.colour)), line width=\(SVG.length(stroke.width * 0.5))pt"
      + (dashes.isEmpty ? "" : ", dash pattern=" + dashes.joined(separator: " "))
  }

  private func style(_ mark: Mark) -> String {
    let form =
      switch mark.form {
      case .disc: "*"
      case .square: "square*"
      case .triangle: "triangle*"
      case .diamond: "diamond*"
      }
    let own = colour(mark.colour)
    return "mark=\(form), mark size=\(SVG.length(mark.size * 0.5))pt, "
      + "mark options={solid, draw=\(own), fill=\(mark.isOpen ? "white" : own)}"
  }

  private func name(_ pattern: Fill.Pattern) -> String {
    switch pattern {
    case .rising: "north east lines"
    case .falling: "north west lines"
    case .horizontal: "horizontal lines"
    case .vertical: "vertical lines"
    case .grid: "grid"
    case .crossed: "crosshatch"
    case .dots: "dots"
    }
  }

  // MARK: Legend

  private func lines(_ entry: Plot.Entry) -> [String] {
    var image = "empty legend"
    if let fill = entry.fill {
      image = "area legend, draw=black!40, fill=\(colour(fill.colour))"
      if let pattern = fill.pattern, case .region(let number) = fill {
        image =
          "area legend, draw=black!40, preaction={fill=\(colour(fill.colour))}, pattern=\(name(pattern)), "
          + "pattern color=\(colour(.series(number)))"
      }
    } else if let stroke = entry.stroke {
      image = style(stroke) + (entry.mark.map { ", " + style($0) } ?? ", no marks")
    } else if let mark = entry.mark {
      image = "only marks, " + style(mark)
    }
    return ["\\addlegendimage{\(image)}", "\\addlegendentry{\(words.text(entry.name))}"]
  }

  private func notes(_ plot: Plot) -> [String] {
    plot.notes.isEmpty
      ? []
      : [
        "\\node[anchor=north, align=center, text width=\(plot.isNarrow ? 8 : 11)cm, font=\\small] "
          + "at (current bounding box.south) {\(plot.notes.map { words.plain($0) }.joined(separator: " \\\\ "))};"
      ]
  }

  // MARK: Colours

  private func colour(_ colour: PlotColour) -> String { "lesson" + colour.hexadecimal }

  /// The colours that occur, each under its own name.
  private func colours(_ plot: Plot) -> [String] {
    var found: Set<String> = []
    for item in plot.items {
      switch item {
      case .line(_, let stroke): found.insert(stroke.colour.hexadecimal)
      case .marks(_, let mark): found.insert(mark.colour.hexadecimal)
      case .cells(_, let fill):
        found.insert(fill.colour.hexadecimal)
        if case .region(let number) = fill { found.insert(PlotColour.series(number).hexadecimal) }
      case .label: continue
      }
    }
    for entry in plot.legend {
      let all = [entry.stroke?.colour, entry.mark?.colour, entry.fill?.colour]
      found.formUnion(all.compactMap { $0?.hexadecimal })
    }
    return found.sorted().map { "\\definecolor{lesson\($0)}{HTML}{\($0)}" }
  }
}
