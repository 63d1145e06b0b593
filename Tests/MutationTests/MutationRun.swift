import Foundation
import LessonCommand
import OperatingSystem
import Synchronization

/// Runs cases one after another in this process, and notes what should not have happened.
final class MutationRun: Sendable {
  /// How much time of a processor a case may take, in seconds: some of it until Ctrl-C is pressed, the rest to notice.
  static let limit: Double = isOptimized ? 2 : 60
  /// After so many seconds of a processor Ctrl-C is pressed.
  static let patience: Double = isOptimized ? 1 : 10
  /// After so many seconds by the clock, in which other processes may have had the processor, a case hangs, and the
  /// process is ended.
  static let hang: Double = isOptimized ? 60 : 600
  /// How much memory the process may come to use in a case, in bytes.
  static let memory = 3 << 30

  /// Whether the program is: the tests themselves never are.
  private static var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  let seed: UInt64
  let folder: String
  private let started = Mutex<(number: Int, at: Date)?>(nil)
  private let outcomes = Mutex<[Int32: Int]>([:])
  private let faults = Mutex<[String]>([])
  private let most = Mutex(0)
  private let slowest = Mutex<[(seconds: Double, what: String)]>([])

  init(seed: UInt64) throws {
    self.seed = seed
    folder = NSTemporaryDirectory() + "lesson-mutations-\(ProcessInfo.processInfo.processIdentifier)-\(seed)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    if found.isEmpty { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// What should not have happened, case by case.
  var found: [String] { faults.withLock { $0 } }

  /// How often each exit code came, and what took longest.
  var summary: String {
    let codes = outcomes.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let slow = slowest.withLock { $0 }.map { String(format: "  %.2f s  ", $0.seconds) + $0.what }
    let memory = most.withLock { $0 } >> 20
    return "exit codes \(codes.joined(separator: ", ")); most memory in a case \(memory) MiB; slowest:\n"
      + slow.joined(separator: "\n")
  }

  /// Runs the cases of some numbers on a stack as large as a process has.
  func run(_ numbers: Range<Int>) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread { [self] in
      for number in numbers { run(number) }
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    while done.wait(timeout: .now() + 1) == .timedOut { watch() }
  }

  private func run(_ number: Int) {
    let mutation = MutationCase(seed: seed, number: number)
    let words = mutation.words(in: folder)
    // A crash leaves these behind: they say which case it was, and can be tried by hand.
    write(mutation.file, to: "case.lesson")
    write(mutation.input, to: "case.input")
    write(Array("seed \(seed), case \(number): lesson \(Self.shown(words))\n".utf8), to: "case.txt")
    useAsInput("case.input")
    started.withLock { $0 = (number, Date()) }
    Self.forgetMostMemory()
    let start = Self.time()
    let console = Console.memory()
    let code = LessonTool.main(
      Surroundings(arguments: words, environment: mutation.environment), console: console,
      interrupt: Interrupt { Self.time() - start > Self.patience })
    let seconds = Self.time() - start
    started.withLock { $0 = nil }
    outcomes.withLock { $0[code, default: 0] += 1 }
    let what = "case \(number): lesson \(Self.shown(words))"
    slowest.withLock {
      $0.append((seconds, what))
      $0.sort { $0.seconds > $1.seconds }
      $0 = Array($0.prefix(5))
    }
    var judge = Judgement(code: code, output: console.output.captured, error: console.error.captured)
    judge.isColoured = mutation.environment["FORCE_COLOR"] == "1"
    judge.isSource = words.contains("--source")
    judge.isDialogue = words.contains("step")
    var wrong = judge.faults
    if seconds > Self.limit { wrong.append(String(format: "took %.1f s", seconds)) }
    let memory = Self.mostMemory()
    most.withLock { $0 = max($0, memory) }
    if memory > Self.memory { wrong.append("used \(memory >> 20) MiB") }
    if !wrong.isEmpty {
      write(mutation.file, to: "case-\(number).lesson")
      write(mutation.input, to: "case-\(number).input")
      faults.withLock { $0.append("\(what)\n    \(mutation.environment)\n    " + wrong.joined(separator: "\n    ")) }
    }
  }

  /// Ends the process when a case takes too long: there is no other way out of a loop without end.
  private func watch() {
    guard let (number, at) = started.withLock({ $0 }), Date().timeIntervalSince(at) > Self.hang else { return }
    let report = "seed \(seed), case \(number) hangs; its files are in \(folder)\n"
    FileHandle.standardError.write(Data(report.utf8))
    abort()
  }

  /// The time that this thread has had of a processor, in seconds: it does not hang on what else the machine does.
  private static func time() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func shown(_ words: [String]) -> String {
    words.map { $0.count > 200 ? "\($0.prefix(40))… (\($0.count))" : $0 }.map(\.debugDescription).joined(separator: " ")
  }

  private func write(_ bytes: [UInt8], to name: String) {
    _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(bytes))
  }

  /// Standard input is a property of the process; nothing else in the tests reads it.
  private func useAsInput(_ name: String) {
    let descriptor = open(folder + "/" + name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    dup2(descriptor, 0)
    close(descriptor)
  }

  /// Lets the most memory used be what is used now. Where the system has no such thing, one case that uses much puts
  /// the blame on those that come after it, too.
  private static func forgetMostMemory() {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .ascii)
  }

  /// The most memory that the process used since it was last forgotten, in bytes.
  private static func mostMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    if let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first
    {
      return kilobytes << 10
    }
    var usage = rusage()
    // RUSAGE_SELF, which is of another type on Linux.
    getrusage(0, &usage)
    #if os(Linux)
      return usage.ru_maxrss << 10
    #else
      return usage.ru_maxrss
    #endif
  }
}
