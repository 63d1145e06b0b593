/// What is wider than a narrow terminal since a name that a lesson has written, or a formula within a sentence, is not
/// broken.
enum Overlong {
  /// By command and lesson, the widest terminal that does not hold it.
  private static let widths: [String: Int] = ["show overfitting": 40, "verify eta-study": 40, "verify xor": 40]

  /// Whether what a command says of a lesson is held to a width.
  static func holds(_ command: String, _ lesson: String, at width: Int) -> Bool {
    width > widths["\(command) \(lesson)", default: 0]
  }
}
