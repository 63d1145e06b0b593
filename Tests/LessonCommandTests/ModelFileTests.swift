import Datasets
import Foundation
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// What `--save` keeps and `--load` goes on from.
@Suite struct ModelFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path(name) }

  private static let digits = [
    "run", "mnist", "--digits", "150", "--batch", "32", "--set", "n1=6", "--set", "n2=5", "--no-pictures", "--plain",
  ]

  private func numbers(_ name: String) throws -> [String: [UInt64]] {
    let file = try TensorFile.read(path(name))
    var found: [String: [UInt64]] = [:]
    for tensor in file.tensors {
      found[tensor.name] = try file.numbers(tensor.name, allowsNonFinite: true).map(\.bitPattern)
    }
    return found
  }

  @Test(arguments: [("exact", 3), ("exact", 5), ("fast", 5), ("fast", 7)], ["safetensors", "npz"])
  func `going on gives the same bits as not having stopped`(run: (way: String, stop: Int), format: String) throws {
    let (way, stop) = run
    let run = Self.digits + ["--way", way]
    #expect(Session(words: run + ["--iterations", "\(stop)", "--save", path("part.\(format)")]).code == 0)
    let rest = Session(
      words: run + ["--epochs", "3", "--load", path("part.\(format)"), "--save", path("joined.\(format)")])
    #expect(rest.code == 0, "\(rest.error)")
    #expect(Session(words: run + ["--epochs", "3", "--save", path("whole.\(format)")]).code == 0)
    let (joined, whole) = (try numbers("joined.\(format)"), try numbers("whole.\(format)"))
    #expect(joined == whole)
    #expect(Set(whole.keys).isSuperset(of: ["W1", "b3", "m_W1", "v_b2", "test_accuracy", "run.position"]))
    // Without the states the last bits would be others, which this test would see.
    #expect(try numbers("part.\(format)")["m_W1"] != whole["m_W1"])
  }

  @Test(arguments: [["--digits", "120"], ["--batch", "16"], ["--digits", "150", "--seed", "3"]])
  func `with other data or batches it begins anew from the parameters, and says so`(other: [String]) throws {
    let save = ["--iterations", "4", "--save", path("a.safetensors")]
    #expect(Session(words: Self.digits + save).code == 0)
    let session = Session(words: Self.digits + other + ["--iterations", "2", "--load", path("a.safetensors")])
    #expect(session.code == 0)
    #expect(session.error.contains("starts over, with the saved parameters"), "\(session.error)")
    #expect(session.output.contains("End: iteration 2"))
  }

  @Test(arguments: [("momentum(0.1, 0.9)", "another optimizer?)"), ("adam", "")])
  func `another optimizer begins anew, and says so`(optimizer: String, told: String) throws {
    #expect(Session(words: Self.digits + ["--iterations", "4", "--save", path("a.npz")]).code == 0)
    #expect(
      Session(words: Self.digits + ["--optimizer", "descent", "--iterations", "4", "--save", path("b.npz")]).code == 0)
    let load = ["--optimizer", optimizer, "--iterations", told.isEmpty ? "6" : "2", "--load"]
    let fromAdam = Session(words: Self.digits + load + [path("a.npz")])
    let isTold =
      told.isEmpty
      ? fromAdam.error == "Continuing from '\(path("a.npz"))': iteration 4, epoch 1.\n" : fromAdam.error.contains(told)
    #expect(fromAdam.code == 0 && isTold, "\(fromAdam.error)")
    #expect(fromAdam.output.contains(told.isEmpty ? "End: iteration 6" : "End: iteration 2"))
    let fromDescent = Session(words: Self.digits + load + [path("b.npz")])
    #expect(fromDescent.code == 0)
    #expect(fromDescent.error.contains("which this optimizer needs to continue"), "\(fromDescent.error)")
  }

  @Test(arguments: [[4, 0, 4], [4, 3, 4], [4, 1, 3], [4, 1, 9], [0, 1, 0], [4, 0, -1]])
  func `a place that no run can be at is refused`(place: [Double]) throws {
    let saved = path("a.safetensors")
    #expect(Session(words: Self.digits + ["--iterations", "4", "--save", saved]).code == 0)
    let file = try TensorFile.read(saved)
    var bytes: [UInt8] = []
    let arrays = try file.tensors.map { tensor in
      (tensor, try file.numbers(tensor.name, allowsNonFinite: true))
    }
    var writer = try SafeTensorsWriter(file.tensors, metadata: [:]) { bytes += $0 }
    for (tensor, numbers) in arrays {
      try writer.append(tensor.name == "run.position" ? place + numbers[3...] : numbers)
    }
    try writer.finish()
    try Data(bytes).write(to: URL(filePath: saved))
    for words in [Self.digits + ["--epochs", "2"], Self.digits + ["--epochs", "2", "--way", "exact"]] {
      let session = Session(words: words + ["--load", saved])
      #expect(session.code == 1 && session.error.contains("'run.position' is not a place in a run"), "\(session.error)")
    }
  }

  @Test(arguments: ["exact", "fast"])
  func `what has diverged does not take the place of what was saved`(way: String) throws {
    let run = Self.digits + ["--way", way]
    #expect(Session(words: run + ["--iterations", "4", "--save", path("a.npz")]).code == 0)
    let before = try folder.bytes("a.npz")
    _ = try folder.write([UInt8](before), to: "b.npz")
    let session = Session(
      words: run + ["--epochs", "3", "--lr", "1e36", "--load", path("a.npz"), "--save", path("b.npz")])
    #expect(session.output.contains("diverges") && session.code == 3)
    #expect(session.error.contains("Nothing is saved: the lesson has diverged"), "\(session.error)")
    #expect(try Data(contentsOf: URL(filePath: path("b.npz"))) == before)
    #expect(folder.names == ["a.npz", "b.npz"])
  }

  @Test func `another lesson with the same parameters begins anew`() throws {
    func lesson(_ name: String) throws -> TemporaryLesson {
      try TemporaryLesson(
        "lesson \(name)\nparameters\n  w = 1\nforward\n  E = w²\nupdate\n  w by ∂E/∂w with descent(0.1)\n"
          + "run\n  stop after 5 iterations\n")
    }
    let (one, two) = (try lesson("one"), try lesson("two"))
    #expect(Session("run", one.path, "--iterations", "2", "--save", path("a.npz")).code == 0)
    let same = Session("run", one.path, "--load", path("a.npz"), "--plain", "--trace", "--at", "last")
    #expect(same.code == 0 && same.output.contains("iteration 5"), "\(same.output)")
    #expect(same.error == "Continuing from '\(path("a.npz"))': iteration 2.\n")
    let other = Session("run", two.path, "--load", path("a.npz"), "--iterations", "2")
    #expect(other.code == 0 && other.error.contains("is of another lesson"), "\(other.error)")
    let set = Session("run", one.path, "--load", path("a.npz"), "--set", "w=3")
    #expect(set.code == 64 && set.error.contains("--load already gives the value of 'w'"))
  }

  @Test func `a model and a trace need a file each`() throws {
    let files = ["--save", path("a.npz"), "--trace-file", folder.url.path + "/./a.npz", "--quantities", "J"]
    let session = Session(words: Self.digits + files)
    #expect(session.code == 64 && session.error.contains("cannot write the same file"), "\(session.error)")
  }

  @Test(arguments: ["torch", "keras"], ["rows", "columns"])
  func `one bias for a layer is one for each output elsewhere`(layout: String, convention: String) throws {
    let run = ["run", "clase6", "--convention", convention, "--iterations", "3", "--plain"]
    let saved = path("a.safetensors")
    #expect(Session(words: run + ["--save", saved, "--layout", layout]).code == 0)
    let file = try TensorFile.read(saved)
    let bias = layout == "torch" ? "fc1.bias" : "dense_1.bias"
    let numbers = try file.numbers(bias, shape: [2])
    #expect(numbers[0] == numbers[1])
    let session = Session(words: run + ["--load", saved, "--trace", "--at", "1"])
    #expect(session.code == 0 && session.output.contains("b1 = "), "\(session.error)")
  }

  @Test func `the convention may change in between`() throws {
    let run = Self.digits + ["--way", "exact", "--iterations", "2", "--save", path("a.npz")]
    #expect(Session(words: run).code == 0)
    let words = ["why", "mnist", "--digits", "150", "--batch", "32", "--set", "n1=6", "--set", "n2=5", "--plain"]
    let load = ["--load", path("a.npz")]
    let columns = Session(words: words + ["Z1[2,3]"] + load)
    let rows = Session(words: words + ["Z1[3,2]", "--convention", "rows"] + load)
    func last(_ session: Session) -> Substring? {
      session.output.split(separator: "\n").first?.split(separator: " ").last
    }
    #expect(columns.code == 0 && rows.code == 0, "\(rows.error)")
    #expect(last(columns) == last(rows) && last(rows) != nil)
  }

  @Test func `others find the weights under their names and turned as they need them`() throws {
    for convention in ["rows", "columns"] {
      let run = Self.digits + ["--iterations", "2", "--convention", convention]
      for layout in ["lesson", "torch", "keras"] {
        let words = run + ["--save", path("\(layout).safetensors"), "--layout", layout]
        #expect(Session(words: words).code == 0)
      }
      let torch = try TensorFile.read(path("torch.safetensors"))
      let keras = try TensorFile.read(path("keras.safetensors"))
      let own = try TensorFile.read(path("lesson.safetensors"))
      #expect(Set(torch.tensors.map(\.name)) == Set([1, 2, 3].flatMap { ["fc\($0).weight", "fc\($0).bias"] }))
      #expect(torch.tensors.first { $0.name == "fc1.weight" }?.shape == [6, 784])
      #expect(keras.tensors.first { $0.name == "dense_1.kernel" }?.shape == [784, 6])
      #expect(keras.tensors.first { $0.name == "dense_3.bias" }?.shape == [10])
      #expect(torch.metadata["format"] == "pt")
      let same = convention == "rows" ? keras : torch
      let name = convention == "rows" ? "dense_1.kernel" : "fc1.weight"
      #expect(try same.numbers(name) == own.numbers("W1"))
      let weight = try torch.numbers("fc1.weight", shape: [6, 784])
      let kernel = try keras.numbers("dense_1.kernel", shape: [784, 6])
      #expect(weight.indices.allSatisfy { weight[$0] == kernel[$0 % 784 * 6 + $0 / 784] })
      // A file of parameters alone is where a new run begins.
      let begun = Session(
        words: Self.digits + ["--iterations", "2", "--load", path("torch.safetensors"), "--convention", convention])
      #expect(begun.code == 0 && begun.output.contains("iteration 2"), "\(begun.error)")
    }
  }

  @Test func `a file that does not fit is told, and nothing is run`() throws {
    #expect(Session(words: ["run", "xor", "--iterations", "5", "--save", path("xor.npz")]).code == 0)
    let other = Session(words: Self.digits + ["--load", path("xor.npz")])
    #expect(other.code == 1 && other.error.contains("xor.npz") && other.error.contains("W1"), "\(other.error)")
    let wide = Session("run", "xor", "--hidden", "3", "--load", path("xor.npz"))
    #expect(wide.code == 1 && wide.error.contains("2×2") && wide.error.contains("2×3"), "\(wide.error)")
    let done = Session("run", "xor", "--iterations", "5", "--load", path("xor.npz"))
    #expect(done.code == 1 && done.error.contains("--iterations"))
    let early = Session("why", "xor", "E", "--at", "5", "--load", path("xor.npz"))
    #expect(early.code == 1 && early.error.contains("6"), "\(early.error)")
    #expect(Session("run", "xor", "--load", path("missing.npz")).code == 1)
    try Data("no tensors".utf8).write(to: folder.url.appending(path: "text.safetensors"))
    #expect(Session("run", "xor", "--load", path("text.safetensors")).code == 1)
  }

  @Test func `weights that are no numbers are refused`() throws {
    #expect(Session(words: ["run", "xor", "--iterations", "5", "--save", path("xor.safetensors")]).code == 0)
    var bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "xor.safetensors")))
    // The first array of doubles begins right after the head; its first number becomes NaN.
    let head = bytes[..<8].enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    bytes.replaceSubrange((8 + head)..<(16 + head), with: [0, 0, 0, 0, 0, 0, 0xf8, 0x7f])
    try Data(bytes).write(to: folder.url.appending(path: "nan.safetensors"))
    let session = Session("run", "xor", "--load", path("nan.safetensors"))
    #expect(session.code == 1 && session.error.contains("NaN"), "\(session.error)")
  }

  @Test func `where nothing can be written it is told before the run`() throws {
    let session = Session("run", "xor", "--save", "/nowhere/at/all.npz")
    #expect(session.code == 1 && session.output.isEmpty)
    #expect(Session("run", "xor", "--save", path("xor.txt")).code == 64)
    #expect(Session("run", "xor", "--layout", "torch").code == 64)
    #expect(folder.names.isEmpty)
  }
}

