import Formats
import LessonLanguage
import Matrices
import Typesetting

/// What a page can do beyond being read: its script, and what that works with.
package struct PageScript {
  /// The script, and the compressed engine; nil: recorded numbers only.
  private let script: String
  private let engine: [UInt8]?
  /// The lesson, the numbers printed in the notes, and what a reader has changed for the page, as the engine takes them.
  private let lesson: String
  private let printed: [String]
  private let settings: [String]
  /// Whether the page opens with the lesson's text to be edited.
  private let isEditing: Bool

  /// - Parameters:
  ///   - engine: the engine as a WebAssembly module, compressed with gzip.
  ///   - printed: files with the numbers that the notes print.
  ///   - settings: `name=value` each.
  ///   - isEditing: whether the page opens with the lesson's text to be edited.
  package init(
    script: String, engine: [UInt8]?, lesson: String, printed: [String], settings: [String], isEditing: Bool = false
  ) {
    self.script = script
    self.engine = engine
    self.lesson = lesson
    self.printed = printed
    self.settings = settings
    self.isEditing = isEditing
  }

  /// Where the policy of the page allows code from: this script alone, and modules that it compiles.
  var source: String { "script-src '\(SHA256.source(of: script))' 'wasm-unsafe-eval'; " }

  /// What the script says: in both languages where the page can change to the other one.
  private func words(_ language: Language) -> [(key: String, value: Fact?)] {
    PageWords.ofScript.map { name, words in
      (key: name, value: engine == nil ? .record((language.rawValue, .text(words[language]))) : .words(words))
    }
  }

  /// The elements at the end of the page.
  func elements(_ facts: Fact, _ options: FormatOptions) -> String {
    // What the engine takes is of no use without it.
    let forEngine: [(key: String, value: Fact?)] =
      engine == nil
      ? []
      : [
        ("text", .text(lesson)), ("printed", .list(printed.map { .text($0) })),
        ("settings", .list(settings.map { .text($0) })), ("editing", isEditing ? .flag(true) : nil),
      ]
    let data = facts.adding(forEngine).adding(
      ("language", .text(options.language.rawValue)),
      ("mark", .text(options.decimalMark.rawValue)),
      ("words", Fact.record().adding(words(options.language))))
    // Nothing in it may end the element.
    let json = FactsJSON().text(data, of: "page").split(separator: "<", omittingEmptySubsequences: false)
      .joined(separator: "\\u003c")
    let packed = engine.map { "<script type=\"application/gzip\" id=\"engine\">\(Base64.text($0))</script>\n" } ?? ""
    return
      "<script type=\"application/json\" id=\"lesson-data\">\(json)</script>\n\(packed)<script>\(script)</script>\n"
  }
}
