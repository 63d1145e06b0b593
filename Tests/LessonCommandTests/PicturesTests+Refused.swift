import OperatingSystem
import Testing

@testable import LessonCommand

/// Which pictures are refused, and how.
extension PicturesTests {
  static let base = """
    lesson refused
    data
      X = [0 0; 0 1; 1 0; 1 1; 2 2]
      Z = [0 0 0; 0 0 1; 0 1 0; 0 1 1; 1 1 1]
      t = [0; 1; 1; 0; 1]
      n = 5
    parameters
      w = [1; 2]
      b = 0.5
    forward
      z = X·w + b
      u = X·(w ⊙ w)
      ŷ = σ(z)
    loss
      E = Σ (ŷ − t)²
    update
      w by ∂E/∂w with descent(0.1)
    run
      X, t in batches of 3, in order
      stop after 4 iterations
    pictures

    """

  @Test(arguments: [
    ("curve norm(w)", 9, "“c = norm(w)” in metrics"), ("curve [b E]", 9, "“[b E]” is 1×2"), ("curve w", 9, "norm(w)"),
    ("curve b + 1", 9, "follows a quantity with a name"), ("curve w[1]", 9, "follows a quantity with a name"),
    ("points Z by t", 10, "has 3 for each example"), ("points X by [0; 1]", 15, "“X” has 5 examples and there are 2"),
    ("points X by E", 15, "“X” has 5 examples and there"),
    ("points w by t", 15, "“w” has 2 examples"), ("map ŷ over Z by t", 14, "“Z” has 3"),
    ("map ŷ over t by t", 14, "“t” has 1"), ("map b over X by t", 7, "does not depend on “X”"),
    ("map E over X by t", 7, "a value for each example"), ("map ŷ over X[1,1] by t", 14, "a whole quantity"),
    ("map ŷ over Z[:,1..2] by t", 14, "give the part one, F = Z[:,1..2]"),
    ("map ŷ over X by [0; 1]", 19, "the class of each example"),
    ("inequalities X·w by t", 16, "the name of the weighted sum"),
    ("inequalities t by t", 16, "the name of the weighted sum"), ("inequalities u by t", 16, "not a sum of parameters"),
    ("inequalities ŷ by t", 16, "not a sum of parameters"), ("inequalities E by t", 16, "not a sum of parameters"),
    ("steps [Z X Z X Z]", 9, "57 columns"), ("image b", 9, "is one number"),
    ("image X[3,:]", 9, "in the last batch, which has 2 examples"),
    ("image X[9,:]", 10, "3×2"), ("steps [X[3,1]]", 10, "in the last batch"),
  ])
  func `a picture that cannot be drawn is refused before anything runs`(line: String, column: Int, words: String) throws
  {
    let file = try TemporaryLesson(Self.base + "  " + line + "\n")
    for command in ["check", "run"] {
      let session = Session(words: [command, file.path])
      #expect(session.code == 1, "\(line): \(session.output)")
      #expect(session.output.isEmpty)
      #expect(session.error.contains(":22:\(column): "), "\(session.error)")
      #expect(session.error.contains(words), "\(session.error)")
      #expect(Session(words: [command, file.path, "--lang", "es"]).error.contains(":22:\(column): "))
    }
    #expect(Session("run", file.path, "--no-pictures").code == 0)
    #expect(Session("run", file.path, "--way", "fast").code == 1)
  }

  @Test func `too many columns or examples are refused with how many there may be`() throws {
    let wide =
      "lesson wide\ndata\n  A = ones(1, 41)\n  B = ones(13, 1)\n  c = ones(13, 1)\nparameters\n  w = 1\nforward\n  z = B·w\npictures\n  "
    for (line, words) in [
      ("steps [A]", "41 columns"), ("inequalities z by c", "at most 12 examples"),
    ] {
      let session = try session("check", wide + line + "\n")
      #expect(session.code == 1 && session.error.contains(words), "\(session.error)")
    }
  }

  @Test(arguments: [
    "curve E", "curve b", "points X by t", "points X by ŷ", "points t by t", "points X by 1",
    "map ŷ over X by t", "map step(z) over X by ŷ", "inequalities z by t", "steps [X z ŷ]", "image X", "image w",
    "image X[2,:]",
  ])
  func `a picture that can be drawn is drawn`(line: String) throws {
    let file = try TemporaryLesson(Self.base + "  " + line + "\n")
    #expect(Session("check", file.path).code == 0)
    let bare = Session("run", file.path, "--no-pictures").output
    let session = Session("run", file.path)
    #expect(session.code == 0 && session.output.count > bare.count + 20, "\(session.output)\(session.error)")
  }

  @Test func `what is computed once in data does not follow the plane, and it is said`() throws {
    let text = Self.base.replacing("  t = [0", with: "  F = [X ones(5×1)]\n  t = [0")
      .replacing("z = X·w + b", with: "z = F[:,1..2]·w + b").replacing("  u = X·(w ⊙ w)\n", with: "")
      .replacing("X, t in batches of 3, in order\n  ", with: "")
    let file = try TemporaryLesson(text + "  map ŷ over X by t\n")
    for (language, words) in [
      ("en", "“F” is computed from it once, in data"), ("es", "«F» se calcula de ella una vez, en data"),
    ] {
      let session = Session("check", file.path, "--lang", language)
      #expect(session.code == 1 && session.error.contains(words), "\(session.error)")
    }
  }
}
