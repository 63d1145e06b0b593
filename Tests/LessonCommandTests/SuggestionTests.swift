import Testing

@testable import LessonCommand

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("lst", "list"), ("verfy", "verify"), ("rnu", "run"), ("LIST", "list"), ("hlep", "help"), ("xorr", "xor"),
  ])
  func `the nearest word is suggested`(typed: String, meant: String) {
    #expect(Suggestion.nearest(to: typed, among: ["list", "verify", "run", "help", "xor"]) == meant)
  }

  @Test(arguments: ["", "q", "zzz", "completely-different"])
  func `nothing is suggested for what is far from everything`(typed: String) {
    #expect(Suggestion.nearest(to: typed, among: ["list", "verify", "run"]) == nil)
  }

  @Test(arguments: [("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3)])
  func `the distance counts letters put in, taken out, changed or exchanged`(left: String, right: String, edits: Int) {
    #expect(Suggestion.distance(Array(left), Array(right)) == edits)
    #expect(Suggestion.distance(Array(right), Array(left)) == edits)
  }
}
