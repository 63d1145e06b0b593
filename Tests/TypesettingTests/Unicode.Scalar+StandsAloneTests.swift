import Testing

@testable import Typesetting

@Suite struct StandsAloneTests {
  @Test func `what stands alone can be seen and joins none of its kind`() {
    let alone = (0...0x2FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter(\.standsAlone)
    #expect(alone.count > 1000)
    var random = UInt64(5)
    for scalar in alone {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .nonspacingMark,
        .spacingMark, .enclosingMark:
        Issue.record("U+\(String(scalar.value, radix: 16))")
      default: break
      }
      #expect(Character(scalar).displayWidth == 1)
      for _ in 0..<8 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let other = alone[Int(random >> 33) % alone.count]
        let text = String(String.UnicodeScalarView([scalar, other, scalar]))
        #expect(text.count == 3)
      }
    }
  }
}
