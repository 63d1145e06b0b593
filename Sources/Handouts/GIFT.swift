import Exercises
import Formats
import Typesetting

/// A bank of questions in GIFT, which Moodle and others read; it has no gaps with numbers.
///
/// Source: Moodle, `question/format/gift/format.php`.
package struct GIFT: Sendable {
  private let bank: QuestionBank
  private let html: MathJaxHTML

  /// Nil for questions with gaps.
  package init?(_ bank: QuestionBank) {
    guard bank.questions.allSatisfy({ if case .number = $0.gaps { true } else { false } }) else { return nil }
    self.bank = bank
    html = MathJaxHTML(bank.options)
  }

  /// The whole file: questions with blank lines between them, and none in them.
  package var text: String {
    var parts = QuestionBankText.howToDraw(bank).map { ["// " + $0[bank.language]] } ?? []
    for group in bank.groups {
      // Here nothing is escaped.
      parts.append("$CATEGORY: " + MoodleCategory.text(bank.path(of: group)))
      parts += group.questions.map(question)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func question(_ question: BankQuestion) -> String {
    let number = question.numbers.first
    var lines = ["::\(Self.escaped(question.name.visible))::[html]\(Self.escaped(html.fragment(question.text))){#"]
    lines += (number?.right ?? []).map { "\t=" + Self.number($0) }
    lines += (number?.wrong ?? []).flatMap { wrong in
      wrong.numbers.map { "\t=%0%\(Self.number($0))#\(Self.escaped(html.text(wrong.feedback)))" }
    }
    lines.append("\t####" + Self.escaped(html.fragment(question.solution)))
    lines.append("}")
    return lines.joined(separator: "\n")
  }

  private static func number(_ accepted: AcceptedNumber) -> String {
    "\(accepted.number.inFiles):\(accepted.tolerance.inFiles)"
  }

  /// Text in which nothing means anything to GIFT.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\", "~", "=", "#", "{", "}", ":": "\\\(character)"
      case "\n", "\r\n", "\r", "\t": " "
      default: String(character)
      }
    }.joined()
  }
}
