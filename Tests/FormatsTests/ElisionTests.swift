import Testing

@testable import Formats

@Suite struct ElisionTests {
  @Test func `only what is too long loses its middle`() {
    #expect(Elision.shown(4, limit: 4, edge: 1) == [0, 1, 2, 3])
    #expect(Elision.shown(5, limit: 4, edge: 1) == [0, nil, 4])
    #expect(Elision.shown(2, limit: 0, edge: 1) == [0, 1])
    #expect(Elision.shown(0, limit: 0, edge: 3) == [])
  }
}
