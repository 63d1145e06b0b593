import Testing

@testable import Verification

/// A page of notes is worked out from what it prints, in whatever form and order it prints it.
@Suite struct PageOfNotesTests {
  private static let product = """
    lesson product
    data
      u = [0.214321; 0.385432]
    parameters
      M = [0.464321 0.625432; 0.834321 0.275432]
    forward
      z = M·u
    expect "sheet"

    """

  @Test(arguments: [
    "  M = [0.46 0.63; 0.83 0.28]\n  u = [0.21; 0.39]",
    "  M[1,:] = [0.46 0.63]\n  M[2,:] = [0.83 0.28]\n  u = [0.21; 0.39]",
    "  Mᵀ = [0.46 0.83; 0.63 0.28]\n  uᵀ = [0.21 0.39]",
    "  M[:,2] = [0.63; 0.28]\n  M[:,1] = [0.46; 0.83]\n  u = [0.21 0.39]",
  ])
  func `rows, columns and transposes stand for their entries`(lines: String) throws {
    // 0.46·0.21 + 0.63·0.39 = 0.3423 and 0.83·0.21 + 0.28·0.39 = 0.2835; exactly it is 0.3406 and 0.2850.
    let found = try JudgedPage.judgements(Self.product + lines + "\n  z = [0.3423; 0.2835]")
    #expect(found.suffix(2) == ["page", "page"] && found.dropLast(2).allSatisfy { $0 == "right" }, "\(found)")
  }

  @Test func `data that are computed from printed data follow it`() throws {
    let text = """
      lesson standard
      data
        v = [1.234; 2.345; 4.567]
        m = mean(v)
        n = v − m
      forward
        y = 10·n
      expect "sheet"
        m = 2.7
        n = [-1.466; -0.355; 1.867]
        y = [-14.66; -3.55; 18.67]
      """
    #expect(
      try JudgedPage.judgements(text) == ["right"] + Array(repeating: "page", count: 3)
        + Array(repeating: "page", count: 3))
  }

  @Test func `printed data are the same in every iteration, wherever they are read`() throws {
    let text = """
      lesson late
      data
        u = 0.214321
      parameters
        w = 0.46
      forward
        z = w·u
      run
        stop after 3 iterations
      expect "sheet"
        u = 0.21 at end
        z = 0.0966 at 1
      """
    #expect(try JudgedPage.judgements(text) == ["right", "page"])
  }

  @Test func `the rows of a table may stand in any order`() throws {
    // w is halved: 0.77, rounded 0.8, then 0.4 and 0.2; exactly 0.385 and 0.1925.
    let text = """
      lesson halves
      state
        w = 1.54
      update
        w ← w/2
      run
        stop after 3 iterations
      expect "up"
        iteration new(w)
        1 0.8
        2 0.400
        3 0.200
      expect "down"
        iteration new(w)
        3 0.200
        2 0.400
        1 0.8
      """
    let found = try JudgedPage.judgements(text)
    #expect(found == ["right", "page", "page", "page", "page", "right"])
  }

  @Test func `a number printed again with fewer decimals leaves the finer one`() throws {
    let text = Self.product + "  z = [0.3406; 0.2850]\n  z = [0.3; 0.3]\n  1000·z[1] = 340.6\n  1000·z[1] = 300"
    #expect(try JudgedPage.judgements(text) == ["right", "right", "right", "right", "right", "wrong"])
  }

  @Test func `the cause is the wrong number by which it agrees, not another one near it`() throws {
    // Only M[2,2] has a part in z[2].
    let both = Self.product + "  M = [0.47 0.63; 0.83 0.32]\n  z[2] = 0.3012"
    #expect(try JudgedPage.judgements(both).last == "follows M[2,2]")
    // From the wrong z = 0.35 alone, while M is wrong further back.
    let far = "lesson far\nparameters\n  a = 0.3\nforward\n  z = 2·a\n  y = z + 0.5\n  q = 3·y\nexpect \"x\"\n"
    #expect(
      try JudgedPage.judgements(far + "  a = 0.4\n  z = 0.8\n  y = 1.7\n  q = 5.1")
        == ["wrong", "follows a", "wrong", "follows y"])
  }

  @Test func `what follows from the right number instead of a misprinted one is right`() throws {
    // a = 2/3 is printed 0.676 instead of 0.667, and c = 2·0.667 = 1.334; exactly it is 1.333.
    let text = "lesson slip\ndata\n  x = 2\nforward\n  a = x/3\n  c = 2·a\n  e = 3·c\nexpect \"x\"\n"
    #expect(try JudgedPage.judgements(text + "  a = 0.676\n  c = 1.334\n  e = 4.002") == ["wrong", "page", "page"])
    #expect(try JudgedPage.judgements(text + "  a = -0.667\n  c = 1.334\n  e = 4.002") == ["wrong", "page", "page"])
  }

  @Test func `what should be printed of a number with a power of ten has its digits`() throws {
    // a is 1250.5: from 1.3e3, and not from 1.4e3 or 1250.5, 10·a is 13000.
    let text = "lesson power\nforward\n  a = 2501/2\n  c = 10·a\nexpect \"x\"\n"
    #expect(try JudgedPage.judgements(text + "  a = 1.3e3\n  c = 13000") == ["right", "page"])
    #expect(try JudgedPage.judgements(text + "  a = 1.4e3\n  c = 13000") == ["wrong", "page"])
  }

  @Test func `in a rounded sheet a number that could be cut is first held against rounding`() throws {
    // c = 2·0.333 = 0.666 is the rounded one of the page, and not 0.6666… cut.
    let text = """
      lesson thirds
      data
        x = 1
      forward
        a = x/3
        c = 2·a
        d = x/6
        f = x/1.5
      expect "sheet"
        a = 0.333
        c = 0.666
        d = 0.1667
        f = 0.667
      """
    #expect(try JudgedPage.judgements(text) == ["right", "page", "right", "right"])
    #expect(try JudgedPage.report(text).mixedRules.isEmpty)
  }

  @Test func `mixtures that would explain many far numbers explain none`() throws {
    // Six operands with two decimals, a result with four: some mixture is near any number.
    let text = """
      lesson many
      data
        p = [0.214321; 0.385432; 0.726543]
        q = [0.464321; 0.625432; 0.834321]
        a = p[1]
        b = p[2]
        c = p[3]
        r = q[1]
        s = q[2]
        t = q[3]
      forward
        z = a·r + b·s + c·t
      expect "sheet"
        a = 0.21
        b = 0.39
        c = 0.73
        r = 0.46
        s = 0.63
        t = 0.83

      """
    #expect(try JudgedPage.judgements(text + "  z = 0.9482").last == "page")
    for wrong in ["0.9402", "0.9432", "0.9527", "0.9561"] {
      #expect(try JudgedPage.judgements(text + "  z = \(wrong)").last == "wrong", "\(wrong)")
    }
  }

  @Test func `naming a cause takes no time however many paths lead to it`() throws {
    var text = "lesson deep\nparameters\n  a0 = 0.3\n  b0 = 0.4\nforward\n"
    for layer in 1...40 {
      text += "  a\(layer) = (a\(layer - 1) + b\(layer - 1))/2\n  b\(layer) = (a\(layer - 1) + 3·b\(layer - 1))/4\n"
    }
    // Both tend to (a0 + 2·b0)/3.
    text += "expect \"x\"\n  a0 = 0.9\n  a40 = 0.5667"
    #expect(try JudgedPage.judgements(text) == ["wrong", "follows a0"])
  }
}
