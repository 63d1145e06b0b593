/// Lessons with a formula that is not broken into lines, or a matrix of derivatives, wider than a terminal.
enum Overlong {
  /// Wider than 80 columns in `show` or in a walk: a root or a fraction of a long sum, a Hessian by its blocks.
  static let at80: Set = [
    "blocks", "cnn", "diversity", "gradient-descent", "gradient-saddle", "hyperparameters", "normalisation",
    "normalisation-deep", "pooling", "quadratic-eq", "shift",
  ]

  /// Wider than a narrower terminal.
  static let below80 = at80.union([
    "conv-filter", "eta-study", "gradient-clipping", "learning-rate", "linear-collapse", "overfitting", "xor",
  ])
}
