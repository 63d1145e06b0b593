import Testing

@testable import FastExecution

/// All threads or one: whichever is quicker where the program happens to run.
@Suite struct ThreadChoiceTests {
  /// How many of so many iterations run on all threads, when these take the given seconds.
  private func sharedOnAll(_ choice: inout ThreadChoice, _ count: Int, all: Double, one: Double) -> Int {
    var shared = 0
    for _ in 0..<count {
      let isForAll = choice.isForAll
      if isForAll { shared += 1 }
      choice.note(isForAll ? all : one)
    }
    return shared
  }

  @Test func `where threads help they are used, but for a trial now and then`() {
    var choice = ThreadChoice()
    #expect(sharedOnAll(&choice, 10_000, all: 1, one: 2) >= 9_800)
    #expect(choice.usesAll)
  }

  @Test func `a first iteration that takes long says nothing`() {
    var choice = ThreadChoice()
    choice.note(1000)
    #expect(sharedOnAll(&choice, 1000, all: 1, one: 1.5) >= 960)
  }

  @Test func `now and then a long wait is as bad as a little in every iteration`() {
    var choice = ThreadChoice()
    var shared = 0
    for number in 0..<2_000 {
      let isForAll = choice.isForAll
      if isForAll { shared += 1 }
      // On all threads 0.6, but every fiftieth time one of them waits for its processor.
      choice.note(isForAll ? (number % 50 == 0 ? 40 : 0.6) : 1)
    }
    #expect(!choice.usesAll)
    #expect(shared < 400)
  }

  @Test func `where threads wait for processors one goes on alone, until it is better again`() {
    var choice = ThreadChoice()
    #expect(sharedOnAll(&choice, 200, all: 10, one: 2) <= 80)
    #expect(!choice.usesAll)
    #expect(sharedOnAll(&choice, 10_000, all: 10, one: 2) <= 80)
    _ = sharedOnAll(&choice, 5_000, all: 1, one: 2)
    #expect(choice.usesAll)
    #expect(sharedOnAll(&choice, 1000, all: 1, one: 2) >= 960)
  }
}
