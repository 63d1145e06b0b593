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

  private let pad: Pad?
  /// Other iterations that a page without an engine can show, as `LessonPage.recording` has them.
  private let recorded: [Fact]

  /// What is drawn on first, and the network that says what it is.
  package struct Pad {
    /// What the network has learned, as the engine takes it.
    let parameters: String
    /// 784 grey values, and the digit that they show.
    let image: [UInt8]
    let label: Int
    /// The quantity by which the network says which digit it is.
    let answer: String

    package init(parameters: String, image: [UInt8], label: Int, answer: String) {
      self.parameters = parameters
      self.image = image
      self.label = label
      self.answer = answer
    }

    fileprivate var fact: Fact {
      .record(
        ("parameters", .text(parameters)), ("image", .text(Base64.text(image))), ("label", .integer(label)),
        ("answer", .text(answer)))
    }
  }

  /// - Parameters:
  ///   - engine: the engine as a WebAssembly module, compressed with gzip.
  ///   - printed: files with the numbers that the notes print.
  ///   - settings: `name=value` each.
  ///   - isEditing: whether the page opens with the lesson's text to be edited.
  ///   - pad: what the reader draws on; nil for none.
  ///   - recorded: other iterations than that of the page's text.
  package init(
    script: String, engine: [UInt8]?, lesson: String, printed: [String], settings: [String], isEditing: Bool = false,
    pad: Pad? = nil, recorded: [Fact] = []
  ) {
    self.script = script
    self.engine = engine
    self.lesson = lesson
    self.printed = printed
    self.settings = settings
    self.isEditing = isEditing
    self.pad = pad
    self.recorded = recorded
  }

  /// Where the policy of the page allows code from: this script alone, and modules that it compiles.
  var source: String { "script-src '\(SHA256.source(of: script))' 'wasm-unsafe-eval'; " }

  /// What the script says: in both languages where the page can change to the other one.
  private func words(_ language: Language) -> [(key: String, value: Fact?)] {
    (PageWords.ofScript + (pad == nil ? [] : PageWords.ofPad)).map { name, words in
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
        ("pad", pad?.fact),
      ]
    let data = facts.adding(forEngine).adding(
      ("language", .text(options.language.rawValue)),
      ("mark", .text(options.decimalMark.rawValue)), ("recorded", recorded.isEmpty ? nil : .list(recorded)),
      ("words", Fact.record().adding(words(options.language))))
    // Nothing in it may end the element.
    let json = FactsJSON().text(data, of: "page").split(separator: "<", omittingEmptySubsequences: false)
      .joined(separator: "\\u003c")
    let packed = engine.map { "<script type=\"application/gzip\" id=\"engine\">\(Base64.text($0))</script>\n" } ?? ""
    return
      "<script type=\"application/json\" id=\"lesson-data\">\(json)</script>\n\(packed)<script>\(script)</script>\n"
  }
}
