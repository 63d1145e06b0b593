import Testing
import Typesetting

@testable import Marking

/// Files of answers, as tables and as JSON.
@Suite struct AnswerRowTests {
  private static func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch let fault as AnswerFileFault {
      return fault.message.en
    } catch {
      return "\(error)"
    }
  }

  /// Throws what is wrong with rows.
  private static func refuse(_ file: AnswerFile) throws {
    if !file.problems.isEmpty { throw AnswerFileFault(file.problems) }
  }

  @Test func `rows that can be read are read beside others, and other columns are not used`() throws {
    let file = try AnswerRow.table("nota;address;value\u{1B};value\n;E;;1\n;E\n;;;2\n7;b1;;3\n")
    #expect(file.rows.map { $0.value } == ["1", "3"] && file.rows.map { $0.line } == [2, 5])
    #expect(file.problems.map { $0.line } == [3, 4])
    #expect(file.ignoredColumns == ["nota", "value⟨U+001B⟩"])
    let json = try AnswerRow.json("[{\"address\":\"E\",\"value\":1},\n{\"address\":\"E\",\"value\":[]}]")
    #expect(json.rows.count == 1 && json.problems.map { $0.line } == [2])
  }

  @Test(arguments: [
    "student;address;iteration;value\nAna;dW1[1,1];2;-0,5\n",
    "\u{FEFF}estudiante;dirección;iteración;valor\r\nAna;dW1[1,1];2;-0,5\r\n\r\n;;;\r\n",
    "\n\nvalue,student,address,iteration\n\"-0,5\",Ana,\"dW1[1,1]\",2\n",
    "Value\tIteration\tAddress\tStudent\n-0,5\t2\tdW1[1,1]\tAna",
    "alumna; Dirección ; iteracion;respuesta\r \"Ana\" ;dW1[1,1] ; 2; -0,5 ",
  ])
  func `columns are found by their names, whatever parts them`(text: String) throws {
    let rows = try AnswerRow.table(text).rows
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect(row.student == "Ana" && row.address == "dW1[1,1]" && row.iteration == 2 && row.value == "-0,5")
  }

  @Test func `a cell in quotes has separators, quotes and ends of lines, and lines are counted over them`() throws {
    let rows = try AnswerRow.table("student;address;value\n\"a;\"\"b\"\"\nc\";E;1\nd;E;\n").rows
    #expect(rows.map { $0.student } == ["a;\"b\"\nc", "d"])
    #expect(rows.map { $0.line } == [2, 4])
    #expect(rows[0].iteration == nil && rows[1].value.isEmpty)
  }

  @Test(arguments: [
    ("", "it is empty"), ("student;address\nAna;E\n", "line 1: the column “value” is missing"),
    ("address;address;value\n", "“address” is there twice"),
    ("address,value\nE,0,25\n", "line 2: it has 3 cells and the first row 2; between commas"),
    ("address;value\nE;1;2\n", "line 2: it has 3 cells and the first row 2"),
    ("address;value\n;1\n", "line 2: the address is missing"),
    ("address;iteration;value\nE;0;1\n", "line 2: the iteration is a whole number"),
    ("address;iteration;value\nE;1.5;1\n", "“1.5”"),
    ("address;iteration;value\nE;99999999999999999999;1\n", "line 2: the iteration"),
    ("address;value\n\"E;1\n", "line 2: quotation marks are not closed"),
    ("address;value\n\"E\"x;1\n", "line 2: quotation marks are not followed by the separator"),
  ])
  func `what cannot be read is told with its line`(text: String, words: String) {
    let message = Self.message { try Self.refuse(AnswerRow.table(text)) }
    #expect(message.contains(words), "\(message)")
  }

  @Test func `every wrong line is told, up to eight`() {
    let text = "address;value\n" + String(repeating: "E\n", count: 10)
    let message = Self.message { try Self.refuse(AnswerRow.table(text)) }
    #expect(message.split(separator: "\n").count == 9 && message.hasSuffix("… and 2 more"), "\(message)")
  }

  @Test func `JSON has numbers as they are written, and both languages`() throws {
    let rows = try AnswerRow.json(
      """
      [{"student": "A\\u00f1o", "address": "E", "iteration": 3, "value": 0.2490},
       {"dirección": "E", "valor": "0,25", "estudiante": null}]
      """
    ).rows
    #expect(rows.map { $0.value } == ["0.2490", "0,25"])
    #expect(rows.map { $0.student } == ["Año", ""] && rows.map { $0.iteration } == [3, nil])
    #expect(rows.map { $0.line } == [1, 2])
  }

  @Test(arguments: [
    ("{}", "a list of objects"), ("[1]", "element 1 is no object"), ("[{\"address\":\"E\"", "line 1"),
    ("[\n{\"address\":\"E\",\"value\":[1]}]", "line 2: “value” has to be a text or a number"),
    ("[{\"adress\":\"E\"}]", "“adress” is not known"), ("[{\"value\":\"1\"}]", "the address is missing"),
    ("[{\"value\":\"1\",\"valor\":\"2\",\"address\":\"E\"}]", "“valor” is there twice"),
    ("[{\"value\":\"1\",\"value\":\"2\"}]", "“value” is there twice"), ("[] x", "after the end"),
    ("[{\"value\":NaN}]", "not JSON"), ("[\"\\q\"]", "“\\”"), ("", "too early"),
    (String(repeating: "[", count: 100), "too many brackets"),
  ])
  func `JSON that is none, or says something else, is told`(text: String, words: String) {
    let message = Self.message { try Self.refuse(AnswerRow.json(text)) }
    #expect(message.contains(words), "\(message)")
  }

  @Test func `a template is read back`() throws {
    let questions = [(address: "dW1[1,1]", iteration: 2), (address: "E", iteration: 2)]
    let students = ["Ana; \"la\" de 2.º", "Luis"]
    for text in [
      AnswerRow.template(questions, students: students, .spanish),
      AnswerRow.template(questions, students: students, .english),
    ] {
      #expect(text.hasPrefix("\u{FEFF}"))
      let rows = try AnswerRow.table(text).rows
      #expect(rows.map { $0.student } == [students[0], students[0], students[1], students[1]])
      #expect(rows.map { $0.address } == ["dW1[1,1]", "E", "dW1[1,1]", "E"])
      #expect(rows.allSatisfy { $0.iteration == 2 && $0.value.isEmpty })
    }
    let rows = try AnswerRow.json(AnswerRow.jsonTemplate(questions, students: [])).rows
    #expect(rows.map { $0.address } == ["dW1[1,1]", "E"] && rows.allSatisfy { $0.student.isEmpty })
  }
}
