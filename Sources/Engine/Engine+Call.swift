import Formats
import Typesetting

/// The calls by name, with all that they take as texts: what a page's script can hand over.
extension Engine {
  /// The calls; a text stands for each of these, in this order, and an empty one for what is usual.
  package enum Call: String, Hashable, Sendable, CaseIterable {
    /// settings, lesson text
    case load
    /// iteration, convention, language, mark, format, quantities
    case values
    /// iteration, convention, language, mark, format, address
    case why
    /// iteration, convention, language, mark, format, wish (hint, skip; empty for an answer), answer, address
    case judge
    /// convention, language, mark, format, name
    case picture
    /// iteration, convention, language, mark, format, printed numbers
    case page
    /// label, preparation, strokes, image
    case draw
    /// parameters
    case learn

    /// How many texts it takes.
    package var count: Int {
      switch self {
      case .load: 2
      case .values, .why, .page: 6
      case .judge: 8
      case .picture: 5
      case .draw: 4
      case .learn: 1
      }
    }
  }

  /// The answer of a call to texts in UTF-8 with a zero byte between each and the next; the last may have zero bytes
  /// of its own.
  package func answer(_ call: Call, to bytes: some Collection<UInt8>) -> String {
    let parts = bytes.split(separator: 0, maxSplits: call.count - 1, omittingEmptySubsequences: false)
    return answer(call, to: parts.map { String(decoding: $0, as: UTF8.self) })
  }

  /// The answer of a call to its texts: one line in the envelope of `lesson help json`, whose `facts` are those of the call,
  /// or what is wrong.
  ///
  ///     {"error":{"message":{"es":…,"en":…},"inLesson":true,"line":13,"column":10,"length":2,"text":"…"}}
  ///     {"error":{"message":{"es":…,"en":…},"inLesson":false,"setting":"lr"}}
  package func answer(_ call: Call, to texts: [String]) -> String {
    let fact: Fact
    do throws(EngineError) {
      fact = try facts(of: call, texts)
    } catch {
      fact = .record(("error", error.fact))
    }
    return FactsJSON().text(fact, of: call.rawValue)
  }

  private func facts(of call: Call, _ texts: [String]) throws(EngineError) -> Fact {
    guard texts.count == call.count else {
      throw EngineError(
        Localized(
          es: "\(call.rawValue) pide \(call.count) textos, no \(texts.count)",
          en: "\(call.rawValue) takes \(call.count) texts, not \(texts.count)"))
    }
    switch call {
    case .load: return try load(texts[1], settings: texts[0])
    case .values: return try values(try Self.iteration(texts[0]), quantities: texts[5], try Self.view(texts[1...]))
    case .why: return try why(texts[5], try Self.iteration(texts[0]), try Self.view(texts[1...]))
    case .judge:
      return try judge(
        texts[7], try Self.iteration(texts[0]), wish: texts[5], answer: texts[6], try Self.view(texts[1...]))
    case .picture: return try picture(texts[4], try Self.view(texts[...]))
    case .draw: return try draw(label: texts[0], preparation: texts[1], strokes: texts[2], image: texts[3])
    case .learn: return try learn(texts[0])
    case .page: return try page(try Self.iteration(texts[0]), printed: texts[5], try Self.view(texts[1...]))
    }
  }

  private static func iteration(_ text: String) throws(EngineError) -> Int {
    // In 64 bits, which an Int has not everywhere.
    guard let number = Int64(text) else {
      let shown = text.onOneLine.bounded(whole: 60)
      throw EngineError(Localized(es: "«\(shown)» no es una iteración", en: "“\(shown)” is no iteration"))
    }
    try check(number)
    return Int(number)
  }

  private static func view(_ names: ArraySlice<String>) throws(EngineError) -> View {
    let names = Array(names)
    return try View(convention: names[0], language: names[1], mark: names[2], format: names[3])
  }
}
