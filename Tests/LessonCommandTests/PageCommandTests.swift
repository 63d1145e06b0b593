import Foundation
import Lessons
import OperatingSystem
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson page`.
@Suite struct PageCommandTests {
  private func page(_ words: String..., lang: String = "es") throws -> (
    session: Session, text: String?, files: [String]
  ) {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.html")
    let session = Session(words: ["page"] + words + ["--out", file.path, "--lang", lang])
    return (
      session, try? String(contentsOf: file, encoding: .utf8),
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    )
  }

  @Test func `a lesson becomes one file below its budget, with every number of its verdicts`() throws {
    let (session, text, files) = try page("clase6", "--no-engine")
    #expect(session.code == 0 && session.output.isEmpty, "\(session.error)")
    #expect(session.error.contains("Página en '") && session.error.contains("números"))
    #expect(files == ["x.html"])
    let page = try #require(text)
    #expect(page.utf8.count < 252_000, "\(page.utf8.count)")
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"es\">"))
    #expect(page.contains("En los apuntes: "))
    #expect(page.contains("<svg") && page.contains("Lo que se comprueba"))
    #expect(page.contains("lesson why clase6 'dW1[1,1]'"))
    let english = try #require(try self.page("clase6", lang: "en").text)
    #expect(english.contains("<html lang=\"en\">") && english.contains("In the notes: "))
    #expect(english.contains("id=\"engine\">H4sI"), "it has the engine in it, compressed")
  }

  @Test func `a changed setting is in what is asked at a terminal, and the notes' numbers are not`() throws {
    let (_, text, _) = try page("clase6", "--lr", "2", "--decimal", "comma")
    let page = try #require(text)
    #expect(page.contains("lesson why clase6 --lr 2 'dW1[1,1]'"))
    #expect(!page.contains("En los apuntes: "))
    #expect(page.contains("<mn>0,0011081</mn>"))
  }

  @Test func `facts tell which numbers are opened`() throws {
    let (session, text, _) = try page("clase6", "--json")
    #expect(text != nil)
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    #expect(facts["lesson"] as? String == "clase6" && facts["iteration"] as? Int == 1)
    let openings = text.map { $0.matches(of: /<section class="opening"/).count }
    #expect(facts["opened"] as? Int == openings && (facts["unopened"] as? [String])?.isEmpty == true)
  }

  @Test func `standard output takes the page alone`() {
    let session = Session("page", "toy-weight", "--out", "-", "--lang", "en")
    #expect(
      session.code == 0 && session.output.hasPrefix("<!DOCTYPE html>") && session.error.isEmpty, "\(session.error)")
  }

  @Test func `a course is a page for each lesson, and one that leads to them and finds them`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "new/course").path
    let themes = Curriculum.shelves.filter {
      $0.theme.names.contains("toy-weight") || $0.theme.names.contains("notation")
    }
    .map { (theme: $0.theme, lessons: $0.lessons.filter { ["toy-weight", "notation"].contains($0.name) }) }
    let console = Console.memory()
    let words = ["all", "--no-engine", "--out", path, "--lang", "en", "--json"]
    let surroundings = Surroundings(arguments: words, environment: [:], terminals: []).adopting(words)
    let context = Context(
      arguments: try ArgumentParser(PageCommand.declaration).parse(words), surroundings: surroundings, console: console,
      interrupt: Interrupt({ false }))
    #expect(try PageCommand.writeCourse(context, themes) == .success)
    #expect(console.error.captured.contains("2 pages, and '\(path)/index.html', which leads to them."))
    let said = console.output.captured
    #expect(said.contains(#""index":"\#(path)/index.html""#) && said.contains("toy-weight.html"))
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(files.sorted() == ["index.html", "notation.html", "toy-weight.html"])
    let index = try String(contentsOfFile: path + "/index.html", encoding: .utf8)
    for file in files where file != "index.html" {
      #expect(index.contains("href=\"\(file)\""))
      let page = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
      #expect(page.contains("<a class=\"index\" href=\"index.html\">All lessons</a>"))
    }
    #expect(index.contains("<table") && index.contains("role=\"search\""), "the tables of notation, and the field")
    #expect(index.firstMatch(of: /data-words="[^"]*learning rate/) != nil, "a lesson is found by what its names mean")
  }

  @Test(arguments: [
    ([], "--out is missing"), (["--out", "-"], "--out names a folder"), (["--out", "x", "--lr", "2"], "--lr"),
    (["--out", "x", "--load", "y"], "--load changes one lesson"), (["--out", "/dev/null/x"], "/dev/null"),
  ])
  func `a course that cannot be made is told before anything is`(words: [String], said: String) {
    let session = Session(words: ["page", "all", "--lang", "en"] + words)
    #expect(session.code != 0 && session.error.contains(said), "\(session.error)")
    #expect(!FileManager.default.fileExists(atPath: "x"))
  }

  @Test func `iterations that are asked for are recorded, and the text is of the first of them`() throws {
    let (session, text, _) = try page("xor", "--no-engine", "--at", "last,100,2", "--iterations", "300", lang: "en")
    #expect(session.code == 0, "\(session.error)")
    let page = try #require(text)
    let data = try #require(page.firstMatch(of: /id="lesson-data">(.*)/)).1
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    #expect(facts["iteration"] as? Int == 2)
    let recorded = try #require(facts["recorded"] as? [[String: Any]])
    #expect(recorded.map { $0["iteration"] as? Int } == [100, 300])
    // The numbers are those that the terminal shows there.
    let why = Session("why", "xor", "W1[1,1]", "--at", "100", "--iterations", "300", "--lang", "en").output
    let value = try #require(why.firstMatch(of: /w⁽¹⁾₁,₁ = (−?[\d.]+)/)).1
    let openings = try #require(recorded[0]["openings"] as? [String])
    let opening = try #require(openings.first { $0.contains("data-address=\"W1[1,1]\"") })
    #expect(opening.contains(value), "\(value)")
    let numbers = try #require(recorded[0]["quantities"] as? [[String: Any]])
    #expect(numbers.contains { ($0["html"] as? String)?.contains(value) == true })
  }

  @Test func `an iteration past the end of the lesson is told as that`() throws {
    let (session, text, _) = try page("clase6", "--no-engine", "--at", "5", lang: "en")
    #expect(session.code == 0 && text != nil)
    #expect(session.error.contains("The lesson ends at iteration 2; iteration 5 goes past it."), "\(session.error)")
  }

  @Test(arguments: [
    ("all", "--at all"), ("0", "minimum is 1"), ("1,x", "like this: 1,2,100,last"), ("", "like this: 1,2,100,last"),
  ])
  func `iterations that make no page are refused`(at: String, said: String) throws {
    let (session, text, files) = try page("xor", "--no-engine", "--at", at, lang: "en")
    #expect(session.code == 64 && session.error.contains(said), "\(session.error)")
    #expect(text == nil && files.isEmpty)
  }

  @Test(arguments: [("clase6", "2–2–2", 6, 8), ("xor", "2–2–1", 5, 6)])
  func `a small network is drawn with its numbers`(name: String, sizes: String, units: Int, weights: Int) throws {
    let page = try #require(try self.page(name, "--no-engine", lang: "en").text)
    let figure = try #require(page.firstMatch(of: /(?s)<figure class="network">.*?<\/figure>/)).0
    #expect(figure.matches(of: /class="unit"/).count == units && figure.matches(of: /class="weight"/).count == weights)
    #expect(figure.contains("The network, \(sizes)"))
    // Each number is that of the matrix that it leads to.
    for number in figure.matches(of: /data-number="([\d-]+)">([^<]*)</) {
      let link = try Regex("<a href=\"#o\(number.1)\"[^>]*>([^<]*)</a>")
      let shown = try #require(page.firstMatch(of: link))[1].substring.map(String.init)
      #expect(shown?.trimmingCharacters(in: .whitespaces) == String(number.2), "\(number.1)")
    }
    let large = try #require(try self.page("softmax-ce", "--no-engine", lang: "en").text)
    #expect(!large.contains("<figure class=\"network\">"))
  }

  @Test func `what a network has learned makes a page to draw digits on`() throws {
    let folder = try TemporaryFolder()
    let model = folder.url.appending(path: "m.safetensors").path
    let learning = Session("run", "mnist", "--digits", "200", "--epochs", "1", "--save", model, "--lang", "en")
    #expect(learning.code == 0, "\(learning.error)")
    let (session, text, _) = try page("mnist", "--load", model, "--digits", "60", lang: "en")
    #expect(session.code == 0, "\(session.error)")
    let page = try #require(text)
    let data = try #require(page.firstMatch(of: /id="lesson-data">(.*)/)).1
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    let pad = try #require(facts["pad"] as? [String: Any])
    #expect(
      pad["answer"] as? String == "A3" && (pad["parameters"] as? String)?.hasPrefix("columns\nW1 128×784 4 ") == true)
    #expect(Data(base64Encoded: pad["image"] as? String ?? "")?.count == 784)
    let label = try #require(pad["label"] as? Int)
    // What was learned and what was learned from is in the page, and the engine needs no files.
    #expect((facts["settings"] as? [String])?.isEmpty == true)
    #expect(page.contains("id=\"engine\">H4sI") && page.contains("const makePad"))
    // The text is about the digit that the pad shows: a 1 in its place among the labels.
    let labels = try #require(page.firstMatch(of: /(?s)data-name="Y".*?<\/article>/)).0
    let asked = labels.matches(of: /<td[^>]*>\s*([01])\s*<\/td>/).map { $0.1 == "1" }
    #expect(asked.count == 10 && asked.firstIndex(of: true) == label, "\(labels)")
    let small = try #require(try self.page("mnist", "--load", model, "--digits", "60", "--no-engine").text)
    #expect(!small.contains("const makePad") && !small.contains("\"pad\":"))
    let untaught = try #require(try self.page("mnist", "--digits", "60").text)
    #expect(!untaught.contains("const makePad") && !untaught.contains("id=\"engine\""))
  }

  @Test func `without a file it is said what is missing`() {
    let session = Session("page", "clase6", "--lang", "en")
    #expect(session.code == 64 && session.error.contains("--out is missing") && session.error.contains("clase6.html"))
  }

  @Test func `a lesson with an error makes no page and says why`() throws {
    let lesson = try TemporaryLesson("lesson t\nforward\n  y = x + 1\n")
    let (session, text, files) = try page(lesson.path, lang: "en")
    #expect(session.code == 1 && session.error.contains("x"), "\(session.error)")
    #expect(text == nil && files.isEmpty)
  }

  @Test func `a page never takes the place of its lesson`() throws {
    let lesson = try TemporaryLesson("lesson t\nforward\n  y = 1\n")
    let session = Session("page", lesson.path, "--out", lesson.path, "--lang", "en")
    #expect(session.code == 64 && session.error.contains("never replaced"), "\(session.error)")
    #expect(try String(contentsOfFile: lesson.path, encoding: .utf8).hasPrefix("lesson t"))
  }

  @Test func `a place that cannot be written is told before the lesson is run`() {
    let session = Session("page", "clase6", "--out", "/nowhere/at/all.html", "--lang", "en")
    #expect(session.code != 0 && session.error.contains("/nowhere/at/all.html"))
  }

  @Test(arguments: ["es", "en"])
  func `a blank page holds a neuron that verifies, in both languages, and opens to be edited`(lang: String) throws {
    let name = lang == "es" ? "mia" : "mine"
    let (session, text, files) = try page("--blank", "--json", lang: lang)
    #expect(session.code == 0 && files == ["x.html"], "\(session.error)")
    #expect(session.output.contains("\"lesson\":\"\(name)\"") && session.output.contains("\"opened\":"))
    let page = try #require(text)
    #expect(page.contains("<html lang=\"\(lang)\">") && page.contains("id=\"engine\">H4sI"))
    #expect(page.contains("lesson why \(name).lesson 'z'"), "what is asked at a terminal is of the file one would save")
    let data = try #require(page.firstMatch(of: /id="lesson-data">(.*)/)).1
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    #expect(facts["editing"] as? Bool == true)
    let lesson = try TemporaryLesson(try #require(facts["text"] as? String))
    let check = Session("check", lesson.path, "--lang", lang)
    #expect(check.code == 0 && check.output.split(separator: "\n").count == 1, "no remarks: \(check.output)")
    let verify = Session("verify", lesson.path, "--lang", "en")
    #expect(verify.code == 0 && verify.output.contains("Everything agrees."), "\(verify.output)")
  }

  @Test func `only a blank page opens to be edited`() throws {
    #expect(try #require(try page("toy-weight").text).contains("\"editing\"") == false)
  }

  @Test(arguments: [
    (["clase6", "--blank", "--out", "x"], "leave out 'clase6', or leave out --blank"),
    (["--blank", "--no-engine", "--out", "x"], "with --no-engine it has no engine"),
    (["--blank", "--load", "y", "--out", "x"], "with --load it has no engine"),
    (["--blank"], "--out mine.html"), (["--out", "x"], "Missing argument '<lesson>'"),
    (["--blank", "--lr", "2", "--out", "x"], "--lr"),
  ])
  func `what does not go with a blank page is said`(words: [String], said: String) {
    let session = Session(words: ["page", "--lang", "en"] + words)
    #expect(session.code == 64 && session.error.contains(said), "\(session.error)")
    #expect(!FileManager.default.fileExists(atPath: "x"))
  }
}
