/// Images of digits to learn from and others to be tested on.
package struct DigitData: Sendable {
  /// Where the images come from.
  package enum Origin: Hashable, Sendable {
    /// IDX files in this folder.
    case files(folder: String)
    /// Drawn by the program (`MadeUpDigits`) from this seed.
    case madeUp(seed: UInt64)
  }

  /// The images to learn from.
  package let train: DigitSet
  /// The images to be tested on.
  package let test: DigitSet
  /// Where they come from.
  package let origin: Origin

  /// Two sets and where they come from.
  package init(train: DigitSet, test: DigitSet, origin: Origin) {
    self.train = train
    self.test = test
    self.origin = origin
  }

  /// The images in the folder a person named, else in LESSON_DATA, else in the user's cache folder; nil when nobody named
  /// a folder and the cache has none.
  ///
  /// Throws `DataFileError` when a named folder has no complete set, or a file is not what it should be.
  package static func find(directory: String?, environment: [String: String]) throws -> DigitData? {
    guard let files = try DigitFiles.find(directory: directory, environment: environment) else { return nil }
    return try files.read()
  }
}
