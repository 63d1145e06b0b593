import Testing

@testable import Formats
@testable import Typesetting

/// Documents as files of LaTeX.
@Suite struct LaTeXTests {
  private func latex(_ blocks: Block...) -> String { LaTeX().render(Document(blocks)) }

  @Test func `no character of a text means anything to LaTeX`() {
    let text = latex(.paragraph("50 % & $a$ #1 {x} \\y ^ ~ _ --lr"))
    #expect(
      text.contains(
        "50 \\% \\& \\$a\\$ \\#1 \\{x\\} \\textbackslash{}y \\textasciicircum{} \\textasciitilde{} \\_ \\mbox{-{}-}lr\n"
      ))
    #expect(
      latex(.paragraph(Text([.code("a--b 'c'")]))).contains(
        "\\texttt{a-{}-b\\ \\textquotesingle{}c\\textquotesingle{}}"))
  }

  @Test func `every character is one that pdflatex knows`() {
    let text = latex(.paragraph("ж\u{1F600}─ ñ ¿«η»? \u{202E}"), .verbatim("δ → ж"))
    let others = text.filter { !$0.isASCII }
    #expect(others == "ñ¿«»", "\(others)")
    #expect(
      text.contains("$\\eta$") && text.contains("$\\delta$") && text.contains("$\\rightarrow$")
        || text.contains("$\\to$"))
  }

  @Test func `packages are named where they are needed`() {
    #expect(!latex(.paragraph("a")).contains("pgfplots") && !latex(.paragraph("a")).contains("booktabs"))
    let table = Block.table(Table(headings: ["a"], alignments: [.left], rows: [["b"]]))
    #expect(latex(table).contains("\\usepackage{booktabs}") && !latex(table).contains("longtable"))
    let long = Block.table(Table(headings: ["a"], alignments: [.left], rows: Array(repeating: ["b"], count: 50)))
    #expect(latex(long).contains("\\usepackage{longtable}"))
  }

  @Test func `a matrix of more than ten columns says so beforehand`() {
    func wide(_ columns: Int) -> String {
      latex(.formula(.matrix([(0..<columns).map { .number("\($0)") }]), remark: ""))
    }
    #expect(!wide(10).contains("MaxMatrixCols") && wide(11).contains("\\setcounter{MaxMatrixCols}{11}"))
  }

  @Test func `rows that begin like an argument of the line before are told apart from it`() {
    let table = Table(headings: [], alignments: [.left], rows: [["a"], ["[2]"], ["*"]])
    #expect(latex(.table(table)).contains("{}[2] \\\\\n{}* \\\\"))
  }

  @Test func `a long formula is parted before its relations and sums`() {
    let text = LaTeXMath().display(EverythingDocument.substitution, width: 78)
    #expect(text.hasPrefix("\\begin{aligned} \\hat{y} &=") && text.contains("\\\\ &\\quad{}+"))
    #expect(
      LaTeXMath().display(EverythingDocument.deltaHidden, width: 78) == LaTeXMath().text(EverythingDocument.deltaHidden)
    )
  }

  @Test func `shapes are products, and a transpose beside them hangs no higher`() {
    let name = MathText.under(.identifier("W"), remark: .words("2×3"))
    #expect(LaTeXMath().text(name) == "\\underset{2\\times 3}{W}")
    #expect(
      LaTeXMath().text(.scripts(name, below: nil, above: .words("T"))) == "\\underset{2\\times 3}{W}{}^{\\top}")
  }

  @Test func `what is set further in is a list, and never deeper than LaTeX nests them`() {
    var block = Block.paragraph("a")
    for _ in 1...12 { block = .indented([block]) }
    #expect(latex(block).split(separator: "\n").count { $0.hasPrefix("\\begin{list}") } == 3)
  }

  @Test(arguments: 1...60)
  func `environments are closed, whatever a document holds`(seed: Int) {
    var random = RandomDocument(seed: UInt64(seed))
    let text = LaTeX().render(random.document())
    for name in ["document", "list", "itemize", "tabular", "longtable", "lrbox", "aligned", "tikzpicture"] {
      let begun = text.split(separator: "\\begin{\(name)}", omittingEmptySubsequences: false).count
      #expect(begun == text.split(separator: "\\end{\(name)}", omittingEmptySubsequences: false).count, "\(name)")
    }
  }
}
