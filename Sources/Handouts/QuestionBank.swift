import Calculus
import Documents
import Exercises
import Formats
import Trace
import Typesetting

/// Questions for a learning platform: the blanks of an exercise, once for each of its variants.
///
/// The files that platforms read (`MoodleXML`, `GIFT`, `QTI`) differ in how they are written, not in what they say.
package struct QuestionBank: Sendable {
  /// The lesson's name: `clase6`.
  package let name: String
  /// What the lesson is, in the language of the questions.
  package let title: String
  package let groups: [Group]
  package let options: FormatOptions

  package var language: Language { options.language }
  package var questions: [BankQuestion] { groups.flatMap { $0.questions } }

  /// The variants of one question, of which a student is to get one.
  package struct Group: Sendable {
    /// What is asked for: `dW1[1,1]`; of all blanks at once, the lesson's name.
    package let name: String
    package fileprivate(set) var questions: [BankQuestion]
  }

  /// What a question asks for.
  package enum Kind: String, Sendable, CaseIterable {
    /// One number.
    case numerical
    /// All numbers of the exercise, in gaps, those of a matrix where they stand in it.
    case cloze
  }

  /// Why there is no bank.
  package struct Refusal: Error, Hashable, Sendable {
    package let message: Localized
  }

  /// An exercise, and which variant of the lesson it is; nil for the lesson itself.
  package struct Sheet {
    package let variant: String?
    package let exercise: Exercise

    package init(variant: String?, exercise: Exercise) {
      self.variant = variant
      self.exercise = exercise
    }
  }

  /// - Parameters:
  ///   - name: what the lesson is called.
  ///   - title: what it is, if it says; that of a variant has its number in it.
  ///   - sheets: the same blanks of each variant.
  ///   - options: the decimal mark and the language of the texts.
  /// - Throws: that a question would have to show more numbers than anybody reads.
  package init(
    _ name: String, title: Localized?, _ sheets: [Sheet], _ kind: Kind, _ options: FormatOptions
  ) throws(Refusal) {
    self.name = name
    self.options = options
    self.title = title?[options.language] ?? name
    var groups: [Group] = []
    for sheet in sheets {
      let writer = QuestionWriter(sheet, title: self.title, options)
      let questions: [(group: String, question: BankQuestion)]
      switch kind {
      case .numerical: questions = try writer.numerical()
      case .cloze: questions = [(name, try writer.cloze())]
      }
      for (group, question) in questions {
        if let place = groups.firstIndex(where: { $0.name == group }) {
          groups[place].questions.append(question)
        } else {
          groups.append(Group(name: group, questions: [question]))
        }
      }
    }
    self.groups = groups
  }
}

/// A question, whatever file it is written to.
package struct BankQuestion: Sendable {
  /// What a teacher finds it by: `V01 dW1[1,1] : Example`.
  package let name: String
  package let text: [Block]
  package let gaps: Gaps
  /// How the numbers are worked out, told after the answer.
  package let solution: [Block]

  /// What is to be filled in.
  package enum Gaps: Sendable {
    case number(BankNumber)
    case several([GapMatrix])
  }

  /// Every number that is asked for.
  package var numbers: [BankNumber] {
    switch gaps {
    case .number(let number): [number]
    case .several(let matrices): matrices.flatMap { $0.rows.flatMap { $0 } }
    }
  }
}

/// Gaps in the place of the entries of a matrix, or one in the place of a number.
package struct GapMatrix: Sendable {
  package let label: MathText
  package let rows: [[BankNumber]]
}

/// A number that is asked for: what is right, and which wrong numbers are told why they are.
package struct BankNumber: Sendable {
  package let right: [AcceptedNumber]
  package let wrong: [Wrong]

  /// Wrong numbers, and what whoever answers one of them is told.
  package struct Wrong: Sendable {
    package let numbers: [AcceptedNumber]
    package let feedback: Text
  }
}
