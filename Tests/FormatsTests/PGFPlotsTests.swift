import Goldens
import Testing

@testable import Formats
@testable import Typesetting

/// Charts for LaTeX.
@Suite struct PGFPlotsTests {
  @Test func `the charts of the document with everything are written as recorded`() throws {
    let options = FormatOptions(decimalMark: .comma, language: .spanish)
    try Golden.check(PGFPlots(options).render(SVGTests.charts), "Formats/everything.tex.golden")
  }

  @Test(arguments: 1...60)
  func `whatever a chart holds, braces and environments are closed and numbers are numbers`(seed: Int) {
    var random = RandomDocument(seed: UInt64(seed))
    let text = PGFPlots().render([random.chart()])
    var depth = 0
    var previous: Character = " "
    for character in text {
      if character == "{", previous != "\\" { depth += 1 }
      if character == "}", previous != "\\" { depth -= 1 }
      #expect(depth >= 0)
      previous = character
    }
    #expect(depth == 0)
    for name in ["tikzpicture", "axis"] {
      let ends = ["\\begin{\(name)}", "\\end{\(name)}"].map { text.split(separator: $0).count }
      #expect(ends[0] == ends[1] && ends[0] > 1)
    }
    for pair in text.matches(of: #/[\n ]\((?:axis cs:)?([^)]*,[^)]*)\)(?= |\n)/#) where !pair.output.1.contains(" ") {
      #expect(pair.output.1.split(separator: ",").allSatisfy { Double($0)?.isFinite == true }, "\(pair.output.0)")
    }
  }

  @Test func `words are words, and what only formulas have is a formula`() {
    let text = LaTeXText(decimalMark: .point)
    #expect(text.plain("50 % & η₁₂ de ∂E") == "50 \\% \\& $\\eta_{12}$ de $\\partial$E")
    #expect(text.plain("año, ¿qué?") == "año, ¿qué?")
    #expect(text.plain("1·10⁻⁶ < W_1") == "1$\\cdot$10$^{-6}$ $<$ W\\_1")
  }

  @Test func `numbers have as many digits as a drawing shows`() {
    let axis = PlotAxis(ChartAxis(0...1))
    #expect(axis.digits(0.123456789) == "0.12346" && axis.digits(-0.0) == "0")
    #expect(PlotAxis(ChartAxis(100...100.5)).digits(100.123456789) == "100.12346")
    #expect(PlotAxis(ChartAxis(0...1e12)).digits(123_456_789_012) == "1.2346e11")
  }
}
