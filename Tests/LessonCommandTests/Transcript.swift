import Datasets
import Foundation
import OperatingSystem

/// What a list of command lines prints, as a text to be recorded: what is short as it is, of what is long a digest.
///
///     $ lesson check xor --lang es
///     ✓ xor: …
///
///     $ lesson run xor --trace --lang es
///     131 lines, MD5 0123456789abcdef0123456789abcdef
///
/// Where a digest has changed, the command line printed by the program before and after shows what.
struct Transcript {
  private(set) var text = ""
  /// Lines of an output that are kept.
  private static let mostLines = 24

  /// What is printed without the processor's vectors: bits are the same on all that round a product and its sum once.
  private static func anywhere(_ output: String) -> String {
    ["AVX-512", "AVX2", "NEON"].reduce(output) { $0.replacing($1, with: "VECTORS") }
  }

  /// Runs a command line in memory and adds what it printed and, unless it is 0, its exit code.
  ///
  /// - Parameter changing: makes the same of what depends on the machine.
  mutating func add(_ words: [String], input keys: [String]? = nil, changing: (String) -> String = { $0 }) {
    let (output, error, code): (String, String, Int32)
    if let keys {
      let dialogue = StepDialogue(Array(words.dropFirst()), keys: keys)
      (output, error, code) = (dialogue.output, dialogue.error, dialogue.code)
    } else {
      let session = Session(words: words)
      (output, error, code) = (session.output, session.error, session.code)
    }
    text += "$ lesson " + words.map(Self.quoted).joined(separator: " ")
    if let keys { text += "  # keys: " + keys.joined(separator: " · ") }
    text += "\n" + Self.shortened(changing(Self.anywhere(output)))
    if !error.isEmpty { text += "standard error:\n" + Self.shortened(changing(Self.anywhere(error))) }
    if code != 0 { text += "exit code \(code)\n" }
    text += "\n"
  }

  private static func shortened(_ output: String) -> String {
    guard !output.isEmpty else { return "" }
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    guard lines > mostLines || output.utf8.count > 4_000 else { return output.hasSuffix("\n") ? output : output + "\n" }
    return "\(lines) lines, MD5 \(MD5.hex(of: output.utf8))\n"
  }

  private static func quoted(_ word: String) -> String {
    word.allSatisfy { $0.isLetter || $0.isNumber || "-_=./".contains($0) } ? word : "'\(word)'"
  }
}
