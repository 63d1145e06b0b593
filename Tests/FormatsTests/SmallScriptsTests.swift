import Testing

@testable import Formats

@Suite struct SmallScriptsTests {
  @Test func `digits are small`() {
    #expect(SmallScripts.raised("(12)") == "⁽¹²⁾")
    #expect(SmallScripts.raised("−1") == "⁻¹")
    #expect(SmallScripts.lowered("1,1") == "₁,₁")
  }

  @Test func `letters and calculations are not, since nobody types them`() {
    #expect(SmallScripts.raised("n") == nil)
    #expect(SmallScripts.raised("−t") == nil)
    #expect(SmallScripts.raised("1+2") == nil)
    #expect(SmallScripts.raised("()") == nil)
    #expect(SmallScripts.lowered("ij") == nil)
    #expect(SmallScripts.lowered("out") == nil)
    #expect(SmallScripts.lowered("b") == nil)
    #expect(SmallScripts.raised("α") == nil)
    #expect(SmallScripts.raised("") == nil)
  }
}
