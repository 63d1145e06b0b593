import OperatingSystem
import Stepping

/// What a full screen is shown on and typed at.
struct ScreenDevice {
  let size: () -> (columns: Int, rows: Int)
  /// What comes next, however long that takes; nil at the end.
  let next: () throws -> TerminalInput?
  /// Whether a key has been pressed by now, which counts for nothing else.
  let takesKey: () -> Bool
  /// Shows lines from the top of the screen.
  let draw: ([String]) throws -> Void

  init(
    size: @escaping () -> (columns: Int, rows: Int), next: @escaping () throws -> TerminalInput?,
    takesKey: @escaping () -> Bool, draw: @escaping ([String]) throws -> Void
  ) {
    self.size = size
    self.next = next
    self.takesKey = takesKey
    self.draw = draw
  }

  /// A terminal, written to by way of an output.
  init(_ terminal: Terminal, _ output: Output) {
    self.init(
      size: { terminal.size }, next: terminal.next, takesKey: terminal.takesKey,
      draw: { lines in
        for (row, line) in lines.enumerated() { try output.write("\u{1B}[\(row + 1);1H\u{1B}[2K\(line)") }
        try output.write("\u{1B}[J")
        try output.flush()
      })
  }
}

extension TerminalKey {
  /// What it is for stepping; nil for a key with Ctrl.
  var screenKey: ScreenKey? {
    switch self {
    case .character(let character): .character(character)
    case .control: nil
    case .enter: .enter
    case .escape: .escape
    case .tab: .tab
    case .backspace: .backspace
    case .up: .up
    case .down: .down
    case .left: .left
    case .right: .right
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .home: .home
    case .end: .end
    }
  }
}
