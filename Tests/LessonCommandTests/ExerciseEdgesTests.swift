import TemporaryFolders
import Testing

@testable import LessonCommand

/// Numbers at the edges of what can be asked for: what cancels, what is large, what is rounded up to one digit more.
@Suite struct ExerciseEdgesTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    let page = """
      lesson edges
      data
        x = [3]
      forward
        zz = x[1]·0.1 + 0.2 − 0.5
        g = x[1]·41152
        h = x[1]·3.33332
        k = 0.1·x[1] − 0.4 + 0.2
        s = x[1]·0.00007
      exercise
        blank zz, g, h, k, s
        decimals 4

      """
    path = try folder.write(Array(page.utf8), to: "edges.lesson")
  }

  private func quiz(_ words: String...) -> String {
    let session = Session(words: ["quiz", path, "--out", "-"] + words)
    #expect(session.code == 0, "\(session.error)")
    return session.output
  }

  @Test func `what is left of terms that cancel is 0`() {
    #expect(quiz("--blank", "zz").contains("<answer fraction=\"100\" format=\"moodle_auto_format\"><text>0</text>"))
  }

  @Test func `a large number may be a tenth off in the last digit that is asked for`() {
    let text = quiz("--blank", "g", "--digits", "4")
    #expect(text.contains("<text>123500</text><tolerance>10</tolerance>"), "\(text)")
    #expect(text.contains("<text>123456</text><tolerance>10</tolerance>"), "\(text)")
  }

  @Test func `a number that is rounded up to one digit more has no more digits than asked`() {
    let text = quiz("--blank", "h", "--digits", "4", "--rule", "rounded")
    #expect(text.contains("<text>10.00</text>") && !text.contains("<text>10.000</text>"), "\(text)")
  }

  @Test func `with as many decimals as the lesson asks for an answer has digits enough`() throws {
    let answers = "address;value\nzz;0\nh;9.9999\nk;0.1\ns;0.0002\n"
    let file = try folder.write(Array(answers.utf8), to: "a.csv")
    let session = Session("check-work", path, file, "--all")
    #expect(session.code == 0, "\(session.output)")
    let stricter = Session("check-work", path, file, "--digits", "2", "--all")
    #expect(stricter.code == 2 && stricter.output.contains("0.0002"), "\(stricter.output)")
  }

  @Test func `numbers that are cut on the way make no key`() {
    for command in ["quiz", "sheet"] {
      let session = Session(words: [command, "clase6", "--blank", "E", "--carry", "3", "--out", "-"])
      #expect(session.code == 64 && session.output.isEmpty, "\(command)")
      #expect(session.error.contains("--carry cuts"), "\(session.error)")
    }
  }

  @Test func `a format and an ending that contradict each other are refused`() {
    let file = folder.path("q.xml")
    let session = Session("quiz", "clase6", "--blank", "z1", "--to", "gift", "--out", file)
    #expect(session.code == 64 && session.error.contains("contradict"), "\(session.error)")
    #expect(!folder.names.contains("q.xml"))
  }

  @Test func `what has no name is not asked for, and variants that are alike are told`() {
    #expect(Session("sheet", "gradient-saddle", "--out", "-").code == 0)
    let alike = Session("quiz", "clase6", "--blank", "z1[1]", "--variants", "2", "--vary", "y", "--out", "-")
    #expect(alike.code == 0 && alike.error.contains("the same in all variants"), "\(alike.error)")
  }
}
