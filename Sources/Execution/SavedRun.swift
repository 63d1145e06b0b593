import Calculus
import Matrices

/// All that the next iteration of a run depends on, whichever way it is run: what a file keeps of it.
package struct SavedRun: Sendable, Hashable {
  /// Where the run is; nil for parameters alone, from which a new run begins.
  package var position: Position?
  /// Parameters, states and the metrics of the last epoch's end, by name; the examples in rows or in columns as
  /// `convention` says.
  package var values: [String: Matrix]
  /// The convention whose values these are.
  package var convention: ExampleAxis
  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  package var sums: [Double] = []
  /// For each condition that something no longer falls: its number, the least value and its epoch.
  package var bests: [Double] = []
  /// What was learned from (`data(of:)`); empty where nothing is known of it.
  package var data: [Double] = []

  /// A place in a run.
  package struct Position: Sendable, Hashable {
    package var iteration: Int
    package var epoch: Int
    package var batch: Int
    package init(iteration: Int, epoch: Int, batch: Int) {
      self.iteration = iteration
      self.epoch = epoch
      self.batch = batch
    }
  }

  /// A run's values, and where it is.
  package init(position: Position?, values: [String: Matrix], convention: ExampleAxis) {
    self.position = position
    self.values = values
    self.convention = convention
  }

  /// What tells a lesson and its data from others: examples of an epoch and of a batch, a checksum of their classes, and
  /// one of the lesson's names. The first three are 0 for a lesson without batches or stored examples.
  package static func data(of program: Program) -> [Double] {
    let names = (inputs(program).map { $0.quantity } + program.definitions.map { $0.quantity }).map { $0.symbol.name }
    let text = ([program.name] + names.sorted()).joined(separator: " ")
    let origin = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let batching = program.batching
    let reads = program.inputs.contains { input in
      if case .examples(.train, _) = input.initializer { true } else { false }
    }
    let stored = reads ? try? program.examples?.examples(of: .train) : nil
    let count = batching?.count ?? stored?.count ?? 0
    return [Double(count), Double(batching?.size ?? count), Double(stored?.checksum ?? 0), Double(origin)]
  }

  /// Whether an iteration has this place in a run of the program.
  package static func isPlace(_ position: Position, in program: Program) -> Bool {
    let perEpoch = program.batching?.batchesPerEpoch ?? 1
    if position.iteration == 0 { return position.epoch == 0 && position.batch == 0 }
    let (before, overflow) = (position.epoch - 1).multipliedReportingOverflow(by: perEpoch)
    return position.epoch > 0 && (1...perEpoch).contains(position.batch) && !overflow
      && before == position.iteration - position.batch
  }

  /// The parameters alone, from which a new run begins.
  package func parameters(of program: Program) -> SavedRun {
    let names = Set(program.inputs.filter { $0.phase == .parameters }.map { $0.quantity.symbol.name })
    return SavedRun(position: nil, values: values.filter { names.contains($0.key) }, convention: convention)
  }

  /// The quantities of a program that a run goes on from: parameters and states, and the metrics on other sets.
  package static func inputs(_ program: Program) -> [Program.Input] {
    program.inputs.filter { $0.phase == .parameters || $0.phase == .state || $0.isEvaluation }
  }

  /// What a program goes on from: all of it, or the parameters alone where the program has other states; nil where it has
  /// other parameters.
  package func fitting(_ program: Program) -> SavedRun? {
    func fits(_ input: Program.Input) -> Bool { value(of: input.quantity, in: program) != nil }
    guard program.inputs.allSatisfy({ $0.phase != .parameters || fits($0) }) else { return nil }
    return Self.inputs(program).allSatisfy(fits) ? self : parameters(of: program)
  }

  /// The value for a quantity of a program, turned round if its convention is the other one; nil when there is none of
  /// its shape.
  package func value(of quantity: Quantity, in program: Program) -> Matrix? {
    guard let value = values[quantity.symbol.name] else { return nil }
    let fitting = convention == program.convention ? value : value.transposed
    return fitting.shape == quantity.shape ? fitting : nil
  }
}

extension Run {
  /// What the next iteration depends on.
  package var saved: SavedRun {
    var values: [String: Matrix] = [:]
    for input in SavedRun.inputs(main) {
      let current = iteration == 0 ? input.quantity : main.updated(input.quantity)
      values[input.quantity.symbol.name] = value(of: current)
    }
    var saved = SavedRun(
      position: SavedRun.Position(iteration: iteration, epoch: epoch, batch: batch), values: values,
      convention: main.convention)
    saved.sums = machine.epochSums
    saved.bests = leastValues.sorted { $0.key < $1.key }.flatMap {
      [Double($0.key), $0.value.value, Double($0.value.epoch)]
    }
    saved.data = SavedRun.data(of: main)
    return saved
  }
}

/// The least value that something had so far, and the epoch, by the number of the condition that asks.
package typealias LeastValues = [Int: (value: Double, epoch: Int)]

extension SavedRun {
  /// `bests` as a run keeps them.
  var leastValues: LeastValues {
    var found: LeastValues = [:]
    for place in stride(from: 0, to: bests.count - 2, by: 3) {
      guard let number = Int(exactly: bests[place]), let epoch = Int(exactly: bests[place + 2]) else { continue }
      found[number] = (bests[place + 1], epoch)
    }
    return found
  }
}

extension [Double] {
  /// The numbers two by two.
  package var pairs: [(Double, Double)] { stride(from: 0, to: count - 1, by: 2).map { (self[$0], self[$0 + 1]) } }
}
