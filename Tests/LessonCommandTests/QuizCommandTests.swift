import Foundation
import Goldens
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// `lesson quiz`: banks of questions, read again as the platforms do.
@Suite struct QuizCommandTests {
  /// A question as an importer has read it.
  private struct Read: Decodable {
    struct Answer: Decodable, Equatable {
      let number, tolerance, fraction: Double
      let feedback: String
    }
    let name: String
    let category: [String]
    let text: String
    let formulas: [String]
    let solution: String
    let gaps: [[Answer]]
    let incorrect: String?
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../Banks/questions.py"
  ).standardized.path

  /// Makes a bank and reads it as its importer does; nil, and said so, where there is no Python.
  private func imported(_ words: [String], ending: String, lang: String = "es") throws -> [Read]? {
    let folder = try TemporaryFolder()
    let path = folder.path("bank.\(ending)")
    let session = Session(words: ["quiz"] + words + ["--out", path, "--lang", lang])
    #expect(session.code == 0 && session.output.isEmpty, "\(session.error)")
    #expect(folder.names == ["bank.\(ending)"])
    let result = try Running(
      program: "/usr/bin/env", ["python3", Self.script, path], environment: ProcessInfo.processInfo.environment,
      input: "", folder: nil
    ).finish()
    guard result.code != 127 else {
      print("SKIPPED: there is no python3 to read a bank of questions with")
      return nil
    }
    #expect(result.code == 0, "\(words) \(ending): \(result.error)")
    return try JSONDecoder().decode([Read].self, from: Data(result.output.utf8))
  }

  private static func numbers(_ answers: [Read.Answer], right: Bool) -> [[Double]] {
    answers.filter { ($0.fraction == 100) == right }.map { [$0.number, $0.tolerance] }
  }

