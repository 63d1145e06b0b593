/// What a reader is about on a full screen, apart from the place in the run: a pure model of single keys.
package struct ScreenModel: Hashable, Sendable {
  /// What is shown in place of the step.
  package enum Overlay: Hashable, Sendable {
    case help
    /// The entry under the cursor, opened several levels deep.
    case tree
    /// The paths along which the loss depends on the entry under the cursor.
    case paths
  }

  /// What is being typed.
  package enum Prompt: Hashable, Sendable { case search, change }

  /// What stands in place of the step; nil for the step itself.
  package private(set) var overlay: Overlay?
  /// What is being typed; nil for single keys.
  package private(set) var prompt: Prompt?
  /// The text that is being typed.
  package private(set) var typed = ""
  /// The digits before a key.
  package private(set) var count = ""
  /// Whether the arrows move within the result.
  package private(set) var isInMatrix = false
  /// The entry under the cursor, from 0.
  package private(set) var cursor = 0
  /// What was searched for: then `n` and `N` are the matches.
  package private(set) var sought: String?
  /// The places that were marked, in order.
  package private(set) var bookmarks: [StepState] = []
  /// Lines that the text has been moved up by.
  package private(set) var scroll = 0

  /// Characters that can be typed at most.
  private static let longest = 2_000
  private static let page = 8

  package init() {}

  /// Does what a key says, and tells what else is to be done.
  package mutating func press(_ key: ScreenKey, at place: ScreenPlace) -> ScreenEffect {
    if let prompt { return type(key, prompt, place) }
    if overlay != nil, let effect = pressOverlay(key) { return effect }
    if case .character(let digit) = key, "0"..."9" ~= digit, !count.isEmpty || digit != "0" {
      if count.utf8.count < 10 { count.append(digit) }
      return .none
    }
    let wanted = Int(count)
    count = ""
    let number = min(max(1, wanted ?? 1), StepBounds.mostIterations)
    if isInMatrix, moveCursor(key, number, place) { return .none }
    return pressAlone(key, number, isCounted: wanted != nil, place)
  }

  /// The place is another one, or the step has another number of entries.
  package mutating func arrive(at place: ScreenPlace) {
    scroll = 0
    overlay = nil
    cursor = min(cursor, max(0, place.entries - 1))
    if place.entries < 2 { cursor = 0 }
  }

  /// How far a text can be moved up, which whoever shows it finds out.
  package mutating func limitScroll(to most: Int) { scroll = min(scroll, max(0, most)) }

  // MARK: - Single keys

  private mutating func pressAlone(
    _ key: ScreenKey, _ number: Int, isCounted: Bool, _ place: ScreenPlace
  ) -> ScreenEffect {
    switch key {
    case .character("n") where sought != nil: return match(number, place)
    case .character("N") where sought != nil: return match(-number, place)
    case .character("n"), .character(" "), .right: return .press([.next(number)])
    case .character("N"), .character("b"), .left: return .press([.previous(number)])
    case .character("]"), .down: return .press([.nextIteration(number)])
    case .character("["), .up: return .press([.previousIteration(number)])
    case .character("g"): return .press([.goTo(isCounted ? number : place.bounds.first)])
    case .character("G"): return .press([isCounted ? .goTo(number) : .goToEnd])
    case .home: return .press([.goTo(place.bounds.first)])
    case .end: return .press([.goToEnd])
    case .character("f"): return .press([.next(nextPhase(place))])
    case .character("F"): return .press([.previous(previousPhase(place))])
    case .character("/"): return ask(.search)
    case .character("s"): return ask(.change)
    case .tab:
      isInMatrix.toggle()
      return .none
    case .enter: return open(.tree)
    case .character("w"): return open(.paths)
    case .character("?"): return open(.help)
    case .character("m"): return bookmark(place.state)
    case .character("'"): return nextBookmark(after: place.state)
    case .character("r"): return .runOn
    case .character("c"): return .transpose
    case .character("e"): return .language
    case .character("q"), .character("Q"): return .quit
    case .pageDown:
      scroll += Self.page
      return .none
    case .pageUp:
      scroll = max(0, scroll - Self.page)
      return .none
    case .escape: return leave()
    case .character(let character): return .say(.unknownKey(character))
    case .backspace: return .none
    }
  }

  private mutating func leave() -> ScreenEffect {
    if isInMatrix { isInMatrix = false } else { sought = nil }
    return .none
  }

  private mutating func open(_ wanted: Overlay) -> ScreenEffect {
    overlay = wanted
    scroll = 0
    return .open(wanted)
  }

  /// What was to be opened cannot be.
  package mutating func close() {
    overlay = nil
    scroll = 0
  }

  /// Keys that move a text or close it; nil for those that do what they do elsewhere.
  private mutating func pressOverlay(_ key: ScreenKey) -> ScreenEffect? {
    switch key {
    case .down, .character("j"): scroll += 1
    case .up, .character("k"): scroll = max(0, scroll - 1)
    case .pageDown, .character(" "): scroll += Self.page
    case .pageUp: scroll = max(0, scroll - Self.page)
    case .home: scroll = 0
    case .escape, .enter, .character("q"): close()
    case .character("?") where overlay == .help: close()
    case .character("e"): return .language
    case .character, .tab, .backspace, .left, .right, .end:
      close()
      return nil
    }
    return ScreenEffect.none
  }

  // MARK: - In the result

  private mutating func moveCursor(_ key: ScreenKey, _ number: Int, _ place: ScreenPlace) -> Bool {
    let columns = place.columns
    let column = cursor % columns
    switch key {
    case .left, .character("h"): cursor -= min(number, column)
    case .right, .character("l"): cursor += min(number, columns - 1 - column)
    case .up, .character("k"): cursor -= min(number, cursor / columns) * columns
    case .down, .character("j"):
      cursor += min(number, max(0, (place.entries - 1 - cursor) / columns)) * columns
    case .home: cursor = 0
    case .end: cursor = max(0, place.entries - 1)
    default: return false
    }
    scroll = 0
    return true
  }

  // MARK: - Phases

  /// Steps to the first one of the next part.
  private func nextPhase(_ place: ScreenPlace) -> Int {
    let here = place.state.step
    guard place.phases.indices.contains(here) else { return 1 }
    let next = place.phases.indices.first { $0 > here && place.phases[$0] != place.phases[here] }
    return (next ?? place.phases.count) - here
  }

  /// Steps back to the first one of this part, or from there to that of the one before.
  private func previousPhase(_ place: ScreenPlace) -> Int {
    let here = place.state.step
    let phases = place.phases
    guard phases.indices.contains(here) else { return 1 }
    func start(_ step: Int) -> Int {
      var step = step
      while step > 0, phases[step - 1] == phases[step] { step -= 1 }
      return step
    }
    let own = start(here)
    if own < here { return here - own }
    return here > 0 ? here - start(here - 1) : phases.count - start(phases.count - 1)
  }

  // MARK: - What is typed

  private mutating func ask(_ wanted: Prompt) -> ScreenEffect {
    prompt = wanted
    typed = ""
    return .none
  }

  private mutating func type(_ key: ScreenKey, _ wanted: Prompt, _ place: ScreenPlace) -> ScreenEffect {
    switch key {
    case .character(let character):
      if typed.utf8.count < Self.longest { typed.append(character) }
    case .backspace:
      if typed.isEmpty { prompt = nil } else { typed.removeLast() }
    case .escape:
      prompt = nil
      typed = ""
    case .enter:
      let text = typed
      prompt = nil
      typed = ""
      switch wanted {
      case .change: return text.utf8.allSatisfy { $0 == 0x20 } ? .takeBack : .change(text)
      case .search:
        sought = text.isEmpty ? sought : text
        return match(1, place)
      }
    case .tab, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end: break
    }
    return .none
  }

  /// So many matches further on, around the iteration's end.
  private mutating func match(_ number: Int, _ place: ScreenPlace) -> ScreenEffect {
    guard let text = sought else { return .none }
    let matches = place.matches(text)
    guard !matches.isEmpty else {
      sought = nil
      return .say(.noMatch(text))
    }
    let here = place.state.step
    let count = matches.count
    let start: Int
    if number > 0 {
      // The one before the first that comes.
      start = (matches.firstIndex { $0 > here } ?? 0) - 1
    } else {
      start = (matches.lastIndex { $0 < here } ?? count - 1) + 1
    }
    let found = matches[((start + number) % count + count) % count]
    return .press(found == here ? [.again] : [found > here ? .next(found - here) : .previous(here - found)])
  }

  // MARK: - Bookmarks

  private mutating func bookmark(_ state: StepState) -> ScreenEffect {
    if let place = bookmarks.firstIndex(of: state) {
      bookmarks.remove(at: place)
      return .say(.unmarked)
    }
    let place = bookmarks.firstIndex { (state.iteration, state.step) < ($0.iteration, $0.step) } ?? bookmarks.count
    bookmarks.insert(state, at: place)
    return .say(.marked)
  }

  private func nextBookmark(after state: StepState) -> ScreenEffect {
    let later = bookmarks.first { (state.iteration, state.step) < ($0.iteration, $0.step) }
    guard let target = later ?? bookmarks.first else { return .say(.noBookmarks) }
    return .press(target.keys)
  }
}

extension StepState {
  /// The keys that lead to the place from anywhere.
  package var keys: [StepKey] { step == 0 ? [.goTo(iteration)] : [.goTo(iteration), .next(step)] }

  /// The same in a run that may have fewer steps: then its last one.
  package func keys(within bounds: StepBounds) -> [StepKey] {
    StepState(iteration: iteration, step: min(step, bounds.steps - 1)).keys
  }
}

/// What is to be done after a key of the full screen.
package enum ScreenEffect: Hashable, Sendable {
  case none
  /// What these keys do, one after another.
  case press([StepKey])
  case open(ScreenModel.Overlay)
  /// A setting, a weight or an input is to have another value: `lr=0.5`.
  case change(String)
  /// All is to be as the lesson has it.
  case takeBack
  /// The run is to go on to the lesson's end, or past it.
  case runOn
  case transpose, language, quit
  case say(ScreenNote)
}

/// Something to say about a key.
package enum ScreenNote: Hashable, Sendable {
  case unknownKey(Character)
  case noMatch(String)
  case marked, unmarked, noBookmarks
}
