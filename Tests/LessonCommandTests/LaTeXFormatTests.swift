import Foundation
import TemporaryFolders
import Testing

@testable import LessonCommand

/// `--format latex`: every document is a file that a LaTeX engine makes a PDF of.
@Suite struct LaTeXFormatTests {
  @Test(arguments: [
    ["show", "xor"], ["show", "notation"], ["run", "clase6", "--trace"], ["run", "xor", "--iterations", "30"],
    ["why", "clase6", "dW1[1,1]", "--depth", "6"], ["why", "softmax-ce", "J"], ["verify", "clase6"],
    ["verify", "clase6", "xor"], ["derive", "x^2·sin(x)"], ["list"], ["doctor", "clase6"],
    ["compare", "xor", "--lr", "0.5", "--lr", "10", "--iterations", "20"], ["help", "language"], ["help", "json"],
    ["show", "conv-filter"], ["run", "optimizers", "--iterations", "20"],
  ])
  func `each command writes one file, with nothing to complain of`(words: [String]) throws {
    for (language, mark) in [("es", "comma"), ("en", "point")] {
      let session = Session(words: words + ["--format", "latex", "--lang", language, "--decimal", mark])
      #expect([0, 2].contains(session.code), "\(words): \(session.error)")
      for once in ["\\documentclass", "\\begin{document}", "\\end{document}"] {
        #expect(session.output.components(separatedBy: once).count == 2, "\(words) \(once)")
      }
      guard let found = try LaTeXEngine.complaints(session.output) else { return }
      #expect(found.isEmpty, "\(words) \(language): \(found.prefix(5))")
    }
  }

  @Test func `what came before an error stands`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("lesson b\nforward\n  z = q\n".utf8), to: "b.lesson")
    let session = Session(words: ["verify", "clase6", path, "--format", "latex"])
    #expect(session.code != 0 && session.output.hasSuffix("\\end{document}\n"))
  }
}
