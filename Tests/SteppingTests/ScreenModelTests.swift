import Calculus
import Testing

@testable import Stepping

@Suite struct ScreenModelTests {
  private static let phases: [Phase] = [.forward, .forward, .loss, .backward, .backward, .update]

  /// A place in an iteration of six steps whose result has two rows of three.
  private func place(_ step: Int, iteration: Int = 2, entries: Int = 6) -> ScreenPlace {
    ScreenPlace(
      state: StepState(iteration: iteration, step: step), bounds: StepBounds(steps: 6, end: 10), phases: Self.phases,
      words: ["z1\nsuma\nsum", "a1", "E\npérdida\nloss", "dW2", "dW1", "new(W1)"], entries: entries,
      columns: min(3, entries))
  }

  private func typed(_ text: String) -> [ScreenKey] { text.map { .character($0) } }

  /// What the last of some keys does.
  private func effect(_ model: inout ScreenModel, _ keys: [ScreenKey], at step: Int) -> ScreenEffect {
    var last = ScreenEffect.none
    for key in keys { last = model.press(key, at: place(step)) }
    return last
  }

  @Test(
    arguments: [
      ([.character("n")], [.next(1)]), ([.character(" ")], [.next(1)]), ([.right], [.next(1)]),
      ([.character("N")], [.previous(1)]), ([.character("b")], [.previous(1)]), ([.left], [.previous(1)]),
      ([.down], [.nextIteration(1)]), ([.character("[")], [.previousIteration(1)]),
      ([.character("1"), .character("2"), .character("0"), .character("g")], [.goTo(120)]),
      ([.character("5"), .character("n")], [.next(5)]), ([.character("g")], [.goTo(1)]),
      ([.character("G")], [.goToEnd]), ([.character("5"), .escape, .character("n")], [.next(1)]),
    ] as [([ScreenKey], [StepKey])])
  func `single keys move`(keys: [ScreenKey], expected: [StepKey]) {
    var model = ScreenModel()
    #expect(effect(&model, keys, at: 0) == .press(expected))
  }

  @Test(arguments: [(0, 2), (1, 1), (2, 1), (3, 2), (4, 1), (5, 1)])
  func `f leads to the first step of the next part`(step: Int, count: Int) {
    var model = ScreenModel()
    #expect(effect(&model, [.character("f")], at: step) == .press([.next(count)]))
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 1), (4, 1), (5, 2)])
  func `F leads back to the first step of a part`(step: Int, count: Int) {
    var model = ScreenModel()
    #expect(effect(&model, [.character("F")], at: step) == .press([.previous(count)]))
  }

  @Test func `a search makes n and N its matches until Esc, and one without a match loses nothing`() {
    var model = ScreenModel()
    #expect(effect(&model, [.character("/")] + typed("w1") + [.enter], at: 0) == .press([.next(4)]))
    #expect(effect(&model, [.character("n")], at: 4) == .press([.next(1)]))
    #expect(effect(&model, [.character("n")], at: 5) == .press([.previous(1)]))
    #expect(effect(&model, [.character("N")], at: 4) == .press([.next(1)]))
    #expect(effect(&model, [.escape], at: 4) == .none)
    #expect(effect(&model, [.character("n")], at: 4) == .press([.next(1)]) && model.sought == nil)
    #expect(effect(&model, [.character("/")] + typed("PÉRDIDA") + [.enter], at: 0) == .press([.next(2)]))
    #expect(effect(&model, [.character("/")] + typed("xyz") + [.enter], at: 0) == .say(.noMatch("xyz")))
  }

  @Test func `the cursor stays within the result`() {
    var model = ScreenModel()
    _ = effect(&model, [.tab, .down, .right, .right, .right, .down], at: 0)
    #expect(model.cursor == 5 && model.isInMatrix)
    _ = effect(&model, [.character("h"), .character("k"), .up], at: 0)
    #expect(model.cursor == 1)
    model.arrive(at: place(1, entries: 1))
    #expect(model.cursor == 0)
    #expect(effect(&model, [.character("n")], at: 0) == .press([.next(1)]))
    _ = effect(&model, [.escape], at: 0)
    #expect(!model.isInMatrix)
    #expect(effect(&model, [.down], at: 0) == .press([.nextIteration(1)]))
  }

  @Test func `bookmarks are gone to one after the other`() {
    var model = ScreenModel()
    #expect(effect(&model, [.character("'")], at: 0) == .say(.noBookmarks))
    #expect(effect(&model, [.character("m")], at: 3) == .say(.marked))
    #expect(effect(&model, [.character("m")], at: 1) == .say(.marked))
    #expect(effect(&model, [.character("'")], at: 1) == .press([.goTo(2), .next(3)]))
    #expect(effect(&model, [.character("'")], at: 3) == .press([.goTo(2), .next(1)]))
    #expect(effect(&model, [.character("m")], at: 3) == .say(.unmarked))
  }

  @Test func `a setting is typed, taken back by an empty line, and forgotten after Esc`() {
    var model = ScreenModel()
    #expect(effect(&model, [.character("s")] + typed("lr=q5") + [.enter], at: 0) == .change("lr=q5"))
    #expect(effect(&model, [.character("s"), .enter], at: 0) == .takeBack)
    #expect(effect(&model, [.character("s")] + typed("q") + [.escape, .enter], at: 0) == .open(.tree))
  }

  @Test func `a text that is open moves and closes, and other keys do what they do`() {
    var model = ScreenModel()
    #expect(effect(&model, [.character("?")], at: 0) == .open(.help))
    #expect(effect(&model, [.down, .down], at: 0) == .none && model.scroll == 2)
    #expect(effect(&model, [.character("q")], at: 0) == .none && model.overlay == nil)
    #expect(effect(&model, [.character("w"), .character("n")], at: 0) == .press([.next(1)]) && model.overlay == nil)
    #expect(effect(&model, [.character("q")], at: 0) == .quit)
  }

  @Test func `after twenty thousand keys the cursor is in the result, and the same keys lead to the same place`() {
    let keys =
      typed("nNb][fFgGw m'e?/shjklrc0123456789") + [
        .enter, .escape, .tab, .backspace, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end,
      ]
    var seed: UInt64 = 11
    var model = ScreenModel()
    var state = StepState()
    func press(_ key: ScreenKey) {
      let here = place(state.step, iteration: state.iteration, entries: [1, 6, 3, 6, 2, 6][state.step])
      if case .press(let moves) = model.press(key, at: here) {
        for move in moves { state = state.pressing(move, within: here.bounds).state }
        model.arrive(at: place(state.step, iteration: state.iteration, entries: [1, 6, 3, 6, 2, 6][state.step]))
      }
      #expect((0..<[1, 6, 3, 6, 2, 6][state.step]).contains(model.cursor))
      #expect(place(0).bounds.contains(state))
    }
    for _ in 0..<20 {
      for _ in 0..<1_000 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        press(keys[Int(seed >> 33) % keys.count])
      }
      for key in [.escape, .escape, .escape, .escape] + typed("7g4n") { press(key) }
      #expect(state == StepState(iteration: 7, step: 4))
    }
  }
}
