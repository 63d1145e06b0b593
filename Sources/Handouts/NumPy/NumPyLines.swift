import Calculus
import Execution
import Typesetting

/// The lines of an iteration in Python: batches and draws, definitions, sums over the epoch, and when to stop.
struct NumPyLines {
  let iteration: NumPyIteration
  var writer: NumPyWriter
  let seed: UInt32
  /// What counts the iterations.
  let counter: String
  private let epoch: String
  private var sums: [Int: (sum: String, count: String)] = [:]

  init(_ iteration: NumPyIteration, seed: UInt32) {
    self.iteration = iteration
    self.seed = seed
    let program = iteration.program
    var names = iteration.names
    counter = program.iteration.flatMap { iteration.names[$0] } ?? names.makeName("iteration")
    epoch = program.epoch.flatMap { iteration.names[$0] } ?? names.makeName("epoch")
    for total in program.accumulations {
      guard let name = iteration.names[total.total] else { continue }
      sums[total.total.id] = (names.makeName(name + "_sum"), names.makeName(name + "_count"))
    }
    writer = NumPyWriter(names)
  }

  private var program: Program { iteration.program }
  private var batchesPerEpoch: Int { program.batching?.batchesPerEpoch ?? 1 }

  /// Says of what cannot be written in which line it stands.
  func blaming<Value>(
    _ quantity: Quantity, _ line: Int?, _ body: () throws(NumPyRefusal) -> Value
  ) throws(NumPyRefusal) -> Value {
    do throws(NumPyRefusal) {
      return try body()
    } catch {
      let place =
        line.map { Localized(es: "línea \($0), «\(quantity.name)»: ", en: "line \($0), “\(quantity.name)”: ") }
        ?? Localized(es: "«\(quantity.name)»: ", en: "“\(quantity.name)”: ")
      throw NumPyRefusal(place + error.message)
    }
  }

  /// `z1 = W1 @ x + b1`
  mutating func line(_ definition: Definition) throws(NumPyRefusal) -> String {
    guard let name = iteration.names[definition.quantity] else { throw .unknown(definition.quantity.name) }
    var writer = self.writer
    let text = try blaming(definition.quantity, definition.line) { () throws(NumPyRefusal) in
      try writer.expression(definition.formula).text
    }
    self.writer = writer
    return "\(name) = \(text)"
  }

  // MARK: - What an iteration begins with

  /// Whether anything depends on which iteration it is.
  var hasBeginning: Bool { !program.draws.isEmpty || program.batching != nil || readsCounters }

  private var readsCounters: Bool {
    let counters = [program.iteration, program.epoch].compactMap { $0 }
    return program.definitions.contains { definition in
      !iteration.leftOut.contains(definition.quantity.id) && counters.contains { definition.formula.reads($0) }
    }
  }

  /// Epoch, batch, the examples of the batch, and what is drawn anew.
  ///
  /// - Parameter given: the batches whose examples the notebook has as numbers.
  mutating func beginning(given: Set<Int> = []) throws(NumPyRefusal) -> [String] {
    var lines: [String] = []
    let count = batchesPerEpoch
    if let batching = program.batching {
      lines.append(count == 1 ? "\(epoch) = \(counter)" : "\(epoch) = (\(counter) - 1) // \(count) + 1")
      if count > 1 {
        lines.append("batch = (\(counter) - 1) % \(count) + 1")
        lines.append("first = (batch - 1) * \(batching.size)")
      }
      let pairs = batching.pairs.filter { !given.contains($0.batch.id) && iteration.names[$0.batch] != nil }
      let range = count == 1 ? "0:\(batching.size)" : "first:first + \(batching.size)"
      var places = range
      if batching.isShuffled, !pairs.isEmpty {
        writer.need(.keyedRandom)
        lines.append(
          "order = \(NumPyHelper.keyedRandom.name)(\(seed), \(epoch), \"shuffle\").permutation(\(batching.count))")
        places = "order[\(range)]"
      }
      for pair in pairs {
        guard let batch = iteration.names[pair.batch], let all = iteration.names[pair.all] else { continue }
        lines.append("\(batch) = \(all)[\(pair.all.examples == .columns ? ":, " : "")\(places)]")
      }
    } else if program.epoch.map({ epoch in program.definitions.contains { $0.formula.reads(epoch) } }) == true {
      lines.append("\(epoch) = \(counter)")
    }
    for input in program.draws {
      guard let name = iteration.names[input.quantity] else { continue }
      var writer = self.writer
      let counter = self.counter
      let seed = self.seed
      let text = try blaming(input.quantity, input.line) { () throws(NumPyRefusal) in
        try writer.repeatedDraw(input, seed: seed, iteration: counter)
      }
      self.writer = writer
      lines.append("\(name) = \(text)")
    }
    return lines
  }

