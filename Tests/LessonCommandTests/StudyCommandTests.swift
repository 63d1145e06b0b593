import Foundation
import Testing

@testable import LessonCommand

/// `lesson study`.
@Suite struct StudyCommandTests {
  private static let asked = ["study", "xor", "--vary", "hidden=2,3", "--solved", "MSE < 0.2", "--iterations", "900"]

  @Test func `the answer does not depend on the number of threads, nor on commas`() {
    let one = Session(words: Self.asked + ["--seeds", "6", "--threads", "1"])
    let two = Session(words: Self.asked + ["--seeds", "6", "--threads", "2"])
    #expect(one.code == 0 && one.output == two.output && one.output.contains("hidden"))
    let points = Session("study", "xor", "--vary", "lr=0.5,1", "--seeds", "2", "--iterations", "5", "--json")
    let commas = Session("study", "xor", "--vary", "lr=0,5;1", "--seeds", "2", "--iterations", "5", "--json")
    #expect(points.code == 0 && points.output == commas.output)
  }

  @Test func `a study goes on from its file to the same bytes`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/study-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (few, all, on) = (folder + "/few.csv", folder + "/all.csv", folder + "/on.csv")
    #expect(Session(words: Self.asked + ["--seeds", "3", "--out", few]).code == 0)
    let whole = Session(words: Self.asked + ["--seeds", "6", "--out", all])
    let resumed = Session(words: Self.asked + ["--seeds", "6", "--resume", few, "--out", on])
    #expect(whole.output == resumed.output)
    #expect(FileManager.default.contents(atPath: all) == FileManager.default.contents(atPath: on))
    let other = Session(words: Self.asked + ["--lr", "0.1", "--resume", few])
    #expect(other.code == 1 && other.output.isEmpty)
    // A row twice, and an iteration that cannot be.
    let rows = try String(contentsOfFile: few, encoding: .utf8).split(separator: "\n").map(String.init)
    let again = try #require(rows.last)
    let odd = again.split(separator: ",").enumerated().map { $0 == 4 ? "-5" : String($1) }.joined(separator: ",")
    let wrong = [rows + [again]: "a second time", rows.dropLast() + [odd]: "cannot be understood"]
    for (rows, words) in wrong {
      let damaged = folder + "/damaged.csv"
      try (rows.joined(separator: "\n") + "\n").write(toFile: damaged, atomically: true, encoding: .utf8)
      let session = Session(words: Self.asked + ["--seeds", "3", "--resume", damaged, "--lang", "en"])
      #expect(session.code == 1 && session.output.isEmpty && session.error.contains(words), "\(session.error)")
    }
  }

  @Test(arguments: [
    ("--solved", ["--solved", "foo < 1"]), ("--solved", ["--solved", "W1 < 1"]), ("--seeds", ["--seeds", "0"]),
    ("--solved", ["--solved", "at end when foo = 1"]), ("--seeds", ["--seeds", "100", "--seed", "4294967290"]),
    ("--vary", ["--vary", "hidden=0"]),
  ])
  func `the option is told whose value is wrong`(option: String, words: [String]) {
    let session = Session(words: ["study", "xor", "--vary", "lr=1", "--lang", "en"] + words)
    #expect(session.code == 64 && session.error.contains("value of '\(option)' is invalid"), "\(session.error)")
  }

  @Test(arguments: [
    ["xor"], ["xor-hidden", "width"], ["xor", "--vary", "lr"], ["xor", "--vary", "rl=1,2"], ["xor", "--vary", "lr=1,"],
    ["xor", "--vary", "lr=1", "--solved", "MSE"], ["xor", "--vary", "lr=1", "--seeds", "0"],
    ["xor", "--vary", "hidden=0..2", "--solved", "MSE < 1"],
    ["xor", "--vary", "lr=1", "--out", "x.txt"], ["all", "--seeds", "3"], ["xor-hidden", "--out", "x.csv"],
  ])
  func `bad input is an error of usage that is told in both languages`(words: [String]) {
    let spanish = Session(words: ["study"] + words + ["--lang", "es"])
    let english = Session(words: ["study"] + words + ["--lang", "en"])
    #expect(spanish.code == 64 && english.code == 64, "\(english.error)")
    #expect(spanish.error != english.error && spanish.output.isEmpty)
  }
}
