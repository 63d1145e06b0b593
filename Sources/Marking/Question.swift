import Calculus
import LessonLanguage
import Trace
import Typesetting
import Verification

/// A number that is asked for.
package struct Question: Sendable {
  /// What a reader types to ask for it.
  package let address: String
  package let iteration: Int
  /// The address as it has been read, and the text in which its places are.
  package let syntax: FormulaSyntax
  package let typed: String
  /// The entry that it is; nil of a formula without a name.
  package let entry: Entry?
  /// Where in an iteration it is computed, beside others.
  package let order: Int

  /// Whether one comes before another: in an earlier iteration, or earlier in the same, entry by entry.
  func isBefore(_ other: Question) -> Bool {
    (iteration, order, entry?.offset ?? 0) < (other.iteration, other.order, other.entry?.offset ?? 0)
  }

  var key: Key { Key(address: address, iteration: iteration) }

  /// What tells one question from another.
  struct Key: Hashable {
    let address: String
    let iteration: Int
  }

  /// Reads an address.
  ///
  /// - Throws: what is wrong with it; a whole matrix is no question.
  package init(_ text: String, _ iteration: Int, in scope: Scope) throws(LessonError) {
    let (syntax, typed) = try LessonParser.address(text, in: scope)
    let source = SourceText(file: "", text: typed)
    let program = scope.program
    let formula = try source.locating { () throws(LocatedError) in
      let found = try scope.reading(source).resolve(syntax)
      try Answer.check(found, syntax.range, typed)
      return found
    }
    func place(_ quantity: Quantity) -> Int {
      program.definitions.lastIndex { $0.quantity == quantity }.map { 2 * $0 } ?? -1
    }
    if let entry = formula.formula.asEntry, !formula.derived.contains(where: { $0.quantity == entry.quantity }) {
      self.entry = entry
      address = entry.typedAddress ?? typed
      // Entries of a matrix follow one another.
      order = place(entry.quantity)
    } else {
      entry = nil
      address = typed
      let read = formula.formula.references + formula.derived.flatMap { $0.formula.references }
      order = (read.map(place).max() ?? -1) + 1
    }
    self.syntax = syntax
    self.typed = typed
    self.iteration = iteration
  }

  /// The numbers that an iteration asks for: every entry of what its steps compute, but of quantities with more entries
  /// than anybody computes by hand.
  ///
  /// - Parameter names: the quantities wanted; nil for all.
  /// - Returns: the addresses, and the names of the quantities that were passed over.
  package static func addresses(
    of steps: [Definition], only names: Set<String>?
  ) -> (addresses: [String], passedOver: [String]) {
    var (addresses, passedOver): ([String], [String]) = ([], [])
    for step in steps {
      let quantity = step.quantity
      if let names, !names.contains(quantity.name) { continue }
      let isSmall = quantity.shape.count <= mostEntries && step.formula.numbers <= mostNumbers
      guard isSmall || names != nil else {
        passedOver.append(quantity.name)
        continue
      }
      addresses += (0..<quantity.shape.count).compactMap { Entry(quantity, $0).typedAddress }
    }
    return (addresses, passedOver)
  }

  /// The numbers that the lesson itself asks for, in the order of the steps.
  package static func addresses(of steps: [Definition], asked blanks: [MarkedBlank]) -> [String] {
    steps.flatMap { step -> [String] in
      let asked = blanks.filter { $0.quantity == step.quantity }
      let isWhole = asked.contains { $0.entry == nil }
      let places = isWhole ? Array(0..<step.quantity.shape.count) : asked.compactMap { $0.entry?.offset }.sorted()
      return places.compactMap { Entry(step.quantity, $0).typedAddress }
    }
  }

  /// Entries that somebody computes by hand, and numbers on the way to them.
  package static let mostEntries = MarkedBlank.mostEntries
  private static let mostNumbers = 600
}
