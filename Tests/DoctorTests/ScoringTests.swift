import Testing

@testable import Doctor

/// z = 0.62, a = 0.6502, t = 1; δ = (a − t)·a·(1 − a) = −0.0796, and −0.3498 is printed.
@Suite struct ScoringTests {
  private static func margin(printed: Double, unit: Double) -> Double {
    let prior = Scoring.prior(weight: 6, total: 148, places: 1)
    let gain =
      Scoring.bits(printed: printed, right: -0.0796, unit: unit)
      + Scoring.fit([(Scoring.cost(.exact, choices: 1), Scoring.share(isRounded: true, isTruncated: false))])
    return Scoring.margin(score: prior - Scoring.choice(of: 1, from: 1) + gain)
  }

  @Test func `four digits say it clearly, two just`() {
    #expect((Scoring.bits(printed: -0.3498, right: -0.0796, unit: 1e-4) - 16.7).magnitude < 0.05)
    #expect((Scoring.bits(printed: -0.35, right: -0.0796, unit: 0.01) - 9.7).magnitude < 0.05)
    #expect((Scoring.prior(weight: 6, total: 148, places: 1) + 6.1).magnitude < 0.05)
    #expect((Self.margin(printed: -0.3498, unit: 1e-4) - 12.2).magnitude < 0.05)
    #expect((Self.margin(printed: -0.35, unit: 0.01) - 5.2).magnitude < 0.05)
  }

  @Test func `what is near the right number says little`() {
    // A unit of the last place off: a quarter of 0.4, about 3 bits.
    #expect((Scoring.bits(printed: 0.5001, right: 0.5, unit: 1e-4) - 3.32).magnitude < 0.01)
    #expect(Scoring.bits(printed: 0.5010, right: 0.5, unit: 1e-4) < 10)
    #expect(Scoring.bits(printed: 0.9, right: 0.5, unit: 1e-4) > 15)
    // A printed 0 is no likelier than a unit of its last place.
    #expect(Scoring.bits(printed: 0, right: 0.5, unit: 1e-4).isFinite)
  }

  @Test func `choosing numbers costs, all of them only one choice`() {
    #expect(Scoring.choice(of: 1, from: 1) == 0)
    #expect((Scoring.choice(of: 9, from: 9) - 3.17).magnitude < 0.01)
    #expect((Scoring.choice(of: 1, from: 9) - 6.34).magnitude < 0.01)
    #expect((Scoring.choice(of: 4, from: 9) - 10.15).magnitude < 0.01)
    #expect(Scoring.choice(of: 4, from: 9) == Scoring.choice(of: 5, from: 9))
  }

  @Test func `of numbers with one ratio the most precise counts in full`() {
    let three = [(gain: 10.0, printed: 0.2, right: 0.1, unit: 0.001), (12, 0.4, 0.2, 0.001), (11, 0.9, 0.3, 0.001)]
    #expect(Scoring.gain(three) == 12 + 11 + 1)
    #expect(Scoring.gain([three[0]]) == 10)
    #expect(Scoring.gain([(gain: -2.0, printed: 0.2, right: 0.1, unit: 0.001)]) == -2)
  }

  @Test func `places share the likelihood of a slip, and one that is known is likelier`() {
    let alone = Scoring.prior(weight: 4, total: 100, places: 1)
    #expect((alone - Scoring.prior(weight: 4, total: 100, places: 8) - 3).magnitude < 1e-12)
    #expect((Scoring.prior(weight: 4, total: 100, places: 1, isKnown: true) - Scoring.bits(of: 0.2)).magnitude < 1e-12)
  }

  @Test func `mixtures cost more than either run, and ways add up`() {
    #expect(Scoring.cost(.exact, choices: 1) == 1.5 && Scoring.cost(.mixed, choices: 8) == 6)
    #expect((Scoring.fit([(1.5, 0.5), (1.5, 0.5)]) + 1.5).magnitude < 1e-12)
    #expect(Scoring.share(isRounded: true, isTruncated: true) == 1)
  }
}
