import Calculus
import Typesetting

/// What a reader gives in place of a setting, data or an initial value, as typed: `lr=0,5`, `gate=xor`,
/// `W1=[0.1 0.2; 0.3 0.4]`.
package struct TypedSetting: Sendable {
  /// The name, with its layer as names have it.
  package let name: String
  /// The name under which a lesson's settings are changed.
  package let key: String
  /// Where it was typed, and its value.
  package let typed: LocatedError.Typed
  private let isChoice: Bool

  /// The name without blanks, and the value, of `name=value`; nil for a text without a name or without the sign.
  package static func parts(of text: String) -> (name: String, value: String)? {
    guard let mark = text.firstIndex(of: "="), mark != text.startIndex else { return nil }
    return (String(text[..<mark].filter { $0 != " " }), String(text[text.index(after: mark)...]).trimmed)
  }

  /// A name and a value as typed.
  ///
  /// - Parameters:
  ///   - settings: those of the lesson.
  ///   - option: what the reader calls the place where a value for this name is typed: `--set W1`.
  package init(_ name: String, _ value: String, among settings: [SettingLine], option: (String) -> String) {
    let name = Spelling.layered(name)
    let setting = settings.first { $0.option == name || $0.name == name }
    self.name = name
    key = setting?.option ?? name
    isChoice = if case .choice? = setting?.kind { true } else { false }
    typed = LocatedError.Typed(option: option(name), text: value)
  }

  /// The path of the file that has the numbers, as in `X=@x.csv`; nil where the value itself was typed.
  package var path: String? { isChoice || typed.text.first != "@" ? nil : String(typed.text.dropFirst()) }

  /// What replaces the lesson's value: a choice, a number or a formula.
  ///
  /// - Throws: what is wrong with the value, with the option that it was typed for.
  package func value() throws(LessonError) -> LessonSettings.Override {
    if isChoice { return .choice(typed.text) }
    guard path == nil else {
      throw SourceText(file: "", lines: []).error(
        LocatedError(nil, es: "aquí no se leen archivos", en: "no files are read here", typed: typed))
    }
    if case .success(let number) = TypedNumber.parse(typed.text) { return .number(number) }
    return .formula(try LessonParser.formula(typed), typed.text)
  }
}

extension LessonParser {
  /// A formula that was typed for an option.
  ///
  /// - Throws: what is wrong first, with the option.
  package static func formula(_ typed: LocatedError.Typed) throws(LessonError) -> FormulaSyntax {
    do throws(LessonError) {
      return try formula(typed.text)
    } catch {
      var error = error
      error.option = typed.option
      throw error
    }
  }
}