  // MARK: - Sums over the epoch

  /// The sums over the epoch that a line reads for the first time; those that no line reads, after the last one.
  func totals(before place: Int?) -> [String] {
    program.accumulations.flatMap { total -> [String] in
      let reader = iteration.definitions.firstIndex { $0.formula.reads(total.total) }
      guard reader == place, let name = iteration.names[total.total], let term = iteration.names[total.term],
        let own = sums[total.total.id]
      else { return [] }
      guard batchesPerEpoch > 1 else { return ["\(name) = \(term)"] }
      return [
        "\(own.sum), \(own.count) = (\(term), 1) if batch == 1 else (\(own.sum) + \(term), \(own.count) + 1)",
        "\(name) = \(own.sum)" + (total.isMean ? " / \(own.count)" : ""),
      ]
    }
  }

  // MARK: - The end of an iteration

  /// `W1 = W1_new`, where something still read the old value.
  var deferredChanges: [String] {
    iteration.deferred.compactMap { update in
      guard let old = iteration.names[update.old], let new = iteration.names[update.new] else { return nil }
      return "\(old) = \(new)"
    }
  }

  /// The conditions on which the run ends; nil where one is not about numbers that the notebook has.
  ///
  /// - Parameter isDiverging: whether the run ends because something is no longer finite.
  mutating func stopping(isDiverging: Bool) throws(NumPyRefusal) -> [String]? {
    var conditions: [String] = []
    if isDiverging {
      let looked = [program.objective].compactMap { $0 } + program.updates.map { $0.new }
      let names = looked.compactMap { iteration.names[$0] }
      var each: [String] = []
      for name in names where !each.contains(name) { each.append(name) }
      conditions.append("not all(np.all(np.isfinite(value)) for value in [\(each.joined(separator: ", "))])")
    }
    for stop in program.stops {
      switch stop {
      case .afterIterations, .afterEpochs: continue
      case .unlessFalling: return nil
      case .once(let quantity, _, let isEpochTotal):
        guard !iteration.leftOut.contains(quantity.id) else { return nil }
        let condition: String
        if let name = iteration.names[quantity] {
          condition = "\(name) != 0"
        } else if let definition = program.definition(of: quantity) {
          condition = try writer.expression(definition.formula).text
        } else {
          return nil
        }
        let isAtEnd = isEpochTotal && batchesPerEpoch > 1
        conditions.append(isAtEnd ? "batch == \(batchesPerEpoch) and \(condition)" : condition)
      }
    }
    return conditions
  }

  /// The whole of an iteration, as it stands in a loop.
  ///
  /// - Returns: nil where the notebook cannot tell when to stop.
  mutating func loop(isDiverging: Bool) throws(NumPyRefusal) -> [String]? {
    var lines = try beginning()
    for (place, definition) in iteration.definitions.enumerated() {
      lines += totals(before: place)
      lines.append(try line(definition))
    }
    lines += totals(before: nil)
    guard let conditions = try stopping(isDiverging: isDiverging) else { return nil }
    let condition = conditions.count == 1 ? conditions[0] : conditions.map { "(\($0))" }.joined(separator: " or ")
    let changes = deferredChanges
    if conditions.isEmpty { return lines + changes }
    guard !changes.isEmpty else { return lines + ["if \(condition):", "    break"] }
    return lines + ["stops = \(condition)"] + changes + ["if stops:", "    break"]
  }
}

extension Program {
  /// What is drawn anew in each iteration.
  var draws: [Input] {
    inputs.filter { input in
      if input.phase == .forward, case .draw = input.initializer { true } else { false }
    }
  }
}
