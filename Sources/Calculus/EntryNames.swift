import Matrices

/// How the entries of a quantity are named for a reader: the same in all documents and formats of a lesson, so that no
/// two things in it look alike and each name that is shown can be typed.
public enum EntryNames: Hashable, Sendable {
  /// With the small letter that a capital lends its entries: `w⁽¹⁾₁,₂` of `W1`.
  case smallLetter
  /// With the quantity's own letters: `W⁽²⁾₁,₂` of `W2` where there is a `w2` too.
  case ownLetters
  /// As they are typed: `x[2]` where there is an `x2` too.
  case addresses

  /// How they are named where nothing else in the lesson can be taken for them.
  package init(usualFor name: String) {
    let parts = Notation.Parts(name)
    if name.contains(".") || parts.index.map({ $0.allSatisfy(Notation.isDigit) }) == true {
      self = .addresses
    } else {
      self = parts.lowercased == nil ? .ownLetters : .smallLetter
    }
  }

  /// The names whose entries would be taken for something else if they were named as usual, with what they get instead.
  ///
  /// A small letter stays away where another quantity has the name that it makes (`w2` beside `W2`), and a small digit
  /// alone where another quantity has that digit in its name (`x2` beside `x[2]`). The digits of a number are a layer,
  /// `b⁽¹⁾` of `b1`, only where a matrix is of that layer and no quantity has its letters alone or in another case.
  package static func clashing(among quantities: [Quantity]) -> [String: EntryNames] {
    var names: Set<String> = []
    /// What stands before the digits that a name ends with: `w` of `w2` and of `w_2`.
    var numbered: Set<String> = []
    /// The names with entries that have one index.
    var lines: Set<String> = []
    var numbers: Set<String> = []
    /// The digits that names of matrices end with.
    var layers: Set<String> = []
    for quantity in quantities where !quantity.isSetting {
      let name = quantity.symbol.lessonName
      if quantity.shape.hasLines { lines.insert(name) }
      if quantity.shape.isScalar { numbers.insert(name) } else { layers.insert(Notation.Parts(name).digits) }
    }
    for quantity in quantities {
      let name = quantity.symbol.lessonName
      guard names.insert(name).inserted else { continue }
      let parts = Notation.Parts(name)
      if !parts.digits.isEmpty || parts.index.map({ $0.allSatisfy(Notation.isDigit) }) == true {
        numbered.insert(parts.base)
      }
    }
    var clashing: [String: EntryNames] = [:]
    for name in names {
      let usual = EntryNames(usualFor: name)
      let parts = Notation.Parts(name)
      guard usual != .addresses, parts.index == nil else { continue }
      if numbers.contains(name), !parts.digits.isEmpty {
        let others = [parts.base, parts.base.lowercased() + parts.digits, parts.base.uppercased() + parts.digits]
        if !layers.contains(parts.digits) || others.contains(where: { $0 != name && names.contains($0) }) {
          clashing[name] = .addresses
        }
        continue
      }
      let hasSmallDigits = parts.digits.isEmpty && lines.contains(name)
      func isFree(_ letters: String) -> Bool { !(hasSmallDigits && numbered.contains(letters)) }
      var found = EntryNames.addresses
      if let small = parts.lowercased, isFree(small), !names.contains(small + parts.digits) {
        found = .smallLetter
      } else if isFree(parts.base) {
        found = .ownLetters
      }
      if found != usual { clashing[name] = found }
    }
    return clashing
  }
}

extension Shape {
  /// Whether one index alone can tell an entry: in a row, a column, or what may be one in a batch of another length.
  fileprivate var hasLines: Bool {
    guard rank == 2, !isScalar else { return false }
    return dependsOnBatch || rows == 1 || columns == 1
  }
}
