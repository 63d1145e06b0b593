import Matrices

/// How the parameters of a network are named and turned in a file for others to read.
package enum ModelLayout: String, CaseIterable {
  /// As the lesson has them, with all that a run goes on from.
  case lesson
  /// `fc1.weight` (outputs × inputs) and `fc1.bias`, as the linear layers of PyTorch keep them; `conv1.weight` (outputs ×
  /// inputs × height × width, as in a lesson) and `conv1.bias`, as its convolutions do.
  case torch
  /// `dense_1.kernel` (inputs × outputs) and `dense_1.bias`, as the dense layers of Keras keep them.
  case keras

  /// Where a parameter is in the file.
  package struct Place: Hashable {
    package let name: String
    /// Whether the file has the transpose.
    package let isTransposed: Bool
    /// Whether the file has one axis only.
    package let isVector: Bool
  }

  /// The place of a parameter of the lesson: `W1` and `b1` have other names in the layouts of others, filters `K1` and
  /// their biases `c1` in that of PyTorch; the rest stays.
  package func place(of parameter: String, shape: Shape, convention: ExampleAxis) -> Place {
    let own = Place(name: parameter, isTransposed: false, isVector: false)
    guard shape.rank == 2 else { return self == .torch ? convolution(parameter, shape) ?? own : own }
    guard self != .lesson, let kind = parameter.first, "Wwb".contains(kind), let layer = Int(parameter.dropFirst()),
      layer >= 0
    else { return own }
    let isBias = kind == "b"
    switch self {
    case .lesson: return own
    case .torch:
      return Place(
        name: "fc\(layer)." + (isBias ? "bias" : "weight"), isTransposed: !isBias && convention == .rows,
        isVector: isBias)
    case .keras:
      return Place(
        name: "dense_\(layer)." + (isBias ? "bias" : "kernel"), isTransposed: !isBias && convention == .columns,
        isVector: isBias)
    }
  }

  /// The place of filters F×C×k×k and of a bias 1×F×1×1 for each; nil for what is neither.
  private func convolution(_ parameter: String, _ shape: Shape) -> Place? {
    guard let kind = parameter.first, let layer = Int(parameter.dropFirst()), layer >= 0, shape.rank == 4 else {
      return nil
    }
    let isBias = "bc".contains(kind) && shape.count == shape.sizes[1]
    guard isBias || "KkWw".contains(kind) else { return nil }
    return Place(name: "conv\(layer)." + (isBias ? "bias" : "weight"), isTransposed: false, isVector: isBias)
  }
}
