import Calculus

/// What the names of a lesson mean.
struct Names: Sendable {
  /// What a name means in the lines below, updates included.
  var latest: [String: Quantity] = [:]
  /// What a name means in an address: the last definition, before any update.
  var addresses: [String: Quantity] = [:]
  /// Every definition of a name, in order.
  var occurrences: [String: [Quantity]] = [:]
  var choices: [String: Choice] = [:]
  var functions: [String: Function] = [:]
  /// The data of other sets: `X for test = …`, by set and name.
  var setData: [String: [String: Quantity]] = [:]

  /// A setting with choices, and the one that holds.
  struct Choice: Sendable {
    let selected: String
    let options: [String]
  }

  /// A function of the lesson's own.
  struct Function: Sendable {
    let parameters: [String]
    let body: FormulaSyntax
    /// What replaced the body, if anything did.
    let typed: LocatedError.Typed?
  }

  /// The quantity that a name means here; `c.1` is the first definition of c.
  func quantity(named name: String, _ scope: LocalNames) -> Quantity? {
    if let found = scope.isAddress ? addresses[name] : latest[name] { return found }
    if let dot = name.lastIndex(of: "."), let number = Int(name[name.index(after: dot)...]),
      let all = occurrences[String(name[..<dot])], all.indices.contains(number - 1)
    {
      return all[number - 1]
    }
    return nil
  }

  /// The same names for the program in batches of one length.
  mutating func bind(_ binding: BatchBinding) {
    latest = latest.mapValues { $0.bound(binding) }
    addresses = addresses.mapValues { $0.bound(binding) }
    occurrences = occurrences.mapValues { $0.map { $0.bound(binding) } }
  }

  /// The same names for the transposed program.
  mutating func transpose() {
    latest = latest.mapValues { $0.transposed }
    addresses = addresses.mapValues { $0.transposed }
    occurrences = occurrences.mapValues { $0.map { $0.transposed } }
  }
}
