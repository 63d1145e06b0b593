/// The command that asks the same question at a terminal: `lesson why clase6 --lr 2 'dW1[1,1]'`.
package struct TerminalQuestion: Hashable, Sendable {
  private let words: [String]

  /// A question about a lesson run with these options.
  package init(_ lesson: String, options: [(name: String, value: String?)] = []) {
    words = ["lesson", "why", lesson] + options.flatMap { ["--\($0.name)"] + ($0.value.map { [$0] } ?? []) }
  }

  /// What is typed about an address; without one, all that stands before it.
  package func text(_ address: String? = nil) -> String {
    (words.map { Self.quoted($0) } + (address.map { [Self.quoted($0, isPlain: false)] } ?? [])).joined(separator: " ")
  }

  /// A word as a shell takes it: in quotes unless no character of it means anything to a shell.
  private static func quoted(_ word: String, isPlain: Bool = true) -> String {
    let plain = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || "-_./,:=+".contains(character))
    }
    if isPlain, !word.isEmpty, word.allSatisfy(plain) { return word }
    return "'" + word.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
