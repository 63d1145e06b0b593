import Datasets
import Foundation
import Testing

@Suite struct NPZTests {
  static func write(_ tensors: [(TensorDescription, [Double])]) throws -> [UInt8] {
    let bytes = Collector()
    var writer = try NPZWriter(tensors.map(\.0)) { bytes.add($0) }
    for (_, numbers) in tensors {
      try writer.append(Array(numbers[..<(numbers.count / 3)]))
      try writer.append(Array(numbers[(numbers.count / 3)...]))
    }
    try writer.finish()
    return bytes.bytes
  }

  static func refusal(_ bytes: [UInt8]) throws -> String {
    do {
      _ = try NPZ.read(ByteBlock(bytes), "w.npz")
      return "accepted"
    } catch let error as DataFileError {
      #expect(error.reason.es != error.reason.en)
      return error.reason.en
    }
  }

  @Test func `what is written is read back`() throws {
    let samples = SafeTensorsTests.samples
    let file = try NPZ.read(ByteBlock(try Self.write(samples)), "w")
    #expect(file.tensors == samples.map(\.0))
    for (tensor, numbers) in samples {
      #expect(try file.numbers(tensor.name, shape: tensor.shape).map(\.bitPattern) == numbers.map(\.bitPattern))
    }
    #expect(try NPZ.read(ByteBlock(try Self.write([])), "w").tensors.isEmpty)
  }

