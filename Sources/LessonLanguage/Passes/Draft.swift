import Calculus
import Matrices
import Typesetting

/// A program while it is being built: its quantities get their ids here, and derivatives become definitions.
struct Draft: Sendable {
  /// The program so far.
  var program: Program
  /// All quantities made so far.
  var quantities: [Quantity] = []
  /// Derives through the definitions so far.
  var differentiator = Differentiator()
  /// What has been computed again, by what it was, and after how many updates.
  private var recomputed: [Int: (new: Quantity, updates: Int)] = [:]
  /// How many of the differentiator's definitions have been taken over.
  private var takenDerived = 0
  /// Definitions that are no part of the program: what claims and readers ask for, by quantity.
  private(set) var extraDefinitions: [Int: Definition] = [:]
  /// The quantities that are complete only at the end of an epoch.
  var epochTotals: Set<Int> = []
  /// The numbers of the settings, by quantity.
  var settingValues: [Int: Double] = [:]
  /// How its quantities are named, so that no two of them look alike.
  var naming = Naming()
  /// Whether the program is complete: what comes now is no part of it.
  var isComplete = false
  /// Whether lines are being built that run on every batch, however many examples it has.
  var isOnBatches = false
  /// The operators, quantities and numbers of all definitions so far.
  private(set) var terms = 0

  init(_ program: Program, _ naming: Naming = Naming()) {
    self.program = program
    self.naming = naming
  }

  /// A new quantity with the next free id, its examples where the lesson has them.
  mutating func makeQuantity(
    _ symbol: Symbol, _ shape: Shape, _ role: Quantity.Role, isSetting: Bool = false
  ) -> Quantity {
    let quantity = Quantity(
      id: quantities.count, symbol: symbol, shape: shape, role: role, isSetting: isSetting,
      examples: program.convention.axis(in: shape))
    quantities.append(quantity)
    return quantity
  }

  /// Appends a definition, after the derivatives that it needs.
  mutating func append(_ definition: Definition) {
    takeDerived()
    terms += definition.formula.extent.terms
    if definition.isEpochTotal { epochTotals.insert(definition.quantity.id) }
    program.definitions.append(definition)
    if definition.phase < .update { differentiator.append(definition) }
  }

  /// Takes over the derivatives made since the last time: into the program, or among the extra ones.
  mutating func takeDerived() {
    let made = differentiator.derived
    for definition in made[takenDerived...] {
      quantities.append(definition.quantity)
      terms += definition.formula.extent.terms
      if isComplete {
        extraDefinitions[definition.quantity.id] = definition
      } else {
        program.definitions.append(definition)
      }
    }
    takenDerived = made.count
  }

  /// Takes over a quantity that is computed again with what the updates have left so far.
  mutating func takeRecomputed(_ definition: Definition, for quantity: Quantity) {
    terms += definition.formula.extent.terms
    if isComplete {
      extraDefinitions[definition.quantity.id] = definition
    } else {
      program.definitions.append(definition)
    }
    recomputed[quantity.id] = (definition.quantity, program.updates.count)
  }

  /// What a quantity has become, where it has been computed again since the last update.
  func recomputed(_ quantity: Quantity) -> Quantity? {
    recomputed[quantity.id].flatMap { $0.updates == program.updates.count ? quantities[$0.new.id] : nil }
  }

  /// A number of examples as a size: the length of the batch where it is open.
  func length(_ examples: Int) -> Int { program.usualLength.map { BatchLength.size(usual: $0) } ?? examples }

  /// From here on the settings that the length of the batch decides have the numbers of a full batch.
  mutating func setLength(_ length: Int) {
    for setting in program.lengthSettings {
      settingValues[setting.quantity.id] =
        setting.formula.map { formula in
          formula.evaluate { Matrix(settingValues[$0.id] ?? .nan) }.values.first ?? .nan
        } ?? Double(length)
    }
  }

  /// Whether the length of the batch decides the number of a setting.
  func isDecidedByLength(_ quantity: Quantity) -> Bool {
    program.lengthSettings.contains { $0.quantity == quantity }
  }

  /// Whether the length of the batch decides a number that a formula reads or is.
  func isDecidedByLength(_ formula: Formula) -> Bool {
    formula.dependsOnBatch || formula.references.contains(where: isDecidedByLength)
  }

  /// Whether a formula's shape is the declared one; numbers may stand for the length of a batch when all are full.
  func fits(_ declared: Shape, _ shape: Shape) -> Bool {
    if declared == shape { return true }
    return !declared.dependsOnBatch && declared == shape.usual && program.batching?.remainder == nil
  }

  /// The last line of `loss`, else of `forward`.
  mutating func chooseObjective() {
    let lines = program.definitions.filter { !$0.isDerived }
    program.objective =
      (lines.last { $0.phase == .loss } ?? lines.last { $0.phase == .forward })?.quantity
  }

  /// Whether the value is complete only at the end of an epoch.
  mutating func isEpochTotal(_ formula: Formula) -> Bool {
    !epochTotals.isEmpty && formula.references.contains { epochTotals.contains($0.id) }
  }

  /// A formula with the definitions that it needs and the program does not have, in running order.
  func resolved(_ formula: Formula) -> Resolved {
    var needed: Set<Int> = []
    var waiting = formula.references
    while let next = waiting.popLast() {
      guard let definition = extraDefinitions[next.id], needed.insert(next.id).inserted else { continue }
      waiting.append(contentsOf: definition.formula.references)
    }
    return Resolved(formula, derived: needed.sorted().compactMap { extraDefinitions[$0] })
  }

  /// Goes on with the finished program as it is bound to batches of one length.
  mutating func bind(to bound: Program, _ binding: BatchBinding) throws(ShapeError) {
    program = bound
    quantities = quantities.map { $0.bound(binding) }
    for (id, definition) in extraDefinitions { extraDefinitions[id] = try definition.bound(binding) }
    for setting in bound.lengthSettings {
      guard case .formula(let formula)? = bound.input(of: setting.quantity)?.initializer else { continue }
      settingValues[setting.quantity.id] = formula.constant
    }
    beginDeriving()
  }

  /// Derivatives asked for from here on are those of the formulas as they have become.
  private mutating func beginDeriving() {
    differentiator = Differentiator()
    takenDerived = 0
    for definition in program.definitions where definition.phase < .update { differentiator.append(definition) }
  }

  /// Rewrites the finished program for the other convention.
  mutating func transpose() throws(ProgramError) {
    program.quantities = quantities
    program = try program.transposed()
    quantities = program.quantities
    var extra: [Int: Definition] = [:]
    for (id, definition) in extraDefinitions {
      do {
        extra[id] = try definition.transposed()
      } catch {
        throw ProgramError(error.reason, line: definition.line)
      }
    }
    extraDefinitions = extra
    beginDeriving()
  }
}
