import Foundation
import Lessons
import OperatingSystem
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct CompletionsTests {
  /// Runs a program found on the path, gives its output, or nil when it is not installed.
  static func run(_ words: [String]) throws -> (code: Int32, output: String)? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let found = path.split(separator: ":").map { "\($0)/\(words[0])" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: found)
    process.arguments = Array(words.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func script(_ shell: Shell, _ language: Language = .english) -> String {
    shell.script(CompletionSpecification(language: language))
  }

  @Test(arguments: Shell.allCases, Language.allCases)
  func `each shell accepts its script`(shell: Shell, language: Language) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Array(script(shell, language).utf8), to: "script")
    guard let result = try Self.run([shell.rawValue, "-n", file]) else {
      print("skipped: \(shell.rawValue) is not installed")
      return
    }
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.isEmpty)
  }

  /// What bash offers for a line whose last word is being typed.
  private func bash(_ line: String) throws -> [String]? {
    let folder = try TemporaryFolder()
    let file = try folder.write(Array(script(.bash).utf8), to: "script")
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let program = """
      source \(file); COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
      cd \(folder.url.path); _lesson && printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try Self.run(["bash", "-c", program])?.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    ("lesson li", ["list"]), ("lesson --lang es li", ["list"]), ("lesson list --na", ["--names"]),
    ("lesson list --lang ", ["es", "en"]), ("lesson --lang e", ["es", "en"]), ("lesson help comple", ["completions"]),
    ("lesson completions z", ["zsh"]), ("lesson completions zsh ", []), ("lesson --vers", ["--version"]),
    ("lesson list x", []), ("lesson unknown ", []),
    ("lesson run xor --hi", ["--hidden"]), ("lesson run perceptron --hi", []),
    ("lesson step perceptron --gate ", ["and", "or", "xor"]), ("lesson why xor --gate ", []),
    ("lesson verify --gate xor perceptron --gat", ["--gate"]), ("lesson run mnist --dig", ["--digits"]),
    ("lesson run xor --optimizer ad", ["adagrad", "adam"]), ("lesson why xor --at ", ["last"]),
    ("lesson data f", ["fetch"]), ("lesson data fetch m", ["mnist"]), ("lesson help exit", ["exit-codes"]),
    ("lesson page --bla", ["--blank"]), ("lesson page toy-w", ["toy-weight"]),
  ])
  func `bash completes commands, options, values and arguments`(line: String, offers: [String]) throws {
    guard let found = try bash(line) else {
      print("skipped: bash is not installed")
      return
    }
    #expect(found == offers)
  }

  @Test func `bash offers all the commands at first`() throws {
    guard let found = try bash("lesson ") else { return }
    #expect(found == Commands.all.map { $0.name })
  }

  @Test(arguments: [
    ("lesson li", ["list"]), ("lesson list --na", ["--names"]), ("lesson --lang ", ["en", "es"]),
    ("lesson completions z", ["zsh"]),
  ])
  func `fish completes the same`(line: String, offers: [String]) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Array(script(.fish).utf8), to: "script")
    guard let result = try Self.run(["fish", "-c", "source \(file); complete -C '\(line)'"]) else {
      print("skipped: fish is not installed")
      return
    }
    let words = result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(words.sorted() == offers)
  }

  /// What a terminal with zsh shows when the tab key is pressed after a line. The terminal waits for what is expected.
  private func zsh(_ line: String, awaiting offers: [String]) throws -> String? {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(script(.zsh).utf8), to: "_lesson")
    let expected = offers.map { "[[ $shown == *\($0)* ]]" }.joined(separator: " && ")
    let program = """
      zmodload zsh/zpty; zpty terminal "COLUMNS=100 zsh -f -i"
      zpty -w terminal 'PROMPT=; fpath=(\(folder.url.path) $fpath); autoload -Uz compinit; compinit -u -D; print rea''dy'
      shown=; for i in {1..200}; do zpty -r -t terminal part && shown+=$part; [[ $shown == *ready* ]] && break; sleep 0.1; done
      zpty -w -n terminal $'\(line)\\t'
      shown=; for i in {1..200}; do zpty -r -t terminal part && shown+=$part; \(expected) && break; sleep 0.1; done
      zpty -d terminal; print -r -- $shown
      """
    return try Self.run(["zsh", "-f", "-c", program])?.output
  }

  @Test(arguments: [
    ("lesson ", ["completions", "verify"]), ("lesson run xor --l", ["--lang", "--load", "--lr"]),
    ("lesson run perceptron --gate ", ["and", "or"]), ("lesson run xor --optimizer ", ["adagrad", "velocity"]),
  ])
  func `zsh completes the same`(line: String, offers: [String]) throws {
    guard let shown = try zsh(line, awaiting: offers) else {
      print("skipped: zsh is not installed")
      return
    }
    for offer in offers { #expect(shown.contains(offer), "\(shown)") }
  }

  @Test func `lesson names are offered where a lesson is expected`() {
    let specification = CompletionSpecification(language: .english)
    let (words, files) = specification.words(for: .lessons)
    #expect(words == Catalogue.names)
    #expect(files)
  }

  @Test(arguments: Shell.allCases)
  func `every command and every option stands in the script`(shell: Shell) {
    let text = script(shell)
    for command in Commands.all {
      #expect(text.contains(command.name))
      for option in command.declaration.options { #expect(text.contains(option.name)) }
    }
  }

  @Test func `the command writes the script of the shell named, or of the one in use`() {
    #expect(Session("completions", "zsh").output.hasPrefix("#compdef lesson"))
    #expect(Session("--generate-completion-script", "fish").output.contains("complete -c lesson"))
    let environment = ["LANG": "en_US.UTF-8", "SHELL": "/usr/bin/bash"]
    #expect(Session("--generate-completion-script", environment: environment).output.contains("complete -o"))
    #expect(Session("completions", environment: environment).output.contains("complete -o"))
    #expect(Session("completions", "tcsh").code == 64)
    #expect(Session("completions").code == 64)
  }

  @Test(arguments: [
    (Shell.bash, "don't \\", "'don'\\''t \\'"), (.zsh, "don't", "'don'\\''t'"), (.fish, "don't \\", "'don\\'t \\\\'"),
  ])
  func `quotes inside quotes are safe`(shell: Shell, text: String, quoted: String) {
    #expect(shell.quoted(text) == quoted)
  }
}
