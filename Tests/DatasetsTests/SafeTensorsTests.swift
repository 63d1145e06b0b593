import Datasets
import Foundation
import Testing

@Suite struct SafeTensorsTests {
  /// A file with this head, and bytes behind it.
  static func file(_ head: String, _ data: [UInt8]) -> [UInt8] {
    Stored.word(UInt32(head.utf8.count)) + [0, 0, 0, 0] + Array(head.utf8) + data
  }

  static func refusal(_ bytes: [UInt8]) throws -> String {
    do {
      _ = try SafeTensors.read(ByteBlock(bytes), "w.safetensors")
      return "accepted"
    } catch let error as DataFileError {
      #expect(error.reason.es != error.reason.en)
      return error.reason.en
    }
  }

  /// Writes arrays of numbers and gives the bytes.
  static func write(_ tensors: [(TensorDescription, [Double])], metadata: [String: String] = [:]) throws -> [UInt8] {
    let bytes = Collector()
    var writer = try SafeTensorsWriter(tensors.map(\.0), metadata: metadata) { bytes.add($0) }
    for tensor in writer.order {
      let numbers = try #require(tensors.first { $0.0 == tensor }?.1)
      // In two pieces, the first possibly empty.
      try writer.append(Array(numbers[..<(numbers.count / 3)]))
      try writer.append(Array(numbers[(numbers.count / 3)...]))
    }
    try writer.finish()
    return bytes.bytes
  }

  static let samples: [(TensorDescription, [Double])] = [
    (.init("b", .float32, shape: [3]), [0.5, -0.25, 1.5]),
    (.init("ŷ \"1\"", .float64, shape: [2, 2]), [1, 0.1, -0.0, 1e300]),
    (.init("digit", .uint8, shape: [1, 3]), [0, 255, 7]),
    (.init("number", .float64, shape: []), [42]),
    (.init("nothing", .float32, shape: [0, 5]), []),
  ]

  @Test func `what is written is read back`() throws {
    let bytes = try Self.write(Self.samples, metadata: ["format": "pt", "lección": "xor"])
    #expect(bytes.count % 1 == 0 && bytes[0] % 8 == 0)
    let file = try SafeTensors.read(ByteBlock(bytes), "w")
    #expect(file.metadata == ["format": "pt", "lección": "xor"])
    #expect(Set(file.tensors) == Set(Self.samples.map(\.0)))
    for (tensor, numbers) in Self.samples {
      let read = try file.numbers(tensor.name, shape: tensor.shape)
      #expect(read.map(\.bitPattern) == numbers.map(\.bitPattern), "\(tensor.name)")
    }
  }

