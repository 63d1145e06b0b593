import LessonLanguage
import Typesetting

/// The lines of one lesson's file, to be written anew in parts.
struct LessonText: Sendable {
  private(set) var lines: [String]
  /// Which line of the file the first one is.
  private let first: Int
  private let file: String

  /// The lines of a lesson, without those of others in the same file.
  init(_ lesson: Lesson) {
    let all = lesson.source.lines
    let own = lesson.syntax.nameRange.line
    let headings = all.indices.filter { Self.isHeading(all[$0]) }
    let start = headings.first == own - 1 ? 0 : own - 1
    let end = headings.first { $0 >= own } ?? all.count
    lines = Array(all[min(start, all.count)..<max(min(start, all.count), min(end, all.count))])
    while lines.last?.trimmed.isEmpty == true { lines.removeLast() }
    first = start + 1
    file = lesson.source.file
  }

  private static func isHeading(_ line: String) -> Bool {
    line.hasPrefix("lesson ") && String(line.dropFirst(7)).trimmed.first != "="
  }

  /// The text of the file.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// What the text says.
  func lesson(named name: String? = nil) throws(LessonError) -> Lesson {
    let (lessons, source) = try LessonParser.read(text, file: name.map { "\($0).lesson" } ?? file)
    guard let only = lessons.first else {
      throw LessonError(
        file: file, range: nil, lineText: "", message: Localized(es: "no hay ninguna lección", en: "there is no lesson")
      )
    }
    return Lesson(only, source: source)
  }

  /// The same with other words at some places, none of which lies within another.
  ///
  /// What stands behind them in a line, apart by two blanks or more, stays in its column where it can.
  func replacing(_ changes: [(range: SourceRange, text: String)]) -> LessonText {
    var copy = self
    for (line, changes) in Dictionary(grouping: changes, by: { $0.range.line }) {
      let place = line - first
      guard lines.indices.contains(place) else { continue }
      copy.lines[place] = Self.replacing(changes, in: lines[place])
    }
    return copy
  }

  private static func replacing(_ changes: [(range: SourceRange, text: String)], in line: String) -> String {
    var characters = Array(line)
    var growth = 0
    var end = 0
    for change in changes.sorted(by: { $0.range.column > $1.range.column }) {
      let start = min(max(0, change.range.column - 1), characters.count)
      let stop = min(start + change.range.length, characters.count)
      characters.replaceSubrange(start..<stop, with: Array(change.text))
      growth += change.text.count - (stop - start)
      end = max(end, stop)
    }
    // Behind where the last change ends now, blanks are taken away or put in.
    var place = max(0, end + growth)
    while growth != 0, place + 1 < characters.count, characters[place] != "\"", characters[place] != "#" {
      guard characters[place] == " ", characters[place + 1] == " " else {
        place += 1
        continue
      }
      let blanks = characters[place...].prefix { $0 == " " }.count
      let kept = max(2, blanks - growth)
      characters.replaceSubrange(place..<(place + blanks), with: Array(repeating: " ", count: kept))
      growth -= blanks - kept
      place += kept
    }
    return String(characters)
  }

  /// The same without some of its lines, which are counted as in the file.
  func without(_ dropped: Set<Int>) -> LessonText {
    var copy = self
    copy.lines = lines.indices.filter { !dropped.contains($0 + first) }.map { lines[$0] }
    while copy.lines.last?.trimmed.isEmpty == true { copy.lines.removeLast() }
    return copy
  }

  /// The same with lines put in above one of the file, or at its end.
  func adding(_ new: [String], above line: Int) -> LessonText {
    var copy = self
    copy.lines.insert(contentsOf: new, at: min(max(0, line - first), lines.count))
    return copy
  }

  /// The last line of the file that belongs to the lesson.
  var lastLine: Int { first + lines.count - 1 }

  /// A text in quotes, as a lesson has it.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }
}
