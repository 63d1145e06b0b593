import Matrices
import Typesetting

extension Program.Evaluation {
  /// What is computed of a large set a few examples at a time, so that not all that lies between its data and its metrics
  /// has to be in memory at once.
  package struct Pieces: Sendable {
    /// The lines in which each example is computed for itself, bound to so many examples.
    package let program: Program
    /// How many examples a piece has; the last piece begins so early that it has as many.
    package let length: Int
    /// What the metrics read of it, for all examples: the quantities by the ids that they have in the piece's program, too.
    package let joined: [Quantity]

    /// Where each piece begins in a set of so many examples.
    package func starts(of examples: Int) -> [Int] {
      stride(from: 0, to: examples, by: max(1, length)).map { min($0, max(0, examples - length)) }
    }
  }

  /// How much of a set is computed at once.
  package struct Room: Hashable, Sendable {
    /// Entries of all quantities up to which it is all of it.
    package let atOnce: Int64
    /// About so many entries are in a piece of a larger set.
    package let inPiece: Int64

    package init(atOnce: Int64, inPiece: Int64) {
      self.atOnce = atOnce
      self.inPiece = inPiece
    }

    /// 320 MB in double precision, and 64 MB.
    package static let usual = Room(atOnce: 40_000_000, inPiece: 8_000_000)
  }

  /// The set's program bound to as many examples as it has; of a large set, what can be is computed in pieces.
  func bound(_ room: Room) throws(ProgramError) -> Program.Evaluation {
    let (usual, examples) = (program.usualLength ?? examples, examples)
    let entries = program.definitions.reduce(Int64(0)) { sum, definition in
      let shape = definition.quantity.shape.bound(to: examples, usual: usual)
      return sum + Int64(clamping: shape.count)
    }
    guard entries > room.atOnce, let (piece, rest, joined) = program.cutByExamples else {
      return Program.Evaluation(set: set, examples: examples, program: try bound(program, examples), results: results)
    }
    let length = max(1, min(examples, Int(room.inPiece * Int64(examples) / entries)))
    let whole = try bound(rest, examples)
    let pieces = Pieces(
      program: try bound(piece, length), length: length,
      joined: whole.inputs.map { $0.quantity }.filter { quantity in joined.contains(quantity.id) })
    return Program.Evaluation(set: set, examples: examples, program: whole, results: results, pieces: pieces)
  }

  private func bound(_ program: Program, _ length: Int) throws(ProgramError) -> Program {
    do throws(ProgramError) {
      return try program.bound(to: length)
    } catch {
      throw ProgramError(
        Localized(
          es: "con los datos de «\(set)», que tiene \(Noun.example(examples).es): ",
          en: "with the data of “\(set)”, which has \(Noun.example(examples).en): ") + error.reason, line: error.line)
    }
  }
}

extension Program {
  /// The program of a set, cut in two: the lines in which each example is computed for itself, as far as the others need
  /// them, and the others, for which what they read of those is given; nil where there is nothing to cut.
  fileprivate var cutByExamples: (piece: Program, rest: Program, joined: Set<Int>)? {
    var axes = ExampleAxes(usual: usualLength ?? 0, lengths: lengthSettings.map { $0.quantity })
    for data in setData { axes.note(data.set, along: data.set.examples.axis(in: data.set.shape) == .rows ? 0 : 1) }
    for input in inputs {
      // What may be dropped is all kept on other sets than the one learned from.
      if input.phase == .forward, case .draw(.keep, _) = input.initializer { axes.note(input.quantity) }
    }
    for definition in definitions where definition.phase != .metrics { axes.note(definition) }
    var needed = Set(definitions.filter { $0.phase == .metrics }.map { $0.quantity.id })
    var joined: Set<Int> = []
    var rest: [Definition] = []
    for definition in definitions.reversed() where needed.contains(definition.quantity.id) {
      if definition.phase != .metrics, axes.hasExamples(definition.quantity) {
        joined.insert(definition.quantity.id)
      } else {
        rest.append(definition)
        needed.formUnion(definition.formula.references.map { $0.id })
      }
    }
    guard !joined.isEmpty else { return nil }
    var within = joined
    var piece: [Definition] = []
    for definition in definitions.reversed() where within.contains(definition.quantity.id) {
      piece.append(definition)
      within.formUnion(definition.formula.references.map { $0.id })
    }
    var others = cut(to: rest.reversed(), reading: needed)
    for definition in definitions where joined.contains(definition.quantity.id) {
      others.inputs.append(
        Input(
          quantity: definition.quantity, phase: .data, initializer: .formula(.number(0)), meaning: definition.meaning,
          line: definition.line))
    }
    return (cut(to: piece.reversed(), reading: within), others, joined)
  }

