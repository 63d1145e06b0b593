import Testing

@testable import Documents

@Suite struct RepetitionTests {
  /// The lines that are left out.
  private func leftOut(_ forms: String) -> [Range<Int>] {
    let parts = Repetition.parts(Array(forms))
    #expect(parts.flatMap { $0.lines } == Array(forms.indices.count == 0 ? 0..<0 : 0..<forms.count))
    return parts.filter { $0.isLeftOut }.map { $0.lines }
  }

  @Test func `of turns that say the same the first and the last are shown`() {
    #expect(leftOut("xzazazazay") == [3..<7])
    #expect(leftOut("aaaaaaaaa") == [1..<8])
    #expect(leftOut("abcabcabc") == [], "three lines are not worth a word")
    #expect(leftOut("abcdabcdabcd") == [4..<8])
    #expect(leftOut("aaaaaazazazazaz").count == 2)
  }

  @Test func `what differs is never left out`() {
    #expect(leftOut("") == [])
    #expect(leftOut("abcdefghijkl") == [])
    #expect(leftOut("zazazbzaza") == [])
    for part in Repetition.parts(Array("mvwmvwmvwmvxmvw")) where part.isLeftOut {
      #expect(!part.lines.contains(11))
    }
  }

  @Test func `many names are told by the first two and the last`() {
    #expect(Repetition.names(["a", "b", "c"]) == "a, b, c")
    #expect(Repetition.names(["z2", "a2", "z3", "a3", "z9"]) == "z2, a2 … z9")
  }
}
