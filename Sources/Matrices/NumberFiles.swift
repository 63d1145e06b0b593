/// The files of numbers that a lesson may read: those of its own folder.
package protocol NumberFiles: AnyObject, Sendable {
  /// The array of a name in a file, read the first time it is asked for; a table of numbers (`.csv`) is one array, whatever
  /// name is asked for.
  ///
  /// - Parameters:
  ///   - path: as it stands in the lesson.
  ///   - most: how many numbers there may be; checked before memory is taken.
  func array(_ path: String, named name: String, most: Int) throws(ExampleSourceError) -> NumberArray
}

/// The numbers of an array in a file.
package struct NumberArray: Hashable, Sendable {
  /// Sizes from the outermost axis to the innermost; none for a number.
  package let sizes: [Int]
  /// The numbers, the last axis fastest.
  package let values: [Double]

  /// An array; the product of the sizes is the count of the values.
  package init(sizes: [Int], values: [Double]) {
    self.sizes = sizes
    self.values = values
  }
}
