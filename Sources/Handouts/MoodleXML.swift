import Exercises
import Formats
import Typesetting

/// A bank of questions in Moodle's own XML.
///
/// Source: Moodle, `question/format/xml/format.php`, and for gaps `question/type/multianswer/questiontype.php`.
package struct MoodleXML: Sendable {
  private let bank: QuestionBank
  private let html: MathJaxHTML

  package init(_ bank: QuestionBank) {
    self.bank = bank
    html = MathJaxHTML(bank.options)
  }

  /// The whole file.
  package var text: String {
    var text = XMLText.declaration + "<quiz>\n"
    text += category(bank.path(of: nil), info: QuestionBankText.howToDraw(bank)?[bank.language])
    for group in bank.groups {
      if bank.hasSubcategories { text += category(bank.path(of: group), info: nil) }
      for question in group.questions { text += self.question(question) }
    }
    return text + "</quiz>\n"
  }

  private func category(_ path: [String], info: String?) -> String {
    let info = info.map { words in
      let text = XMLText.section("<p>\(MathJaxHTML.escaped(words))</p>")
      return "  <info format=\"html\"><text>\(text)</text></info>\n"
    }
    return "<question type=\"category\">\n"
      + "  <category><text>\(XMLText.escaped(MoodleCategory.text(path)))</text></category>\n" + (info ?? "")
      + "</question>\n"
  }

  private func question(_ question: BankQuestion) -> String {
    let body: String
    let type: String
    var words = html.fragment(question.text)
    switch question.gaps {
    case .number(let number):
      type = "numerical"
      body = "  <defaultgrade>1</defaultgrade>\n" + Self.tries + answers(number) + Self.units
    case .several(let matrices):
      type = "cloze"
      words += matrices.map { ClozeGaps(html, bank.options).text($0) }.joined()
      // The mark of each gap stands in it.
      body = Self.tries
    }
    return "<question type=\"\(type)\">\n" + "  <name><text>\(XMLText.escaped(question.name))</text></name>\n"
      + "  <questiontext format=\"html\"><text>\(XMLText.section(words))</text></questiontext>\n"
      + "  <generalfeedback format=\"html\"><text>\(XMLText.section(html.fragment(question.solution)))</text>"
      + "</generalfeedback>\n" + body + "</question>\n"
  }

  private static let tries = "  <penalty>0.3333333</penalty>\n  <hidden>0</hidden>\n"
  /// Numbers have no units.
  private static let units =
    "  <unitgradingtype>0</unitgradingtype>\n  <unitpenalty>0.1</unitpenalty>\n  <showunits>3</showunits>\n"
    + "  <unitsleft>0</unitsleft>\n"

  private func answers(_ number: BankNumber) -> String {
    number.right.map { answer($0, fraction: 100, "") }.joined()
      + number.wrong.flatMap { wrong in
        wrong.numbers.map { answer($0, fraction: 0, "<p>\(html.text(wrong.feedback))</p>") }
      }.joined()
  }

  private func answer(_ accepted: AcceptedNumber, fraction: Int, _ feedback: String) -> String {
    let said = feedback.isEmpty ? "" : XMLText.section(feedback)
    return "  <answer fraction=\"\(fraction)\" format=\"moodle_auto_format\"><text>\(accepted.number.inFiles)</text>"
      + "<tolerance>\(accepted.tolerance.inFiles)</tolerance>"
      + "<feedback format=\"html\"><text>\(said)</text></feedback></answer>\n"
  }
}

/// Where Moodle puts questions: categories within each other, the outermost that of a course.
enum MoodleCategory {
  /// `$course$/lesson/clase6`; a slash in a name is written twice.
  static func text(_ path: [String]) -> String {
    "$course$" + path.map { "/" + $0.map { $0 == "/" ? "//" : String($0) }.joined() }.joined()
  }
}

extension QuestionBank {
  /// Whether each question has a category of its own for its variants, from which a quiz draws one.
  var hasSubcategories: Bool { groups.count > 1 }

  /// The categories within each other in which a group lies; nil for that of the lesson.
  func path(of group: Group?) -> [String] {
    ["lesson", name.onOneLine] + (hasSubcategories ? group.map { [$0.name.onOneLine] } ?? [] : [])
  }
}
