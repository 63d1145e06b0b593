import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// Draws a lesson's variants: the same lesson with other data, weights and settings that a hand can work with.
///
/// A variant is decided by the lesson's text, the names that vary, the digits asked for, the seed and the variant's number
/// alone. The k-th number of a name, in the n-th attempt, comes from the k-th draws of
/// `KeyedRandom(seed: seed, iteration: n, name: "LESSON NUMBER NAME")`: `clase6 07 W1`.
package struct VariantDrawing: Sendable {
  /// The lesson, with the settings that were given in place of its own.
  package let lesson: Lesson
  /// What changes, in the order of the lesson.
  package let varied: [VaryingNumbers]
  /// What does not, and why.
  package let kept: [KeptNumbers]
  private let text: LessonText
  private let judge: VariantJudge

  /// Numbers that stay as they are.
  package struct KeptNumbers: Hashable, Sendable {
    /// As the lesson has the name.
    package let name: String
    package let reason: Localized
  }

  /// - Parameters:
  ///   - names: what is to vary, by names or options; nil for all that is written as plain numbers.
  ///   - digits: how a student is to write numbers: none of the first iteration may lie at an edge of theirs.
  ///   - settings: what the lesson reads besides its text (`digits`, `files`), and numbers and choices for its settings,
  ///     which go into the text of the variants.
  /// - Throws: what is wrong with the lesson, or with what is asked for.
  package init(
    _ lesson: Lesson, vary names: [String]? = nil, digits: AskedDigits = AskedDigits(),
    settings: LessonSettings = LessonSettings()
  ) throws(Fault) {
    do throws(LessonError) {
      // What is wrong with the lesson, or with a setting, is told of the lesson as it is written.
      _ = try lesson.program(settings: settings)
    } catch {
      throw .lesson(error)
    }
    let given = try LessonText(lesson).given(settings, in: lesson)
    var own = settings
    own.overrides = [:]
    own.typed = [:]
    let base: Lesson
    let scope: Scope
    do throws(LessonError) {
      // What holds for the lesson's own numbers alone is none of a variant's.
      let written = try given.lesson()
      base = try LessonText(written).withoutPrintedNumbers(of: written.syntax).lesson()
      scope = try base.program(settings: own).scope
    } catch {
      throw .lesson(error)
    }
    self.lesson = base
    text = LessonText(base)
    let choice = VaryingChoice(base, scope)
    do throws(VariantFault) {
      (varied, kept) = try choice.chosen(names)
    } catch {
      throw .variant(error)
    }
    do throws(LessonError) {
      let (text, varied) = (text, varied)
      let trials = (1...Self.trials).map { attempt in
        text.replacing(Self.drawn(varied, base.syntax, "", seed: 0, attempt: attempt).flatMap { $0.changes })
      }
      judge = try VariantJudge(base, besides: trials, digits, own)
    } catch {
      throw .lesson(error)
    }
  }

  /// Why there is no drawing of variants, or no variant.
  package enum Fault: Error {
    case lesson(LessonError)
    case variant(VariantFault)
  }

  /// Draws that tell what lies in the lesson and not in its numbers.
  private static let trials = 3

  private static func drawn(
    _ varied: [VaryingNumbers], _ lesson: LessonSyntax, _ number: String, seed: UInt32, attempt: Int
  ) -> [VaryingNumbers.Drawn] {
    varied.map { numbers in
      var random = KeyedRandom(
        seed: UInt64(seed), iteration: attempt, name: "\(lesson.name) \(number) \(numbers.name)")
      return numbers.drawn(&random)
    }
  }

  /// How often numbers are drawn for a variant before it is given up.
  package static let mostAttempts = 1_000

  /// A variant: the first of its draws that degenerates in nothing.
  ///
  /// - Throws: that none of `mostAttempts` draws could be used, and why most of them could not.
  package func variant(
    _ number: VariantNumber, seed: UInt32 = 1, isInterrupted: () -> Bool = { false }
  ) throws(VariantFault) -> Variant {
    let name = Variant.name(lesson.syntax.name, seed, number)
    var refusals: [VariantRefusal] = []
    // Where there are few numbers to choose from, the same are drawn again and again.
    var refused: [[VaryingNumbers.Drawn]: VariantRefusal] = [:]
    for attempt in 1...Self.mostAttempts {
      if isInterrupted() { break }
      let drawn = Self.drawn(varied, lesson.syntax, number.text, seed: seed, attempt: attempt)
      if let known = refused[drawn] {
        refusals.append(VariantRefusal(kind: known.kind, attempt: attempt, message: known.message))
        continue
      }
      let written = text.variant(of: lesson.syntax, name: name, number: number, seed: seed, drawn)
      do throws(VariantJudge.Refusal) {
        return Variant(
          name: name, text: written.text, lesson: try accepted(written, drawn), seed: seed, number: number,
          values: drawn.map { $0.value }, attempts: attempt, refusals: refusals)
      } catch {
        let refusal = VariantRefusal(kind: error.kind, attempt: attempt, message: error.message)
        refused[drawn] = refusal
        refusals.append(refusal)
      }
    }
    throw VariantJudge.Words.exhausted(name, refusals)
  }

  /// The lesson with other numbers, where there is nothing against them; throws what there is.
  private func accepted(
    _ written: LessonText, _ drawn: [VaryingNumbers.Drawn]
  ) throws(VariantJudge.Refusal) -> Lesson {
    if drawn.contains(where: { $0.areUnchanged }) {
      throw VariantJudge.Refusal(.unchanged, VariantJudge.Words.unchanged)
    }
    if let tied = drawn.first(where: { $0.haveTies }) {
      throw VariantJudge.Refusal(.tie, VariantJudge.Words.equal(tied.numbers.name))
    }
    return try judge.accepted(written)
  }
}
