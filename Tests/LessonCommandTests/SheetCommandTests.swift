import Documents
import Foundation
import Goldens
import TemporaryFolders
import Testing

@testable import LessonCommand

/// `lesson sheet`: sheets to hand out, and what a LaTeX engine makes of them.
@Suite struct SheetCommandTests {
  private func sheet(_ words: [String], code: Int32 = 0) -> String {
    let session = Session(words: ["sheet"] + words + ["--out", "-"])
    #expect(session.code == code, "\(words): \(session.error)")
    return session.output
  }

  @Test func `sheets read as recorded, in both languages, without and with the key`() throws {
    let spanish = ["clase6", "--blank", "z1,dW1,E", "--lang", "es", "--decimal", "comma"]
    try Golden.check(sheet(spanish), "Commands/sheet-clase6.es.golden")
    let english = ["xor", "--start", "golden", "--blank", "Z1,A2", "--answers", "--lang", "en"]
    try Golden.check(sheet(english), "Commands/sheet-xor.en.golden")
  }

  @Test(arguments: ["es", "en"], ["point", "comma"])
  func `a LaTeX engine has nothing to complain of`(language: String, mark: String) throws {
    for words in [
      ["clase6", "--blank", "z1,dW1,E"], ["clase6", "--at", "2"], ["xor", "--at", "3"],
      ["xor", "--start", "golden", "--blank", "Z1,A2,dW1", "--decimals", "3", "--rule", "truncated"],
      ["xor-hidden", "--hidden", "12", "--blank", "Z1[1,1],dW1[1,12]"], ["softmax-ce"], ["conv-filter"],
      ["clase6", "--blank", "dW1", "--notation", "subscript"],
    ] {
      for key in [[], ["--answers"]] where !(words[0] == "conv-filter" && mark == "comma") {
        let text = sheet(words + key + ["--lang", language, "--decimal", mark])
        guard let found = try LaTeXEngine.complaints(text, needing: "exam.cls") else { return }
        #expect(found.isEmpty, "\(words + key) \(language) \(mark): \(found.prefix(5))")
      }
    }
  }

  @Test func `the key is in the file, and one line brings it`() {
    let words = ["clase6", "--blank", "E", "--lang", "es"]
    let (without, with) = (sheet(words), sheet(words + ["--answers"]))
    let lines = without.split(separator: "\n")
    let others = with.split(separator: "\n")
    #expect(lines.count == others.count)
    let differing = zip(lines, others).filter { $0 != $1 }
    #expect(differing.count == 1 && differing[0].0.hasPrefix("%\\printanswers") && differing[0].1 == "\\printanswers")
  }

  @Test func `numbers are as asked for, and two where either way will do`() {
    let words = ["clase6", "--blank", "E", "--lang", "en"]
    let either = sheet(words)
    #expect(either.contains("\\answerbox{0.2491}") && either.contains("Truncated, also right: $E=0.2490$."))
    let truncated = sheet(words + ["--rule", "truncated"])
    #expect(truncated.contains("\\answerbox{0.2490}") && !truncated.contains("also right"))
    #expect(truncated.contains("with 4 significant digits, truncated;"))
    let decimals = sheet(words + ["--decimals", "2", "--rule", "rounded"])
    #expect(decimals.contains("\\answerbox{0.25}") && decimals.contains("with 2 decimals, rounded;"))
  }

  @Test func `only what leads to the numbers is given`() {
    let text = sheet(["clase6", "--blank", "z1", "--lang", "en"])
    #expect(text.contains("W_{1}=\\begin{bmatrix}") && !text.contains("W_{2}"))
    #expect(text.contains("\\underset{2\\times 2}{W_{1}}\\cdot\\underset{2\\times 1}{x}"))
  }

  @Test func `a matrix with many columns is filled in some columns at a time, and given whole`() {
    let text = sheet(["xor-hidden", "--hidden", "12", "--blank", "dW1", "--lang", "en"])
    #expect(text.contains("dW_{1}[{:},1{..}") && text.contains("{..}12] = "))
    #expect(text.contains("\\setcounter{MaxMatrixCols}{1"))
  }

