import Testing

@testable import Formats

@Suite struct SmallScriptsTests {
  @Test func `digits, signs and single letters are small`() {
    #expect(SmallScripts.raised("(1)") == "⁽¹⁾")
    #expect(SmallScripts.raised("−t") == "⁻ᵗ")
    #expect(SmallScripts.lowered("1,1") == "₁,₁")
    #expect(SmallScripts.lowered("ij") == "ᵢⱼ")
  }

  @Test func `words and what Unicode lacks are not`() {
    #expect(SmallScripts.lowered("out") == nil)
    #expect(SmallScripts.lowered("b") == nil)
    #expect(SmallScripts.raised("α") == nil)
    #expect(SmallScripts.raised("") == nil)
  }
}
