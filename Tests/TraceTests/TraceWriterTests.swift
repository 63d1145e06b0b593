import Calculus
import Execution
import Foundation
import Matrices
import SampleLessons
import Testing

@testable import Trace

struct TraceWriterTests {
  /// Gathers what a writer hands on.
  private final class Sink {
    var chunks: [Int] = []
    var text: [UInt8] = []
    func take(_ bytes: UnsafeRawBufferPointer) {
      chunks.append(bytes.count)
      text.append(contentsOf: bytes)
    }
    var lines: [String] { String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init) }
  }

  private struct Failure: Error {}

  private static func write(
    _ runner: Run, iterations: Int, names: Set<String>? = nil, also: (Run) -> Void = { _ in }
  ) throws -> Sink {
    let sink = Sink()
    var writer = TraceWriter<any Error>(runner, names: names) { sink.take($0) }
    for _ in 0..<iterations {
      try runner.advance()
      try writer.record(runner)
      also(runner)
    }
    try writer.finish()
    return sink
  }

  /// The numbers of a line, as they are written.
  private static func numbers(_ line: String) throws -> [String] {
    let values = try #require(line.range(of: "\"values\":"))
    return line[values.upperBound...].filter { !"[]}\"".contains($0) }.split(separator: ",").map(String.init)
  }

  private static func number(_ text: String) -> Double? {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: Double(text)
    }
  }

  /// Whether nested lists have these sizes.
  private static func fits(_ values: Any?, _ sizes: ArraySlice<Int>) -> Bool {
    guard let first = sizes.first else { return values is NSNumber || values is String }
    guard let list = values as? [Any], list.count == first else { return false }
    return list.allSatisfy { fits($0, sizes.dropFirst()) }
  }

  @Test(arguments: SampleLesson.small)
  func `each line is JSON of its own and holds the bits that a recording holds`(sample: SampleLesson) throws {
    let runner = try Run(try sample.program())
    var recording = Recording(runner.program)
    let sink = try Self.write(runner, iterations: 4) { recording.record($0) }
    let lines = sink.lines
    var count = 1
    for frame in recording.frames {
      for recorded in recording.quantities(at: frame.iteration) {
        let line = lines[count]
        count += 1
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["iteration"] as? Int == frame.iteration)
        #expect(object?["epoch"] as? Int == frame.epoch && object?["batch"] as? Int == frame.batch)
        #expect(object?["phase"] as? String == recorded.phase.keyword)
        #expect(object?["name"] as? String == recorded.name)
        let value = try #require(recording[recorded.name, at: frame.iteration])
        #expect(object?["shape"] as? [Int] == value.shape.sizes)
        #expect(Self.fits(object?["values"], value.shape.sizes[...]), "\(line)")
        let written = try Self.numbers(line).map { try #require(Self.number($0)).bitPattern }
        #expect(written == bits(value), "\(recorded.name)")
      }
    }
    #expect(count == lines.count)
  }

  @Test func `the first line says what the file is`() throws {
    let lesson = try TestLesson("lesson somewhere\nforward\n  z = 1", run: { $0.seed = .max })
    let sink = try Self.write(lesson.runner, iterations: 1)
    #expect(
      sink.lines == [
        #"{"format":"lesson-trace","version":1,"lesson":"somewhere","seed":4294967295,"way":"exact"}"#,
        #"{"iteration":1,"epoch":1,"batch":1,"phase":"forward","name":"z","shape":[1,1],"values":[[1]]}"#,
      ])
    #expect(TraceWriter.version == 1)
    #expect(sink.text.last == UInt8(ascii: "\n"))
  }

  @Test func `what JSON has no number for is a string, and every other number reads back as it was`() throws {
    let lesson = try TestLesson("forward\n  z = [(1/0) (−1/0) (0/0); 5e-324 (−0) 0.1; 1e308 1e21 100000]")
    let line = try Self.write(lesson.runner, iterations: 1).lines[1]
    #expect(
      line.hasSuffix(#""values":[["Infinity","-Infinity","NaN"],[5e-324,-0,0.1],[1e+308,1e+21,100000]]}"#), "\(line)")
    _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
  }

  @Test func `only the names asked for are written`() throws {
    let lesson = try TestLesson("parameters\n  w = 1\nforward\n  z = w\nupdate\n  w ← 2·w")
    let sink = try Self.write(lesson.runner, iterations: 3, names: ["new(w)", "nothing"])
    #expect(sink.lines.dropFirst().count == 3)
    #expect(sink.lines.last?.contains(#""name":"new(w)""#) == true)
  }

  @Test func `a long run is handed on in pieces that do not grow`() throws {
    let lesson = try TestLesson("forward\n  z = range(0, 1, 1000) + iteration")
    let sink = try Self.write(lesson.runner, iterations: 60)
    #expect(sink.chunks.count > 5)
    #expect(sink.chunks.dropLast().allSatisfy { $0 >= 1 << 16 && $0 < 1 << 17 }, "\(sink.chunks)")
    #expect(sink.lines.count == 61)
  }

  @Test(arguments: SampleLesson.small)
  func `pieces that are put into text at once are written in their order`(sample: SampleLesson) throws {
    let expected = try Self.write(try Run(try sample.program()), iterations: 40).lines
    let (sink, run) = (Sink(), try Run(try sample.program()))
    var begun: (count: Int, make: (Int) -> Void) = (0, { _ in })
    let encoding = TraceEncoding<any Error>(
      begin: { begun = ($0, $1) },
      finish: { take in
        for place in (0..<begun.count).reversed() { begun.make(place) }
        for place in 0..<begun.count { try take(place) }
      })
    var writer = TraceWriter<any Error>(run, encoding: encoding) { sink.take($0) }
    for _ in 0..<40 {
      try run.advance()
      try writer.record(run)
    }
    try writer.finish()
    #expect(sink.lines == expected)
  }

  @Test func `a sink that fails ends the writing with its error`() throws {
    let lesson = try TestLesson("forward\n  z = range(0, 1, 9000) + iteration")
    var writer = TraceWriter(lesson.runner) { _ in throw Failure() }
    try lesson.timeline.go(to: 1)
    #expect(throws: Failure.self) {
      try writer.record(lesson.runner)
      try writer.finish()
    }
  }
}
