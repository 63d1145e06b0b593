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

  /// Whether the lesson says what is lost, so that there is something to descend.
  package var hasLoss: Bool { objective != nil && definitions.contains { $0.phase == .loss } }

  /// The parameters, in the order of the lesson; of one that several lines give, what the last of them gives.
  package var parameters: [Quantity] {
    let given = inputs.filter { $0.phase == .parameters }.map { $0.quantity }
    let last = Dictionary(lastOf: given.map { ($0.symbol.lessonName, $0.id) })
    return given.filter { last[$0.symbol.lessonName] == $0.id }
  }

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
