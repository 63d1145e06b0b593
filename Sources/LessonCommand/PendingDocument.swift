import Typesetting

/// What a command has shown in parts, of a format that makes one file of all of them.
final class PendingDocument {
  private(set) var blocks: [Block] = []

  func add(_ blocks: [Block]) { self.blocks += blocks }

  /// What there was, which is gone then.
  func take() -> [Block] {
    defer { blocks = [] }
    return blocks
  }
}