  @Test func `a number is right rounded, truncated and with more digits, and slips are told`() throws {
    let words = ["clase6", "--blank", "z2[1],dW1[1,1]"]
    guard let questions = try imported(words, ending: "xml", lang: "en") else { return }
    #expect(questions.map { $0.category } == [["lesson", "clase6", "z2[1]"], ["lesson", "clase6", "dW1[1,1]"]])
    #expect(
      questions.map { $0.name } == [
        "z2[1] : Numeric example: backpropagation in a 2-2-2 network",
        "dW1[1,1] : Numeric example: backpropagation in a 2-2-2 network",
      ])
    let answers = questions[1].gaps[0]
    let why = Session("why", "clase6", "dW1[1,1]", "--json").output
    let value = try #require(why.firstMatch(of: /"value":(0\.0011[0-9]+)/).flatMap { Double($0.1) })
    let right = Self.numbers(answers, right: true)
    #expect(right.map { $0[1] } == [1e-7, 1e-7] && right[0][0] == 0.001108)
    #expect(right.count == 2 && (right[1][0] - value).magnitude <= 5e-10)
    #expect(!Self.numbers(answers, right: false).isEmpty)
    #expect(answers.allSatisfy { $0.fraction == 100 || $0.feedback.hasPrefix("Probably: ") })
    #expect(questions[1].solution.contains("0.0011081"))
    #expect(questions[1].text.contains("Write the number with 4 significant digits, rounded or truncated"))
    #expect(questions[1].formulas.contains { $0.contains("W_{1}") && $0.contains("bmatrix") && $0.contains("0.3") })
  }

  @Test func `the three files say the same, in both languages`() throws {
    for lang in ["es", "en"] {
      let words = ["clase6", "--blank", "a1,E,dW2[1,2]", "--variants", "3", "--seed", "7", "--decimal", "comma"]
      guard let moodle = try imported(words, ending: "xml", lang: lang),
        let gift = try imported(words, ending: "gift", lang: lang),
        let canvas = try imported(words, ending: "zip", lang: lang)
      else { return }
      #expect(moodle.count == 12 && moodle.map { $0.name } == gift.map { $0.name })
      #expect(moodle.map { $0.name } == canvas.map { $0.name })
      #expect(moodle[0].name.hasPrefix("V01 a1[1] : ") && moodle[1].name.hasPrefix("V02 a1[1] : "))
      #expect(Set(moodle[0...2].map { $0.gaps[0][0].number }).count == 3, "variants differ")
      for (xml, (text, zip)) in zip(moodle, zip(gift, canvas)) {
        #expect(xml.gaps == text.gaps && xml.text == text.text && xml.solution == text.solution)
        #expect(xml.category == text.category && zip.category == [xml.category[2]])
        #expect(Self.numbers(xml.gaps[0], right: true) == Self.numbers(zip.gaps[0], right: true))
        for answer in xml.gaps[0] where answer.fraction == 0 {
          #expect(zip.incorrect?.contains(answer.feedback) == true, "\(answer.feedback)")
        }
        #expect(xml.text == zip.text)
        // The mark of the text is the student's; numbers in the file have a point, or they would not have been read.
        let numbers = xml.formulas.flatMap { $0.matches(of: /[0-9](\{,\}|\.)[0-9]/).map { $0.1 } }
        #expect(!numbers.isEmpty && numbers.allSatisfy { $0 == "{,}" })
      }
    }
  }

  @Test func `a matrix has a gap for each entry, and the gaps say what questions with one number say`() throws {
    let words = ["clase6", "--blank", "dW1,E", "--digits", "3"]
    guard let cloze = try imported(words + ["--kind", "cloze"], ending: "xml"),
      let numerical = try imported(words, ending: "xml")
    else { return }
    #expect(cloze.count == 1 && cloze[0].gaps.count == 5 && cloze[0].category == ["lesson", "clase6"])
    // In the order in which the lesson computes them.
    for right in [true, false] {
      #expect(
        cloze[0].gaps.map { Self.numbers($0, right: right) }
          == numerical.map { Self.numbers($0.gaps[0], right: right) })
    }
    #expect(cloze[0].text.contains("{#2}{#3}") && cloze[0].text.contains("Escribe cada número con 3 cifras"))
  }

  @Test func `where one way of cutting is asked for, the other is wrong and is told`() throws {
    let words = ["clase6", "--blank", "z2[1],a1[1]", "--decimals", "2"]
    guard let either = try imported(words, ending: "xml", lang: "en"),
      let rounded = try imported(words + ["--rule", "rounded"], ending: "xml", lang: "en"),
      let truncated = try imported(words + ["--rule", "truncated"], ending: "xml", lang: "en")
    else { return }
    var differ = 0
    for (one, (up, down)) in zip(either, zip(rounded, truncated)) {
      let both = Self.numbers(one.gaps[0], right: true).map { $0[0] }
      let (first, second) = (try #require(up.gaps[0].first), try #require(down.gaps[0].first))
      #expect(both.contains(first.number) && both.contains(second.number))
      guard first.number != second.number else { continue }
      differ += 1
      let told = up.gaps[0].filter { $0.number == second.number }
      #expect(told.map { $0.fraction } == [0] && told[0].feedback.hasPrefix("You truncated"))
      let other = down.gaps[0].filter { $0.number == first.number }
      #expect(other.map { $0.fraction } == [0] && other[0].feedback.hasPrefix("You rounded"))
    }
    #expect(differ > 0)
  }

  @Test func `what the command calls its own is no setting of a lesson`() throws {
    // A setting of this lesson is called kind.
    let words = ["gradient-clipping", "--set", "kind=none", "--blank", "p1[1],p1[2]"]
    guard let cloze = try imported(words + ["--kind", "cloze"], ending: "xml") else { return }
    #expect(cloze.count == 1 && cloze[0].gaps.count == 2)
  }

  /// What a title must not do: run, end a section, be a formula, a gap, or a sign of GIFT.
  private static let hostile =
    #"<img src=x onerror=alert(1)>"'&]]> ~a = #b {1:NUMERICAL:=1} }: \ \(x\) $$y$$ ::c:: %50% // --> &lt;b&gt; \n"#

  @Test(arguments: ["xml", "gift", "zip", "cloze"])
  func `a hostile title is text and nothing else`(ending: String) throws {
    let quoted = Self.hostile.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let lesson = try TemporaryLesson(
      """
      lesson mine
        es "\(quoted)"  en "\(quoted)"
      data
        x = 0.3  es "\(quoted)" en "\(quoted)"
      parameters
        w = [0.5 -0.25]
      forward
        z = w·x  es "\(quoted)" en "\(quoted)"
        E = Σ z²
      """)
    let isCloze = ending == "cloze"
    let words = [lesson.path, "--blank", "z,E", "--kind", isCloze ? "cloze" : "numerical"]
    guard let questions = try imported(words, ending: isCloze ? "xml" : ending) else { return }
    #expect(questions.count == (isCloze ? 1 : 3))
    for question in questions {
      #expect(question.name.hasSuffix(Self.hostile), "\(question.name)")
      // Seen: the title, and the meanings of x and z.
      let times = question.text.ranges(of: Self.hostile).count
      #expect(times >= 3, "\(question.text)")
    }
  }

  @Test(arguments: [
    (["clase6"], 64, "--out is missing"),
    (["clase6", "--out", "bank.pdf"], 64, "ends in .xml, .gift, .txt or .zip"),
    (["clase6", "--kind", "cloze", "--out", "bank.gift"], 64, "gift has no gaps with numbers"),
    (["clase6", "--kind", "cloze", "--to", "qti", "--out", "bank"], 64, "qti has no gaps with numbers"),
    (["clase6", "--to", "qti", "--out", "-"], 64, "not written to standard output"),
    (["clase6", "--vary", "x", "--out", "bank.xml"], 64, "--vary needs --variants"),
    (["clase6", "--variants", "0", "--out", "bank.xml"], 64, "--variants"),
    (["clase6", "--variants", "2", "--vary", "nothing", "--out", "bank.xml"], 64, "nothing"),
    (["clase6", "--blank", "x", "--out", "bank.xml"], 64, "“x” is given"),
    (["clase6", "--blank", "nothing", "--out", "bank.xml"], 64, "nothing"),
    (["clase6", "--digits", "3", "--decimals", "2", "--out", "bank.xml"], 64, "cannot be combined"),
    (["mnist", "--blank", "Z1[1,1]", "--out", "bank.xml"], 1, "a question has room for 200"),
    (["clase6", "--out", "nowhere/bank.xml"], 1, "nowhere/bank.xml"),
  ])
  func `what makes no sense is told, and no file appears`(words: [String], code: Int, says: String) throws {
    let folder = try TemporaryFolder()
    let line = words.map { $0.hasPrefix("bank") || $0.hasPrefix("nowhere") ? folder.path($0) : $0 }
    let session = Session(words: ["quiz"] + line + ["--lang", "en"])
    #expect(session.code == code && session.error.contains(says), "\(session.code): \(session.error)")
    #expect(session.output.isEmpty && folder.names.isEmpty)
    // In Spanish it is another sentence.
    let spanish = Session(words: ["quiz"] + line + ["--lang", "es"])
    #expect(spanish.code == code && spanish.error != session.error)
  }

  @Test func `the same line makes the same file, and facts say what is in it`() throws {
    let folder = try TemporaryFolder()
    let words = ["quiz", "toy-weight", "--variants", "2", "--seed", "3", "--lang", "en"]
    for name in ["one.zip", "two.zip"] {
      let session = Session(words: words + ["--out", folder.path(name), "--json"])
      #expect(session.code == 0, "\(session.error)")
      #expect(session.error.contains("questions of 2 variants in '\(folder.path(name))'"), "\(session.error)")
      let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
      let facts = try #require(whole["facts"] as? [String: Any])
      #expect(facts["to"] as? String == "qti" && facts["variants"] as? Int == 2 && facts["seed"] as? Int == 3)
      let groups = try #require(facts["groups"] as? [[String: Any]])
      #expect(groups.allSatisfy { ($0["questions"] as? [Any])?.count == 2 })
    }
    #expect(try folder.bytes("one.zip") == folder.bytes("two.zip"))
  }

  @Test(arguments: [
    (["clase6", "--blank", "z1[1],E", "--digits", "3", "--lang", "es", "--decimal", "comma"], "clase6-es.xml"),
    (["clase6", "--blank", "dW2[1,1]", "--rule", "rounded", "--to", "gift", "--lang", "en"], "clase6-en.gift"),
    (["clase6", "--blank", "a1,E", "--kind", "cloze", "--lang", "en"], "clase6-en.xml"),
  ])
  func `what is written is what was recorded`(words: [String], name: String) throws {
    let session = Session(words: ["quiz"] + words + ["--out", "-"])
    #expect(session.code == 0, "\(session.error)")
    try Golden.check(session.output, "Quiz/\(name)")
  }
}
