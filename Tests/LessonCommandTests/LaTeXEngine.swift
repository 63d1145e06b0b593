import Foundation
import TemporaryFolders

/// pdflatex, where it is installed.
enum LaTeXEngine {
  /// What there is to complain of in a file once its references are settled: errors, warnings and boxes that are too
  /// full; nil, and said so, where there is no engine or it has not the class that is needed.
  static func complaints(_ text: String, needing file: String = "article.cls") throws -> [String]? {
    guard try has(file) else {
      print("SKIPPED: there is no pdflatex with \(file) here (texlive-latex-extra, texlive-lang-spanish)")
      return nil
    }
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(text.utf8), to: "x.tex")
    // Points, pages and the columns of long tables are known after a pass or two.
    for pass in 1...3 {
      let result = try run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "x.tex"], in: folder)
      let lines = result.split(separator: "\n").map(String.init)
      let errors = lines.filter { $0.hasPrefix("!") || $0.hasPrefix("l.") }
      guard errors.isEmpty else { return errors }
      guard pass == 3 else { continue }
      var found = lines.filter { line in
        ["Overfull", "Missing character"].contains(where: line.hasPrefix) || line.contains("Warning:")
      }
      if !FileManager.default.fileExists(atPath: folder.path("x.pdf")) { found.append("no x.pdf") }
      return found
    }
    return []
  }

  /// Whether there is an engine that has a file.
  private static func has(_ file: String) throws -> Bool {
    let folder = try TemporaryFolder()
    return try run(["which", "pdflatex"], in: folder).contains("pdflatex")
      && ["babel.sty", "spanish.ldf", "pgfplots.sty", "booktabs.sty", file].allSatisfy { name in
        try run(["kpsewhich", name], in: folder).contains(name)
      }
  }

  private static func run(_ words: [String], in folder: TemporaryFolder) throws -> String {
    var environment = ProcessInfo.processInfo.environment
    // A line of the log is one line.
    environment["max_print_line"] = "10000"
    return try Running(
      program: "/usr/bin/env", words, environment: environment, input: "", folder: folder.url.path
    ).finish().output
  }
}
