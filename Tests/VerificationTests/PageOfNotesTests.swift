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

  @Test func `what nobody printed gives nothing a tick`() throws {
    // a = 2/3 is printed 0.676, and c is 2·0.667, which nobody printed: neither 1.333 nor 2·0.676.
    let text = "lesson slip\ndata\n  x = 2\nforward\n  a = x/3\n  c = 2·a\n  e = 3·c\nexpect \"x\"\n"
    #expect(
      try JudgedPage.judgements(text + "  a = 0.676\n  c = 1.334\n  e = 4.002") == ["wrong", "wrong", "follows c"])
    #expect(
      try JudgedPage.judgements(text + "  a = 0.676\n  c = 1.352\n  e = 4.000") == ["wrong", "follows a", "right"])
    // d·0.6 with d = 0.13 printed for 0.14: 0.078. The right print, 0.14, would give 0.084, cut from 0.0841 as well.
    let cut = "lesson cut\nforward\n  d = 0.1402\n  g = 0.6·d\nexpect \"x\"\n  d = 0.13\n"
    #expect(try JudgedPage.judgements(cut + "  g = 0.078") == ["wrong", "follows d"])
    #expect(try JudgedPage.judgements(cut + "  g = 0.084") == ["wrong", "right"])
  }

  /// y is 2.4683 and q is 246.83.
  private static let carried = """
    lesson carried
    settings
      η = 0.5 as lr
    parameters
      w = 1.23415
    forward
      y = 2·w
      q = 100·y
    update
      w ← w − η·y

    """

  @Test func `a heading that carries on does not carry what nobody printed`() throws {
    let wrong = Self.carried + "expect \"x\" carried\n  y = 2.7\n"
    #expect(try JudgedPage.judgements(wrong + "  q = 250") == ["wrong", "wrong"])
    #expect(try JudgedPage.judgements(wrong + "  q = 270") == ["wrong", "follows y"])
    #expect(try JudgedPage.judgements(wrong + "  q = 246.83") == ["wrong", "right"])
    #expect(try JudgedPage.judgements(wrong + "  y = 2.5\n  q = 250") == ["wrong", "right", "page"])
    let right = Self.carried + "expect \"x\" carried\n  y = 2.5\n"
    #expect(try JudgedPage.judgements(right + "  q = 246.83") == ["right", "wrong"])
    let report = try JudgedPage.report(wrong + "  q = 250")
    guard case .numbers(let numbers) = try #require(report.verdicts.last).finding else { return }
    #expect(numbers.first?.computed == 246.83 && numbers.first?.onSheet == 270)
  }

  @Test func `what another heading prints refuses no number in full`() throws {
    let other = Self.carried + "expect \"A\" carried\n  y = 2.5\nexpect \"B\" carried\n"
    #expect(try JudgedPage.judgements(other + "  q = 246.83") == ["right", "right"])
    #expect(try JudgedPage.judgements(other + "  q = 250.00") == ["right", "page"])
    #expect(try JudgedPage.judgements(other + "  q = 248.00") == ["right", "wrong"])
    #expect(try JudgedPage.judgements(other + "  y = 2.47\n  q = 246.83") == ["right", "right", "wrong"])
    // w is 0.00000 from the full numbers and −0.01585 from 2.5.
    #expect(try JudgedPage.judgements(other + "  y = -0.0317 at 2\n  y = 0.0000 at 2") == ["right", "page", "right"])
  }

  @Test func `a gradient that never changes leads to nothing right`() throws {
    let text =
      "lesson same\nparameters\n  u = 10\nloss\n  f = ½·u²\nupdate\n  u ← u − 0.3·∂f/∂u\nexpect \"x\" carried\n"
    let lines = "  new(u) = 7 at 1\n  new(u) = 4 at 2\n"
    // 4.9 is printed as 4: 4 − 1.2 follows from it, 4.9 − 1.5 (from 5, which nobody printed) is nothing.
    #expect(try JudgedPage.judgements(text + lines + "  new(u) = 2.8 at 3") == ["right", "wrong", "follows new(u)"])
    #expect(try JudgedPage.judgements(text + lines + "  new(u) = 3.5 at 3") == ["right", "wrong", "wrong"])
    #expect(try JudgedPage.judgements(text + lines + "  new(u) = 3.43 at 3") == ["right", "wrong", "right"])
  }

  @Test func `a number printed once more is the one that what is below follows from`() throws {
    let text = "lesson again\nforward\n  a = 0.3\n  c = 7·a\n  e = 3·c\nexpect \"1\"\n  c = 2.4\nexpect \"2\"\n"
    let report = try JudgedPage.report(text + "  c = 2.4\n  e = 7.2")
    guard case .numbers(let numbers) = try #require(report.verdicts.last).finding,
      case .follows(let root) = try #require(numbers.first).judgement
    else {
      Issue.record("7.2 should follow from 2.4")
      return
    }
    #expect(root.line == 9)
  }

  @Test func `a number printed exactly stands, whatever is printed of its operands`() throws {
    // z is printed 1.2, then x 0.5 for 0.4: y is 2·1.2 on the page, and not 2·1.5.
    let text = "lesson pinned\ndata\n  x = 0.4\nforward\n  z = 3·x\n  y = 2·z\nexpect \"x\"\n  z = 1.2\n  x = 0.5\n"
    #expect(try JudgedPage.judgements(text + "  y = 3.0") == ["right", "wrong", "wrong"])
    #expect(try JudgedPage.judgements(text + "  y = 2.4") == ["right", "wrong", "right"])
  }

  @Test func `a page that a hand has worked out line by line is told as such`() throws {
    // a, which is not printed, is 0.667 on the sheet: c = 0.667·3 = 2.001 and not 2.
    let text = "lesson hand\nforward\n  a = 2/3\n  c = 3·a\n  d = 0.5\nexpect \"x\"\n  d = 0.500\n"
    let report = try JudgedPage.report(text + "  c = 2.001")
    #expect(report.carry == .init(decimals: 3, truncates: false) && !report.isRight)
    #expect(try JudgedPage.report(text + "  c = 1.998").carry == .init(decimals: 3, truncates: true))
    #expect(try JudgedPage.report(text + "  c = 2.004").carry == nil)
    #expect(try JudgedPage.report(text + "  c = 2.000").carry == nil)
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
