import Foundation
import Matrices
import Testing

@Suite struct NumPyRandomTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/Reference")

  /// One line of the reference: what was drawn, the seed, the numbers.
  struct Reference: Sendable, CustomTestStringConvertible {
    let kind: String
    let seed: UInt32
    let numbers: [Double]
    var testDescription: String { "\(kind) after seed \(seed)" }
  }

  static func references(in text: String) -> [Reference] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count > 2, let seed = UInt32(words[1]) else { return nil }
      return Reference(kind: words[0], seed: seed, numbers: words.dropFirst(2).compactMap { Double($0) })
    }
  }

  static let kept: [Reference] =
    (try? String(contentsOf: folder.appending(path: "numpy-random.txt"), encoding: .utf8)).map(references) ?? []

  /// The same numbers from our stream.
  static func drawn(like reference: Reference) -> [Double] {
    var random = NumPyRandom(seed: reference.seed)
    if reference.kind == "far" { for _ in 0..<1500 { _ = random.uniform() } }
    if reference.kind == "permutation" { return random.shuffle(reference.numbers.count).map(Double.init) }
    return reference.numbers.indices.map { index in
      switch reference.kind {
      case "bits": Double(random.next())
      case "rand", "far": random.uniform()
      case "randn": random.normal()
      case "alternating": index.isMultiple(of: 2) ? random.uniform() : random.normal()
      case "uniform": random.uniform(-2, 3)
      default: random.normal(5, 0.25)
      }
    }
  }

  /// Whether two numbers agree: bit for bit, but a normal may differ in its last digits by the system's logarithm.
  static func agrees(_ ours: Double, _ theirs: Double, _ kind: String) -> Bool {
    if ours == theirs { return true }
    let isNormal = ["randn", "alternating", "normal"].contains(kind)
    return isNormal && abs(ours - theirs) <= 4 * theirs.ulp
  }

  @Test(arguments: kept)
  func `the stream is the one NumPy gave when the reference was made`(reference: Reference) {
    let ours = Self.drawn(like: reference)
    for (index, (own, their)) in zip(ours, reference.numbers).enumerated() {
      #expect(Self.agrees(own, their, reference.kind), "number \(index + 1)")
    }
  }

  @Test func `the reference holds eight kinds for six seeds`() {
    #expect(Self.kept.count == 48)
    #expect(Set(Self.kept.map(\.kind)).count == 8)
    #expect(Self.kept.allSatisfy { $0.numbers.count >= 3 })
  }

  @Test func `the stream is the one NumPy gives here and now`() throws {
    guard let live = Self.runPython() else {
      print("skipped: python3 with NumPy is not installed")
      return
    }
    let references = Self.references(in: live)
    #expect(references.count == 48)
    for reference in references {
      for (own, their) in zip(Self.drawn(like: reference), reference.numbers) {
        #expect(Self.agrees(own, their, reference.kind), "\(reference.testDescription)")
      }
    }
  }

  @Test func `a copy of the stream goes on like the original`() {
    var original = NumPyRandom(seed: 7)
    _ = original.normal()
    var copy = original
    #expect((0..<5).map { _ in original.normal() } == (0..<5).map { _ in copy.normal() })
  }

  private static func runPython() -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", folder.appending(path: "numpy-random.py").path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
