import Testing

@testable import LessonLanguage

@Suite struct NearestTests {
  @Test func `a name that differs only in case is nearest`() {
    #expect(Nearest.word(to: "dw1", among: ["dA1", "dW1", "dw2"]) == "dW1")
    #expect(Nearest.word(to: "w1", among: ["A1", "W1"]) == "W1")
    #expect(Nearest.word(to: "W", among: ["w", "x"]) == "w")
  }

  @Test func `a slip finds the word that was meant`() {
    for typed in ["forwad", "forwward", "fowrard", "forwarf"] {
      #expect(Nearest.word(to: typed, among: FileParser.sections) == "forward")
    }
    #expect(Nearest.word(to: "xyz", among: FileParser.sections) == nil)
    #expect(Nearest.word(to: "a", among: ["b", "c"]) == nil)
    #expect(Nearest.word(to: "run", among: ["run"]) == nil)
    #expect(Nearest.word(to: String(repeating: "a", count: 10_000), among: ["aaa"]) == nil)
  }

  @Test(arguments: [
    ("lst", "list"), ("verfy", "verify"), ("rnu", "run"), ("LIST", "list"), ("hlep", "help"), ("xorr", "xor"),
  ])
  func `the nearest word is suggested`(typed: String, meant: String) {
    #expect(Nearest.word(to: typed, among: ["list", "verify", "run", "help", "xor"]) == meant)
  }

  @Test(arguments: ["", "q", "zzz", "completely-different"])
  func `nothing is suggested for what is far from everything`(typed: String) {
    #expect(Nearest.word(to: typed, among: ["list", "verify", "run"]) == nil)
  }

  @Test func `the distance is a metric on near words`() {
    let words = ["", "a", "ab", "ba", "abc", "acb", "δ_out", "δ_in", "loss", "lsos"].map(Array.init)
    for left in words {
      #expect(Nearest.distance(left, left) == 0)
      #expect(Nearest.distance(left, []) == left.count)
      for right in words {
        #expect(Nearest.distance(left, right) == Nearest.distance(right, left))
        #expect((Nearest.distance(left, right) == 0) == (left == right))
      }
    }
    #expect(Nearest.distance(Array("loss"), Array("lsos")) == 1)
  }
}