extension ModelFileTests {
  @Test(arguments: [
    ("en", "it is of another lesson than “xor”", "its 'b1' is 1×1, and here 1×2"),
    ("es", "es de otra lección que «xor»", "su 'b1' es de 1×1 y aquí de 1×2"),
  ])
  func `what another lesson has saved is told as that`(language: String, lesson: String, shapes: String) {
    let path = folder.path("other.npz")
    #expect(Session("run", "clase6", "--save", path).code == 0)
    let session = Session("run", "xor", "--load", path, "--lang", language)
    #expect(session.code != 0 && session.error.contains(lesson) && session.error.contains(shapes), "\(session.error)")
  }

  @Test(arguments: [
    ("en", "clase6", "it is of the lesson “xor”, not of “clase6”: its 'b1' is 2×1, and here 1×1"),
    ("es", "clase6", "es de la lección «xor», no de «clase6»: su 'b1' es de 2×1 y aquí de 1×1"),
    ("en", "perceptron", "it is of the lesson “xor”, not of “perceptron”: it has no 'w'"),
    ("es", "perceptron", "es de la lección «xor», no de «perceptron»: no tiene 'w'"),
  ])
  func `a file that knows its lesson says which it is`(language: String, lesson: String, words: String) {
    let path = folder.path("xor.safetensors")
    #expect(Session("run", "xor", "--iterations", "2", "--save", path).code == 0)
    let session = Session("run", lesson, "--load", path, "--lang", language)
    #expect(session.code != 0 && session.error.contains(words), "\(session.error)")
  }

