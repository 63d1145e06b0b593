import Matrices
import Typesetting

/// A lesson with names looked up, loops unrolled, conditions decided and every shape known.
public struct Program: Sendable {
  /// The lesson's name: `xor`.
  public package(set) var name: String
  /// What the lesson is, if it says.
  public package(set) var title: Localized?
  /// Documents and places in them.
  public package(set) var sources: [Source] = []
  /// Where the lesson says that examples lie, in matrices; where they lie in a quantity, the quantity says.
  public package(set) var convention = ExampleAxis.rows
  /// What a reader may change, in the order of the file.
  package var settings: [Setting] = []
  /// The settings whose numbers have decided what the lines are: shapes, loops, conditions, sizes of batches, attributes
  /// of operators; by quantity id. With another number for one of them it is another program.
  package var decidingSettings: Set<Int> = []
  /// Every quantity, at the place its id says.
  public package(set) var quantities: [Quantity] = []
  /// Values set before the first iteration: settings, data, parameters, state; and draws made anew in each iteration.
  package var inputs: [Input] = []
  /// What an iteration computes, in running order.
  package var definitions: [Definition] = []
  /// The last line of `loss`, or of `forward`; what is descended.
  public package(set) var objective: Quantity?
  /// For each parameter or state that changes: its quantity and the one that holds its value after the update.
  package var updates: [Update] = []
  /// Sums and means over an epoch.
  package var accumulations: [Accumulation] = []
  package var batching: Batching?
  /// For the program of another set: where each of its data comes from.
  package var setData: [SetData] = []
  package var stops: [Stop] = []
  /// What was noticed while it was built and a teacher should know.
  package var remarks: [Remark] = []
  /// The lines with `←` whose place a reader's optimizer has taken.
  package var replacedSteps: [ReplacedStep] = []
  /// Lines with `is`, and names that promise a gradient.
  package var claims: [Claim] = []
  /// The quantities that count iterations and epochs.
  package var iteration: Quantity?
  package var epoch: Quantity?
  /// Titles and lines of `note`.
  package var notes: [Localized] = []
  /// Comparisons are made exactly, not within 10⁻⁹.
  package var tiesExact = false
  /// What is computed again on other sets at the end of each epoch.
  package var evaluations: [Evaluation] = []
  /// Where stored examples come from.
  package var examples: (any ExampleSource)?
  /// Whether it is bound to the length of the last batch of an epoch, which is smaller than the others.
  package var isRemainder = false
  /// The examples of a full batch, as long as the length of the batch decides on shapes (`BatchLength`).
  package var usualLength: Int?
  /// The settings whose numbers the length of the batch decides, in the order of the file.
  package var lengthSettings: [LengthSetting] = []
  private var smaller: [Program] = []

  /// The same lesson for the last batch of an epoch; nil when all batches are of one size.
  package var remainder: Program? {
    get { smaller.first }
    set { smaller = newValue.map { [$0] } ?? [] }
  }

  package init(name: String) {
    self.name = name
  }

  /// A document that the lesson comes from.
  public struct Source: Sendable, Hashable {
    /// The file's name.
    public let document: String
    /// The place in it.
    public let place: String?
    package init(document: String, place: String?) {
      self.document = document
      self.place = place
    }
  }

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
    package init(symbol: Symbol, option: String, value: Value, meaning: Localized?) {
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
    case uniform, normal, zeros, xavier, torch, he, keep
  }

  /// A line that a reader's optimizer has replaced.
  package struct ReplacedStep: Sendable, Hashable {
    /// The parameter it changed.
    package let quantity: Quantity
    package let line: Int
    package init(quantity: Quantity, line: Int) {
      self.quantity = quantity
      self.line = line
    }
  }

  /// A parameter or state and what it becomes.
  package struct Update: Sendable, Hashable {
    package let old: Quantity
    package let new: Quantity
    /// Written with `←` in the lesson, so that it can be checked as a step against the gradient.
    package let isWrittenOut: Bool
    package init(old: Quantity, new: Quantity, isWrittenOut: Bool) {
      self.old = old
      self.new = new
      self.isWrittenOut = isWrittenOut
    }
  }

  /// `Σepoch x` or `mean_epoch(x)`: `total` gathers `term` from the epoch's first iteration on.
  package struct Accumulation: Sendable, Hashable {
    package let term: Quantity
    package let total: Quantity
    package let isMean: Bool
    package init(term: Quantity, total: Quantity, isMean: Bool) {
      self.term = term
      self.total = total
      self.isMean = isMean
    }
  }

  /// How the examples are handed out.
  package struct Batching: Sendable, Hashable {
    /// All examples, and the batch with the same name.
    package let pairs: [Pair]
    /// Examples in a full batch.
    package let size: Int
    /// Examples in all.
    package let count: Int
    package let isShuffled: Bool

    package struct Pair: Sendable, Hashable {
      package let all: Quantity
      package let batch: Quantity
      package init(all: Quantity, batch: Quantity) {
        self.all = all
        self.batch = batch
      }
    }

    package init(pairs: [Pair], size: Int, count: Int, isShuffled: Bool) {
      self.pairs = pairs
      self.size = size
      self.count = count
      self.isShuffled = isShuffled
    }

    /// Batches in an epoch.
    package var batchesPerEpoch: Int { max(1, (count + size - 1) / max(1, size)) }

    /// Examples in the last batch of an epoch when it is smaller than the others.
    package var remainder: Int? {
      let rest = count % max(1, size)
      return rest == 0 ? nil : rest
    }
  }

