import Calculus
import Matrices
import Typesetting

/// The pass that hands the examples out: in batches, and to other sets.
struct BatchesPass {
  /// The lines of `run`.
  let lines: [RunSyntax]
  private let sections: [SectionSyntax]
  /// Where the lines of `data` stand.
  let dataLines: [SourceRange]

  init(_ lesson: LessonSyntax) {
    lines = lesson.runLines
    sections = lesson.sections
    dataLines = lesson.sections.filter { $0.kind == .data }.flatMap { $0.lines }.compactMap { line in
      if case .statement(let statement) = line { statement.range } else { nil }
    }
  }

  /// The setting that names the size of a batch, which takes the real size.
  var sizeName: String? {
    for line in lines {
      if case .batches(_, size: .name(let size), isShuffled: _, _) = line {
        return size.plain.map(Spelling.canonical)
      }
    }
    return nil
  }

  /// From here on the names in `X, t in batches of m` mean the batch; above, in data, parameters and state, all the data.
  ///
  /// Where batches or sets of several lengths come, the length is open in the shapes (`BatchLength`). In batches of 1 it
  /// is 1: a batch is then one example, and a number for each example is a number.
  ///
  /// - Parameter isOpen: whether the length is open even there, for what runs on other sets.
  func makeBatches(_ builder: inout FormulaBuilder, isOpen: Bool = false) throws(LocatedError) {
    builder.draft.isOnBatches = true
    let sets = try measuredSets(&builder)
    for line in lines {
      guard case .batches(let names, size: let sizeSyntax, isShuffled: let isShuffled, let range) = line else {
        continue
      }
      guard builder.draft.program.batching == nil else {
        throw LocatedError(range, es: "los lotes ya están dichos más arriba", en: "the batches are already given above")
      }
      let nominal = try nominalSize(sizeSyntax, &builder)
      var all: [(name: String, quantity: Quantity, range: SourceRange)] = []
      for syntax in names {
        let name = try builder.name(syntax, LocalNames())
        guard let quantity = builder.names.addresses[name], builder.draft.program.input(of: quantity)?.phase == .data
        else {
          throw LocatedError(
            syntax.range, es: "«\(name)» no es un dato de la lección", en: "“\(name)” is not among the lesson's data")
        }
        all.append((name, quantity, syntax.range))
        let (count, examples) = (all[0].quantity.exampleCount, quantity.exampleCount)
        if count != examples {
          throw LocatedError(
            syntax.range, es: "«\(name)» tiene \(Noun.example(examples).es) y los otros datos \(count)",
            en: "“\(name)” has \(Noun.example(examples).en) and the other data \(count)")
        }
      }
      let learning = try learningCount(of: all.first?.quantity.exampleCount ?? nominal, &builder)
      let batching = Program.Batching(
        pairs: [], size: min(nominal, learning), count: learning, isShuffled: isShuffled)
      let isAlwaysOne = batching.size == 1 && !isOpen
      if batching.remainder != nil || !isAlwaysOne && sets.contains(where: { $0.examples != batching.size }) {
        builder.draft.program.usualLength = batching.size
      }
      try makeBatches(of: all, batching, &builder)
    }
    if builder.draft.program.batching == nil { try openLength(of: sets, isOpen: isOpen, &builder) }
  }

  /// Declares the batch of each of the data.
  private func makeBatches(
    of all: [(name: String, quantity: Quantity, range: SourceRange)], _ batching: Program.Batching,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    builder.draft.setLength(batching.size)
    var pairs: [Program.Batching.Pair] = []
    for (name, quantity, range) in all {
      let shape = quantity.examples.shape(builder.draft.length(batching.size), like: quantity.shape)
      let batch = try builder.declare(name, shape, alias: nil, at: range, scope: LocalNames())
      pairs.append(Program.Batching.Pair(all: quantity, batch: batch))
      let input = builder.draft.program.input(of: quantity)
      builder.draft.program.inputs.insert(
        Program.Input(
          quantity: batch, phase: .data, initializer: .batch(of: quantity), meaning: input?.meaning, line: input?.line),
        at: (builder.draft.program.inputs.lastIndex { $0.phase <= .data } ?? -1) + 1)
    }
    try checkNotDerivedFromKept(pairs, &builder)
    builder.draft.program.batching = Program.Batching(
      pairs: pairs, size: batching.size, count: batching.count, isShuffled: batching.isShuffled)
  }

