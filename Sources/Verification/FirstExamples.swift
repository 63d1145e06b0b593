import Matrices

/// The first examples of each part of a source, as if there were no others.
final class FirstExamples: ExampleSource {
  private let most: Int
  private let source: any ExampleSource

  /// At most so many examples of each part.
  init(_ most: Int, of source: any ExampleSource) {
    self.most = most
    self.source = source
  }

  func count(of part: ExamplePart) throws(ExampleSourceError) -> Int {
    min(most, try source.count(of: part))
  }

  func areMadeUp() throws(ExampleSourceError) -> Bool { try source.areMadeUp() }

  func examples(of part: ExamplePart) throws(ExampleSourceError) -> StoredExamples {
    try source.examples(of: part).first(most)
  }
}
