import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// A number that a picture moves.
struct MovedNumber {
  let syntax: FormulaSyntax
  let number: Scope.Moved
  /// From where to where; nil where the lesson does not say.
  let ends: ClosedRange<Double>?
  /// As the lesson writes it.
  let text: String
}

extension Scope.Moved {
  /// Whether both are one number.
  func isSame(as other: Scope.Moved) -> Bool {
    switch (self, other) {
    case (.new(let own), .new(let their)): own.symbol == their.symbol
    case (.entry(let own), .entry(let their)): own == their
    case (.new, .entry), (.entry, .new): false
    }
  }
}

/// A line of `pictures`, with what it names looked up.
package struct Picture {
  let syntax: PictureSyntax
  let subject: Resolved
  /// What is drawn side by side: the columns of `steps`, the formulas of `curve` and `bars`.
  var cells: [FormulaSyntax] = []
  /// The same, looked up.
  var columns: [Resolved] = []
  /// What `derive`, `trace` or `methods` works with.
  let calculation: Calculation?
  /// The numbers that are moved.
  let moved: [MovedNumber]
  /// What has a height over the plane of `path`; nil for other pictures.
  var ground: Resolved?
  let over: Quantity?
  let by: Resolved?
  /// What the lesson says of it; nil where it says nothing.
  package let meaning: Localized?
  /// What is drawn, as the lesson writes it.
  package let subjectText: String
  /// Where examples lie in the program that runs.
  let convention: ExampleAxis
  /// Where the lesson says that they lie: what is no name stands in its words.
  let writtenConvention: ExampleAxis

  /// What is derived or traced.
  enum Calculation {
    case derivation(Derivation)
    /// A formula with the definitions that lead to it from some variables.
    case trace(Resolved, from: [Quantity])
  }

  /// The names that its formulas have besides the lesson's.
  func names(_ scope: Scope) -> LocalNames { scope.names(moved.map { $0.number }) }

  /// What kind of drawing it is.
  package var kind: PictureSyntax.Kind { syntax.kind }

  /// The numbers along an axis of `points`, as they are written: `A1[:,2]`; nil for a second coordinate that is not there.
  ///
  /// - Parameter place: the coordinate, from 0.
  func axis(_ place: Int) -> String? {
    let count = convention.width(subject.shape)
    guard place < count else { return nil }
    if count == 1 { return subjectText }
    if let (name, first) = columnsOfName {
      return name + convention.index("\(first + place)")
    }
    let isName = subjectText.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isName ? coordinate(place, of: subjectText) : "(\(subjectText))" + writtenConvention.index("\(place + 1)")
  }

  /// The numbers of all examples in one coordinate, from 0: `X[:,1]`.
  func coordinate(_ place: Int, of name: String) -> String {
    name + convention.index("\(place + 1)")
  }

  /// Of `A1[:,2..3]` the name and the first number, from which the axes have theirs.
  private var columnsOfName: (name: String, first: Int)? {
    guard case .index(.name(let name), let places, _) = syntax.subject, places.count == 2,
      let text = name.plain, places.contains(.all)
    else { return nil }
    for case .range(.number(let first, _, _), _) in places { return Int(exactly: first).map { (text, $0) } }
    return nil
  }
}

extension ExampleAxis {
  /// How some numbers of every example are asked for in the language: `[:,1..2]`.
  func index(_ numbers: String) -> String { self == .rows ? "[:,\(numbers)]" : "[\(numbers),:]" }
}
