import OperatingSystem
import Synchronization
import TemporaryFolders
import Testing

@testable import LessonCommand

/// What whoever waits is told on standard error.
@Suite struct ProgressTests {
  /// The error stream of a command line, with a clock that goes on by so much whenever it is read.
  private func error(
    _ words: [String], tick: Duration, terminals: Set<Surroundings.Stream> = []
  ) -> String {
    let ticks = Mutex(0)
    var surroundings = Surroundings(
      arguments: words, environment: ["LANG": "en_US.UTF-8"], terminals: terminals)
    surroundings.clock = {
      tick
        * ticks.withLock {
          $0 += 1
          return $0
        }
    }
    let console = Console.memory()
    _ = LessonTool.main(surroundings, console: console, interrupt: .never)
    return console.error.captured
  }

  private let long = ["run", "xor", "--iterations", "20000", "--no-pictures"]

  @Test func `a piped run says where it is in whole lines, after a second and then every ten`() throws {
    let lines = error(long, tick: .milliseconds(500)).split(separator: "\n")
    #expect(lines.count > 2)
    for line in lines { #expect(line.contains(/^iteration \d+ of 20000 · E \S+ · \d+:\d\d left$/), "\(line)") }
    let asked = lines.compactMap { $0.firstMatch(of: /iteration (\d+)/).flatMap { Int($0.1) } }
    // The clock is read each time there is a pause: twice a second, and so twenty times between two lines.
    let gaps = zip(asked, asked.dropFirst()).map { $1 - $0 }
    #expect(Set(gaps).count == 1, "\(asked)")
    #expect(asked[0] * 10 == gaps[0], "\(asked)")
  }

  @Test func `a terminal has one line, which is taken away`() {
    let text = error(long, tick: .milliseconds(500), terminals: [.error])
    #expect(text.hasPrefix("\riteration ") && text.hasSuffix("\r\u{1B}[K") && !text.contains("\n"))
  }

  @Test func `what takes less than a second says nothing`() {
    #expect(error(["run", "xor", "--iterations", "3"], tick: .milliseconds(1)).isEmpty)
    #expect(error(["verify", "xor"], tick: .zero).isEmpty)
  }

  @Test(arguments: [
    (["verify", "xor"], "verifying xor · "), (["why", "xor", "E", "--at", "5000"], "iteration "),
    (["run", "mnist", "--digits", "600", "--iterations", "1"], "drawing the digits…"),
  ])
  func `all that takes long says so`(words: [String], beginning: String) {
    let text = error(words, tick: .seconds(2))
    #expect(text.hasPrefix(beginning), "\(text)")
  }

  @Test func `writing the arrays of a trace says how much is written`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("xor.npz")
    let text = error(["run", "xor", "--iterations", "20000", "--trace-file", path], tick: .milliseconds(1))
    #expect(!text.contains("writing the trace"), "\(text)")
    let lines = error(
      ["run", "xor", "--iterations", "20000", "--trace-file", path], tick: .seconds(2)
    ).split(separator: "\n")
    let written = lines.compactMap { $0.wholeMatch(of: /writing the trace: (\d+) of (\d+) MB/) }
    #expect(written.count > 1 && written.allSatisfy { $0.2 == written[0].2 }, "\(lines.suffix(5))")
    #expect(written.map { Int($0.1) ?? -1 } == written.compactMap { Int($0.1) }.sorted())
  }
}