  /// The examples of another set: a part of all of them, or data of its own.
  package struct SetData: Sendable, Hashable {
    package let all: Quantity
    package let set: Quantity
    /// The first example, from 0.
    package let first: Int
    package init(all: Quantity, set: Quantity, first: Int) {
      self.all = all
      self.set = set
      self.first = first
    }
  }

  /// A program that computes metrics on another set, and where its results go.
  package struct Evaluation: Sendable {
    /// `test`, `validation`
    package let set: String
    /// How many examples the set has.
    package let examples: Int
    /// The lesson's program cut to what the set's metrics need, with the set's examples for its batch.
    package let program: Program
    package let results: [Result]

    /// A metric of the set's program, and the quantity of the lesson's own that takes its value.
    package struct Result: Sendable, Hashable {
      package let metric: Quantity
      package let target: Quantity
      package init(metric: Quantity, target: Quantity) {
        self.metric = metric
        self.target = target
      }
    }

    package init(set: String, examples: Int, program: Program, results: [Result]) {
      self.set = set
      self.examples = examples
      self.program = program
      self.results = results
    }
  }

  /// When a run ends.
  package enum Stop: Sendable, Hashable {
    case afterIterations(Int)
    case afterEpochs(Int)
    /// Once the quantity (of phase `control`) is not 0; `text` is the condition as written.
    case once(Quantity, text: String, isEpochTotal: Bool)
    /// Once the quantity has not fallen for so many epochs.
    case unlessFalling(Quantity, epochs: Int)
  }

  /// Something worth a teacher's attention that is not an error.
  package struct Remark: Sendable, Hashable {
    package let line: Int
    package let text: Localized
    package init(line: Int, text: Localized) {
      self.line = line
      self.text = text
    }
  }

  /// A promise that a definition equals something else.
  package struct Claim: Sendable, Hashable {
    package let quantity: Quantity
    /// What it is claimed to be.
    package let promise: Resolved
    /// From the name alone (d + a parameter).
    package let isImplied: Bool
    package let line: Int?
    /// The numerator and denominator when the claim is a multiple of one derivative.
    package let gradient: Gradient?
    /// The formula that is said to be something, where the line writes one and `quantity` only stands for it.
    package let written: Resolved?
    /// What is said to be something.
    package var subject: Resolved { written ?? Resolved(.reference(quantity)) }

    package init(
      quantity: Quantity, promise: Resolved, isImplied: Bool, line: Int?, gradient: Gradient?, written: Resolved? = nil
    ) {
      self.written = written
      self.quantity = quantity
      self.promise = promise
      self.isImplied = isImplied
      self.line = line
      self.gradient = gradient
    }

    /// `∂numerator/∂denominator`
    package struct Gradient: Sendable, Hashable {
      package let numerator: Quantity
      package let offset: Int
      package let denominator: Quantity
      /// The one entry of the denominator that is meant; nil for all of them.
      package let entry: Int?
      package init(numerator: Quantity, offset: Int, denominator: Quantity, entry: Int? = nil) {
        self.entry = entry
        self.numerator = numerator
        self.offset = offset
        self.denominator = denominator
      }
    }
  }

  /// Whether the lesson says what is lost, so that there is something to descend.
  package var hasLoss: Bool { objective != nil && definitions.contains { $0.phase == .loss } }

  /// The parameters, in the order of the lesson.
  package var parameters: [Quantity] { inputs.filter { $0.phase == .parameters }.map { $0.quantity } }

  /// What the lesson says that a quantity is, where it says so.
  package func meaning(of quantity: Quantity) -> Localized? {
    definition(of: quantity)?.meaning ?? input(of: quantity)?.meaning
  }

  /// The definition of a quantity, if an iteration computes it.
  package func definition(of quantity: Quantity) -> Definition? {
    definitions.last { $0.quantity == quantity }
  }

  /// The input that a quantity is, if it is one.
  package func input(of quantity: Quantity) -> Input? {
    inputs.first { $0.quantity == quantity }
  }

  /// Whether the value is there only at an epoch's last iteration.
  package func isEpochTotal(_ quantity: Quantity) -> Bool {
    definition(of: quantity)?.isEpochTotal == true || input(of: quantity)?.isEvaluation == true
      || accumulations.contains { $0.total == quantity }
  }

  /// Whether it is what a line sums over an epoch, which has no name of its own: `abs(error)` of `Σepoch abs(error)`.
  package func isGathered(_ definition: Definition) -> Bool {
    definition.isDerived && accumulations.contains { $0.term == definition.quantity }
  }

  /// The metrics on other sets: the set, the quantity that takes the value, and the line that computes it there.
  package var measurements: [(set: String, target: Quantity, definition: Definition)] {
    evaluations.flatMap { evaluation in
      evaluation.results.compactMap { result in
        evaluation.program.definition(of: result.metric).map { (evaluation.set, result.target, $0) }
      }
    }
  }

  /// The value after the update of a parameter or state; itself when nothing changes it.
  package func updated(_ quantity: Quantity) -> Quantity {
    updates.last { $0.old == quantity }?.new ?? quantity
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
