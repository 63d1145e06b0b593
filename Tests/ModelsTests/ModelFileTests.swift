import Datasets
import Execution
import Foundation
import LessonLanguage
import Models
import Testing

/// What files of arrays are read as a run, and how the others are refused.
@Suite struct ModelFileTests {
  private static let lesson = """
    lesson two
    parameters
      W (2×2) = 0
      r (1×3) = 0
      c (3×1) = 0
      b = 0
    forward
      E = Σ W² + Σ r² + Σ c² + b²
    """

  private let path = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID().uuidString).npz").path

  private func program() throws -> LessonLanguage.Lesson {
    let (lessons, source) = try LessonParser.read(Self.lesson, file: "two.lesson")
    return Lesson(try #require(lessons.first), source: source)
  }

  private func write(_ arrays: [(name: String, shape: [Int], numbers: [Double])]) throws {
    var bytes: [UInt8] = []
    var writer = try NPZWriter(arrays.map { TensorDescription($0.name, .float64, shape: $0.shape) }) {
      bytes.append(contentsOf: $0)
    }
    for array in arrays { try array.numbers.withUnsafeBufferPointer { try writer.append($0) } }
    try writer.finish()
    try Data(bytes).write(to: URL(filePath: path))
  }

  private func refusal() throws -> String {
    let error = #expect(throws: DataFileError.self) {
      _ = try ModelFile(path).savedRun(for: try program().program().program)
    }
    return try #require(error).message.en
  }

  private let square = (name: "W", shape: [2, 2], numbers: [1.0, 2, 3, 4])

  @Test func `a list of numbers serves as a row and as a column, and one number as a list`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write([square, ("r", [3], [5, 6, 7]), ("c", [3], [8, 9, 10]), ("b", [1], [11])])
    let (run, _) = try ModelFile(path).savedRun(for: try program().program().program)
    #expect(run.values["r"]?.shape == .init(1, 3) && run.values["r"]?.values == [5, 6, 7])
    #expect(run.values["c"]?.shape == .init(3, 1) && run.values["c"]?.values == [8, 9, 10])
    #expect(run.values["b"]?.values == [11])
  }

  @Test(
    arguments: [
      ("r", [4], [5, 6, 7, 8]), ("r", [3, 1], [5, 6, 7]), ("c", [1, 3], [5, 6, 7]), ("W", [4], [1, 2, 3, 4]),
      ("W", [1, 2, 2], [1, 2, 3, 4]),
    ] as [(String, [Int], [Double])])
  func `no other shape is taken for another`(name: String, shape: [Int], numbers: [Double]) throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let usual: [(name: String, shape: [Int], numbers: [Double])] = [
      square, ("r", [3], [5, 6, 7]), ("c", [3], [8, 9, 10]), ("b", [], [11]),
    ]
    try write(usual.map { $0.name == name ? (name, shape, numbers) : $0 })
    #expect(try refusal().contains("'\(name)' has the shape"))
  }

  @Test func `a single array is told how to be saved with its name`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data([0x93] + Array("NUMPY".utf8) + [1, 0, 2, 0] + Array("{}".utf8)).write(to: URL(filePath: path))
    #expect(try refusal().contains("np.savez('weights.npz', W1=W1, b1=b1)"))
  }

  @Test func `a file of a later version and a trace are refused as such`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let arrays: [(name: String, shape: [Int], numbers: [Double])] = [
      square, ("r", [3], [5, 6, 7]), ("c", [3], [8, 9, 10]), ("b", [], [11]),
    ]
    try write(arrays + [("run.saved_version", [1], [2])])
    #expect(try refusal().contains("of version 2 of what --save writes, and this program reads up to 1"))
    try write(arrays + [("run.iteration", [1], [1])])
    #expect(try refusal().contains("it is a trace"))
    // What was saved before there were versions is read.
    try write(arrays)
    #expect(
      try ModelFile(path).savedRun(for: try program().program().program).run.values["W"]?.values == square.numbers)
  }
}
