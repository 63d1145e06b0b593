import Datasets
import Foundation
import Testing

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

  @Test(arguments: ["safetensors", "npz"]) func `it holds what the stream of the same run holds`(format: String) throws
  {
    let run = ["run", "xor", "--iterations", "7", "--no-pictures", "--at", "2,last", "--trace-file"]
    #expect(Session(words: run + [path("t.\(format)")]).code == 0)
    #expect(Session(words: run + [path("t.jsonl")]).code == 0)
    let file = try TensorFile.read(path("t.\(format)"))
    var count = 0
    for line in try String(contentsOfFile: path("t.jsonl"), encoding: .utf8).split(separator: "\n").dropFirst() {
      let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
      let name = "\(record.iteration).\(record.name)"
      #expect(try file.numbers(name, shape: record.shape) == record.values.flatMap { $0 }, "\(name)")
      count += 1
    }
    #expect(count > 40 && file.tensors.count == count)
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
    #expect(Set(fast.tensors.map { $0.name.split(separator: ".")[0] }) == ["1", "3", "6", "8"])
    for tensor in fast.tensors where tensor.name.hasPrefix("1.") {
      let (left, right) = try (
        fast.numbers(tensor.name, allowsNonFinite: true), slow.numbers(tensor.name, allowsNonFinite: true)
      )
      let scale = right.reduce(1e-3) { $1.isFinite ? max($0, abs($1)) : $0 }
      for (a, b) in zip(left, right) where !(a.isNaN && b.isNaN) {
        #expect(abs(a - b) <= 1e-5 * scale, "\(tensor.name): \(a) and \(b)")
      }
    }
  }

  @Test func `chosen quantities alone are kept, and unknown ones are suggested`() throws {
    let words = Self.digits + ["--iterations", "2", "--trace-file", path("some.safetensors"), "--quantities"]
    #expect(Session(words: words + ["W1, dZ3"]).code == 0)
    #expect(
      try TensorFile.read(path("some.safetensors")).tensors.map(\.name).sorted() == [
        "1.W1", "1.dZ3", "2.W1", "2.dZ3",
      ])
    let wrong = Session(words: words + ["W9"])
    #expect(wrong.code == 64 && wrong.error.contains("W9"))
    #expect(Session("run", "xor", "--quantities", "W1").code == 64)
    let stream = ["run", "xor", "--iterations", "1", "--trace-file", "-", "--quantities", "W1"]
    #expect(Session(words: stream).output.split(separator: "\n").count == 2)
  }
}
