import Testing
import Typesetting

@Suite struct NounTests {
  @Test func `one is singular and all other counts are plural`() {
    #expect(Noun.epoch(1) == Localized(es: "1 época", en: "1 epoch"))
    for count in [0, 2, 11, 21] {
      #expect(Noun.iteration(count) == Localized(es: "\(count) iteraciones", en: "\(count) iterations"))
    }
  }
}
