import LessonLanguage
import Typesetting

/// Reads the words of a command line by a declaration.
///
/// Options and arguments may be mixed; `--name value`, `--name=value`, `-n value`, `-nvalue`, `-abc` for flags; after `--`
/// everything is an argument. `-`, `-:name` and negative numbers are never taken for options.
package struct ArgumentParser {
  private let declaration: Declaration

  /// A parser for a command; the common options are understood too.
  package init(_ declaration: Declaration) {
    self.declaration = declaration.adding(CommonOptions.all)
  }

  /// The words sorted into arguments and options; throws `UsageError`.
  package func parse(_ words: [String]) throws -> ParsedArguments {
    var parsed = ParsedArguments(declaration: declaration)
    var position = 0
    while position < words.count {
      let word = words[position]
      position += 1
      if word == "--" {
        parsed.arguments += words[position...]
        break
      }
      guard Self.looksLikeOption(word) else {
        parsed.arguments.append(word)
        continue
      }
      if word.hasPrefix("--") {
        try readLong(word, words, &position, &parsed)
      } else {
        try readShort(word, words, &position, &parsed)
      }
    }
    try checkChoices(parsed)
    try checkArguments(parsed)
    return parsed
  }

  /// The first argument among the words, when options not declared are taken to have a value of their own.
  ///
  /// A lesson's settings are options known only once the lesson is; this finds its name before them.
  package func firstArgument(of words: [String]) -> String? {
    var position = 0
    while position < words.count {
      let word = words[position]
      position += 1
      if word == "--" { return position < words.count ? words[position] : nil }
      guard Self.looksLikeOption(word) else { return word }
      if word.contains("=") { continue }
      let takesValue: Bool
      if word.hasPrefix("--") {
        takesValue = option(long: String(word.dropFirst(2))).map { $0.value != nil } ?? true
      } else {
        let flags = word.dropFirst()
        takesValue = flags.count == 1 && flags.first.flatMap(option(short:))?.value != nil
      }
      if takesValue, position < words.count, !isOption(words[position]) { position += 1 }
    }
    return nil
  }

  /// Whether a word could be an option: it begins with a hyphen and is neither `-`, `-:name` nor a number.
  static func looksLikeOption(_ word: String) -> Bool {
    guard word.first == "-", let second = word.dropFirst().first else { return false }
    return !(second.isASCII && second.isNumber) && ![".", ",", ":"].contains(second)
  }

  // MARK: Options

  private func option(long: String) -> Option? { declaration.options.first { $0.hasLongName(long) } }
  private func option(short: Character) -> Option? { declaration.options.first { $0.short == short } }

  /// Whether a word that follows an option cannot be its value.
  private func isOption(_ word: String) -> Bool {
    guard Self.looksLikeOption(word) else { return false }
    if word.hasPrefix("--") { return true }
    return word.dropFirst().first.flatMap(option(short:)) != nil
  }

  private func readLong(
    _ word: String, _ words: [String], _ position: inout Int, _ parsed: inout ParsedArguments
  ) throws {
    let (name, joined) = Self.split(word.dropFirst(2))
    guard let option = option(long: name) else {
      throw UsageError.unknownOption("--\(name)", suggestion: suggestion(for: name))
    }
    if option.value == nil {
      if let joined { throw UsageError.unexpectedValue(joined, of: "--\(name)") }
      parsed.options.append((option.name, nil))
    } else {
      parsed.options.append((option.name, try joined ?? value(of: option, words, &position)))
    }
  }

  private func readShort(
    _ word: String, _ words: [String], _ position: inout Int, _ parsed: inout ParsedArguments
  ) throws {
    var rest = word.dropFirst()
    while let letter = rest.popFirst() {
      guard let option = option(short: letter) else {
        let name = "-\(letter)"
        // `-trace` was probably meant to be `--trace`.
        let whole = Self.split(word.dropFirst()).name
        let known = self.option(long: whole) != nil
        throw UsageError.unknownOption(known ? "-\(whole)" : name, suggestion: known ? "--\(whole)" : nil)
      }
      if option.value == nil {
        if rest.first == "=" { throw UsageError.unexpectedValue(String(rest.dropFirst()), of: "-\(letter)") }
        parsed.options.append((option.name, nil))
      } else {
        let joined = rest.first == "=" ? rest.dropFirst() : rest
        let value = joined.isEmpty && rest.isEmpty ? try value(of: option, words, &position) : String(joined)
        parsed.options.append((option.name, value))
        return
      }
    }
  }

  private func value(of option: Option, _ words: [String], _ position: inout Int) throws -> String {
    guard position < words.count, words[position] != "--", !isOption(words[position]) else {
      throw UsageError.missingValue(option)
    }
    position += 1
    return words[position - 1]
  }

  private static func split(_ word: Substring) -> (name: String, value: String?) {
    guard let sign = word.firstIndex(of: "=") else { return (String(word), nil) }
    return (String(word[..<sign]), String(word[word.index(after: sign)...]))
  }

  private func suggestion(for name: String) -> String? {
    Nearest.word(to: name, among: declaration.options.flatMap { [$0.name] + $0.aliases }).map { "--\($0)" }
  }

  // MARK: Checks

  private func checkChoices(_ parsed: ParsedArguments) throws {
    for (name, value) in parsed.options {
      guard let value, let option = option(long: name), let choices = option.value?.choices, !choices.isEmpty,
        !choices.contains(value)
      else { continue }
      throw UsageError.invalidValue(
        value, for: option.synopsis, choices: choices, reason: option.value?.elsewhere[value])
    }
  }

  private func checkArguments(_ parsed: ParsedArguments) throws {
    let declared = declaration.arguments
    let needed = declared.filter { !$0.isOptional }
    if parsed.arguments.count < needed.count { throw UsageError.missingArgument(needed[parsed.arguments.count]) }
    if declared.last?.isRepeatable != true, parsed.arguments.count > declared.count {
      throw UsageError.unexpectedArguments(Array(parsed.arguments[declared.count...]))
    }
  }
}
