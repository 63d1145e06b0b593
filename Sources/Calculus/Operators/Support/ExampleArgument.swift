import Matrices

/// What is known of an argument when examples are told apart.
package struct ExampleArgument: Hashable, Sendable {
  package let shape: Shape
  /// The axis along which its examples lie; nil for what all examples share.
  package let axis: Int?

  package init(_ shape: Shape, axis: Int?) {
    self.shape = shape
    self.axis = axis
  }
}

extension Operator {
  /// That of an operator that works entry by entry: the one axis of all arguments that have examples.
  func sharedExampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    var shared: Int?
    for argument in arguments {
      guard let axis = argument.axis else { continue }
      guard argument.shape.rank == value.rank, shared == nil || shared == axis else { return nil }
      shared = axis
    }
    return shared
  }

  /// That of an operator on images, the first argument, which has nothing else of each example.
  func imagesExampleAxis(of arguments: [ExampleArgument]) -> Int? {
    guard let images = arguments.first, images.axis == 0, images.shape.rank == 4,
      arguments.dropFirst().allSatisfy({ $0.axis == nil })
    else { return nil }
    return 0
  }
}
