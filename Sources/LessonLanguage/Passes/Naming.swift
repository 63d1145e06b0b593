import Calculus

/// What the quantities of one lesson are called, decided once for all that is shown of it: no two things look alike, and
/// what is shown can be typed.
struct Naming: Sendable {
  /// The names whose entries would be taken for something else, with how they are named instead.
  private var entryNames: [String: EntryNames] = [:]
  /// How often a name is defined, where it is more than once.
  private var definitions: [String: Int] = [:]
  /// How often a parameter or a state changes in an iteration, where it is more than once.
  private var updates: [Symbol: Int] = [:]

  /// Where a reader wants the number of a layer.
  private var layers: Notation.Layers?
  /// The names whose digits stay where the lesson has them, since elsewhere they would make another name.
  private var unmoved: Set<String> = []
  /// Whether each name is a number in no lesson, so that no digits are a layer.
  private var isOfNumbers = false

  /// Each name as if there were no other.
  init() {}

  /// The names of numbers in no lesson.
  init(ofNumbers layers: Notation.Layers?) {
    self.layers = layers
    isOfNumbers = true
  }

  /// The names of a finished program, from what it is with each name as if there were no other.
  init(of builder: FormulaBuilder, layers: Notation.Layers? = nil) {
    self.layers = layers
    let program = builder.draft.program
    // A batch has the name of all the data on purpose.
    let batches = Set(program.batching?.pairs.map { $0.batch.symbol.lessonName } ?? [])
    for (name, found) in builder.names.occurrences where found.count > 1 && !batches.contains(name) {
      definitions[name] = found.count
    }
    for update in program.updates {
      guard case .updated(let ordinal, _) = update.new.role, ordinal > 1 else { continue }
      updates[update.old.symbol] = ordinal
    }
    entryNames = EntryNames.clashing(among: builder.draft.quantities)
    guard layers != nil else { return }
    let names = Set(builder.draft.quantities.map { $0.symbol.lessonName })
    for name in names {
      guard let parts = Symbol(canonical: name).numbered else { continue }
      // `m_W1` is spelled like the W1 that it belongs to.
      if let owner = Notation.Parts(name).index, !names.contains(owner) || entryNames[owner] == .addresses {
        unmoved.insert(name)
      }
      // In ASCII `x_1` would be another name, and `x^(1)` a power of x.
      let isPower = layers == .above && entryNames[name] != .addresses && names.contains(parts.base)
      if names.contains("\(parts.base)_\(parts.digits)") || isPower { unmoved.insert(name) }
    }
  }

  /// Whether each name is as if there were no other.
  var isUsual: Bool { layers == nil && entryNames.isEmpty && definitions.isEmpty && updates.isEmpty }

  /// The symbol of the `occurrence`-th definition of a name: `c.1`, and `c` for the last.
  func symbol(_ name: String, occurrence: Int) -> Symbol {
    let isLast = occurrence >= definitions[name] ?? 1
    return Symbol(
      canonical: isLast ? name : "\(name).\(occurrence)",
      entryNames: isOfNumbers ? .addresses : isLast ? entryNames[name] : nil,
      layers: unmoved.contains(name) ? nil : layers)
  }

  /// Whether no change to a parameter or state follows its `ordinal`-th in an iteration.
  func isLastUpdate(_ ordinal: Int, of symbol: Symbol) -> Bool { ordinal >= updates[symbol] ?? 1 }
}
