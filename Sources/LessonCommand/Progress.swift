import Formats
import OperatingSystem
import Typesetting

/// How far something has come, on standard error, for whatever takes more than a second: on a terminal one line written
/// over again and again, elsewhere a line now and then.
final class Progress {
  private let output: Output
  private let surroundings: Surroundings
  private let isTerminal: Bool
  private var start: Duration
  private var last: Duration
  private var isShown = false

  /// Before this there is nothing to see.
  private static let patience = Duration.seconds(1)

  init(_ context: Context) {
    output = context.console.error
    surroundings = context.surroundings
    isTerminal = surroundings.isTerminal(.error)
    start = surroundings.clock()
    last = start
  }

  /// Something else begins.
  func restart() {
    clear()
    start = surroundings.clock()
    last = start
  }

  /// Tells where something is: on a terminal at most ten times a second, elsewhere after a second and every ten.
  ///
  /// With standard error closed there is no way to say so, and no harm.
  func show(_ text: (_ seconds: Double) -> Localized) {
    let now = surroundings.clock()
    let isFirst = last == start
    let pause: Duration = isFirst ? Self.patience : isTerminal ? .milliseconds(100) : .seconds(10)
    guard now - last >= pause else { return }
    last = now
    let line = surroundings.shown(text((now - start) / .seconds(1))[surroundings.language])
    if isTerminal {
      isShown = true
      try? output.write("\r" + String(line.prefix(max(1, surroundings.width - 1))) + "\u{1B}[K")
    } else {
      try? output.line(line)
    }
    try? output.flush()
  }

  /// The same where nothing is known but what is under way.
  func tell(_ text: Localized) { show { _ in text } }

  /// Takes the line away.
  func clear() {
    guard isShown else { return }
    isShown = false
    try? output.write("\r\u{1B}[K")
    try? output.flush()
  }
}
