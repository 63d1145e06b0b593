/// Which terms of the one long sum in a scalar tree read each entry: found once, where the derivatives with respect to
/// thousands of entries are wanted.
package struct LongSumReadings {
  private let count: Int
  private let places: [Entry: [Int]]

  /// - Returns: nil where the tree has no long sum, or several of the same length.
  package init?(_ scalar: Scalar) {
    var sums: [Scalar.Application] = []
    Self.find(in: scalar, &sums)
    guard let longest = sums.max(by: { $0.arguments.count < $1.arguments.count }),
      sums.filter({ $0.arguments.count == longest.arguments.count }).count == 1
    else { return nil }
    var places: [Entry: [Int]] = [:]
    for (place, term) in longest.arguments.enumerated() {
      for entry in term.dependencies { places[entry, default: []].append(place) }
    }
    count = longest.arguments.count
    self.places = places
  }

  /// A sum of fewer terms is looked through as quickly.
  private static let fewestTerms = 64

  private static func find(in scalar: Scalar, _ sums: inout [Scalar.Application]) {
    guard case .apply(let application) = scalar else { return }
    if application.rule == .gathered(.sum), application.arguments.count >= fewestTerms { sums.append(application) }
    for argument in application.arguments { find(in: argument, &sums) }
  }

  /// The places of the terms that read an entry; nil where this is not the long sum.
  func places(of entry: Entry, in application: Scalar.Application) -> [Int]? {
    guard application.arguments.count == count, application.rule == .gathered(.sum) else { return nil }
    return places[entry] ?? []
  }
}
