import Testing

@testable import Calculus

@Suite struct SpellingAtSightTests {
  @Test func `a name that is canonical at sight is what taking it to pieces makes of it`() {
    let parts = [
      "δ", "delta", "_", "1", "₂", "hat", "y", "ŷ", "out", "θ", "Delta", "d", "bar", "é", "ab", "__", "m\u{302}", ".",
      "ᾱ", "W", "Σ", "\u{B5}", "epsilon", "rho", "xx", "12",
    ]
    var state: UInt64 = 11
    var atSight = 0
    for _ in 0..<20_000 {
      var name = ""
      for _ in 0..<1 + Int(state >> 40) % 5 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        name += parts[Int(state >> 33) % parts.count]
      }
      guard Spelling.isCanonicalAtSight(name) else { continue }
      atSight += 1
      #expect(Array(Spelling.rewritten(name).unicodeScalars) == Array(name.unicodeScalars), "\(name)")
    }
    #expect(atSight > 2000)
  }

  @Test func `the names of a usual lesson are canonical at sight`() {
    for name in ["W1", "δ_out", "error_hidden", "ŷ", "η", "dW2", "Δw", "δ1", "iterations", "W_1", "α", "b_max", "c.1"] {
      #expect(Spelling.isCanonicalAtSight(name), "\(name)")
    }
    for name in ["delta", "yhat", "δout", "δ_1", "_δ", "δ_", "m\u{302}", "W₁", "\u{B5}", "x_eta", "δ__out"] {
      #expect(!Spelling.isCanonicalAtSight(name), "\(name)")
    }
  }

  @Test func `every Greek letter and every mark that is written out takes a closer look`() {
    for name in Spelling.greekLetters.keys { #expect(!Spelling.isCanonicalAtSight(name), "\(name)") }
    for (word, _) in Spelling.marks { #expect(!Spelling.isCanonicalAtSight("z\(word)"), "\(word)") }
  }
}
