import Typesetting

/// The optimizers that every lesson knows, as formulas of the language.
///
/// `w` is the parameter, `g` its gradient, `t` the iteration; the first argument is the learning rate.
package enum BuiltInOptimizers {
  /// A lesson file that holds nothing but the optimizers.
  package static let text = """
    lesson optimizers
    optimizer descent(η)
      w ← w − η·g
    optimizer momentum(α, β = 0.9)
      v ← β·v + (1 − β)·g  es "media móvil del gradiente" en "moving average of the gradient"
      w ← w − α·v
    optimizer velocity(η, μ = 0.9)
      v ← μ·v − η·g  es "velocidad: lo que queda del paso anterior, menos el gradiente" en "velocity: what is left of the last step, less the gradient"
      w ← w + v
    optimizer nesterov(η, μ = 0.9)
      v ← μ·v − η·g  es "velocidad: lo que queda del paso anterior, menos el gradiente" en "velocity: what is left of the last step, less the gradient"
      w ← w + μ·v − η·g
    optimizer adagrad(η, ε = 1e-7)
      s ← s + g²  es "suma de los cuadrados del gradiente" en "sum of the squared gradients"
      w ← w − η·g/(√s + ε)
    optimizer rmsprop(η = 0.001, ρ = 0.9, ε = 1e-7)
      v ← ρ·v + (1 − ρ)·g²  es "media móvil del cuadrado del gradiente" en "moving average of the squared gradient"
      w ← w − η·g/(√v + ε)
    optimizer adam(α = 0.001, β1 = 0.9, β2 = 0.999, ε = 1e-8)
      m ← β1·m + (1 − β1)·g  es "media móvil del gradiente" en "moving average of the gradient"
      v ← β2·v + (1 − β2)·g²  es "media móvil del cuadrado del gradiente" en "moving average of the squared gradient"
      m̂ = m/(1 − β1^t)  es "media móvil del gradiente, corregida por empezar en 0" en "moving average of the gradient, corrected for its start at 0"
      v̂ = v/(1 − β2^t)  es "media móvil del cuadrado del gradiente, corregida" en "moving average of the squared gradient, corrected"
      w ← w − α·m̂/(√v̂ + ε)
    """

  /// The optimizers' names, for suggestions and help.
  package static let names = ["descent", "momentum", "velocity", "nesterov", "adagrad", "rmsprop", "adam"]

  /// The optimizers as a reader sees them, without what their quantities mean.
  package static let formulas = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    .map { line in String(line).parts(separatedBy: "  es \"").first ?? "" }
    .joined(separator: "\n")

  /// A lesson file that holds one optimizer alone, or nil when there is none of this name.
  static func text(of name: String) -> String? {
    let lines = text.split(separator: "\n")
    guard names.contains(name), let first = lines.firstIndex(where: { $0.hasPrefix("optimizer \(name)(") }) else {
      return nil
    }
    let body = lines[(first + 1)...].prefix { $0.hasPrefix(" ") }
    return ([lines[0], lines[first]] + body).joined(separator: "\n")
  }
}
