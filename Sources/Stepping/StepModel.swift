/// What is to be done after a key.
package enum StepEffect: Hashable, Sendable {
  /// Show the step at the new place, with something to say about it.
  case show(StepNote?)
  /// The place is the same; say why.
  case stay(StepNote)
  case why(String)
  case quantity(String)
  case names, loss, help, quit
}

/// Something to say about a move.
package enum StepNote: Hashable, Sendable {
  /// This is the first step of all.
  case start
  /// The lesson ends here.
  case end
  /// The lesson ended before this place.
  case pastEnd
  /// No more iterations than these are run.
  case limit
}

extension StepState {
  /// The place after a key, and what to do there: a pure function, whatever shows it.
  ///
  /// Nothing leads past the lesson's end unawares: steps stop at it, and so does `]`, which goes on when pressed there
  /// again; `g` with a number goes wherever it is told. Past the end all keys move freely. Going back undoes a step
  /// that moved: `n` then `N`, `]` then `[` lead to the same place.
  package func pressing(_ key: StepKey, within bounds: StepBounds) -> (state: StepState, effect: StepEffect) {
    switch key {
    case .next(let count): return stepping(count, bounds)
    case .previous(let count): return stepping(-count, bounds)
    case .nextIteration(let count):
      // At the end, and past it, this is the key that goes on.
      let most = iteration < bounds.end ? bounds.end : bounds.last
      let target = Self.sum(iteration, count)
      return moving(
        to: StepState(iteration: min(target, most), step: step),
        stoppedBy: target > most ? (most == bounds.last ? .limit : .end) : nil, bounds)
    case .previousIteration(let count):
      let target = Self.sum(iteration, -count)
      return moving(
        to: StepState(iteration: max(target, bounds.first), step: step),
        stoppedBy: target < bounds.first ? .start : nil, bounds)
    case .goTo(let target):
      return moving(
        to: StepState(iteration: min(max(target, bounds.first), bounds.last)),
        stoppedBy: target > bounds.last ? .limit : target < bounds.first ? .start : nil, bounds, isWanted: true)
    case .goToEnd: return moving(to: StepState(iteration: bounds.end), stoppedBy: nil, bounds, isWanted: true)
    case .again: return (self, .show(nil))
    case .why(let address): return (self, .why(address))
    case .quantity(let name): return (self, .quantity(name))
    case .names: return (self, .names)
    case .loss: return (self, .loss)
    case .help: return (self, .help)
    case .quit: return (self, .quit)
    }
  }

  private func stepping(_ count: Int, _ bounds: StepBounds) -> (state: StepState, effect: StepEffect) {
    let most = iteration > bounds.end ? bounds.last : bounds.end
    let steps = Int64(bounds.steps)
    let (place, overflow) = Int64(iteration - 1).multipliedReportingOverflow(by: steps)
    let (top, tooMany) = Int64(most).multipliedReportingOverflow(by: steps)
    guard !overflow, !tooMany else { return (self, .stay(.limit)) }
    let target = Self.sum(place + Int64(step), Int64(count))
    let bottom = Int64(bounds.first - 1) * steps
    let kept = min(max(target, bottom), top - 1)
    let (whole, rest) = kept.quotientAndRemainder(dividingBy: steps)
    let note: StepNote? = target < bottom ? .start : target < top ? nil : most == bounds.end ? .end : .limit
    return moving(to: StepState(iteration: Int(whole) + 1, step: Int(rest)), stoppedBy: note, bounds)
  }

  /// - Parameter isWanted: whether the place is shown even when it is the present one.
  private func moving(
    to state: StepState, stoppedBy note: StepNote?, _ bounds: StepBounds, isWanted: Bool = false
  ) -> (state: StepState, effect: StepEffect) {
    if let note, state == self, !isWanted { return (state, .stay(note)) }
    let isPast = iteration <= bounds.end && state.iteration > bounds.end
    return (state, .show(note ?? (isPast ? .pastEnd : nil)))
  }

  /// The sum, or the nearest number there is.
  private static func sum<Number: FixedWidthInteger>(_ left: Number, _ right: Number) -> Number {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }
}
