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
      v ← β·v + (1 − β)·g
      w ← w − α·v
    optimizer velocity(η, μ = 0.9)
      v ← μ·v − η·g
      w ← w + v
    optimizer nesterov(η, μ = 0.9)
      v ← μ·v − η·g
      w ← w + μ·v − η·g
    optimizer adagrad(η, ε = 1e-7)
      s ← s + g²
      w ← w − η·g/(√s + ε)
    optimizer rmsprop(η = 0.001, ρ = 0.9, ε = 1e-7)
      v ← ρ·v + (1 − ρ)·g²
      w ← w − η·g/(√v + ε)
    optimizer adam(α = 0.001, β1 = 0.9, β2 = 0.999, ε = 1e-8)
      m ← β1·m + (1 − β1)·g
      v ← β2·v + (1 − β2)·g²
      m̂ = m/(1 − β1^t)
      v̂ = v/(1 − β2^t)
      w ← w − α·m̂/(√v̂ + ε)
    """

  /// The optimizers' names, for suggestions and help.
  package static let names = ["descent", "momentum", "velocity", "nesterov", "adagrad", "rmsprop", "adam"]

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
