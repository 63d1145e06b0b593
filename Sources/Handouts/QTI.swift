import Exercises
import Formats
import Typesetting

/// A bank of questions as a package of QTI 1.2, as Canvas reads it: a quiz with a group for each question, of which a
/// student gets one variant.
///
/// Whatever interval a condition has, Canvas takes it for right. So what is said of likely slips does not stand beside
/// numbers that are judged, but is told together to whoever is wrong.
///
/// Source: IMS Question & Test Interoperability 1.2; Canvas, `lib/cc/qti/qti_items.rb` and
/// `gems/plugins/qti_exporter/lib/qti/numeric_interaction.rb`.
package struct QTI: Sendable {
  private let bank: QuestionBank
  private let html: MathJaxHTML

  /// A file of the package.
  package struct File: Hashable, Sendable {
    package let name: String
    package let text: String
  }

  /// Nil for questions with gaps, which Canvas compares letter by letter.
  package init?(_ bank: QuestionBank) {
    guard bank.questions.allSatisfy({ if case .number = $0.gaps { true } else { false } }) else { return nil }
    self.bank = bank
    html = MathJaxHTML(bank.options)
  }

  /// What the package holds.
  package var files: [File] {
    [File(name: "imsmanifest.xml", text: manifest), File(name: Self.assessment, text: assessment)]
  }

  private static let assessment = "assessment.xml"

  /// Letters, digits and `_`, beginning with a letter.
  private var identifier: String {
    "lesson_" + bank.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
  }

  private var manifest: String {
    XMLText.declaration + """
      <manifest identifier="\(identifier)_manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
        <metadata>
          <schema>IMS Content</schema>
          <schemaversion>1.1.3</schemaversion>
        </metadata>
        <organizations/>
        <resources>
          <resource identifier="\(identifier)" type="imsqti_xmlv1p2" href="\(Self.assessment)">
            <file href="\(Self.assessment)"/>
          </resource>
        </resources>
      </manifest>

      """
  }

  private var assessment: String {
    var text = XMLText.declaration
    text += "<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n"
    text += "<assessment ident=\"\(identifier)\" title=\"\(XMLText.escaped(bank.title.onOneLine))\">\n"
    text += "<section ident=\"root_section\">\n"
    for (place, group) in bank.groups.enumerated() {
      let own = "\(identifier)_\(place + 1)"
      text += "<section ident=\"\(own)\" title=\"\(XMLText.escaped(group.name.onOneLine))\">\n"
      text += """
        <selection_ordering><selection><selection_number>1</selection_number><selection_extension>\
        <points_per_item>1</points_per_item></selection_extension></selection></selection_ordering>

        """
      for (place, question) in group.questions.enumerated() { text += item(question, "\(own)_\(place + 1)") }
      text += "</section>\n"
    }
    return text + "</section>\n</assessment>\n</questestinterop>\n"
  }

  private func item(_ question: BankQuestion, _ identifier: String) -> String {
    let number = question.numbers.first
    let incorrect = slips(number?.wrong ?? [])
    var text = "<item ident=\"\(identifier)\" title=\"\(XMLText.escaped(question.name))\">\n"
    text += "<itemmetadata><qtimetadata>" + field("question_type", "numerical_question") + field("points_possible", "1")
    text += "</qtimetadata></itemmetadata>\n"
    text += "<presentation>\(material(html.fragment(question.text)))"
    text += "<response_str ident=\"response1\" rcardinality=\"Single\"><render_fib fibtype=\"Decimal\">"
    text += "<response_label ident=\"answer1\"/></render_fib></response_str></presentation>\n"
    text += "<resprocessing>\n"
    text += "<outcomes><decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/></outcomes>\n"
    text += other("general_fb")
    text += (number?.right ?? []).map(condition).joined()
    if !incorrect.isEmpty { text += other("general_incorrect_fb") }
    text += "</resprocessing>\n"
    text += feedback("general_fb", html.fragment(question.solution))
    if !incorrect.isEmpty { text += feedback("general_incorrect_fb", incorrect) }
    return text + "</item>\n"
  }

  private func field(_ label: String, _ entry: String) -> String {
    "<qtimetadatafield><fieldlabel>\(label)</fieldlabel><fieldentry>\(entry)</fieldentry></qtimetadatafield>"
  }

  private func material(_ html: String) -> String {
    "<material><mattext texttype=\"text/html\">\(XMLText.escaped(html))</mattext></material>"
  }

  private func condition(_ accepted: AcceptedNumber) -> String {
    """
    <respcondition continue="No"><conditionvar><or>\
    <varequal respident="response1">\(accepted.number.inFiles)</varequal>\
    <and><vargte respident="response1">\(accepted.lowest.inFiles)</vargte>\
    <varlte respident="response1">\(accepted.highest.inFiles)</varlte></and>\
    </or></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>

    """
  }

  private func other(_ feedback: String) -> String {
    """
    <respcondition continue="Yes"><conditionvar><other/></conditionvar>\
    <displayfeedback feedbacktype="Response" linkrefid="\(feedback)"/></respcondition>

    """
  }

  private func feedback(_ identifier: String, _ html: String) -> String {
    "<itemfeedback ident=\"\(identifier)\"><flow_mat>\(material(html))</flow_mat></itemfeedback>\n"
  }

  /// What is told of each wrong number; empty where nothing is.
  private func slips(_ wrong: [BankNumber.Wrong]) -> String {
    guard !wrong.isEmpty else { return "" }
    let start = Localized(es: "Si tu número es ", en: "If your number is ")[bank.language]
    let or = Localized(es: " o ", en: " or ")[bank.language]
    let items = wrong.map { wrong in
      let names = wrong.numbers.map { Text($0.number.inText) }
      let list = names.dropFirst().reduce(names.first ?? Text("")) { $0 + Text(or) + $1 }
      return Block.Item(.remark, Text(start) + list + Text(": ") + wrong.feedback)
    }
    return html.fragment([.list(items)])
  }
}
