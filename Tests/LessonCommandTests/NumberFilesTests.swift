import Datasets
import Foundation
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// Data that a lesson or a reader takes from files.
@Suite struct NumberFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A lesson with a few lines of data, whose objective adds up z.
  private func lesson(_ data: String, _ z: String, name: String = "mine.lesson") throws -> String {
    let text =
      "lesson mine\ndata\n" + data.split(separator: "\n").map { "  \($0)\n" }.joined()
      + "parameters\n  w = 1\nforward\n  z = \(z)\n  E = w·Σ z\n"
    return try folder.write(Array(text.utf8), to: name)
  }

  private func write(_ text: String, _ name: String) throws -> String { try folder.write(Array(text.utf8), to: name) }

  @Test(arguments: ["rows", "columns"])
  func `a table is a matrix, whose columns are taken like any other's`(convention: String) throws {
    _ = try write("x1;x2;t\n1;2,5;3\n4;5;6\n", "points.csv")
    let path = try lesson("D from \"points.csv\"\nX = D[:,1..2]\nt = D[:,3]", "Σcols X ⊙ t")
    let session = Session("why", path, "E", "--convention", convention, "--significant", "6")
    #expect(session.code == 0 && session.output.contains("= 64.5"), "\(session.output) \(session.error)")
    let shown = Session("show", path)
    #expect(shown.output.contains("D from \"points.csv\"   2×3"), "\(shown.output)")
    #expect(Session("check", path).code == 0)
  }

  @Test func `arrays of NumPy go by their names, and a list has a number for each example`() throws {
    let script = """
      import sys, numpy
      numpy.savez(sys.argv[1], X=numpy.array([[1., 2.], [3., 4.], [5., 6.]]), t=numpy.array([7., 8., 9.]), k=numpy.array(2.))
      """
    let path = folder.path("a.npz")
    guard let result = try CompletionsTests.run(["python3", "-c", script, path]), result.code == 0 else {
      print("skipped: NumPy is not installed")
      return
    }
    let mine = try lesson("X, t from \"a.npz\"\nk from \"a.npz\"", "k·(Xᵀ·t)")
    // 2·(1·7 + 3·8 + 5·9 + 2·7 + 4·8 + 6·9)
    #expect(Session("why", mine, "E").output.contains("= 352"), "\(Session("why", mine, "E").output)")
    let row = try lesson("t (1×3) from \"a.npz\"", "t", name: "row.lesson")
    #expect(Session("show", row).output.contains("1×3"))
    let given = try lesson("X = [0 0]\nt = [0]", "Xᵀ·t", name: "given.lesson")
    let set = Session("why", given, "E", "--set", "X=@\(path)", "--set", "t=@\(path)")
    #expect(set.output.contains("= 176"), "\(set.output) \(set.error)")
  }

  @Test func `a reader's file takes the place of a draw, whose numbers are drawn all the same`() throws {
    let table = try write("1,2\n3,4\n", "w.csv")
    let words = ["run", "xor", "--set", "W1=@\(table)", "--trace", "--at", "1", "--plain", "--no-pictures"]
    let usual = ["run", "xor", "--set", "W1=[1 2; 3 4]", "--trace", "--at", "1", "--plain", "--no-pictures"]
    #expect(Session(words: words).output == Session(words: usual).output)
    #expect(Session("run", "xor", "--set", "lr=@\(table)").error.contains("is a setting, a number"))
    let wrong = Session("run", "xor", "--set", "b1=@\(table)", "--lang", "es")
    #expect(wrong.error.contains("«b1» es de 1×2 y lo que hay en '\(table)' de 2×2"), "\(wrong.error)")
  }

  @Test(arguments: [
    ("D from \"../points.csv\"", "is outside the lesson's folder", "está fuera de la carpeta de la lección"),
    ("D from \"/etc/passwd.csv\"", "is outside the lesson's folder", "está fuera de la carpeta"),
    ("D from \"link.csv\"", "is outside the lesson's folder", "está fuera de la carpeta"),
    ("D from \"away/points.csv\"", "is outside the lesson's folder", "está fuera de la carpeta"),
    ("D from \"none.csv\"", "'none.csv': the file does not exist", "'none.csv': el archivo no existe"),
    ("D from \"sub\"", "data are read from .csv or .npz", "los datos se leen de .csv o .npz"),
    ("D from \"sub/deep.csv\"", "“x” is not a number", "«x» no es un número"),
    (
      "D (3×3) from \"points.csv\"", "“D” is 3×3 and what is in 'points.csv' is 1×2",
      "«D» es de 3×3 y lo que hay en 'points.csv' de 1×2"
    ),
    ("X, t from \"points.csv\"", "a .csv is one matrix", "un .csv es una sola matriz"),
    ("D from points", "a file in quotes", "un archivo entre comillas"),
    ("X, Y from digits(200, test)", "digits(test, 200)", "digits(test, 200)"),
    ("X, Y from digits(0)", "a whole number from 1 on", "un entero desde 1"),
    ("X, Y from digits(a)", "digits(test)", "digits(test)"),
  ])
  func `what cannot be read is one error at its place`(line: String, en: String, es: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder.path("here/sub"), withIntermediateDirectories: true)
    _ = try folder.write(Array("1,2\n".utf8), to: "points.csv")
    _ = try folder.write(Array("1,2\n".utf8), to: "here/points.csv")
    _ = try folder.write(Array("1,2\n3,x\n".utf8), to: "here/sub/deep.csv")
    try files.createSymbolicLink(atPath: folder.path("here/link.csv"), withDestinationPath: "../points.csv")
    try files.createSymbolicLink(atPath: folder.path("here/away"), withDestinationPath: "..")
    let path = try lesson(line, "w", name: "here/mine.lesson")
    for (language, words) in [("en", en), ("es", es)] {
      for command in ["check", "run"] {
        let session = Session(command, path, "--lang", language)
        #expect(session.code == 1 && session.error.contains("mine.lesson:3:"), "\(session.error)")
        #expect(session.error.contains(words) && session.output.isEmpty, "\(session.error)")
      }
    }
  }

  @Test func `a link that stays in the folder is followed, and the lesson's own path may be short`() throws {
    _ = try write("1,2\n", "points.csv")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "points.csv")
    _ = try lesson("D from \"link.csv\"", "Σ D")
    let result = try BuiltProgram.shell("lesson why mine.lesson E && lesson why - E < mine.lesson", in: folder.url.path)
    #expect(result.output.contains("= 3"), "\(result.output) \(result.error)")
    #expect(result.code == 1 && result.error.contains("a lesson from standard input has no folder"), "\(result.error)")
  }

  @Test func `a file that is read is not replaced`() throws {
    let table = try write("1,2\n", "points.npz")
    let csv = try write("1,2\n", "points.csv")
    _ = try lesson("D from \"points.csv\"", "Σ D")
    try FileManager.default.createSymbolicLink(atPath: folder.path("other.npz"), withDestinationPath: "points.csv")
    let mine = Session("run", folder.path("mine.lesson"), "--save", folder.path("other.npz"))
    #expect(mine.code == 64 && mine.error.contains("is a file of data"), "\(mine.error)")
    let set = Session("run", "clase6", "--set", "x=@\(table)", "--save", table)
    #expect(set.code == 1 || set.code == 64)
    #expect(try String(decoding: folder.bytes("points.csv"), as: UTF8.self) == "1,2\n")
    #expect(csv.hasSuffix("points.csv"))
  }

  @Test func `the first digits of each part are those of all of them`() throws {
    let data = folder.path("digits")
    #expect(Session("data", "make", data, "--count", "60").code == 0)
    let path = try lesson(
      "X, Y from digits(7)\nA, B from digits(test, 3)\nP, Q from digits", "rows(X) + 100·rows(A) + 10000·rows(P)")
    let words = ["why", path, "E", "--data", data]
    #expect(Session(words: words).output.contains("= 600307"), "\(Session(words: words).output)")
    #expect(Session(words: words + ["--digits", "12"]).output.contains("= 120207"))
    let same = try lesson("X, Y from digits(7)\nP, Q from digits", "Σ abs(X − P[1..7,:]) + Σ abs(Y − Q[1..7,:])")
    #expect(Session("why", same, "E", "--data", data).output.contains("= 0"))
  }
}
