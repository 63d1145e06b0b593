extension Program {
  /// A line that a reader's optimizer has replaced.
  package struct ReplacedStep: Sendable, Hashable {
    /// The parameter it changed.
    package let quantity: Quantity
    package let line: Int
    package init(quantity: Quantity, line: Int) {
      self.quantity = quantity
      self.line = line
    }
  }

  /// A parameter or state and what it becomes.
  package struct Update: Sendable, Hashable {
    package let old: Quantity
    package let new: Quantity
    /// Written with `←` in the lesson, so that it can be checked as a step against the gradient.
    package let isWrittenOut: Bool
    /// What the lines with `by` give to their optimizers as the gradient.
    package let given: [Formula]
    package init(old: Quantity, new: Quantity, isWrittenOut: Bool, given: [Formula] = []) {
      self.old = old
      self.new = new
      self.isWrittenOut = isWrittenOut
      self.given = given
    }
  }

  /// `Σepoch x` or `mean_epoch(x)`: `total` gathers `term` from the epoch's first iteration on.
  package struct Accumulation: Sendable, Hashable {
    package let term: Quantity
    package let total: Quantity
    package let isMean: Bool
    package init(term: Quantity, total: Quantity, isMean: Bool) {
      self.term = term
      self.total = total
      self.isMean = isMean
    }
  }
}
