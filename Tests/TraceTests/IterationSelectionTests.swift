import Testing

@testable import Trace

struct IterationSelectionTests {
  private func chosen(_ change: (inout IterationSelection) -> Void) -> [Int] {
    var selection = IterationSelection()
    change(&selection)
    return (1...12).filter { selection.contains($0) }
  }

  @Test func `single iterations, every so many with the first, all and none`() {
    #expect(chosen { $0.single = [2, 7, 40] } == [2, 7])
    #expect(chosen { $0.every = 4 } == [1, 4, 8, 12])
    #expect(
      chosen {
        $0.every = 5
        $0.single = [3]
      } == [1, 3, 5, 10])
    #expect(chosen { $0 = .all } == Array(1...12))
    #expect(chosen { $0 = .firstAndLast } == [1])
    #expect(chosen { $0.every = 0 } == [])
    #expect(chosen { _ in } == [])
  }

  @Test func `the last is asked for apart`() {
    #expect(IterationSelection.firstAndLast.includesLast && !IterationSelection.all.includesLast)
    #expect(IterationSelection().isEmpty && !IterationSelection.firstAndLast.isEmpty && !IterationSelection.all.isEmpty)
  }
}
