import Datasets
import Foundation
import Matrices
import Testing

/// Files with random damage: read or refused with one error, never a crash, never memory on a lie.
@Suite struct MutationTests {
  /// How many changed files of each kind; LESSON_MUTATIONS asks for more.
  static let count = ProcessInfo.processInfo.environment["LESSON_MUTATIONS"].flatMap { Int($0) } ?? 600

  /// A file with a few random changes.
  static func mutated(_ bytes: [UInt8], _ random: inout KeyedRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.index(below: 3) {
      guard !bytes.isEmpty else { return bytes }
      // Heads and ends are where the lies are.
      let near = min(bytes.count, 80)
      let place =
        switch random.index(below: 3) {
        case 0: random.index(below: near)
        case 1: bytes.count - 1 - random.index(below: near)
        default: random.index(below: bytes.count)
        }
      switch random.index(below: 7) {
      case 0: bytes[place] ^= 1 << UInt8(random.index(below: 8))
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes[place] = [0, 0xff, 0x7f, 0x80, 1][random.index(below: 5)]
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.index(below: 40)))
      case 4:
        bytes.insert(
          contentsOf: (0...random.index(below: 9)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, at: place)
      case 5: bytes.removeLast(bytes.count - place)
      default:
        let end = min(bytes.count, place + 4)
        bytes.replaceSubrange(place..<end, with: [UInt8](repeating: 0xff, count: end - place))
      }
    }
    return bytes
  }

  /// Reads changed files; `read` may throw `DataFileError` or `Gzip.Failure`, nothing else.
  static func mutate(_ name: String, _ files: [[UInt8]], read: ([UInt8]) throws -> Void) throws {
    var refused = 0
    for round in 0..<count {
      var random = KeyedRandom(seed: 11, iteration: round, name: name)
      let bytes = mutated(files[round % files.count], &random)
      do {
        try read(bytes)
      } catch let error as DataFileError {
        refused += 1
        let (es, en) = (error.reason.es, error.reason.en)
        #expect(es != en && !es.isEmpty && !en.isEmpty && !en.contains("\n"), "\(en)")
      } catch is Gzip.Failure {
        refused += 1
      }
    }
    #expect(refused > count / 3, "\(name): \(refused) of \(count) refused")
  }

  @Test func `damaged gzip files`() throws {
    var files = [GzipTests.hello, try Stored.gzip([UInt8](repeating: 3, count: 300))]
    let script = """
      import sys, zlib, random
      random.seed(1)
      text = bytes(int(random.gauss(90, 6)) for _ in range(4000))
      packer = zlib.compressobj(9, zlib.DEFLATED, 31)
      sys.stdout.buffer.write(packer.compress(text) + packer.flush())
      """
    if let dynamic = try Python.run(script) { files.append(dynamic) }
    let before = peakMemory()
    try Self.mutate("gzip", files) { _ = try GzipTests.decompress($0, limit: 1 << 20) }
    #expect(peakMemory() - before < 300 << 20)
  }

  @Test func `damaged IDX files`() throws {
    let folder = try TemporaryFolder()
    let plain = IDXTests.file(8, [2, 28, 28], [UInt8](repeating: 200, count: 1568))
    let labels = try IDX(try folder.write(IDXTests.file(8, [2], [3, 4]), "labels"))
    let before = peakMemory()
    try Self.mutate("IDX", [plain, Stored.gzip(plain)]) { bytes in
      let set = try DigitSet(images: IDX(try folder.write(bytes, "images")), labels: labels)
      _ = set.histogram
      _ = set.images([0, 1], .columns)
    }
    let images = try IDX(try folder.write(plain, "images"))
    let digits = IDXTests.file(8, [2], [3, 9])
    try Self.mutate("labels", [digits, Stored.gzip(digits)]) { bytes in
      let set = try DigitSet(images: images, labels: IDX(try folder.write(bytes, "labels")))
      #expect(set.count == 2 && set.histogram.reduce(0, +) == 2)
    }
    #expect(peakMemory() - before < 300 << 20)
  }

  @Test func `damaged safetensors and npz files`() throws {
    let before = peakMemory()
    let samples = SafeTensorsTests.samples
    func use(_ file: TensorFile) throws {
      for tensor in file.tensors { _ = try file.numbers(tensor.name, allowsNonFinite: true) }
    }
    try Self.mutate("safetensors", [try SafeTensorsTests.write(samples, metadata: ["a": "b"])]) {
      try use(SafeTensors.read(ByteBlock($0), "w"))
    }
    var archives = [try NPZTests.write(samples)]
    let script = """
      import io, sys, numpy as np
      buffer = io.BytesIO()
      np.savez_compressed(buffer, W=np.arange(40.0).reshape(5, 8).T, b=np.zeros(3, "f4"))
      sys.stdout.buffer.write(buffer.getvalue())
      """
    if let compressed = try Python.run(script) { archives.append(compressed) }
    try Self.mutate("npz", archives) { try use(NPZ.read(ByteBlock($0), "w")) }
    #expect(peakMemory() - before < 300 << 20)
  }
}