  /// How many examples a full batch should have.
  private func nominalSize(
    _ syntax: FormulaSyntax, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Int {
    var nominal = try builder.integer(syntax, LocalNames())
    if let name = sizeName, let setting = builder.draft.program.settings.first(where: { $0.symbol.name == name }),
      case .number(let value) = setting.value, let whole = Int(exactly: value)
    {
      nominal = whole
    }
    guard nominal >= 1 else {
      throw LocatedError(
        syntax.range, es: "un lote tiene al menos 1 ejemplo, no \(nominal)",
        en: "a batch has at least 1 example, not \(nominal)")
    }
    return nominal
  }

  /// `keep 10000 examples for validation`: how many of the last examples are set apart for each set.
  func kept(
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> [(set: String, count: Int, range: SourceRange)] {
    var found: [(set: String, count: Int, range: SourceRange)] = []
    for line in lines {
      guard case .keep(let count, let set, let range) = line else { continue }
      found.append((set, try builder.integer(count, LocalNames()), range))
    }
    return found
  }

  /// How many examples remain to learn from when `total` are there.
  private func learningCount(of total: Int, _ builder: inout FormulaBuilder) throws(LocatedError) -> Int {
    var rest = total
    for (_, count, range) in try kept(&builder) {
      guard count >= 1, count < rest else {
        throw LocatedError(
          range, es: "de \(Noun.example(rest).es) no se pueden apartar \(count)",
          en: "of \(Noun.example(rest).en) \(count) cannot be set apart")
      }
      rest -= count
    }
    return rest
  }

  /// The names that mean a batch, with the data they are cut from; all the data of a set when there are no batches.
  func names(_ builder: inout FormulaBuilder) throws(LocatedError) -> [String] {
    for line in lines {
      guard case .batches(let names, _, _, _) = line else { continue }
      var found: [String] = []
      for name in names { found.append(try builder.name(name, LocalNames())) }
      return found
    }
    return []
  }

  /// How many examples a set has, and nil when the lesson gives it no data.
  ///
  /// - Throws: where one of its data has more or fewer than the first.
  func size(of set: String, _ builder: inout FormulaBuilder) throws(LocatedError) -> Int? {
    let own = (builder.names.setData[set] ?? [:]).sorted { $0.value.id < $1.value.id }
    guard let examples = own.first?.value.exampleCount else { return try kept(&builder).first { $0.set == set }?.count }
    for (name, data) in own where data.exampleCount != examples {
      let line = builder.draft.program.input(of: data)?.line
      throw LocatedError(
        dataLines.first { $0.line == line },
        es:
          "«\(name) for \(set)» tiene \(Noun.example(data.exampleCount).es) y los otros datos de «\(set)» \(examples)",
        en: "“\(name) for \(set)” has \(Noun.example(data.exampleCount).en) and the other data of “\(set)” \(examples)")
    }
    return examples
  }

  /// The sets that metrics are computed on, with the examples of those that have data.
  private func measuredSets(
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> [(name: String, examples: Int)] {
    var sets: [(name: String, examples: Int)] = []
    for section in sections {
      guard case .metrics(on: let set?) = section.kind, !sets.contains(where: { $0.name == set }),
        let examples = try size(of: set, &builder)
      else { continue }
      sets.append((set, examples))
    }
    return sets
  }

  /// Whether a set with so many examples takes another length of batch than the lesson's.
  func hasOtherLength(_ examples: Int, _ builder: FormulaBuilder) -> Bool {
    guard let batching = builder.draft.program.batching else {
      return builder.names.setData.values.contains { data in
        data.contains { name, own in builder.names.occurrences[name]?.first?.shape != own.shape }
      }
    }
    return batching.size != examples
  }

  /// The first example of a set among all of them, where they are kept apart for it.
  func firstKept(
    for set: String, of examples: Int, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Int? {
    var first = try learningCount(of: examples, &builder)
    for (other, count, _) in try kept(&builder) {
      if other == set { return first }
      first += count
    }
    return nil
  }
}

extension BatchesPass {
  /// Data with a line for each example that are computed from all of them may not stand beside batches when examples are
  /// set apart: they would be learned from, and measured with those of the others.
  fileprivate func checkNotDerivedFromKept(
    _ batches: [Program.Batching.Pair], _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    guard let kept = try kept(&builder).first, let first = batches.first else { return }
    let program = builder.draft.program
    let cut = Set(batches.map { $0.all.id })
    var derived = cut
    for input in program.inputs where input.phase == .data && !cut.contains(input.quantity.id) {
      guard case .formula(let formula) = input.initializer,
        let origin = formula.references.first(where: { derived.contains($0.id) })
      else { continue }
      derived.insert(input.quantity.id)
      guard input.quantity.exampleCount == first.all.exampleCount else { continue }
      let name = input.quantity.symbol
      let list = (batches.map { "\($0.all.symbol)" } + ["\(name)"]).joined(separator: ", ")
      throw LocatedError(
        dataLines.first { $0.line == input.line } ?? SourceRange(line: input.line ?? kept.range.line, column: 1),
        es: "«\(name)» se calcula con todos los ejemplos de «\(origin.symbol)», también con los apartados para "
          + "«\(kept.set)»: ponla en los lotes («\(list) in batches of …») o calcúlala en «forward»",
        en: "“\(name)” is computed from all examples of “\(origin.symbol)”, those kept for “\(kept.set)” included: "
          + "put it in the batches (“\(list) in batches of …”) or compute it in “forward”")
    }
  }
}

extension LessonSyntax {
  /// The lines of the sections `run`.
  var runLines: [RunSyntax] {
    sections.flatMap { section in
      section.kind == .run
        ? section.lines.compactMap { if case .run(let line) = $0 { line } else { nil } } : []
    }
  }
}
