import Testing

@testable import Stepping

/// Every place, key and count within small bounds: the laws are tried on all of them.
@Suite struct StepModelTests {
  private static let everyBounds = [(1, 1), (1, 3), (3, 1), (4, 3), (2, 6)].map { steps, end in
    StepBounds(steps: steps, end: end, last: 6)
  }

  private static func places(_ bounds: StepBounds) -> [StepState] {
    (1...bounds.last).flatMap { iteration in
      (0..<bounds.steps).map { StepState(iteration: iteration, step: $0) }
    }
  }

  private static let counts = [1, 2, 3, 5, 100, 1_000_000_000]

  private static let moves: [StepKey] =
    counts.flatMap { [.next($0), .previous($0), .nextIteration($0), .previousIteration($0), .goTo($0)] } + [.goToEnd]

  /// The same amount in the other direction.
  private static func opposite(_ key: StepKey) -> StepKey? {
    switch key {
    case .next(let count): .previous(count)
    case .previous(let count): .next(count)
    case .nextIteration(let count): .previousIteration(count)
    case .previousIteration(let count): .nextIteration(count)
    case .goTo, .goToEnd, .again, .why, .quantity, .names, .loss, .help, .quit: nil
    }
  }

  @Test(arguments: everyBounds)
  func `no key leads out of the bounds`(bounds: StepBounds) {
    for state in Self.places(bounds) {
      for key in Self.moves {
        #expect(bounds.contains(state.pressing(key, within: bounds).state), "\(state) \(key)")
      }
    }
  }

  @Test(arguments: everyBounds)
  func `a move that nothing stopped is undone by its opposite`(bounds: StepBounds) {
    for state in Self.places(bounds) {
      for key in Self.moves {
        guard let opposite = Self.opposite(key) else { continue }
        let (moved, effect) = state.pressing(key, within: bounds)
        guard effect == .show(nil) || effect == .show(.pastEnd) else { continue }
        let (back, _) = moved.pressing(opposite, within: bounds)
        // Back across the end, where steps and iterations stop when they come from before it.
        let crosses = state.iteration > bounds.end && moved.iteration <= bounds.end
        if !crosses { #expect(back == state, "\(state) \(key) \(moved)") }
      }
    }
  }

  @Test(arguments: everyBounds)
  func `so many steps at once are as many single ones`(bounds: StepBounds) {
    for state in Self.places(bounds) {
      for count in 1...5 {
        for (many, one) in [(StepKey.next(count), StepKey.next(1)), (.previous(count), .previous(1))] {
          let single = (0..<count).reduce(state) { place, _ in place.pressing(one, within: bounds).state }
          #expect(state.pressing(many, within: bounds).state == single)
        }
      }
    }
  }

  @Test(arguments: everyBounds)
  func `an effect says whether the place changed and why it is not the one asked for`(bounds: StepBounds) {
    for state in Self.places(bounds) {
      for key in Self.moves {
        let (moved, effect) = state.pressing(key, within: bounds)
        switch effect {
        case .stay(.start): #expect(moved == state && state.iteration == 1)
        case .stay(.end): #expect(moved == state && state.iteration == bounds.end)
        case .stay(.limit): #expect(moved == state && state.iteration == bounds.last)
        case .show(.pastEnd): #expect(state.iteration <= bounds.end && moved.iteration > bounds.end)
        case .show(.end): #expect(moved != state && moved.iteration == bounds.end)
        case .show(.start): #expect(moved != state && moved.iteration == 1)
        case .show(.limit): #expect(moved.iteration == bounds.last)
        case .show(nil): #expect(moved != state || key == .goTo(state.iteration) || key == .goToEnd)
        default: Issue.record("\(key) is a move, but \(effect) is none")
        }
      }
    }
  }

  @Test(arguments: everyBounds)
  func `only ] at the end and g lead past it`(bounds: StepBounds) {
    for state in Self.places(bounds) where state.iteration <= bounds.end {
      for key in Self.moves where state.pressing(key, within: bounds).state.iteration > bounds.end {
        switch key {
        case .nextIteration: #expect(state.iteration == bounds.end)
        case .goTo(let iteration): #expect(iteration > bounds.end)
        default: Issue.record("\(key) leads past the end from \(state)")
        }
      }
    }
  }

  @Test func `iterations change at the same step, and g goes to the first one`() {
    let bounds = StepBounds(steps: 14, end: 10_000)
    let state = StepState(iteration: 3, step: 5)
    #expect(state.pressing(.nextIteration(1), within: bounds).state == StepState(iteration: 4, step: 5))
    #expect(state.pressing(.previousIteration(2), within: bounds).state == StepState(iteration: 1, step: 5))
    #expect(state.pressing(.goTo(120), within: bounds).state == StepState(iteration: 120, step: 0))
    #expect(state.pressing(.goToEnd, within: bounds).state == StepState(iteration: 10_000, step: 0))
    #expect(state.pressing(.next(9), within: bounds).state == StepState(iteration: 4, step: 0))
    #expect(state.pressing(.previous(6), within: bounds).state == StepState(iteration: 2, step: 13))
  }

  @Test func `the largest numbers there are do no harm`() {
    let bounds = StepBounds(steps: 20_000, end: .max, last: .max)
    for state in [StepState(), StepState(iteration: .max, step: 19_999)] {
      for count in [1, Int.max] {
        for key in [
          StepKey.next(count), .previous(count), .nextIteration(count), .previousIteration(count), .goTo(count),
        ] {
          #expect(bounds.contains(state.pressing(key, within: bounds).state))
        }
      }
    }
  }

  @Test(arguments: [
    (StepKey.why("E"), StepEffect.why("E")), (.quantity("W1"), .quantity("W1")), (.names, .names), (.loss, .loss),
    (.help, .help), (.quit, .quit), (.again, .show(nil)),
  ])
  func `a question leaves the place as it is`(key: StepKey, effect: StepEffect) {
    let bounds = StepBounds(steps: 4, end: 3)
    let state = StepState(iteration: 2, step: 1)
    let result = state.pressing(key, within: bounds)
    #expect(result.state == state)
    #expect(result.effect == effect)
  }
}
