import Typesetting

/// What the examples of a lesson are taken from: images and their classes in two parts, one to learn from and one to be
/// tested on, kept in a compact form and expanded to numbers only a batch at a time.
package protocol ExampleSource: AnyObject, Sendable {
  /// How many examples a part has; cheaper than reading them where that is possible.
  func count(of part: ExamplePart) throws(ExampleSourceError) -> Int
  /// Whether they were made up by the program instead of gathered by somebody.
  func areMadeUp() throws(ExampleSourceError) -> Bool
  /// The examples of a part, read or made the first time they are asked for.
  func examples(of part: ExamplePart) throws(ExampleSourceError) -> StoredExamples
}

/// What holds the bytes of stored examples.
package protocol ExampleHolder: AnyObject, Sendable {
  /// Sees to it that the grey values of these examples are there, for those that are made only when asked for.
  func provide(_ examples: Range<Int>)
}

extension ExampleHolder {
  /// Nothing is to be done for examples that are there from the beginning.
  package func provide(_ examples: Range<Int>) {}
}

/// A part of the examples: `digits`, `digits(test)`.
package enum ExamplePart: String, Hashable, Sendable, CaseIterable { case train, test }

/// What an example has: its pixels, and its class as a 1 among zeros.
package enum ExampleColumn: Hashable, Sendable, CaseIterable {
  case pixels, classes

  /// Numbers of an example: 784 and 10, as digits of 28×28 have them.
  package var width: Int { self == .pixels ? 784 : 10 }
}

/// Why examples cannot be had, as a sentence for the reader.
package struct ExampleSourceError: Error, Hashable, Sendable {
  /// The sentence.
  package let message: Localized

  /// An error with its sentence.
  package init(_ message: Localized) { self.message = message }
}
