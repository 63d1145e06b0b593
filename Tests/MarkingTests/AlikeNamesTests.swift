import Testing
import Typesetting

@testable import Marking

/// Names that look like one person's, and the answers of several files.
@Suite struct AlikeNamesTests {
  @Test func `names are alike that differ in capitals, accents or blanks alone`() {
    let names = [
      "Ana", "Luis", "ana", "Íñigo Pérez", "luís ", "inigo\u{A0}perez", "I\u{301}n\u{303}igo  PÉREZ", "Anna", "Zoë",
      "Zoe\u{308}", "Çelik", "celik", "",
    ]
    #expect(
      AlikeNames.groups(of: names) == [
        ["Ana", "ana"], ["Luis", "luís "], ["Íñigo Pérez", "inigo\u{A0}perez", "I\u{301}n\u{303}igo  PÉREZ"],
        ["Zoë", "Zoe\u{308}"], ["Çelik", "celik"],
      ])
    #expect(AlikeNames.groups(of: ["Ana", "Luis", "Анна", "李"]).isEmpty)
  }

  @Test func `several files are one class, each row with its file`() throws {
    let named = try AnswerRow.table("student;address;value;note\nAna;E;1;x\n;E;2;\n;E\n")
    let bare = try AnswerRow.table("address;value;note\nE;3;\n")
    let all = AnswerFile([(path: "a/named.csv", file: named), (path: "b/luis.m.csv", file: bare)])
    #expect(all.rows.map { $0.student } == ["Ana", "", "luis.m"])
    #expect(all.rows.map { $0.file } == ["named.csv", "named.csv", "luis.m.csv"])
    #expect(all.rows.map { $0.line } == [2, 3, 2] && all.ignoredColumns == ["note"])
    let problem = try #require(all.problems.first)
    #expect(problem.file == "named.csv" && problem.line == 4)
    #expect(AnswerFileFault(all.problems).message.en.hasPrefix("named.csv, line 4: it has 2 cells"))
  }

  @Test func `files of one name are known by their paths`() throws {
    let file = try AnswerRow.table("address;value\nE;1\n")
    let all = AnswerFile([(path: "a/x.csv", file: file), (path: "b/x.csv", file: file)])
    #expect(all.rows.map { $0.file } == ["a/x.csv", "b/x.csv"] && all.rows.map { $0.student } == ["x", "x"])
  }

  @Test func `an answer that is there twice is told with the other file`() throws {
    let bench = try Bench()
    let file = AnswerFile([
      (path: "b.csv", file: try AnswerRow.table("student;address;value\nAna;z;1\nAna;nope;1\n")),
      (path: "a.csv", file: try AnswerRow.table("student;address;value\nAna;z;1\nana;z;1\n")),
    ])
    let marks = try Marker(bench.scope, options: .init()).mark(file)
    #expect(marks.unread.map { $0.file } == ["b.csv", "a.csv"] && marks.unread.map { $0.line } == [3, 2])
    #expect(marks.unread[1].message.en.hasSuffix("on line 2 of b.csv"), "\(marks.unread[1].message.en)")
    #expect(marks.alike == [["Ana", "ana"]])
  }

  @Test func `a name that a spreadsheet would run is what it was when it is read again`() throws {
    let name = "=HYPERLINK(\"http://x\";\"y\")"
    let text = AnswerRow.template([(address: "E", iteration: 1)], students: [name, "-3"], .spanish)
    #expect(text.contains("\"'=HYPERLINK") && !text.contains("\n="))
    #expect(try AnswerRow.table(text).rows.map { $0.student } == [name, "-3"])
  }
}
