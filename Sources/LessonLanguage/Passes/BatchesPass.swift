import Calculus
import Matrices
import Typesetting

/// The pass that hands the examples out: in batches, and to other sets.
struct BatchesPass {
  /// The lines of `run`.
  let lines: [RunSyntax]
  /// Where the lines of `data` stand.
  fileprivate let dataLines: [SourceRange]
  /// Where the lesson has its name.
  let lessonName: SourceRange
  /// How many examples all the data have, when that is fewer than a batch should have.
  private(set) var shortBatch: Int?

  init(_ lesson: LessonSyntax) {
    lines = lesson.runLines
    dataLines = lesson.sections.filter { $0.kind == .data }.flatMap(\.lines).compactMap { line in
      if case .statement(let statement) = line { statement.range } else { nil }
    }
    lessonName = lesson.nameRange
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
  mutating func makeBatches(_ part: ProgramPart, _ builder: inout FormulaBuilder) throws(LocatedError) {
    if let set = part.set { return try makeSetData(set, &builder) }
    for line in lines {
      guard case .batches(let names, size: let sizeSyntax, isShuffled: let isShuffled, let range) = line else {
        continue
      }
      guard builder.draft.program.batching == nil else {
        throw LocatedError(range, es: "los lotes ya están dichos más arriba", en: "the batches are given above already")
      }
      var pairs: [Program.Batching.Pair] = []
      var count: Int?
      var nominal = try builder.integer(sizeSyntax, LocalNames())
      if let name = sizeName, let setting = builder.draft.program.settings.first(where: { $0.symbol.name == name }),
        case .number(let value) = setting.value, let whole = Int(exactly: value)
      {
        nominal = whole
      }
      guard nominal >= 1 else {
        throw LocatedError(
          sizeSyntax.range, es: "un lote tiene al menos 1 ejemplo, no \(nominal)",
          en: "a batch has at least 1 example, not \(nominal)")
      }
      for syntax in names {
        let name = try builder.name(syntax, LocalNames())
        guard let all = builder.names.addresses[name], builder.draft.program.input(of: all)?.phase == .data else {
          throw LocatedError(
            syntax.range, es: "«\(name)» no es un dato de la lección", en: "“\(name)” is not among the lesson's data")
        }
        let isRows = builder.draft.program.examplesInRows || all.shape.rank == 4
        let examples = isRows ? all.shape.rows : all.shape.columns
        if let count, count != examples {
          throw LocatedError(
            syntax.range, es: "«\(name)» tiene \(Noun.example(examples).es) y los otros datos \(count)",
            en: "“\(name)” has \(Noun.example(examples).en) and the other data \(count)")
        }
        count = examples
        let size = min(part.batchSize ?? nominal, try learningCount(of: examples, &builder))
        let sizes = isRows ? [size] + all.shape.sizes.dropFirst() : [all.shape.rows, size]
        guard let shape = Shape(sizes: Array(sizes)) else { continue }
        let batch = try builder.declare(name, shape, alias: nil, at: syntax.range, scope: LocalNames())
        pairs.append(Program.Batching.Pair(all: all, batch: batch))
        builder.draft.program.inputs.insert(
          Program.Input(
            quantity: batch, phase: .data, initializer: .batch(of: all),
            meaning: builder.draft.program.input(of: all)?.meaning,
            line: builder.draft.program.input(of: all)?.line),
          at: (builder.draft.program.inputs.lastIndex { $0.phase <= .data } ?? -1) + 1)
      }
      let learning = try learningCount(of: count ?? nominal, &builder)
      if nominal > learning { shortBatch = learning }
      try checkNotDerivedFromKept(pairs, &builder)
      builder.draft.program.batching = Program.Batching(
        pairs: pairs, size: min(nominal, learning), count: learning, isShuffled: isShuffled)
    }
  }

  /// `keep 10000 examples for validation`: how many of the last examples are set apart for each set.
  fileprivate func kept(
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
  func size(of set: String, _ builder: inout FormulaBuilder) throws(LocatedError) -> Int? {
    if let quantity = builder.names.setData[set]?.values.first {
      return builder.draft.program.examplesInRows || quantity.shape.rank == 4
        ? quantity.shape.rows : quantity.shape.columns
    }
    return try kept(&builder).first { $0.set == set }?.count
  }

  /// In the program of another set, the batch's names mean the set's data.
  private func makeSetData(_ set: String, _ builder: inout FormulaBuilder) throws(LocatedError) {
    var total: Int?
    for name in try names(&builder) + (builder.names.setData[set]?.keys.sorted() ?? []) {
      if try isDerived(name, on: set, &builder) { continue }
      guard !builder.draft.program.setData.contains(where: { $0.set.symbol.name == name }) else { continue }
      guard let all = builder.names.setData[set]?[name] ?? builder.names.addresses[name] else { continue }
      let isRows = builder.draft.program.examplesInRows || all.shape.rank == 4
      let examples = isRows ? all.shape.rows : all.shape.columns
      total = total ?? examples
      var first = 0
      var count = examples
      if builder.names.setData[set]?[name] == nil {
        first = try learningCount(of: examples, &builder)
        for (other, kept, _) in try kept(&builder) {
          if other == set {
            count = kept
            break
          }
          first += kept
        }
      }
      let sizes = isRows ? [count] + all.shape.sizes.dropFirst() : [all.shape.rows, count]
      guard let shape = Shape(sizes: Array(sizes)) else { continue }
      let quantity = try builder.declare(name, shape, alias: nil, at: lessonName, scope: LocalNames())
      builder.draft.program.setData.append(Program.SetData(all: all, set: quantity, first: first))
      builder.draft.program.inputs.append(
        Program.Input(quantity: quantity, phase: .data, initializer: .batch(of: all), meaning: nil, line: nil))
    }
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
    func examples(_ quantity: Quantity) -> Int {
      program.examplesInRows || quantity.shape.rank == 4 ? quantity.shape.rows : quantity.shape.columns
    }
    let cut = Set(batches.map(\.all.id))
    var derived = cut
    for input in program.inputs where input.phase == .data && !cut.contains(input.quantity.id) {
      guard case .formula(let formula) = input.initializer,
        let origin = formula.references.first(where: { derived.contains($0.id) })
      else { continue }
      derived.insert(input.quantity.id)
      guard examples(input.quantity) == examples(first.all) else { continue }
      let name = input.quantity.symbol
      let list = (batches.map { "\($0.all.symbol)" } + ["\(name)"]).joined(separator: ", ")
      throw LocatedError(
        dataLines.first { $0.line == input.line } ?? SourceRange(line: input.line ?? kept.range.line, column: 1),
        es: "«\(name)» se calcula con todos los ejemplos de «\(origin.symbol)», también con los apartados para "
          + "«\(kept.set)»: ponla en los lotes («\(list) in batches of …») o calcúlala en «forward»",
        en: "“\(name)” is computed from all examples of “\(origin.symbol)”, those kept for “\(kept.set)” included: put "
          + "it in the batches (“\(list) in batches of …”) or compute it in “forward”")
    }
  }

  /// Whether a batch's name has no data of its own in a set: it can only be computed from other data there.
  fileprivate func isDerived(
    _ name: String, on set: String, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Bool {
    guard builder.names.setData[set]?[name] == nil else { return false }
    return try !kept(&builder).contains { $0.set == set }
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
