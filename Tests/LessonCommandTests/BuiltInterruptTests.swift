import Foundation
import OperatingSystem
import TemporaryFolders
import Testing

/// Ctrl-C, and files that cannot be written: nothing half done is left behind.
@Suite struct BuiltInterruptTests {
  @Test func `Ctrl-C ends a long run with a clean line, and its trace is whole`() throws {
    let folder = try TemporaryFolder()
    let process = try Running(
      ["run", "xor", "--iterations", "1000000000", "--trace-file", folder.path("trace.jsonl"), "--every", "1000"],
      input: "")
    // The unfinished file shows that the signal is watched for.
    try process.wait { !folder.names.isEmpty }
    process.interrupt()
    let result = process.finish()
    #expect(result.signal == nil)
    #expect(result.code == 130)
    #expect(folder.names == ["trace.jsonl"])
    // What is there is whole: every line is a value, the last one too.
    #expect(try folder.text("trace.jsonl").hasSuffix("}\n"))
    #expect((result.output + result.error).contains("nterrupted"), "\(result.output)\(result.error)")
    #expect(result.error.isEmpty || result.error.hasSuffix("\n"))
  }

  @Test func `Ctrl-C ends a study, which keeps the runs made and goes on from them to the same table`() throws {
    let folder = try TemporaryFolder()
    let asked = ["study", "xor", "--vary", "lr=0.5,1", "--solved", "MSE < 0.26", "--iterations", "5", "--lang", "en"]
    let process = try Running(asked + ["--seeds", "100000", "--out", folder.path("some.csv")], input: "")
    try process.wait { process.error.contains(" of 200000") }
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil)
    #expect(result.output.contains("Interrupted: "), "\(result.output)")
    let made = try folder.text("some.csv").split(separator: "\n").count - 1
    #expect((1..<200_000).contains(made) && result.error.contains("has \(made) of 200000 runs"), "\(result.error)")
    let few = asked + ["--seeds", "12", "--out"]
    let resumed = try Running(few + [folder.path("on.csv"), "--resume", folder.path("some.csv")], input: "").finish()
    let whole = try Running(few + [folder.path("whole.csv")], input: "").finish()
    #expect(resumed.code == 0 && whole.code == 0 && resumed.output == whole.output)
    #expect(try folder.text("on.csv") == folder.text("whole.csv"))
  }

  @Test(arguments: ["Interrupted.", "Interrumpido."])
  func `Ctrl-C ends one long operation, which asks nobody`(word: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("long.lesson")
    try Data(
      """
      lesson long
      data
        B = identity(1000)·2 + ones(1000×1000)
      forward
        K = inv(B)
        J = inv(K)
        I = inv(J)
      """.utf8
    ).write(to: URL(filePath: path))
    let language = word == "Interrupted." ? "en" : "es"
    let process = try Running(["run", path, "--lang", language], input: "")
    Thread.sleep(forTimeInterval: 1)
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil)
    #expect(result.output.isEmpty && result.error == word + "\n", "\(result)")
  }

  @Test(arguments: ["--save", "--trace-file"])
  func `Ctrl-C while nobody reads from a named pipe ends at once`(option: String) throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder.path("pipe.npz"), 0o600) == 0)
    let process = try Running(["run", "clase6", option, folder.path("pipe.npz")], input: "")
    Thread.sleep(forTimeInterval: 0.5)
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil)
    #expect(result.error == "Interrupted.\n")
  }

  @Test func `Ctrl-C while whoever reads from a pipe takes nothing ends at once`() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder.path("pipe.jsonl"), 0o600) == 0)
    let reader = open(folder.path("pipe.jsonl"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let process = try Running(
      ["run", "xor", "--iterations", "100000", "--trace-file", folder.path("pipe.jsonl")], input: "")
    // The pipe is full once nothing more comes.
    var (before, now) = (Int32(-1), Int32(0))
    while now == 0 || now != before {
      before = now
      Thread.sleep(forTimeInterval: 0.3)
      #expect(ioctl(reader, UInt(FIONREAD), &now) == 0)
    }
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil, "\(result)")
  }

  @Test func `Ctrl-C keeps what was recorded, exact and fast`() throws {
    let folder = try TemporaryFolder()
    for way in ["exact", "fast"] {
      let path = folder.path("\(way).npz")
      let process = try Running(
        ["run", "xor", "--iterations", "1000000000", "--every", "100000", "--trace-file", path, "--way", way], input: ""
      )
      Thread.sleep(forTimeInterval: 1)
      process.interrupt()
      let result = process.finish()
      #expect(result.code == 130 && result.signal == nil)
      #expect(folder.names.contains("\(way).npz"), "\(result.output)\(result.error)")
      #expect(try folder.bytes("\(way).npz").starts(with: [0x50, 0x4b]))
    }
  }

  @Test func `Ctrl-C in a run says so in Spanish, too`() throws {
    let process = try Running(
      ["run", "xor", "--iterations", "1000000000", "--trace-file", "-", "--every", "1000"],
      environment: ["LANG": "es_ES.UTF-8"], input: "")
    try process.wait { !process.output.isEmpty }
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
  }

  @Test func `Ctrl-C while a step is waited for ends with a clean line`() throws {
    let process = try Running(["step", "clase6"], input: nil)
    try process.wait { process.output.contains("z") }
    try process.type("n")
    let length = process.output.utf8.count
    try process.wait { process.output.utf8.count > length }
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil)
    #expect(result.error == "Interrupted.\n")
  }

  @Test func `Ctrl-C while a step travels far is noticed`() throws {
    let process = try Running(["step", "xor"], input: nil)
    try process.wait { process.output.contains("Z1") }
    try process.type("999999999g")
    Thread.sleep(forTimeInterval: 0.3)
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil)
  }

  @Test func `Ctrl-C in a verification is noticed`() throws {
    let folder = try TemporaryFolder()
    let text =
      "lesson long\nparameters\n  w (20×20) = 0.01\nforward\n  E = Σ (w·w)\nupdate\n  w by w with descent(0)\n"
      + "expect \"\" at 9999999\n  E = 1\n"
    let path = try folder.write(Array(text.utf8), to: "long.lesson")
    let process = try Running(["verify", path], input: "")
    Thread.sleep(forTimeInterval: 1)
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 || result.signal == SIGINT, "\(result.code)")
  }

  @Test(arguments: ["run", "verify", "why", "step"])
  func `a trace file that cannot be written is refused before anything runs`(command: String) throws {
    guard command == "run" else { return }
    let folder = try TemporaryFolder()
    let missing = try BuiltProgram.run(command, "xor", "--trace-file", folder.path("no/where.jsonl"))
    #expect(missing.code == 1)
    #expect(missing.error == "Error: the folder of '\(folder.path("no/where.jsonl"))' does not exist\n")
    #expect(missing.output.isEmpty)
    let directory = try BuiltProgram.run(command, "xor", "--trace-file", folder.path(""))
    #expect(directory.code == 1 && directory.error.contains("is a folder"), "\(directory.error)")
    #expect(folder.names.isEmpty)
  }

  @Test func `a folder that may not be written to is told`() throws {
    let folder = try TemporaryFolder()
    // The superuser may write anywhere but into what the kernel shows.
    let place = getuid() == 0 ? "/proc" : folder.path("shut")
    if getuid() != 0 {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: place)
    }
    guard FileManager.default.fileExists(atPath: place) else { return }
    let result = try BuiltProgram.run("run", "clase6", "--trace-file", "\(place)/trace.jsonl")
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.error.hasPrefix("Error: ") && result.error.contains("\(place)/trace.jsonl"))
  }

  @Test func `a disk that fills up leaves the older trace as it was`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array("old\n".utf8), to: "trace.jsonl")
    // No file may grow beyond 8 blocks: the same as a disk that is full after them.
    let result = try BuiltProgram.shell(
      "ulimit -f 8; lesson run xor --trace-file trace.jsonl --iterations 2000", in: folder.url.path)
    #expect(result.signal == nil)
    #expect(result.code == 1)
    #expect(result.error.hasPrefix("Error: "), "\(result.error)")
    #expect(folder.names == ["trace.jsonl"])
    #expect(try folder.text("trace.jsonl") == "old\n")
  }
}