  @Test func `filters and their biases have the names and axes of PyTorch's convolutions`() throws {
    let lesson = try TemporaryLesson(
      """
      lesson filters
      parameters
        K1 (2×1×2×2) = 0.5
        c1 (1×2×1×1) = 0.25
        W2 (8×1) = 2
      forward
        z = flatten(conv(ones(1×1×3×3), K1) + c1)·W2
      loss
        E = z
      update
        parameters by gradient with descent(0.1)
      """)
    for format in ["npz", "safetensors"] {
      let file = path("filters.\(format)")
      let saved = Session("run", lesson.path, "--save", file, "--layout", "torch")
      #expect(saved.code == 0 && !saved.error.contains("of here"), "\(saved.error)")
      let tensors = try TensorFile.read(file)
      #expect(tensors.tensors.map(\.name).sorted() == ["conv1.bias", "conv1.weight", "fc2.weight"])
      #expect(tensors.tensors.first { $0.name == "conv1.weight" }?.shape == [2, 1, 2, 2])
      #expect(tensors.tensors.first { $0.name == "conv1.bias" }?.shape == [2])
      // Each of the four places where a filter is put counts with the weight 2.
      let bias = try tensors.numbers("conv1.bias")
      #expect(bias.count == 2 && bias.allSatisfy { abs($0 - (0.25 - 0.1 * 4 * 2)) < 1e-6 }, "\(bias)")
      let loaded = Session("why", lesson.path, "c1[1,2,1,1]", "--load", file)
      #expect(loaded.output.contains("−0.55"), "\(loaded.output)\(loaded.error)")
    }
  }

  @Test func `parameters that another layout does not know are told`() throws {
    let text =
      "lesson one\nparameters\n  W = 1\n  c = 2\n  b2 = 1\nforward\n  E = (W + c + b2)²\nupdate\n  parameters by gradient with descent(0.1)\n"
    let lesson = try TemporaryLesson(text)
    let words = ["run", lesson.path, "--save", folder.path("one.npz")]
    let torch = Session(words: words + ["--layout", "torch"])
    #expect(
      torch.error.contains("With their names and layout of here: 'W', 'c'; --layout torch converts W1"),
      "\(torch.error)")
    let spanish = Session(words: words + ["--layout", "keras", "--lang", "es"])
    #expect(
      spanish.error.contains("Con su nombre y su disposición de aquí: 'W', 'c'; --layout keras"), "\(spanish.error)")
    #expect(!Session(words: words).error.contains("of here"))
  }
}
