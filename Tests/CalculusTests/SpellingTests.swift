import Foundation
import Testing

@testable import Calculus

@Suite struct SpellingTests {
  @Test func `subscript digits are digits`() {
    #expect(Spelling.canonical("W₁") == "W1")
    #expect(Spelling.canonical("n₁₀") == "n10")
    #expect(Spelling.canonical("W_1") != Spelling.canonical("W1"))
  }

  @Test func `an English name is the Greek letter only as a whole part`() {
    #expect(Spelling.canonical("delta2") == "δ2")
    #expect(Spelling.canonical("eta") == "η")
    #expect(Spelling.canonical("Delta_w") == "Δw")
    for name in ["etapa", "beta_x".uppercased(), "metal", "ddelta", "theta0a".uppercased(), "pivot", "Sigma", "Alpha"] {
      #expect(Spelling.canonical(name) == name)
    }
    #expect(Spelling.canonical("w_eta_2") == "wη2")
    #expect(Spelling.canonical("sigma") == "σ")
    #expect(Spelling.canonical("sigmoid") == "sigmoid")
  }

  @Test func `a letter and its mark are one name in each spelling`() {
    for (letter, names) in [
      "ŷ": ["yhat", "y_hat", "y\u{302}", "ŷ"], "x̃": ["xtilde", "x_tilde", "x\u{303}"],
      "m̂": ["mhat", "m_hat"], "v̂_W1": ["v_hat_W1", "vhat_W1"], "z̄2": ["zbar2", "z_bar2"], "ẋ": ["xdot"],
      "θ̂": ["thetahat", "theta_hat", "θhat", "θ_hat"], "Ŷ_test": ["Yhat_test"], "θ̂_out": ["theta_hat_out", "θ̂out"],
    ] {
      for name in names { #expect(Spelling.canonical(name) == letter, "\(name)") }
    }
    #expect(Array(Spelling.canonical("yhat").unicodeScalars) == ["\u{177}"])
  }

  @Test func `a mark needs a bare letter that is a whole part`() {
    for name in ["hat", "hat_x", "rebar", "y1_hat", "dy_hat", "y__hat", "ŷhat", "robot", "W1hat", "ŷ_bar", "y_hats"] {
      #expect(Spelling.canonical(name) == name)
    }
    #expect(Spelling.canonical("y_hat_bar") == "ŷ_bar")
  }

  @Test func `the gradient of a letter with a mark has one spelling in ASCII`() {
    for (name, typed) in ["dŷ": "dyhat", "dx̃2": "dxtilde2", "dŵ_out": "dwhat_out"] {
      #expect(Spelling.canonical(typed) == name)
      #expect(Spelling.canonical(name) == name)
    }
    for name in ["d_yhat", "dyyhat", "eyhat", "dhat"] { #expect(Spelling.canonical(name) != "dŷ") }
    #expect(Spelling.canonical("syhat") == "syhat")
  }

  @Test func `beside a Greek letter a low line changes nothing`() {
    for same in [
      ["δ_out", "δout", "delta_out", "δ__out"], ["dθ", "d_theta", "d_θ"], ["δ1", "δ_1", "delta_1", "delta1", "δ₁"],
      ["Δw", "Δ_w", "Delta_w", "∆w"], ["αβ", "α_β", "alpha_beta"], ["λ_max", "λmax", "lambda_max"],
      ["δ_out2", "delta_out2"], ["old_θ", "oldθ"], ["Δŷ", "Delta_yhat", "Δyhat"], ["w1δ", "w1_delta"], ["δ", "δ_"],
      ["μ", "mu", "\u{B5}"],
    ] {
      for name in same { #expect(Spelling.canonical(name) == same[0], "\(name)") }
    }
    for different in [["ŷ_q", "ŷq"], ["δ_out2", "δ_out_2"], ["b_c", "bc"], ["δ1_out", "δ1out"], ["w", "W"]] {
      #expect(Spelling.canonical(different[0]) != Spelling.canonical(different[1]))
    }
  }

  @Test func `what follows a point stays`() {
    #expect(Spelling.canonical("delta_out.2") == "δ_out.2")
    #expect(Spelling.canonical("c.1") == "c.1")
  }

  @Test func `the names of functions stay`() {
    for name in ["leaky_relu", "log_softmax", "one_hot", "mean_rows", "sum_cols", "log10", "maxpool", "eigenvalues"] {
      #expect(Spelling.canonical(name) == name)
    }
  }

  @Test func `spelling twice is spelling once`() {
    let parts = [
      "δ", "delta", "_", "1", "₂", "hat", "y", "ŷ", "out", "θ", "Delta", "d", "bar", "é", "ab", "__", "m\u{302}", ".",
      "ᾱ",
    ]
    var state: UInt64 = 7
    for _ in 0..<4000 {
      var name = ""
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        name += parts[Int(state >> 33) % parts.count]
      }
      let once = Spelling.canonical(name)
      #expect(Array(Spelling.canonical(once).unicodeScalars) == Array(once.unicodeScalars), "\(name)")
    }
  }

  @Test func `composing agrees with Unicode for the letters of names`() {
    let letters = (0x41...0x24F).compactMap(Unicode.Scalar.init) + (0x391...0x3C9).compactMap(Unicode.Scalar.init)
    for letter in letters where letter.properties.isAlphabetic {
      for mark in ["\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{307}", "\u{308}", "\u{30A}", "\u{30C}"] {
        let typed = String(Character(letter)) + mark
        let isGreek = letter.value >= 0x370
        // Greek letters meet here the marks that can be written out as words.
        if isGreek, !["\u{302}", "\u{303}", "\u{304}", "\u{307}"].contains(mark) { continue }
        let expected = typed.precomposedStringWithCanonicalMapping
        #expect(
          Array(Composition.composed(typed).unicodeScalars) == Array(expected.unicodeScalars), "\(typed)")
      }
    }
  }
}
