/// What is wider than a terminal since a formula is not broken inside a root, a fraction or parentheses, or a matrix of
/// derivatives is as wide as it is.
enum Overlong {
  /// By command and lesson, the widest terminal that does not hold it.
  private static let widths: [String: Int] = [
    "run gradient-saddle": 80, "run learning-rate": 60, "run linear-collapse": 60, "run normalisation": 40,
    "show blocks": 80, "show cnn": 80, "show conv-filter": 60, "show diversity": 40, "show gradient-descent": 80,
    "show gradient-saddle": 80, "show hyperparameters": 80, "show learning-rate": 60, "show linear-collapse": 60,
    "show normalisation": 40, "show normalisation-deep": 80, "show overfitting": 40, "show pooling": 80,
    "show quadratic-eq": 80, "show shift": 80, "step blocks": 80, "step diversity": 80, "step gradient-clipping": 60,
    "step gradient-saddle": 80, "step learning-rate": 60, "step linear-collapse": 60, "step normalisation": 80,
    "verify eta-study": 40, "verify xor": 40,
  ]

  /// Whether what a command says of a lesson is held to a width.
  static func holds(_ command: String, _ lesson: String, at width: Int) -> Bool {
    width > widths["\(command) \(lesson)", default: 0]
  }
}
