extension Dictionary {
  /// The last value of each key.
  package init(lastOf pairs: some Sequence<(Key, Value)>) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }

  /// With the values of another one, which stand for its own where both have some.
  package func replacing(_ other: [Key: Value]) -> [Key: Value] {
    var all = self
    for (key, value) in other { all[key] = value }
    return all
  }
}