  @Test func `Python's safetensors reads it and writes it for us`() throws {
    guard try Python.has("safetensors.numpy", "numpy") else { return }
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.write(Self.samples, metadata: ["format": "np"]), "w.safetensors")
    let script = """
      import sys, numpy as np
      from safetensors.numpy import load_file, save_file
      w = load_file(sys.argv[1])
      assert w["b"].dtype == np.float32 and (w["b"] == [0.5, -0.25, 1.5]).all()
      assert w['ŷ "1"'].shape == (2, 2) and w['ŷ "1"'][1, 1] == 1e300
      assert w["digit"].tolist() == [[0, 255, 7]] and w["number"] == 42 and w["nothing"].shape == (0, 5)
      rows = np.arange(6).reshape(2, 3)
      kinds = "f8 f4 f2 i8 i4 i2 i1 u8 u4 u2 u1".split()
      save_file({k: rows.astype(k) / (4 if k[0] == "f" else 1) if k[0] == "f" else rows.astype(k) for k in kinds}
                | {"bool": rows % 2 == 1, "small": np.array([6e-8, 65504, -2 ** -14, np.inf], np.float16)},
                sys.argv[2], metadata={"who": "python"})
      print("ok")
      """
    let back = folder.path + "/p.safetensors"
    let said = try #require(try Python.run(script, arguments: [path, back]))
    #expect(String(decoding: said, as: UTF8.self) == "ok\n")
    let file = try TensorFile.read(back)
    #expect(file.metadata == ["who": "python"])
    for tensor in file.tensors where tensor.shape == [2, 3] {
      let isFloat = tensor.name.hasPrefix("f")
      let wanted: [Double] =
        tensor.name == "bool" ? [0, 1, 0, 1, 0, 1] : isFloat ? [0, 0.25, 0.5, 0.75, 1, 1.25] : [0, 1, 2, 3, 4, 5]
      #expect(try file.numbers(tensor.name) == wanted, "\(tensor.name)")
    }
    #expect(try file.numbers("small", allowsNonFinite: true) == [0x1p-24, 65504, -0x1p-14, .infinity])
  }

  @Test func `each lie in a head has its own error`() throws {
    func one(_ body: String) -> String { "{\"a\":{\(body)}}" }
    let good = one("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]")
    let data = [UInt8](repeating: 0, count: 8)
    #expect(try Self.refusal(Self.file(good, data)) == "accepted")
    #expect(try Self.refusal(Self.file(good + "   ", data)) == "accepted")
    let cases: [(String, [UInt8], String)] = [
      (one("\"dtype\":\"F33\",\"shape\":[2],\"data_offsets\":[0,8]"), data, "the type 'F33' cannot be read"),
      (one("\"shape\":[2],\"data_offsets\":[0,8]"), data, "'dtype' is missing"),
      (one("\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]"), data, "'shape' should be a list"),
      (one("\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]"), data, "3 F32 does not take 8 bytes"),
      (
        one("\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]"), data, "does not take 8 bytes"
      ),
      (one("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]"), data, "'data_offsets' should be"),
      (one("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1"), data, "'x' is not of this format"),
      (one("\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]"), data, "not valid JSON (byte "),
      (good, Array(data.dropLast()), "'a' goes beyond the end"),
      (good, data + [0], "1 bytes are left over"),
      (one("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]"), data, "belong to nothing before 'a'"),
      (
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
        data, "'a' and 'b' share bytes"
      ),
      ("{\"__metadata__\":{\"k\":1}}", [], "'k' in '__metadata__' should be a text"),
      ("{\"__metadata__\":[]}", [], "'__metadata__' should be an object"),
      ("[]", [], "not valid JSON (byte 9)"), ("{\"a\":1}", [], "'a': it should be an object"),
      ("{,}", [], "not valid JSON (byte 10)"), ("{} x", [], "not valid JSON (byte 12)"),
      (String(repeating: "{\"a\":", count: 100_000), [], "not valid JSON"),
    ]
    for (head, data, wanted) in cases {
      let reason = try Self.refusal(Self.file(head, data))
      #expect(reason.contains(wanted), "\(head.prefix(60)): \(reason)")
    }
    #expect(try Self.refusal([1, 2, 3]).contains("too short"))
    #expect(try Self.refusal([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x7b]).contains("its header would have"))
    #expect(try Self.refusal([200, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]).contains("incomplete"))
  }

  @Test func `a missing array, another shape and numbers that are none are told by name`() throws {
    let bytes = try Self.write([(.init("W1", .float64, shape: [2, 3]), [1, 2, 3, 4, .nan, 6])])
    let file = try SafeTensors.read(ByteBlock(bytes), "w")
    func refusal(_ body: () throws -> [Double]) -> String? {
      #expect(throws: DataFileError.self) { try body() }?.reason.en
    }
    #expect(refusal { try file.numbers("W2") } == "it has no 'W2'; it has 'W1'")
    #expect(refusal { try file.numbers("W1", shape: [3, 2]) } == "'W1' has the shape 2×3, but it should be 3×2")
    #expect(refusal { try file.numbers("W1", shape: [2, 3]) } == "W1[2,2] is NaN; parameters must be finite numbers")
    #expect(try file.numbers("W1", shape: [2, 3], allowsNonFinite: true)[4].isNaN)
  }

  @Test func `more or fewer numbers than announced are refused`() throws {
    let tensor = TensorDescription("W", .float64, shape: [2])
    var writer = try SafeTensorsWriter([tensor]) { _ in }
    #expect(throws: TensorWritingError.wrongCount) { try writer.append([1, 2, 3]) }
    try writer.append([1])
    #expect(throws: TensorWritingError.wrongCount) { try writer.finish() }
    try writer.append([2])
    try writer.finish()
    #expect(throws: TensorWritingError.sameName) { try SafeTensorsWriter([tensor, tensor]) { _ in } }
    #expect(throws: TensorWritingError.wrongType) {
      try SafeTensorsWriter([TensorDescription("W", .int8, shape: [2])]) { _ in }
    }
  }
}

/// Bytes that a writer gives.
final class Collector {
  private(set) var bytes: [UInt8] = []
  func add(_ piece: UnsafeRawBufferPointer) { bytes += piece }
}
