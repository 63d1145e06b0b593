import Calculus
import Matrices

/// What computes a lesson's iterations, exactly or fast; epochs, stops and files are the business of a `Run`.
package protocol Machine: AnyObject {
  /// The way it computes, as files and facts name it.
  var way: Way { get }
  /// The lesson's program, for full batches.
  var main: Program { get }
  /// The program of the batch that was computed last.
  var program: Program { get }
  /// Whether its numbers are Floats and not Doubles.
  var isSinglePrecision: Bool { get }
  /// How a hand cuts the numbers, if one does.
  var carry: RunOptions.Carry? { get }
  /// One less than the iterations after which it is time to ask whether the reader wants to stop: a power of two.
  var pauses: Int { get }
  /// Whether all numbers of the last iteration are there, and not only those that were to be kept.
  var hasEverything: Bool { get }

  /// Draws what there is before the first iteration.
  func initialize(seed: UInt32)
  /// Gives a parameter, a state or data another value.
  func put(_ matrix: Matrix, into quantity: Quantity)
  /// The values updated last become those used, and an iteration is computed with them.
  ///
  /// - Parameter keepingEverything: whether every quantity's value is wanted afterwards, with the bits that it has otherwise.
  func compute(_ place: IterationPlace, keepingEverything: Bool) throws(ProgramError)
  /// Ends an epoch: the metrics on other sets, with the parameters that it leaves, and what stopping looks at.
  func endEpoch(_ place: IterationPlace) throws(ProgramError)
  /// `compute`, and at an epoch's last iteration `endEpoch`, for the sake of later iterations: of the numbers only those may
  /// be there that they depend on, until `complete()`.
  func pass(_ place: IterationPlace, isEpochEnd: Bool) throws(ProgramError)
  /// Computes what `pass` has left out of the last iteration; false where that is no longer possible.
  func complete() throws(ProgramError) -> Bool
  /// Whether the metrics on other sets are those of an earlier epoch than the last one: `pass` has left them out.
  var hasOldMetrics: Bool { get set }
  /// Computes the metrics on other sets again, with the parameters that an epoch's last iteration has left.
  func measureSets(_ place: IterationPlace) throws(ProgramError)

  /// The first entry of a quantity; nil for one whose value is not there.
  func number(of quantity: Quantity) -> Double?
  /// A copy of a quantity's value; nil for one that is not there.
  func value(of quantity: Quantity) -> Matrix?
  /// Whether the numbers of a quantity stay in one place as long as the machine lives and the batch has one length.
  var keepsPlaces: Bool { get }
  /// The numbers of a quantity where they are, valid until the next iteration; nil for one that is not there.
  func numbers(of quantity: Quantity) -> MachineNumbers?
  /// A copy of the iteration's numbers, or what it takes to compute them again.
  func iterationNumbers() -> IterationNumbers
  /// The values of quantities of another set's program, with the parameters that the run has come to.
  func values(
    of quantities: [Quantity], on evaluation: Program.Evaluation, _ place: IterationPlace
  ) throws(ProgramError) -> [Matrix]?
  /// The number that a condition of the program's `stops` looks at, by its place among them.
  func watched(_ stop: Int) -> Double
  /// The first definition with an entry that is not finite, when the objective or an updated value has one.
  ///
  /// - Parameter isLast: whether no iteration follows that would show it.
  func firstNotFinite(isLast: Bool) throws(ProgramError) -> (Quantity, Int)?

  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  var epochSums: [Double] { get set }
  /// All that the next iteration depends on besides its place.
  var state: [Double] { get }
  /// Goes back to a state.
  func restore(_ state: [Double])

  /// Called before many iterations, and after them.
  func beginWork()
  func endWork()
}

extension Machine {
  // A machine that is told beforehand what it has to keep passes over nothing.
  package func pass(_ place: IterationPlace, isEpochEnd: Bool) throws(ProgramError) {
    try compute(place, keepingEverything: false)
    if isEpochEnd { try endEpoch(place) }
  }
  package func complete() throws(ProgramError) -> Bool { hasEverything }
  package var hasOldMetrics: Bool {
    get { false }
    set {}
  }
  package func measureSets(_ place: IterationPlace) throws(ProgramError) {}
}

/// The ways to compute.
package enum Way: String, Sendable, CaseIterable {
  /// Double precision, nothing fused, sums in the written order, every quantity there.
  case exact
  /// Fused, on all cores, in Float or Double.
  case fast
}

/// Where an iteration is, and what decides its batch and its draws.
package struct IterationPlace: Sendable {
  /// From 1; its epoch and its batch within it, too.
  package let iteration: Int
  package let epoch: Int
  package let batch: Int
  /// The examples of its batch, 0 where there are no batches, and the first of them.
  package let length: Int
  package let first: Int
  /// The order in which the epoch takes the examples, where it has one of its own.
  package let order: [Int32]?
  package let seed: UInt64
}

/// Numbers where a machine has them.
package enum MachineNumbers {
  case double(UnsafeBufferPointer<Double>)
  case float(UnsafeBufferPointer<Float>)

  /// How many there are.
  package var count: Int {
    switch self {
    case .double(let numbers): numbers.count
    case .float(let numbers): numbers.count
    }
  }

  /// Their bytes.
  package var bytes: UnsafeRawBufferPointer {
    switch self {
    case .double(let numbers): UnsafeRawBufferPointer(numbers)
    case .float(let numbers): UnsafeRawBufferPointer(numbers)
    }
  }

  /// The number at a place.
  package subscript(_ place: Int) -> Double {
    switch self {
    case .double(let numbers): numbers[place]
    case .float(let numbers): Double(numbers[place])
    }
  }
}