  @Test func `NumPy reads it and writes it for us, compressed and transposed too`() throws {
    guard try Python.has("numpy") else { return }
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.write(SafeTensorsTests.samples), "w.npz")
    let script = """
      import sys, zipfile, numpy as np
      assert zipfile.ZipFile(sys.argv[1]).testzip() is None
      w = np.load(sys.argv[1])
      assert w["b"].dtype == np.float32 and (w["b"] == [0.5, -0.25, 1.5]).all()
      assert w['ŷ "1"'].shape == (2, 2) and w['ŷ "1"'][1, 1] == 1e300
      assert w["digit"].tolist() == [[0, 255, 7]] and w["number"] == 42 and w["nothing"].shape == (0, 5)
      rows = np.arange(24).reshape(2, 3, 4)
      arrays = {k: rows.astype(k) for k in "f8 f4 f2 i8 i4 i2 i1 u8 u4 u2 u1".split()}
      arrays |= {"T": rows.T.astype("f4"), "ŷ": np.float64(0.1), "empty": np.zeros((0, 2)), "long": np.zeros(40000)}
      np.savez(sys.argv[2], **arrays)
      np.savez_compressed(sys.argv[3], **arrays)
      np.savez(sys.argv[4], a=rows.astype(">f8"))
      np.savez(sys.argv[5], a=np.array([{}], dtype=object))
      print("ok")
      """
    let paths = ["s", "c", "e", "o"].map { "\(folder.path)/\($0).npz" }
    let said = try #require(try Python.run(script, arguments: [path] + paths))
    #expect(String(decoding: said, as: UTF8.self) == "ok\n")
    for path in paths[..<2] {
      let file = try TensorFile.read(path)
      for tensor in file.tensors where tensor.shape == [2, 3, 4] {
        #expect(try file.numbers(tensor.name) == (0..<24).map(Double.init), "\(tensor.name)")
      }
      // Entry (i, j, k) of the transposed array is entry (k, j, i).
      var transposed: [Double] = []
      for i in 0..<4 {
        for j in 0..<3 {
          for k in 0..<2 { transposed.append(Double(k * 12 + j * 4 + i)) }
        }
      }
      #expect(try file.numbers("T", shape: [4, 3, 2]) == transposed)
      #expect(try file.numbers("ŷ", shape: []) == [0.1])
      #expect(try file.numbers("empty", shape: [0, 2]) == [])
      #expect(try file.numbers("long", shape: [40000]).allSatisfy { $0 == 0 })
    }
    for (path, kind) in zip(paths[2...], [">f8", "|O"]) {
      // Of what are no numbers only that array cannot be read.
      let file = try TensorFile.read(path)
      let error = try #require(throws: DataFileError.self) { try file.numbers("a") }
      #expect(error.reason.en.contains("the type '\(kind)' cannot be read"))
    }
  }

  @Test func `an array of texts beside numbers leaves these to be read`() throws {
    guard try Python.has("numpy") else { return }
    let folder = try TemporaryFolder()
    for save in ["savez", "savez_compressed"] {
      let path = "\(folder.path)/\(save).npz"
      let script = """
        import sys, numpy as np
        np.\(save)(sys.argv[1], X=np.array([[1., 2.], [3., 4.]]), names=np.array(["uno", "dos"] * 30000))
        np.\(save)(sys.argv[1] + "t.npz", names=np.array(["uno", "dos"]))
        """
      _ = try #require(try Python.run(script, arguments: [path]))
      let file = try TensorFile.read(path)
      #expect(file.tensors.map(\.name) == ["X"])
      #expect(try file.numbers("X") == [1, 2, 3, 4])
      #expect(throws: DataFileError.self) { try file.numbers("names") }
      let texts = try TensorFile.read(path + "t.npz")
      let error = try #require(throws: DataFileError.self) { try texts.numbers("X") }
      #expect(error.reason.en.contains("nor any array of numbers"))
    }
  }

  @Test func `the form of 64 bits, for what has more than 4 GB, is read by Python`() throws {
    guard try Python.has("numpy") else { return }
    // Everything counts as large, then the second array and what lies behind it, then the place of the third alone.
    let samples: [(TensorDescription, [Double])] = [
      (.init("a", .float32, shape: [3]), [0.5, -0.25, 1.5]),
      (.init("b", .float64, shape: [40]), Array(repeating: 7, count: 40)),
      (.init("k", .int64, shape: [3]), [1, -2, 0x1p40]),
    ]
    for greatest in [1, 300, 500] {
      let bytes = Collector()
      var writer = try NPZWriter(samples.map(\.0), greatest: greatest) { bytes.add($0) }
      for (_, numbers) in samples { try writer.append(numbers) }
      try writer.finish()
      let folder = try TemporaryFolder()
      let path = try folder.write(bytes.bytes, "w.npz")
      let script = """
        import sys, zipfile, numpy as np
        file = zipfile.ZipFile(sys.argv[1])
        assert file.testzip() is None
        w = np.load(sys.argv[1])
        assert w["a"].tolist() == [0.5, -0.25, 1.5] and (w["b"] == 7).all() and w["b"].shape == (40,)
        assert w["k"].dtype == np.int64 and w["k"].tolist() == [1, -2, 1 << 40]
        print([i.extract_version for i in file.infolist()])
        """
      let said = try #require(try Python.run(script, arguments: [path]))
      #expect(
        String(decoding: said, as: UTF8.self)
          == [1: "[45, 45, 45]\n", 300: "[20, 45, 45]\n", 500: "[20, 20, 45]\n"][greatest])
      #expect(try Self.refusal(bytes.bytes).contains("more than 4 GB"))
    }
  }

  @Test func `many arrays take time in proportion, and more than 65,534 are possible`() throws {
    let tensors = (0..<70_000).map { TensorDescription("\($0)", .float32, shape: [1]) }
    let bytes = Collector()
    var writer = try NPZWriter(tensors) { bytes.add($0) }
    for number in tensors.indices { try writer.append([Double(number)]) }
    try writer.finish()
    let folder = try TemporaryFolder()
    guard try Python.has("numpy") else { return }
    let path = try folder.write(bytes.bytes, "w.npz")
    let script = "import sys, numpy as np; w = np.load(sys.argv[1]); print(len(w.files), w['69999'][0], w['7'][0])"
    let said = try #require(try Python.run(script, arguments: [path]))
    #expect(String(decoding: said, as: UTF8.self) == "70000 69999.0 7.0\n")
  }

  @Test func `damage is named`() throws {
    let good = try Self.write([(.init("W", .float64, shape: [2]), [1, 2]), (.init("b", .float64, shape: [1]), [3])])
    #expect(try Self.refusal(good) == "accepted")
    for end in stride(from: 0, to: good.count, by: 7) {
      #expect(try Self.refusal(Array(good[..<end])).contains("incomplete"), "first \(end) bytes")
    }
    var changed = good
    let place = try #require(good.indices.first { good[$0...].starts(with: Array("'<f8'".utf8)) })
    changed[place + 2] = UInt8(ascii: "x")
    #expect(try Self.refusal(changed) == "it is damaged: the checksum of 'W' does not agree")
    let twice = good.map { $0 == UInt8(ascii: "b") ? UInt8(ascii: "W") : $0 }
    #expect(try Self.refusal(twice) == "two of its parts have the same name")
  }

  @Test func `a compressed part that claims more than it holds takes no memory`() throws {
    // A part of 4 GB, as its list says, that is a few bytes long.
    let good = try Self.write([(.init("W", .float64, shape: [2]), [1, 2])])
    var lie = good
    let list = try #require(good.indices.first { good[$0...].starts(with: [0x50, 0x4b, 1, 2]) })
    lie[list + 10] = 8
    let before = peakMemory()
    for (size, reason) in [
      ([0xf0, 0xff, 0xff, 0xff], "it is too large: uncompressed it would have more than 1000000000 bytes"),
      ([0xf0, 0xff, 0xff, 0x20], "'W': it is not a NumPy array"),
      ([0xf0, 0, 0, 0], "it is damaged: 'W' cannot be decompressed"),
    ] as [([UInt8], String)] {
      lie.replaceSubrange(list + 24..<list + 28, with: size)
      #expect(try Self.refusal(lie) == reason)
    }
    // 400 MB of zeros behind a head that says 80 numbers.
    if let bomb = try Python.run(
      """
      import io, sys, zipfile, numpy as np
      array = io.BytesIO()
      np.save(array, np.zeros(80))
      out = io.BytesIO()
      with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
          file.writestr("W.npy", array.getvalue()[:128] + bytes(400_000_000))
      sys.stdout.buffer.write(out.getvalue())
      """)
    {
      #expect(try Self.refusal(bomb) == "'W': 80 <f8 does not take 400000000 bytes")
    }
    #expect(peakMemory() - before < 100 << 20)
  }
}
