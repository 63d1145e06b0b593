import Typesetting

/// The lessons in the order in which they are learned, by themes: what `lesson list`, `lesson show` and README follow.
package enum Curriculum {
  /// Lessons that belong together.
  package struct Theme: Sendable {
    package let title: Localized
    /// The names of its lessons, in their order.
    package let names: [String]

    fileprivate init(es: String, en: String, _ names: String...) {
      title = Localized(es: es, en: en)
      self.names = names
    }
  }

  /// All of it; every lesson of the catalogue stands in exactly one theme.
  package static let themes = [
    Theme(es: "Una sola neurona", en: "A single neuron", "perceptron", "activations", "linear-collapse"),
    Theme(es: "Derivadas", en: "Derivatives", "derivatives", "autodiff"),
    Theme(
      es: "Retropropagación a mano", en: "Backpropagation by hand", "toy-weight", "clase6", "xor", "xor-torch",
      "xor-hidden"),
    Theme(es: "Salidas y pérdidas", en: "Outputs and losses", "encoding", "softmax-ce", "losses", "saturation"),
    Theme(
      es: "Optimización", en: "Optimisation", "gradient-descent", "learning-rate", "eta-study", "optimizers",
      "gradient-free"),
    Theme(
      es: "Cuando el gradiente falla", en: "Gradients in trouble", "gradient-problems", "gradient-saddle",
      "gradient-dead", "gradient-explosion", "gradient-clipping", "init", "normalisation", "normalisation-deep"),
    Theme(
      es: "Dígitos escritos a mano (MNIST)", en: "Handwritten digits (MNIST)", "mnist-data", "mnist-10", "mnist-32",
      "mnist-128", "mnist", "hidden-size"),
    Theme(es: "Generalización", en: "Generalisation", "overfitting", "regularization", "quadratic-eq"),
    Theme(
      es: "Convolución", en: "Convolution", "conv-filter", "pooling", "flatten", "receptive-field", "diversity",
      "shift", "cnn"),
    Theme(
      es: "Tablas de consulta", en: "Reference tables", "training-cycle", "blocks", "parameters", "hyperparameters",
      "notation"),
  ]

  /// The themes with their lessons; a name that the catalogue does not have is passed over.
  package static var shelves: [(theme: Theme, lessons: [EmbeddedText])] {
    themes.compactMap { theme in
      let lessons = theme.names.compactMap(Catalogue.lesson)
      return lessons.isEmpty ? nil : (theme, lessons)
    }
  }

  /// The lesson that follows one; nil for the last, and for a name that stands in no theme.
  package static func next(after name: String) -> EmbeddedText? {
    let lessons = shelves.flatMap(\.lessons)
    guard let place = lessons.firstIndex(where: { $0.name == name }) else { return nil }
    return lessons.dropFirst(place + 1).first
  }
}