  /// The program with some of its lines and the data that they need.
  private func cut(to definitions: [Definition], reading needed: Set<Int>) -> Program {
    var program = self
    program.definitions = definitions
    program.setData = setData.filter { needed.contains($0.set.id) }
    program.accumulations = accumulations.filter { needed.contains($0.total.id) }
    program.inputs = inputs.filter {
      needed.contains($0.quantity.id) || $0.phase != .forward && !$0.initializer.isBatch
    }
    return program
  }
}

/// Which quantities have something of each example, computed from that example alone, and along which axis.
private struct ExampleAxes {
  private let usual: Int
  private var axes: [Int: Int] = [:]
  /// Those in which examples meet, or of which nothing is known.
  private var mixed: Set<Int>

  /// - Parameter lengths: numbers that the length of the batch decides.
  init(usual: Int, lengths: [Quantity]) {
    self.usual = usual
    mixed = Set(lengths.map { $0.id })
  }

  func hasExamples(_ quantity: Quantity) -> Bool { axes[quantity.id] != nil }

  mutating func note(_ quantity: Quantity, along axis: Int) {
    if exampleAxis(of: quantity.shape) == axis { axes[quantity.id] = axis } else { mixed.insert(quantity.id) }
  }

  /// Notes what is the same for all numbers in it.
  mutating func note(_ quantity: Quantity) {
    guard quantity.shape.dependsOnBatch else { return }
    if let axis = exampleAxis(of: quantity.shape) { axes[quantity.id] = axis } else { mixed.insert(quantity.id) }
  }

  mutating func note(_ definition: Definition) {
    switch place(of: definition.formula) {
    case .same: break
    case .along(let axis): axes[definition.quantity.id] = axis
    case .mixed: mixed.insert(definition.quantity.id)
    }
  }

  private enum Place {
    case same
    case along(Int)
    case mixed
  }

  private func place(of formula: Formula) -> Place {
    switch formula {
    case .number: return .same
    case .reference(let quantity):
      if let axis = axes[quantity.id] { return .along(axis) }
      return mixed.contains(quantity.id) || quantity.shape.dependsOnBatch ? .mixed : .same
    case .apply(let application):
      // How many examples there are.
      if application.rule is BatchSize { return .mixed }
      var arguments: [ExampleArgument] = []
      for argument in application.arguments {
        switch place(of: argument) {
        case .mixed: return .mixed
        case .same: arguments.append(ExampleArgument(argument.shape, axis: nil))
        case .along(let axis): arguments.append(ExampleArgument(argument.shape, axis: axis))
        }
      }
      if arguments.allSatisfy({ $0.axis == nil }) { return application.shape.dependsOnBatch ? .mixed : .same }
      guard let axis = application.rule.exampleAxis(of: arguments, value: application.shape),
        exampleAxis(of: application.shape) == axis
      else { return .mixed }
      return .along(axis)
    }
  }

  /// The only axis whose size is the number of examples, and no other size depends on it.
  private func exampleAxis(of shape: Shape) -> Int? {
    let axes = shape.sizes.indices.filter { BatchLength.decides(shape.sizes[$0]) }
    guard axes.count == 1, let axis = axes.first,
      [1, 2].allSatisfy({ BatchLength.bound(shape.sizes[axis], to: $0, usual: usual) == $0 })
    else { return nil }
    return axis
  }
}
