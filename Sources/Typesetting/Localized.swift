/// A text in both languages; leaving one of them out does not compile.
public struct Localized: Sendable, Hashable {
  /// The Spanish text.
  public let es: String
  /// The English text.
  public let en: String

  /// Makes a text from its two versions.
  public init(es: String, en: String) {
    self.es = es
    self.en = en
  }

  /// A text that reads the same in both languages: a name, a number, or a teacher's own single sentence.
  public init(both text: String) {
    self.init(es: text, en: text)
  }

  /// The version for `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .spanish: es
    case .english: en
    }
  }

  /// Both versions changed in the same way.
  package func map(_ change: (String) -> String) -> Localized {
    Localized(es: change(es), en: change(en))
  }

  /// The texts joined, language by language.
  package static func + (left: Localized, right: Localized) -> Localized {
    Localized(es: left.es + right.es, en: left.en + right.en)
  }
}
