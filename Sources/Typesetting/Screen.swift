/// What a whole terminal shows at once, before its size and characters are known.
package struct Screen: Hashable, Sendable {
  /// A word or number of a drawing or a list.
  package struct Cell: Hashable, Sendable {
    /// How it stands to the operation that is shown.
    package enum Mark: Hashable, Sendable {
      case plain
      /// What is computed.
      case current
      /// What it is computed from.
      case read
      /// What is computed later.
      case later
    }
    package var text: Text
    package var mark: Mark
    /// In a chain, whether it is computed from the one before it.
    package var follows: Bool
    package init(_ text: Text, _ mark: Mark = .plain, follows: Bool = true) {
      self.text = text
      self.mark = mark
      self.follows = follows
    }
  }

  /// A network's layer: the names of what its units hold, and the numbers, unit by unit.
  package struct Layer: Hashable, Sendable {
    /// What leads to it from the layer before.
    package var weights: Cell?
    package var names: [Cell]
    package var units: [[Cell]]
    package init(weights: Cell?, names: [Cell], units: [[Cell]]) {
      self.weights = weights
      self.names = names
      self.units = units
    }
  }

  /// An operation in the list of all.
  package struct Operation: Hashable, Sendable {
    /// What it computes, and how.
    package let name: Text
    package let line: Text
    package let isCurrent: Bool
    package let isMarked: Bool
    package init(name: Text, line: Text, isCurrent: Bool, isMarked: Bool) {
      self.name = name
      self.line = line
      self.isCurrent = isCurrent
      self.isMarked = isMarked
    }
  }

  /// A matrix with a cursor.
  package struct Grid: Hashable, Sendable {
    package let matrix: MatrixBlock
    /// The place of the entry under the cursor.
    package let cursor: Int
    package init(_ matrix: MatrixBlock, cursor: Int) {
      self.matrix = matrix
      self.cursor = cursor
    }
  }

  package var title: Text = ""
  package var place: Text = ""
  /// The network; empty where it is no chain of layers.
  package var layers: [Layer] = []
  /// Of which example the numbers of the network are; empty where there is one.
  package var caption: Text = ""
  /// What stands for the network where there is no room for it.
  package var chain: [Cell] = []
  package var operations: [Operation] = []
  /// The operation: formula, numbers put in, result.
  package var body: [Block] = []
  /// Its result, where there is a cursor in it.
  package var grid: Grid?
  /// Lines of the body that have been moved out at the top.
  package var scroll = 0
  /// The loss so far.
  package var loss: Text = ""
  /// What has just been said or is being typed; else the keys.
  package var status: Text = ""

  package init() {}
}
