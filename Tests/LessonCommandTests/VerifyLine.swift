import Foundation

@testable import LessonCommand

/// What the tests of `verify` share.
enum VerifyLine {
  /// A line through two points, in which every derivative is right; `end` is put behind it.
  static func line(_ end: String) -> String {
    """
    lesson line
    settings
      η = 0.25 as lr
    data
      x = [1; 2]
      y = [3; 5]
    parameters
      w = 0
      b = 0
    forward
      ŷ = w·x + b
    loss
      E = ½·Σ (ŷ − y)²
    backward
      δ = ŷ − y  is ∂E/∂ŷ
      dw = xᵀ·δ
      db = Σ δ
    update
      w by dw
      b by db
    \(end)
    """
  }

  /// An output without the ends of its lines.
  static func words(_ output: String) -> String {
    output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  static func verify(_ text: String, _ options: String...) throws -> Session {
    let file = try TemporaryLesson(text)
    return Session(words: ["verify", file.path] + options)
  }
}
