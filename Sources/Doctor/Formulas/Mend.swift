import Calculus
import Typesetting

/// The one change after which a line is the derivative that it promises, at the lesson's numbers and at others.
package struct Mend: Sendable {
  /// The slip that the author of the line made, for programs.
  package let slip: String
  /// What a reader is told, with `{x}`, `{y}` and `{f}`, and what stands for them.
  package let words: Localized
  package let parts: [Character: MathText]
  /// One entry of the line, and how it reads after the change; nil where that is too long to be read.
  package let entry: MathText
  package let formula: MathText?
  /// Other changes that come to the same, by their slips.
  package let alike: [String]
}

/// A change of a formula that may mend it.
struct FormulaChange {
  /// What tells it from others, whatever entry the formula is read for: the slip, the place in the tree, and which of several
  /// ways.
  struct Key: Hashable {
    let slip: String
    var path: [Int]
    let variant: String
  }

  /// In a path, for every term of a sum.
  static let everyTerm = -1

  var key: Key
  let weight: Double
  let words: Localized
  let parts: [Character: MathText]
  /// The part, or what contains it, with the change.
  var tree: Tree

  /// The change that undoes a slip.
  init(_ slip: any Slip, _ tree: Tree, variant: String, parts: [Character: MathText] = [:]) {
    self.init(slip.id, weight: slip.weight, tree, variant: variant, words: slip.words, parts: parts)
  }

  init(
    _ id: String, weight: Double, _ tree: Tree, variant: String, words: Localized, parts: [Character: MathText]
  ) {
    key = Key(slip: id, path: [], variant: variant)
    self.weight = weight
    self.words = words
    self.parts = parts
    self.tree = tree
  }

  /// The change seen from what contains the part.
  func lifted(to tree: Tree, at place: Int) -> FormulaChange {
    var lifted = self
    lifted.key.path.insert(place, at: 0)
    lifted.tree = tree
    return lifted
  }
}
