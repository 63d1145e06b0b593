import Foundation
import TemporaryFolders
import Testing

@testable import OperatingSystem

/// Sends a signal to this process as a terminal does; a thread of a test would keep its own signals waiting.
private func send(_ signal: Int32, until isDone: () -> Bool = { false }) {
  kill(getpid(), signal)
  for _ in 0..<2000 where !isDone() { usleep(1000) }
}

@Suite struct InterruptTests {
  @Test func `without a signal nothing is interrupted`() throws {
    try Interrupt.never.check()
    #expect(throws: Interrupted.self) { try Interrupt { true }.check() }
  }

  @Test func `the first Ctrl-C is noted and the work goes on to its end`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let interrupt = Interrupt.process()
      guard !interrupt.isRequested else { exit(1) }
      send(SIGINT) { interrupt.isRequested }
      exit(interrupt.isRequested ? 7 : 1)
    }
  }

  @Test(arguments: [[SIGINT, SIGINT], [SIGTERM], [SIGHUP]])
  func `a second one, or another signal, ends the process and removes unfinished files`(signals: [Int32]) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("trace.jsonl")
    await #expect(processExitsWith: .signal(signals[0])) { [path = path as String, signals = signals as [Int32]] in
      let interrupt = Interrupt.process()
      let file = try AtomicFile(path)
      try file.write(String(repeating: "x", count: 100_000))
      for signal in signals.dropLast() { send(signal) { interrupt.isRequested } }
      for signal in signals.suffix(1) { send(signal) }
      try file.commit()
      exit(0)
    }
    #expect(folder.names.isEmpty)
  }
}
