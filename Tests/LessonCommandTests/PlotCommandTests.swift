import Foundation
import Lessons
import Testing

@testable import LessonCommand

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `lesson plot`.
@Suite struct PlotCommandTests {
  /// Every kind of picture.
  private static let all = """
    lesson all
      es "Todos"  en "All"
      examples in rows
    settings
      η = 0.1 as lr
    data
      X = [0 0; 0 1; 1 0; 1 1]
      y = [0; 1; 2; 1]
    parameters
      p = [2 1.5]
    forward
      f = (p[1,1] − 0.2)^2 + 3·(p[1,2] + 0.3)^2
      Z = X·[1; −2]
    loss
      E = f
    update
      p by ∂E/∂p
    run
      stop after 30 iterations
    pictures
      curve E  es "La pérdida & lo <demás>"  en "The loss & <the rest>"
      curve tanh(u), tanh'(u) over u = −5..3  es "Dos funciones"  en "Two functions"
      path [p[1,1] p[1,2]] over f  es "El camino de η₁"  en "The way of η₁"
      surface f over p[1,1] = −2..2, p[1,2] = −1..1
      bars f, p[1,1], −3·p[1,2]  es "Barras"  en "Bars"
      points X by y  es "Los puntos"  en "The points"
      map Z over X by y
      image [0 1 2; 3 4 5]
    """

  /// Runs `plot` on a lesson of its own with the file `name` in the folder.
  private func plot(_ lesson: TemporaryLesson, _ words: String..., out name: String, lang: String = "en") -> Session {
    let file = URL(filePath: lesson.path).deletingLastPathComponent().appending(path: name).path()
    return Session(words: ["plot", lesson.path] + words + ["--out", file, "--lang", lang])
  }

