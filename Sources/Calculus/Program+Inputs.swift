import Matrices
import Typesetting

extension Program {
  /// Something a reader may change.
  package struct Setting: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
      case number(Double)
      case choice(String, of: [String])
      /// A function of one's own: its parameters, and its body as written.
      case function([String], String)
    }
    package let symbol: Symbol
    /// The option's name: `lr`; the symbol's own when the lesson gives none.
    package let option: String
    package let value: Value
    package let meaning: Localized?
    /// What a number may be; nil where the lesson sets no limits.
    package let limits: SettingLimits?
    /// Whether it is a reader's instead of the lesson's.
    package let isGiven: Bool
    package init(
      symbol: Symbol, option: String, value: Value, meaning: Localized?, limits: SettingLimits? = nil,
      isGiven: Bool = false
    ) {
      self.limits = limits
      self.isGiven = isGiven
      self.symbol = symbol
      self.option = option
      self.value = value
      self.meaning = meaning
    }
  }

  /// A setting that is the size of a batch, or is computed from it.
  package struct LengthSetting: Sendable, Hashable {
    package let quantity: Quantity
    /// How it is computed from settings; nil for the size itself.
    package let formula: Formula?
    package init(_ quantity: Quantity, _ formula: Formula?) {
      self.quantity = quantity
      self.formula = formula
    }
  }

  /// A value that is there before the iteration's formulas run.
  package struct Input: Sendable, Hashable {
    package enum Initializer: Sendable, Hashable {
      /// A formula over earlier inputs; a 1×1 value fills the shape.
      case formula(Formula)
      /// Random numbers; the arguments are formulas over settings.
      case draw(Draw, [Formula])
      /// The batch of another input that the run cuts out.
      case batch(of: Quantity)
      /// Examples of a set of data that the lesson is given.
      case examples(ExamplePart, ExampleColumn)
      /// The numbers of a file of the lesson's folder, or that a reader named.
      case file(String, Matrix)
      /// Counted by the run: the iteration, the epoch.
      case counter
      /// A metric on another set, computed by the run after each epoch.
      case evaluation(set: String)
    }
    package let quantity: Quantity
    package let phase: Phase
    package let initializer: Initializer
    package let meaning: Localized?
    package let line: Int?
    /// Random numbers are drawn for the transpose, so that both conventions start from the same weights.
    package let isDrawnTransposed: Bool
    /// The draw whose place a reader's value has taken: its random numbers are drawn all the same, so that what is drawn
    /// after it stays as it was.
    package let replacedDraw: Draw?
    package init(
      quantity: Quantity, phase: Phase, initializer: Initializer, meaning: Localized?, line: Int?,
      isDrawnTransposed: Bool = false, replacedDraw: Draw? = nil
    ) {
      self.replacedDraw = replacedDraw
      self.isDrawnTransposed = isDrawnTransposed
      self.quantity = quantity
      self.phase = phase
      self.initializer = initializer
      self.meaning = meaning
      self.line = line
    }
  }

  /// A distribution to draw from.
  package enum Draw: String, Sendable, Hashable, CaseIterable {
    case uniform, normal, zeros, xavier, torch, he, permutation, keep
  }
}

extension Program.Input.Initializer {
  /// Whether the run cuts it out of other data.
  package var isBatch: Bool {
    if case .batch = self { true } else { false }
  }
}

extension Program.Input {
  /// Whether it is stored examples.
  package var isStored: Bool {
    if case .examples = initializer { true } else { false }
  }

  /// Whether it is computed on another set after each epoch.
  package var isEvaluation: Bool {
    if case .evaluation = initializer { true } else { false }
  }
}

extension Program {
  /// Whether it reads images of digits: a lesson whose conditions leave those lines out does not.
  package var readsDigits: Bool { inputs.contains { $0.isStored } }

  /// Inputs that have no memory of their own: stored examples that only batches or sets are cut from.
  package var storedInputs: [Int: (part: ExamplePart, column: ExampleColumn)] {
    var found: [Int: (part: ExamplePart, column: ExampleColumn)] = [:]
    for input in inputs {
      guard case .examples(let part, let column) = input.initializer,
        !definitions.contains(where: { $0.formula.reads(input.quantity) })
      else { continue }
      found[input.quantity.id] = (part, column)
    }
    return found
  }
}