  @Test func `what a program reads is what the file asks for`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hoja.tex")
    let session = Session(words: ["sheet", "clase6", "--blank", "z1,E", "--out", path, "--json", "--lang", "es"])
    #expect(session.code == 0 && session.error.contains("pide 3 números."))
    #expect(folder.names == ["hoja.tex"])
    let object = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    let facts = object?["facts"] as? [String: Any]
    let questions = try #require(facts?["questions"] as? [[String: Any]])
    #expect(questions.map { $0["address"] as? String } == ["z1[1]", "z1[2]", "E"])
    #expect(questions[2]["right"] as? [String] == ["0.2491", "0.2490"])
    let known = Set(JSONHelp.parts.filter { $0.commands == ["sheet"] }.flatMap(\.names))
    let keys = Set(facts?.keys.map { $0 } ?? []).union(questions.flatMap { $0.keys })
    #expect(keys == known, "\(keys.symmetricDifference(known).sorted())")
  }

  @Test(arguments: [
    (["clase6"], "--out is missing"), (["clase6", "--out", "x.pdf"], "the name ends in .tex"),
    (["clase6", "--blank", "x", "--out", "x.tex"], "is given: there is nothing to compute"),
    (["clase6", "--blank", "q9", "--out", "x.tex"], "q9"),
    (["clase6", "--blank", "z1[7]", "--out", "x.tex"], "--blank"),
    (["clase6", "--blank", "", "--out", "x.tex"], "No number is asked for"),
    (["clase6", "--digits", "3", "--decimals", "2", "--out", "x.tex"], "cannot be combined"),
    (["clase6", "--digits", "0", "--out", "x.tex"], "--digits"),
    (["clase6", "--rule", "up", "--out", "x.tex"], "truncated"),
    (["clase6", "--at", "0", "--out", "x.tex"], "--at"),
  ])
  func `what makes no sheet is told, and no file is left`(words: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let placed = words.map { $0.hasPrefix("x.") ? folder.path($0) : $0 }
    let session = Session(words: ["sheet"] + placed)
    #expect(session.code == 64 && session.error.contains(message), "\(words): \(session.code) \(session.error)")
    #expect(session.output.isEmpty && folder.names.isEmpty)
  }

  @Test func `a lesson is never written over, nor a sheet made of more numbers than it has room for`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.tex")
    let lesson = "lesson a\ndata\n  x = 1\nforward\n  z = 2·x\n"
    _ = try folder.write(Array(lesson.utf8), to: "a.tex")
    #expect(Session(words: ["sheet", path, "--out", path]).code == 64)
    #expect(try folder.text("a.tex") == lesson)
    let large = Session(words: [
      "sheet", "mnist", "--blank", "dW3[1,1]", "--out", folder.path("b.tex"), "--epochs", "1",
    ])
    #expect(large.code == 1 && large.error.contains("would have to be given"), "\(large.error)")
    #expect(folder.names == ["a.tex"])
  }

  /// Names and titles that would mean something to LaTeX.
  @Test func `no text of a lesson means anything to LaTeX`() throws {
    let folder = try TemporaryFolder()
    let lesson = """
      lesson a
        es "50 % de \\\\input{x} & $y$ #1 ^ ~ _ { } — «ñ» ж"
        en "50 % of \\\\input{x} & $y$ #1 ^ ~ _ { } — “ñ” ж"
      data
        x_año = 3 es "dato_1 & 100 %" en "datum_1 & 100 %"
      forward
        z = 2·x_año es "\\\\end{document}" en "\\\\end{document}"
      """
    let path = try folder.write(Array((lesson + "\n").utf8), to: "a.lesson")
    let text = sheet([path, "--answers", "--lang", "es"])
    #expect(text.components(separatedBy: "\\end{document}").count == 2 && !text.contains("\\input{"))
    guard let found = try LaTeXEngine.complaints(text, needing: "exam.cls") else { return }
    #expect(found.isEmpty, "\(found.prefix(5))")
  }
}