  private func files(_ lesson: TemporaryLesson) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: URL(filePath: lesson.path).deletingLastPathComponent().path()
    ).sorted()
  }

  private func content(_ lesson: TemporaryLesson, _ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: lesson.path).deletingLastPathComponent().appending(path: name))
  }

  @Test func `alone it lists the pictures with the numbers by which they are asked for`() {
    let english = Session("plot", "xor")
    #expect(english.code == 0 && english.error.isEmpty)
    let rows = english.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(rows.contains("1 The mean squared error at each iteration MSE curve"), "\(rows)")
    #expect(rows.contains("2 The output over the whole plane of the inputs A2 map"))
    let spanish = Session("plot", "xor", "--lang", "es").output
    #expect(spanish.contains("dibujo") && spanish.contains("mapa") && spanish.contains("todos: de x-1.svg a x-2.svg"))
    let none = Session("plot", "activations")
    #expect(none.code == 0 && none.output.contains("With these settings"))
    #expect(Session("plot", "activations", "--function", "tanh").output.contains("The function and its slope"))
    let plain = Session("plot", "xor", "--plain").output
    #expect(plain.contains("row 2: #: 2; picture: The output over the whole plane of the inputs; of: A2; kind: map"))
  }

  @Test(arguments: [
    ("2", "The points"), ("two", "Two functions"), ("Dos fun", "Two functions"), ("E", "The loss"),
    ("X", "The points"), ("[0 1", "[0 1 2"),
  ])
  func `a picture is asked for by its number, or by a part of its title or formula`(asked: String, title: String) throws
  {
    let text = Self.all.replacing("  curve tanh", with: "  points X by y  en \"The points\"\n  curve tanh")
      .replacing("  points X by y  es \"Los puntos\"  en \"The points\"\n", with: "")
    let lesson = try TemporaryLesson(text)
    let session = Session("plot", lesson.path, asked, "--out", "-", "--iterations", "3")
    #expect(session.code == 0 && session.output.contains("<title>\(title)"), "\(session.error)")
  }

  @Test func `every picture is a file of its own, valid in both languages`() throws {
    let lesson = try TemporaryLesson(Self.all)
    for language in ["es", "en"] {
      let session = plot(lesson, out: "a.svg", lang: language)
      #expect(session.code == 0 && session.output.isEmpty, "\(session.error)")
      #expect(session.error.split(separator: "\n").count == 8)
      #expect(try files(lesson) == (1...8).map { "a-\($0).svg" } + ["mine.lesson"])
      for number in 1...8 { #expect(XMLParser(data: try content(lesson, "a-\(number).svg")).parse()) }
      let first = String(decoding: try content(lesson, "a-1.svg"), as: UTF8.self)
      #expect(
        first.contains(language == "es" ? ">La pérdida &amp; lo &lt;demás&gt;<" : ">The loss &amp; &lt;the rest&gt;<"))
      // The points of the first iteration, and of the last.
      let points = String(decoding: try content(lesson, "a-6.svg"), as: UTF8.self)
      #expect(points.contains(language == "es" ? "Los puntos (antes)" : "The points (before)"))
      #expect(points.contains(language == "es" ? "Los puntos (después)" : "The points (after)"))
    }
    #expect(plot(lesson, "3", out: "one.svg").code == 0)
    #expect(try files(lesson).contains("one.svg"))
  }

  @Test(arguments: Catalogue.names.filter { !["cnn", "pooling", "shift"].contains($0) })
  func `what any lesson draws is a valid file`(name: String) throws {
    let text = try #require(Catalogue.lesson(named: name)?.text)
    let few =
      text.contains("from digits") ? ["--digits", name.contains("mnist") || name == "hidden-size" ? "20" : "1000"] : []
    let shown = Session(words: ["plot", name, "--json"] + few)
    let facts = try #require(try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
    let pictures = try #require((facts["facts"] as? [String: Any])?["pictures"] as? [[String: Any]])
    guard !pictures.isEmpty else { return }
    let lesson = try TemporaryLesson("")
    let file = URL(filePath: lesson.path).deletingLastPathComponent().appending(path: "a.svg").path()
    let session = Session(words: ["plot", name, "--iterations", "3", "--json", "--out", file] + few)
    // Three iterations are less than the two epochs that a curve over epochs needs.
    let missing = session.error.split(separator: "\n").count { $0.contains("not drawn, because a curve needs") }
    guard missing < pictures.count else {
      #expect(session.code == 1 && session.output.isEmpty)
      return
    }
    let whole = try #require(
      try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any], "\(session.error)")
    let drawn = try #require((whole["facts"] as? [String: Any])?["pictures"] as? [[String: Any]])
    let paths = drawn.compactMap { $0["file"] as? String }
    #expect(paths.count + missing == pictures.count)
    for path in paths { #expect(XMLParser(data: try Data(contentsOf: URL(filePath: path))).parse(), "\(path)") }
  }

  @Test func `a renderer opens every kind of picture`() throws {
    let lesson = try TemporaryLesson(Self.all)
    #expect(plot(lesson, out: "a.svg", lang: "es").code == 0)
    let folder = URL(filePath: lesson.path).deletingLastPathComponent()
    for number in 1...8 {
      let (from, to) = (folder.appending(path: "a-\(number).svg").path(), folder.appending(path: "a.png").path())
      guard let result = try CompletionsTests.run(["rsvg-convert", from, "-o", to]) else {
        print("skipped: rsvg-convert is not installed")
        return
      }
      #expect(result.code == 0 && result.output.isEmpty, "\(result.output)")
      let image = try content(lesson, "a.png")
      #expect(image.count > 1_000 && image.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    }
  }

  @Test(arguments: ["es", "en"])
  func `LaTeX compiles every kind of picture, alone and within another document`(language: String) throws {
    let lesson = try TemporaryLesson(Self.all)
    let folder = URL(filePath: lesson.path).deletingLastPathComponent()
    #expect(plot(lesson, "--decimal", language == "es" ? "comma" : "point", out: "a.tex", lang: language).code == 0)
    let document = """
      \\documentclass{article}
      \\usepackage{pgfplots}
      \\usetikzlibrary{patterns}
      \\begin{document}
      Before.\\par
      \\input{a}
      After.
      \\end{document}
      """
    try Data(document.utf8).write(to: folder.appending(path: "b.tex"))
    for name in ["a", "b"] {
      let words = [
        "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-output-directory", folder.path(),
        folder.appending(path: "\(name).tex").path(),
      ]
      // \\input looks where LaTeX was started.
      let found = try CompletionsTests.run(["sh", "-c", "command -v pdflatex >/dev/null && kpsewhich pgfplots.sty"])
      guard found?.code == 0 else {
        print("skipped: no pdflatex with pgfplots is installed")
        return
      }
      let line = words.map { "'\($0)'" }.joined(separator: " ")
      let result = try #require(try CompletionsTests.run(["sh", "-c", "cd '\(folder.path())' && \(line)"]))
      #expect(result.code == 0, "\(result.output.suffix(1500))")
      #expect(!result.output.contains("Missing character"), "\(result.output.suffix(1500))")
      #expect(try content(lesson, "\(name).pdf").count > 5_000)
    }
  }

  @Test func `what changes a run changes what is drawn`() {
    let few = ["plot", "xor", "1", "--iterations", "5", "--out", "-"]
    let usual = Session(words: few).output
    #expect(Session(words: few).output == usual && usual.hasSuffix("</svg>\n"))
    for other in [["--seed", "2"], ["--lr", "5"], ["--set", "W1=[1 2; 3 4]"], ["--hidden", "3"], ["--lang", "es"]] {
      let session = Session(words: few + other)
      #expect(session.code == 0 && session.output != usual, "\(other) \(session.error)")
    }
  }

  @Test(arguments: [
    (["xor", "4"], "There is no picture '4'; there is 1 (The mean squared error"), (["xor", "0"], "no picture '0'"),
    (["xor", "nothing"], "no picture 'nothing'"),
    (["xor", "the"], "'the' is in several pictures; say its number: 1 ("),
    (["xor", ""], "no picture ''"), (["xor", "--out", "x.pdf"], "the name ends in .svg or .tex"),
    (["xor", "--out", "svg"], "the name ends in .svg or .tex"), (["xor", "--out", ""], "the name ends in"),
    (["xor", "--out", "-"], "Standard output takes a single picture: say which, from 1 to 2."),
    (["xor", "2"], "--out is missing"), (["xor", "1", "2"], "Unexpected argument '2'"),
    (["xor", "--out"], "Missing value"),
  ])
  func `what cannot be meant is told with what would fit`(words: [String], said: String) {
    let session = Session(words: ["plot"] + words)
    #expect(session.code == 64 && session.output.isEmpty && session.error.contains(said), "\(session.error)")
    #expect(Session(words: ["plot"] + words + ["--lang", "es"]).code == 64)
  }

  /// A lesson whose study solves half of its combinations, in no time.
  private static let studied = """
    lesson studied
    settings
      η = 0.1 as lr
    parameters
      w ~ uniform(0, 2)
    loss
      E = (2·w − 1)²
    update
      w ← w − η·∂E/∂w
    run
      stop after 4 iterations
    study other
      seeds 1
    study rates  es "¿Qué hace cada tasa?"  en "What does each rate do?"
      vary η = 0.125, 0.25
      seeds 8
      solved once E < 1e-12
    """

  @Test func `a study is drawn by its name, with its intervals, as SVG and for LaTeX`() throws {
    let lesson = try TemporaryLesson(Self.studied)
    let drawn = plot(lesson, "rates", out: "a.svg")
    #expect(drawn.code == 0 && drawn.output.isEmpty && drawn.error.hasPrefix("Picture in "), "\(drawn.error)")
    let data = try content(lesson, "a.svg")
    let text = String(decoding: data, as: UTF8.self)
    #expect(XMLParser(data: data).parse())
    // Wilson: 0 of 8 and 8 of 8 are 0 to 32.4 % and 67.6 to 100 %.
    #expect(text.contains("η = 0.125: 100 (67.6–100)") && text.contains("η = 0.25: 0 (0–32.4)"), "\(text)")
    #expect(text.contains("What does each rate do? Solved, % of 8 seeds"))
    #expect(plot(lesson, "rates", out: "a.tex", lang: "es").code == 0)
    let spanish = String(decoding: try content(lesson, "a.tex"), as: UTF8.self)
    #expect(spanish.contains("8 semillas"))
    let alone = Session("plot", lesson.path, "rates", "--out", "-", "--lang", "en")
    #expect(alone.code == 0 && alone.output == text)
    let folder = URL(filePath: lesson.path).deletingLastPathComponent()
    let typed = Session(
      "study", lesson.path, "rates", "--out", folder.appending(path: "b.svg").path(), "--lang", "en")
    let second = String(decoding: try content(lesson, "b.svg"), as: UTF8.self)
    #expect(typed.code == 0 && second == text)
  }

  @Test func `studies are listed beside the pictures, and their files are told as facts`() throws {
    let lesson = try TemporaryLesson(Self.studied)
    let list = Session("plot", lesson.path, "--lang", "en")
    #expect(list.code == 0 && list.output.contains("What does each rate do?") && list.output.contains("rates"))
    let missing = Session("plot", lesson.path, "rate", "--out", "x.svg", "--lang", "en")
    #expect(missing.code == 64 && missing.error.contains("there are the studies other, rates."), "\(missing.error)")
    #expect(Session("plot", lesson.path, "rates").code == 64)
    #expect(Session("plot", lesson.path, "rates", "--out", "x.csv").code == 64)
    #expect(plot(lesson, "rates", out: "none/a.svg").code != 0)
    let none = Session("plot", lesson.path, "--out", "x.svg", "--lang", "en")
    #expect(none.code == 1 && none.error.contains("Its studies are drawn by name"), "\(none.error)")
    let facts = plot(lesson, "rates", "--json", out: "a.svg")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(facts.output.utf8)) as? [String: Any])
    let studies = try #require((whole["facts"] as? [String: Any])?["studies"] as? [[String: Any]])
    #expect(studies.count == 2 && (studies[1]["file"] as? String)?.hasSuffix("a.svg") == true)
    #expect(studies[0]["file"] == nil)
  }

  @Test func `a picture that a run cannot draw is told, and the others are drawn`() throws {
    let lesson = try TemporaryLesson(Self.all)
    let some = plot(lesson, "--iterations", "1", out: "a.svg")
    #expect(some.code == 0 && some.error.contains("a curve needs at least two iterations"), "\(some.error)")
    #expect(try files(lesson) == (2...8).map { "a-\($0).svg" } + ["mine.lesson"])
    let none = plot(lesson, "1", "--iterations", "1", out: "b.svg")
    #expect(none.code == 1 && none.error.contains("not drawn, because a curve needs at least two iterations"))
    #expect(try !files(lesson).contains("b.svg"))
    #expect(plot(lesson, "bars", "--lr", "1e300", out: "c.svg").code == 3)
    #expect(try files(lesson).contains("c.svg"))
    #expect(Session("plot", "activations", "--out", "x.svg").code == 1)
    #expect(!FileManager.default.fileExists(atPath: "x.svg"))
  }

  @Test func `where nothing can be written it says so before the run, and an older file stays`() throws {
    let lesson = try TemporaryLesson(Self.all)
    #expect(plot(lesson, "1", out: "none/a.svg").code != 0)
    #expect(plot(lesson, "1", out: "a.svg").code == 0)
    let before = try content(lesson, "a.svg")
    let failed = plot(lesson, "1", "--iterations", "1", out: "a.svg")
    #expect(failed.code == 1)
    #expect(try content(lesson, "a.svg") == before)
    #expect(try files(lesson) == ["a.svg", "mine.lesson"])
    // The lesson itself, by the name of a drawing.
    let drawing = try TemporaryLesson(Self.all, name: "mine.svg")
    let session = Session("plot", drawing.path, "1", "--out", drawing.path)
    #expect(session.code != 0, "\(session.error)")
    #expect(try content(drawing, "mine.svg") == Data(Self.all.utf8))
  }

  @Test func `for a program there are the facts, with the files`() throws {
    let lesson = try TemporaryLesson(Self.all)
    let folder = URL(filePath: lesson.path).deletingLastPathComponent()
    let out = folder.appending(path: "a.tex").path()
    let session = Session("plot", lesson.path, "bars", "--out", out, "--json")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let pictures = try #require((whole["facts"] as? [String: Any])?["pictures"] as? [[String: Any]])
    #expect(pictures.count == 8 && pictures[4]["file"] as? String == out && pictures[0]["file"] == nil)
    #expect(pictures[4]["chart"] as? String == "bars" && pictures[4]["number"] as? Int == 5)
    #expect(pictures[4]["of"] as? String == "f, p[1,1], −3·p[1,2]")
  }
}
