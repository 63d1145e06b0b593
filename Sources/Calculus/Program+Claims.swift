extension Program {
  /// A promise that a definition equals something else.
  package struct Claim: Sendable, Hashable {
    package let quantity: Quantity
    /// What it is claimed to be.
    package let promise: Resolved
    /// From the name alone (d + a parameter).
    package let isImplied: Bool
    package let line: Int?
    /// The numerator and denominator when the claim is a multiple of one derivative.
    package let gradient: Gradient?
    /// The formula that is said to be something, where the line writes one and `quantity` only stands for it.
    package let written: Resolved?
    /// What is said to be something.
    package var subject: Resolved { written ?? Resolved(.reference(quantity)) }

    /// Whether the line is marked as a misprint, so that it should not keep its promise.
    package let isMisprint: Bool

    package init(
      quantity: Quantity, promise: Resolved, isImplied: Bool, line: Int?, gradient: Gradient?,
      written: Resolved? = nil, isMisprint: Bool = false
    ) {
      self.isMisprint = isMisprint
      self.written = written
      self.quantity = quantity
      self.promise = promise
      self.isImplied = isImplied
      self.line = line
      self.gradient = gradient
    }

    /// `∂numerator/∂denominator`
    package struct Gradient: Sendable, Hashable {
      package let numerator: Quantity
      package let offset: Int
      package let denominator: Quantity
      /// The one entry of the denominator that is meant; nil for all of them.
      package let entry: Int?
      package init(numerator: Quantity, offset: Int, denominator: Quantity, entry: Int? = nil) {
        self.entry = entry
        self.numerator = numerator
        self.offset = offset
        self.denominator = denominator
      }
    }
  }
}
