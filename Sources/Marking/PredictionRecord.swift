import Calculus
import Execution
import LessonLanguage
import Trace
import Typesetting

/// What somebody has predicted so far, as it is kept in a file and gone on from.
///
/// The file has what was typed and no verdict that is believed: going on from it does all of it once more.
package enum PredictionRecord {
  /// Everything for a file: the lesson, the seed, a checksum, the score, and each question with what was done about it.
  ///
  /// - Parameter first: the run's first iteration.
  package static func fact(_ predictor: Predictor, from first: Moment, _ options: RunOptions) -> Fact {
    Fact.record(
      ("lesson", .text(first.program.name)), ("seed", .integer(options.seed)),
      ("checksum", .integer(checksum(first)))
    ).adding(
      ("score", predictor.score.fact), ("predictions", .list(predictor.predictions.map { $0.fact })))
  }

  /// What tells one lesson under its settings from another: all numbers of its first iteration, in single precision, so
  /// that the last bits do not count in which processors differ.
  private static func checksum(_ moment: Moment) -> UInt32 {
    // FNV-1a, a number at a time.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ word: UInt32) { hash = (hash ^ UInt64(word)) &* 0x100_0000_01b3 }
    func add(_ text: String) { for byte in text.utf8 { add(UInt32(byte)) } }
    for setting in moment.program.settings {
      add(setting.symbol.name)
      switch setting.value {
      case .number(let number): add(Float(number).bitPattern)
      case .choice(let selected, _): add(selected)
      case .function(_, let body): add(body)
      }
    }
    for recorded in RecordedQuantity.all(of: moment.program) where moment.isMeasured(recorded.quantity) {
      add(recorded.name)
      for value in moment.value(of: recorded.quantity).values { add(Float(value).bitPattern) }
    }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  /// What was done about one question.
  package struct Entry: Sendable {
    package let address: String
    package let iteration: Int
    package let tries: [Prediction.Try]
  }

  /// What a file has, in its order; nil where it is no such file, or one of another lesson or other settings.
  ///
  /// - Parameters:
  ///   - command, version: what the file has to say of itself.
  ///   - first: the run's first iteration.
  package static func entries(
    _ text: String, ofCommand command: String, version: Int, from first: Moment, _ options: RunOptions
  ) -> [Entry]? {
    guard let file = try? JSONValue(text), let facts = file["facts"], file["command"]?.asText == command,
      number(file["version"]) == Int64(version),
      facts["lesson"]?.asText == first.program.name, number(facts["seed"]) == Int64(options.seed),
      number(facts["checksum"]) == Int64(checksum(first)), let list = facts["predictions"]?.elements
    else { return nil }
    var entries: [Entry] = []
    for element in list {
      guard let address = element["address"]?.asText, let iteration = number(element["iteration"]),
        (1...1_000_000_000).contains(iteration), let tries = element["tries"]?.elements
      else { return nil }
      var read: [Prediction.Try] = []
      for each in tries {
        if let answer = each["answer"]?.asText {
          read.append(.answer(answer))
        } else if each["hint"] != nil {
          read.append(.hint)
        } else if each["skip"] != nil {
          read.append(.skip)
        } else {
          return nil
        }
      }
      entries.append(Entry(address: address, iteration: Int(iteration), tries: read))
    }
    return entries
  }

  private static func number(_ value: JSONValue?) -> Int64? {
    if case .number(let text)? = value { Int64(text) } else { nil }
  }
}
