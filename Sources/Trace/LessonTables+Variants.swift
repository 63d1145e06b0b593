import Calculus
import Execution
import LessonLanguage
import Typesetting

/// Tables over variants of the lesson: a run of its own for each row.
extension LessonTables {
  /// Numbers computed for one table at most, about as many: settings times iterations times entries.
  private static let mostEntries: Int64 = 20_000_000_000

  /// Throws what is wrong with a table over variants, or that its runs would take too long, without running anything.
  func checkVariants(of table: Written, _ options: RunOptions) throws(LessonError) {
    guard let row = table.rows.dropFirst().first else { return }
    var entries: Int64 = 0
    for variant in try variants(of: table) {
      let own = try tables(of: variant)
      try own.check([row])
      let program = own.scope.program
      try located { () throws(LocatedError) in
        let perIteration = program.definitions.reduce(1) { $0 + Int64($1.quantity.shape.count) }
        let (product, overflow) = perIteration.multipliedReportingOverflow(
          by: Int64(IterationLimit.of(program, options)))
        entries = overflow ? .max : entries.addingReportingOverflow(product).overflow ? .max : entries + product
        guard entries <= Self.mostEntries else {
          throw LocatedError(
            table.varied.first?.name.range,
            es: "las ejecuciones de esta tabla calcularían más de \(Self.mostEntries / 1_000_000) millones de números: "
              + "prueba con menos valores o con --iterations",
            en: "the runs of this table would compute more than \(Self.mostEntries / 1_000_000) million numbers: try "
              + "fewer values or --iterations")
        }
      }
    }
  }

  private func variants(of table: Written) throws(LessonError) -> [Scope.Variant] {
    try located { () throws(LocatedError) in try scope.variants(table.varied, most: Self.mostRows - 1) }
  }

  /// The tables of the lesson as a variant has it.
  private func tables(of variant: Scope.Variant) throws(LessonError) -> LessonTables {
    try located { () throws(LocatedError) in
      LessonTables(try scope.program(of: variant).scope, varied: variant.values, isChanged: isChanged)
    }
  }

  /// A row for each variant, with the values that its run ends with, how many are missing since the reader ended it, and
  /// which of them begin from their own initial values although something was loaded, from 1.
  func variantRows(
    of table: Written, _ trials: RunTrials
  ) throws(LessonError) -> (rows: [[LessonTable.Cell]], missing: Int, unloaded: [Int]) {
    guard let row = table.rows.dropFirst().first else { return ([], 0, []) }
    let variants = try variants(of: table)
    var rows: [[LessonTable.Cell]] = []
    var unloaded: [Int] = []
    for (place, variant) in variants.enumerated() {
      let own = try tables(of: variant)
      let watch = try own.watch([row])
      let words = Localized(
        es: "tabla: variante \(place + 1) de \(variants.count)", en: "table: variant \(place + 1) of \(variants.count)")
      guard let run = try trials.run(own.scope, seed: variant.seed, telling: words, watch) else {
        return (rows, variants.count - place, unloaded)
      }
      rows += try own.rows(row.row, row.names, run.moment(), watch).rows
      if !trials.canLoad(own.scope.program) { unloaded.append(place + 1) }
    }
    return (rows, 0, unloaded)
  }
}
