import Matrices

/// What an operator is for the fast way of a plan, where it is something that vector loops know.
package enum FastForm: Hashable, Sendable {
  /// Nothing that they know: its own computation runs, in double precision.
  case stepwise
  /// A·B
  case product
  /// Aᵀ, which a product takes in
  case transposition
  /// Sums or extremes along an axis
  case fold(Fold, Axis)
  /// Sums along an axis, divided by how many numbers they add up
  case mean(Axis)
  /// Along the classes of each example
  case softmax(ExampleAxis)
  /// The class with the largest number of each example
  case winner(ExampleAxis)
  /// The same numbers in the same order, in another shape
  case sameNumbers
  /// The sums over all axes of N×C×H×W but the second: 1×C×1×1
  case channelSums
  /// A convolution or what flows back through one
  case convolution(ConvolutionForm, ConvolutionGeometry)
  /// A pooling or what flows back through one
  case maxPooling(MaxPoolingForm, PoolingGeometry)
  /// Entry by entry, with repetition of a number, a row or a column
  case entries(EntryFormula)

  /// A function of the arguments' entries, in order.
  package static func entrywise(_ function: EntryFunction) -> FastForm {
    .entries(.apply(function, (0..<function.arity).map(EntryFormula.argument)))
  }
}

/// Which of the three tensors of a convolution is computed from the other two.
package enum ConvolutionForm: Hashable, Sendable { case map, inputGradient, kernelGradient }

/// What is computed at the greatest entries of windows.
package enum MaxPoolingForm: Hashable, Sendable { case value, gradient, selection }

/// What is computed of the entries of an operator's arguments that meet at one place.
package indirect enum EntryFormula: Hashable, Sendable {
  /// The entry of an argument.
  case argument(Int)
  /// A function of as many values as it takes.
  case apply(EntryFunction, [EntryFormula])
}

/// What is known of an operator's argument before anything runs.
package struct FastArgument: Hashable, Sendable {
  package let shape: Shape
  /// Its number, where it is one that does not change.
  package let constant: Double?

  package init(_ shape: Shape, constant: Double? = nil) {
    self.shape = shape
    self.constant = constant
  }
}

extension Operator {
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .stepwise }
}
