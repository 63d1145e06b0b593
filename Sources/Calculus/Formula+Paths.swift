import Matrices

/// Where a part of a formula stands: the number of the argument to go down to, from 0, at each operator from the top.
package typealias FormulaPath = [Int]

extension Formula {
  /// The part that stands there; nil where the formula has no such place.
  package func part(at path: FormulaPath) -> Formula? {
    var part = self
    for step in path {
      guard case .apply(let application) = part, application.arguments.indices.contains(step) else { return nil }
      part = application.arguments[step]
    }
    return part
  }

  /// The formula with another part there, whose shape has to fit; the formula itself where it has no such place.
  package func replacing(at path: FormulaPath, with part: Formula) throws(ShapeError) -> Formula {
    guard let step = path.first else { return part }
    guard case .apply(let application) = self, application.arguments.indices.contains(step) else { return self }
    var arguments = application.arguments
    arguments[step] = try arguments[step].replacing(at: Array(path.dropFirst()), with: part)
    return try .apply(application.rule, arguments)
  }

  /// The order in which the parts of a formula are visited.
  package enum Visit: Sendable {
    /// An operator before its arguments.
    case outermostFirst
    /// The arguments before their operator.
    case innermostFirst
  }

  /// The first part, from left to right, that `found` makes something of, and its place.
  package func firstPart<Found>(
    _ order: Visit, _ found: (Formula) throws(ShapeError) -> Found?
  ) throws(ShapeError) -> (path: FormulaPath, found: Found)? {
    if order == .outermostFirst, let here = try found(self) { return ([], here) }
    if case .apply(let application) = self {
      for (place, argument) in application.arguments.enumerated() {
        if let deeper = try argument.firstPart(order, found) { return ([place] + deeper.path, deeper.found) }
      }
    }
    if order == .innermostFirst, let here = try found(self) { return ([], here) }
    return nil
  }
}
