import Testing
import Typesetting

@testable import Marking

/// What a class has answered, marked.
@Suite struct MarkerTests {
  @Test func `right answers are right with a comma, a point, cut off, and as a fraction`() throws {
    let bench = try Bench()
    let a = try bench.value("a")
    let cut = String("\(a)".prefix(6))
    let marks = try bench.marks([
      ("z", "0,62"), ("a", cut), ("δ", try Bench.digits(bench.value("δ")).replacing(".", with: ",")),
      ("dw[1,2]", try Bench.digits(bench.value("dw[1,2]"), 6)), ("t", "3/3"),
    ])
    #expect(marks.marks.allSatisfy { $0.said == "right" }, "\(marks.marks.map { $0.said })")
    #expect(marks.points == 5 && marks.errors == 0)
  }

  @Test func `a slip costs its own point, and what is worked out from it rightly does not`() throws {
    let bench = try Bench()
    // The sign of δ, and everything after it with that δ, the next iteration's weights and sums too.
    let wrong = -(try bench.value("δ"))
    let delta = try Bench.digits(wrong)
    let used = try #require(Double(delta))
    let dw = [try Bench.digits(used * 0.6, 5), try Bench.digits(used * -0.2, 5)]
    let new = [0.7 - 0.5 * (try #require(Double(dw[0]))), -0.4 - 0.5 * (try #require(Double(dw[1])))]
    let z2 = new[0] * 0.6 + new[1] * -0.2 + 0.12
    let marks = try bench.marks([
      ("Ana", "z", 2, try Bench.digits(z2)), ("Ana", "dw[1,2]", 1, dw[1]), ("Ana", "δ", 1, delta),
      ("Ana", "z", 1, "0.62"),
      ("Ana", "dw[1,1]", 1, dw[0]), ("Ana", "a", 1, try Bench.digits(bench.value("a"))),
      ("Ana", "new(w)[1,1]", 1, try Bench.digits(new[0], 5)), ("Ana", "new(w)[1,2]", 1, try Bench.digits(new[1], 5)),
    ])
    let ana = try #require(marks.students.first)
    #expect(
      ana.marks.map { "\($0.question.address)@\($0.question.iteration) \($0.said)" } == [
        "z@1 right", "a@1 right", "δ@1 wrong lost-sign", "dw[1]@1 from δ", "dw[2]@1 from δ",
        "new(w)[1]@1 from δ", "new(w)[2]@1 from δ", "z@2 from δ",
      ])
    #expect(ana.points == 7 && ana.errors == 1 && ana.carried == 5)
    #expect(ana.firstError?.question.address == "δ" && !marks.isRight)
  }

  @Test func `the same slip in all entries of a matrix is one error`() throws {
    let bench = try Bench()
    let marks = try bench.marks([
      ("dw[1,1]", try Bench.digits(-bench.value("dw[1,1]"), 5)),
      ("dw[1,2]", try Bench.digits(-bench.value("dw[1,2]"), 6)),
    ])
    #expect(marks.marks.map { $0.said } == ["wrong lost-sign", "as dw[1,1]"])
    #expect(marks.points == 1 && marks.errors == 1 && marks.carried == 1)
  }

  @Test func `updates with another rate are told as that, and not as another entry that happens to fit`() throws {
    let bench = try Bench()
    let new = try [("1", 0.7), ("2", -0.4)].map { place, weight in
      ("new(w)[1,\(place)]", try Bench.digits(weight - 0.1 * bench.value("dw[1,\(place)]"), 5))
    }
    let marks = try bench.marks(new)
    #expect(marks.marks.map { $0.said } == ["wrong other-rate", "as new(w)[1,1]"])
    #expect(marks.points == 1 && marks.errors == 1)
  }

  @Test func `so few digits that much would agree earn no point, unless that is all of the number`() throws {
    let bench = try Bench()
    let a = try bench.value("a")
    let answers = [("z", "0.62"), ("a", try Bench.digits(a, 1)), ("δ", "-0"), ("dw[1,1]", "0.0"), ("t", "1")]
    let marks = try bench.marks(answers)
    #expect(marks.marks.first { $0.question.address == "a" }?.said == "vague")
    #expect(marks.marks.filter { $0.isCredited }.map { $0.question.address } == ["t", "z"])
    let rows = [AnswerRow(student: "Ana", address: "a", iteration: nil, value: try Bench.digits(a, 3), line: 2)]
    for (fewest, points) in [(3, 1), (4, 0)] {
      let marker = try Marker(bench.scope, options: .init(), fewestDigits: fewest)
      #expect(try marker.mark(AnswerFile(rows)).students.first?.points == points)
    }
  }

  @Test(arguments: ["≈ 0,62", "'0.62", "= 0.62", "6.2x10^-1", "6,2 · 10^(-1)", "62*10^{-2}", "+ 0.62"])
  func `numbers are read as people write them`(typed: String) throws {
    #expect(try Bench().marks([("z", typed)]).marks.map { $0.said } == ["right"])
  }

  @Test(arguments: ["≈", "6.2x11^-1", "6.2x10^", "6.2x10^-a", "x10^-1", "6.2x10^(-1", "--0.62", "''0.62"])
  func `what only looks like that is no number`(typed: String) throws {
    #expect(try Bench().marks([("z", typed)]).marks.map { $0.said } == ["unreadable"])
  }

  @Test func `a sheet is read through what it leaves out, and only its own student's answers count`() throws {
    let bench = try Bench()
    let a = try bench.value("a")
    // Without the derivative, from numbers that are not on the sheet.
    let marks = try bench.marks([
      ("Ana", "δ", nil, try Bench.digits(a - 1)), ("Luis", "dw[1,1]", nil, try Bench.digits((a - 1) * 0.6)),
    ])
    #expect(
      marks.students.map { $0.marks.map { $0.said } } == [
        ["wrong forgot-derivative", "missing"], ["missing", "wrong forgot-derivative"],
      ])
    let asked = try #require(marks.questions.first)
    #expect(asked.wrong == 1 && asked.missing == 1 && asked.slips.map { $0.count } == [1])
  }

