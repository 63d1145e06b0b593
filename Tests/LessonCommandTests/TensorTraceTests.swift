import Datasets
import Foundation
import OperatingSystem
import Synchronization
import TemporaryFolders
import Testing
import Trace

@testable import LessonCommand

/// Traces as files of arrays.
@Suite struct TensorTraceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path(name) }

  private static let digits = [
    "run", "mnist", "--digits", "100", "--batch", "32", "--set", "n1=6", "--set", "n2=5", "--no-pictures", "--plain",
  ]

  /// A line of the stream.
  private struct Record: Decodable {
    let iteration: Int
    let name: String
    let shape: [Int]
    let values: [[Double]]
  }

  /// What a stream of lines says of each array of the layout: its quantity's numbers, one iteration after another, and
  /// those iterations.
  private func lines(_ name: String) throws -> [String: (iterations: [Int], values: [Double], shape: [Int])] {
    var found: [String: (iterations: [Int], values: [Double], shape: [Int])] = [:]
    for line in try folder.text(name).split(separator: "\n").dropFirst() {
      let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
      // The first batch is a full one; a quantity of another shape later is one of the last batch.
      let isUsual = found[record.name].map { $0.shape == record.shape } ?? true
      let array = isUsual ? record.name : record.name + ".last_batch"
      found[array, default: ([], [], record.shape)].iterations.append(record.iteration)
      found[array]?.values += record.values.flatMap { $0 }
    }
    return found
  }

  @Test(arguments: ["safetensors", "npz"], [[], ["--every", "3"], ["--at", "2,5,last"]])
  func `each quantity is one array that holds what the stream of the same run holds`(format: String, which: [String])
    throws
  {
    for run in [
      ["run", "xor", "--iterations", "17", "--no-pictures"], Self.digits + ["--epochs", "2", "--way", "exact"],
    ] {
      let words = run + which + ["--trace-file"]
      #expect(Session(words: words + [path("t.\(format)")]).code == 0)
      #expect(Session(words: words + [path("t.jsonl")]).code == 0)
      let file = try TensorFile.read(path("t.\(format)"))
      let lines = try lines("t.jsonl")
      let all = try file.numbers("run.iteration").map { Int($0) }
      var names = ["run.version", "run.iteration", "run.epoch", "run.batch"]
      for (name, line) in lines {
        let shape = [line.iterations.count] + line.shape
        #expect(
          try file.numbers(name, shape: shape, allowsNonFinite: true).map(\.bitPattern)
            == line.values.map(\.bitPattern),
          "\(name)")
        names.append(name)
        guard line.iterations != all else { continue }
        #expect(try file.numbers(name + ".at").map { Int($0) } == line.iterations, "\(name)")
        names.append(name + ".at")
      }
      #expect(file.tensors.map(\.name).sorted() == names.sorted() && names.count > 20)
      #expect(try file.numbers("run.version", shape: []) == [Double(TraceLayout.version)])
      let perEpoch = run[1] == "xor" ? 1 : 4
      #expect(try file.numbers("run.epoch") == all.map { Double(($0 - 1) / perEpoch + 1) })
      #expect(try file.numbers("run.batch") == all.map { Double(($0 - 1) % perEpoch + 1) })
    }
  }

  @Test func `recording the fast way changes no bit of what is learned, and agrees with the exact way`() throws {
    let run = Self.digits + ["--epochs", "2", "--save"]
    #expect(Session(words: run + [path("plain.npz")]).code == 0)
    let traced = ["--trace-file", path("trace.npz"), "--every", "3"]
    #expect(Session(words: run + [path("traced.npz")] + traced).code == 0)
    let (plain, other) = (try TensorFile.read(path("plain.npz")), try TensorFile.read(path("traced.npz")))
    for tensor in plain.tensors {
      let name = tensor.name
      #expect(
        try plain.numbers(name, allowsNonFinite: true).map(\.bitPattern)
          == other.numbers(name, allowsNonFinite: true).map(\.bitPattern), "\(name)")
    }
    let exact = Self.digits + ["--epochs", "2", "--way", "exact", "--trace-file", path("exact.npz"), "--every", "3"]
    #expect(Session(words: exact).code == 0)
    let (fast, slow) = (try TensorFile.read(path("trace.npz")), try TensorFile.read(path("exact.npz")))
    #expect(
      fast.tensors.map(\.name) == slow.tensors.map(\.name) && fast.tensors.map(\.shape) == slow.tensors.map(\.shape))
    #expect(try fast.numbers("run.iteration") == [1, 3, 6, 8])
    for tensor in fast.tensors where !tensor.name.contains(".") {
      // The first iteration, before rounding has led the two ways apart; of a sum over the epoch, the first epoch.
      let count = tensor.shape.dropFirst().reduce(1, *)
      let (left, right) = try (
        fast.numbers(tensor.name, allowsNonFinite: true)[..<count],
        slow.numbers(tensor.name, allowsNonFinite: true)[..<count]
      )
      let own = TraceLayout.iterations(of: tensor.name)
      if fast.tensors.contains(where: { $0.name == own }), try fast.numbers(own).first != 1 { continue }
      let scale = right.reduce(1e-3) { $1.isFinite ? max($0, abs($1)) : $0 }
      for (a, b) in zip(left, right) where !(a.isNaN && b.isNaN) {
        #expect(abs(a - b) <= 1e-5 * scale, "\(tensor.name): \(a) and \(b)")
      }
    }
  }

  @Test(arguments: ["npz", "safetensors"])
  func `a quantity may be called as the arrays of the whole run begin`(format: String) throws {
    let lesson = try TemporaryLesson(
      """
      lesson named
      data
        X = [1; 2; 3]
      parameters
        w = 1
      forward
        e = X·w
      loss
        E = Σ e²
      metrics
        run = mean_epoch(E)
        iteration_run = Σepoch E
      update
        w by gradient with descent(0.01)
      run
        X in batches of 2, in order
        stop after 2 epochs

      """)
    #expect(Session("run", lesson.path, "--trace-file", path("t.\(format)")).code == 0)
    let file = try TensorFile.read(path("t.\(format)"))
    #expect(try file.numbers("run.iteration") == [1, 2, 3, 4])
    #expect(try file.numbers("run.at") == [2, 4] && file.numbers("iteration_run.at") == [2, 4])
    #expect(try file.numbers("run", shape: [2, 1, 1]).count == 2)
    #expect(Set(file.tensors.map(\.name)).count == file.tensors.count)
  }

  @Test func `NumPy and safetensors read both forms alike`() throws {
    for format in ["npz", "safetensors"] {
      #expect(Session(words: Self.digits + ["--epochs", "2", "--trace-file", path("t.\(format)")]).code == 0)
    }
    let script = """
      import sys, zipfile
      import numpy as np
      from safetensors.numpy import load_file
      one, other = np.load(sys.argv[1]), load_file(sys.argv[2])
      assert zipfile.ZipFile(sys.argv[1]).testzip() is None
      assert set(one.files) == set(other)
      for name in one.files:
          assert one[name].dtype == other[name].dtype and np.array_equal(one[name], other[name], equal_nan=True), name
      assert one["run.iteration"].dtype == np.int64 and one["run.iteration"].tolist() == list(range(1, 9))
      assert one["run.epoch"].tolist() == [1] * 4 + [2] * 4 and one["run.batch"].tolist() == [1, 2, 3, 4] * 2
      assert one["W1"].shape == (8, 6, 784) and one["W1"].dtype == np.float32
      assert one["X"].shape == (6, 784, 32) and one["X.at"].tolist() == [1, 2, 3, 5, 6, 7]
      assert one["X.last_batch"].shape == (2, 784, 4) and one["X.last_batch.at"].tolist() == [4, 8]
      assert np.array_equal(one["new(W1)"][:-1], one["W1"][1:])
      print("ok")
      """
    let result = try Running(
      program: "/usr/bin/env", ["python3", "-c", script, path("t.npz"), path("t.safetensors")],
      environment: ProcessInfo.processInfo.environment, input: "", folder: nil
    ).finish()
    guard !result.error.contains("No module named"), result.code != 127 else {
      return print("SKIPPED: python3 has no numpy or no safetensors")
    }
    #expect(result.output == "ok\n", "\(result.error)")
  }

  @Test func `columns that grow at once are read back, from memory and from the file, which has no name`() throws {
    let spool = Spool(beside: path("t.npz").cString, path: path("t.npz"))
    let sizes = [8, 24, 40_000, 3_000, 300_000]
    let columns = sizes.map { _ in spool.addColumn() }
    var wanted = sizes.map { _ in [UInt8]() }
    for round in 0..<1500 {
      for (column, size) in zip(columns, sizes) where round < 3_000_000 / size {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ round &+ column) }
        try bytes.withUnsafeBytes { try spool.append($0, to: column) }
        if round < 20 || size < 5000 { wanted[column] += bytes }
      }
      if round == 19 { break }
    }
    for column in columns {
      var found: [UInt8] = []
      try spool.read(column) { found += $0 }
      #expect(found == wanted[column])
    }
    #expect(folder.names.isEmpty && spool.byteCount == wanted.reduce(0) { $0 + $1.count })
  }

  @Test func `progressions give back the numbers that came`() {
    for (numbers, count) in [
      ([], 0), ([5], 1), ([1, 2, 3, 4], 1), ([1, 100, 200, 300], 2), ([3, 3, 3, 7, 1, 2], 3), (Array(1...20_000), 1),
      ((0..<900).map { $0 % 4 + 1 }, 225), ([1, 2, 4, 8, 16, 17, 18], 3),
    ] {
      var progressions = Progressions()
      for number in numbers { progressions.append(number) }
      var found: [Int] = []
      progressions.forEachPiece { found += $0.map { Int($0) } }
      #expect(found == numbers && progressions.count == numbers.count && progressions.last == numbers.last)
      #expect(progressions.progressionCount == count)
    }
  }

  @Test func `Ctrl-C while the file is written leaves nothing, and what was learned is kept`() throws {
    // Asked after each of the recorded iterations of the run, and then while the file is written.
    let run = ["run", "xor", "--iterations", "2000", "--no-pictures", "--save", path("model.npz"), "--trace-file"]
    for (answers, code, names) in [(2000, 0, ["model.npz", "t.npz"]), (2010, 130, ["model.npz"])] {
      for name in folder.names { try FileManager.default.removeItem(atPath: path(name)) }
      let count = Mutex(0)
      let interrupt = Interrupt {
        count.withLock { asked in
          asked += 1
          return code == 130 && asked > answers
        }
      }
      let console = Console.memory()
      let ended = LessonTool.main(
        Surroundings(arguments: run + [path("t.npz")], environment: ["LANG": "en_US.UTF-8"]), console: console,
        interrupt: interrupt)
      #expect(ended == code && folder.names == names, "\(console.error.captured) \(folder.names)")
    }
  }

  @Test func `chosen quantities alone are kept, and unknown ones are suggested`() throws {
    let words = Self.digits + ["--iterations", "2", "--trace-file", path("some.safetensors"), "--quantities"]
    #expect(Session(words: words + ["W1, dZ3"]).code == 0)
    #expect(
      try TensorFile.read(path("some.safetensors")).tensors.filter { !$0.name.hasPrefix("run.") }.map(\.name).sorted()
        == ["W1", "dZ3"])
    let wrong = Session(words: words + ["W9"])
    #expect(wrong.code == 64 && wrong.error.contains("W9"))
    #expect(Session("run", "xor", "--quantities", "W1").code == 64)
    for nothing in ["", ",", " , "] {
      let none = Session("run", "xor", "--trace-file", path("none.npz"), "--quantities", nothing)
      #expect(none.code == 64 && none.error.contains("say which quantities"), "\(none.error)")
    }
    for name in ["q.", "q..", "a.jsonl."] {
      #expect(Session("run", "xor", "--iterations", "1", "--trace-file", path(name)).code == 64, "\(name)")
    }
    #expect(Session("run", "xor", "--iterations", "1", "--trace-file", path("plain")).code == 0)
    let stream = ["run", "xor", "--iterations", "1", "--trace-file", "-", "--quantities", "W1"]
    #expect(Session(words: stream).output.split(separator: "\n").count == 2)
  }
}
