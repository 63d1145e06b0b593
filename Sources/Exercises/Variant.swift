import LessonLanguage
import Typesetting

/// A lesson with other numbers: a lesson file like any other.
package struct Variant: Sendable {
  /// The lesson's name, the seed and the number: `clase6-7-01`.
  package let name: String
  /// The file's text.
  package let text: String
  /// The same as it has been read.
  package let lesson: Lesson
  package let seed: UInt32
  package let number: VariantNumber
  /// The numbers that were drawn, in the order of the lesson.
  package let values: [Value]
  /// How often numbers were drawn until some could be used.
  package let attempts: Int
  /// Why the others could not, one after another.
  package let refusals: [VariantRefusal]

  /// What the variant of a lesson is called: `clase6-7-01`.
  package static func name(_ lesson: String, _ seed: UInt32, _ number: VariantNumber) -> String {
    "\(lesson)-\(seed)-\(number.text)"
  }

  /// The numbers of one name.
  package struct Value: Hashable, Sendable {
    /// As the lesson has it: `W1`, `η`.
    package let name: String
    /// As they stand in the text, from the first to the last.
    package let numbers: [Double]
    /// The same as written: `0.30`.
    package let digits: [String]
    /// How many stand in a row.
    package let columns: Int

    /// As written, row by row.
    package var rows: [[String]] {
      stride(from: 0, to: digits.count, by: max(1, columns)).map {
        Array(digits[$0..<min($0 + max(1, columns), digits.count)])
      }
    }
  }
}

/// Which of the variants of a seed: its place in the list, or a student's number; the two are one.
package struct VariantNumber: Hashable, Sendable {
  /// At least two digits, or what a student's number is without capitals: `07`, `12345`, `a01234567`.
  package let text: String

  /// The n-th, from 1.
  package init(_ place: Int) {
    text = place >= 0 && place < 10 ? "0\(place)" : "\(place)"
  }

  /// A student's number: ASCII letters, digits and `-`, at most 40. Zeros in front of digits and capitals change nothing.
  ///
  /// Nil for anything else.
  package init?(student: String) {
    let letters = student.utf8
    guard !letters.isEmpty, letters.count <= 40, letters.first != UInt8(ascii: "-"),
      letters.allSatisfy({ Self.isDigit($0) || Self.isLetter($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    guard letters.allSatisfy(Self.isDigit) else {
      text = student.lowercased()
      return
    }
    let significant = String(student.drop { $0 == "0" })
    text = String(repeating: "0", count: max(0, 2 - significant.count)) + significant
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
}

/// Why drawn numbers were not used.
package struct VariantRefusal: Hashable, Sendable {
  /// What was wrong with them.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The lesson does not take them: a setting outside its limits, a shape that changes.
    case program
    /// The numbers are the lesson's own.
    case unchanged
    /// Something is infinite or no number.
    case notFinite
    /// Everything of a quantity is 0, which in the lesson is not.
    case zeros
    /// A unit's function is flat where it is.
    case saturated
    /// No unit of a layer of ReLU lets anything through.
    case dead
    /// Two entries are equal of which the greater, or the less, is looked for.
    case tie
    /// A number lies where rounding may go either way.
    case rounding
    /// What is asked for is the small difference of large numbers.
    case noise
    /// A line is not the derivative that it promises, or an update not the step.
    case gradient
    /// A derivative that is asked for is at a kink.
    case kink
    /// A shape or a formula that the lesson prints does not hold.
    case expectation
    /// The run ends otherwise than that of the lesson.
    case ending
  }

  package let kind: Kind
  /// Which draw, from 1.
  package let attempt: Int
  package let message: Localized
}

/// Why there is no variant.
package struct VariantFault: Error, Hashable, Sendable {
  package let message: Localized
  /// Whether what was asked for makes no sense; else it could not be done.
  package let isOfRequest: Bool

  init(_ message: Localized, isOfRequest: Bool = true) {
    self.message = message
    self.isOfRequest = isOfRequest
  }

  init(es: String, en: String, isOfRequest: Bool = true) {
    self.init(Localized(es: es, en: en), isOfRequest: isOfRequest)
  }
}