  @Test func `what is no number is a verdict of its own and carries nothing on`() throws {
    let bench = try Bench()
    let marks = try bench.marks([("z", "no sé"), ("a", try Bench.digits(bench.value("a"))), ("δ", "1.234,5")])
    #expect(marks.marks.map { $0.said } == ["unreadable", "right", "unreadable"])
    #expect(marks.errors == 0 && marks.unreadable == 2 && marks.firstError?.question.address == "z")
  }

  @Test func `the most frequent slip comes first, and what nobody knows last`() throws {
    let bench = try Bench()
    let (a, delta) = (try bench.value("a"), try bench.value("δ"))
    let answers = [7.3194, 5.1127, -delta, a - 1, a - 1]
    let marks = try bench.marks(
      try answers.enumerated().map { ("student \($0.offset)", "δ", nil, try Bench.digits($0.element)) })
    let slips = try #require(marks.questions.first).slips
    #expect(slips.map { $0.slips.first } == ["forgot-derivative", "lost-sign", nil])
    #expect(slips.map { $0.count } == [2, 1, 2])
  }

  @Test(arguments: [
    (["zz": "1"], "line 2: Ana: “zz”"), (["w": "1"], "line 2: Ana: “w” is 1×2: say which entry"),
    (["2·w": "1"], "an answer is a single number"),
  ])
  func `an address that is no number is told with its line`(answers: [String: String], words: String) throws {
    let bench = try Bench()
    do {
      _ = try bench.marks(answers.map { ($0.key, $0.value) })
      Issue.record("nothing was thrown")
    } catch Marker.Fault.file(let fault) {
      #expect(fault.message.en.contains(words), "\(fault.message.en)")
    }
  }

  @Test func `nobody answers a question twice, however it is written`() throws {
    let bench = try Bench()
    let marks = try bench.marks([("Ana", "dw[1,1]", nil, "1"), ("Ana", "dw[1, 1]", nil, "2")])
    #expect(marks.unread.map { $0.message.en } == ["Ana: dw[1] has already been answered on line 2"])
    #expect(marks.unread.map { $0.line } == [3] && marks.students.first?.marks.map { $0.typed } == ["1"])
  }

  @Test func `a row that cannot be marked does not keep others from being marked`() throws {
    let bench = try Bench()
    let marks = try bench.marks([
      ("Ana", "z", nil, "0.62"), ("Luis", "z11", nil, "0.62"), ("Luis", "z", 0, "0.62"), ("Luis", "z", nil, "0.62"),
    ])
    #expect(marks.students.map { $0.points } == [1, 1])
    #expect(marks.unread.map { $0.line } == [3, 4])
    #expect(marks.unread.allSatisfy { $0.message.en.hasPrefix("Luis: ") })
  }

  /// Whatever is marked alone is marked the same among others.
  @Test func `students do not depend on each other`() throws {
    let bench = try Bench()
    let a = try bench.value("a")
    let sheets: [[(String, String)]] = [
      [("z", "0.62"), ("δ", try Bench.digits(a - 1))], [("z", "0.50"), ("δ", try Bench.digits(bench.value("δ")))],
      [("z", "-0.62"), ("δ", "x")],
    ]
    let together = try bench.marks(
      sheets.enumerated().flatMap { place, sheet in sheet.map { ("\(place)", $0.0, nil, $0.1) } })
    for (place, sheet) in sheets.enumerated() {
      let alone = try bench.marks(sheet)
      #expect(together.students[place].marks.map { $0.said } == alone.marks.map { $0.said })
    }
  }
}
