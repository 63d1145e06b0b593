import Foundation
import Lessons
import Testing

@testable import Engine

/// The engine that is checked in says, in a browser's machine, what the rooms say here.
@Suite(.serialized) struct WebAssemblyTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  private static let module = root.appending(path: "Sources/CEmbedded/engine.wasm.gz")

  /// Node.js, where it is installed.
  private static let node: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/node" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Why there is nothing to compare with; nil where there is.
  private static let missing: Comment? =
    node == nil
    ? "there is no node here, so that the WebAssembly is not run"
    : FileManager.default.fileExists(atPath: module.path) ? nil : "there is no engine.wasm.gz: .ci/engine makes it"

  /// Reads calls from standard input, a JSON array of texts on each line, and writes the answers, a line each. `trap` has
  /// the engine ask for more memory than there is, and a new one made.
  private static let script = """
    const fs = require("fs"), zlib = require("zlib"), readline = require("readline")
    const module = new WebAssembly.Module(zlib.gunzipSync(fs.readFileSync(process.argv[1])))
    let wasm = new WebAssembly.Instance(module).exports
    const call = (name, texts) => {
      const bytes = Buffer.from(texts.join("\\0"))
      const place = wasm.engine_alloc(bytes.length)
      new Uint8Array(wasm.memory.buffer).set(bytes, place)
      const length = wasm["engine_" + name](place, bytes.length)
      wasm.engine_free(place)
      return Buffer.from(wasm.memory.buffer, wasm.engine_result(), length).toString()
    }
    readline.createInterface({ input: fs.createReadStream(process.argv[2]) }).on("line", line => {
      const [name, ...texts] = JSON.parse(line)
      if (name !== "trap") return fs.writeSync(1, call(name, texts))
      try {
        wasm.engine_alloc(2147483000)
        fs.writeSync(1, "no trap\\n")
      } catch (error) {
        fs.writeSync(1, (error instanceof WebAssembly.RuntimeError) + "\\n")
        wasm = new WebAssembly.Instance(module).exports
      }
    })
    """

  /// The answers of the engine in Node.js.
  private static func answers(to calls: [[String]]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appending(path: "calls"), folder.appending(path: "answers"))
    let lines = try calls.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) + "\n" }
    try lines.joined().write(to: input, atomically: true, encoding: .utf8)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: try #require(node))
    process.arguments = ["-e", script, module.path, input.path]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { $0 + "\n" }
  }

  /// How two answers differ.
  private struct Differences {
    /// Numbers that are not the same bits, of so many, and the largest relative difference.
    var numbers = 0
    var count = 0
    var largest = 0.0
    /// Texts, or what is there at all.
    var texts: [String] = []

    mutating func compare(_ own: Any, _ other: Any, _ path: String) {
      switch (own, other) {
      case (let own as [String: Any], let other as [String: Any]):
        if Set(own.keys) != Set(other.keys) { texts.append("\(path): \(own.keys.sorted()) \(other.keys.sorted())") }
        for (key, value) in own { if let their = other[key] { compare(value, their, "\(path).\(key)") } }
      case (let own as [Any], let other as [Any]):
        if own.count != other.count { texts.append("\(path): \(own.count) and \(other.count)") }
        for (place, (value, their)) in zip(own, other).enumerated() { compare(value, their, "\(path)[\(place)]") }
      case (let own as String, let other as String):
        if own != other { texts.append("\(path):\n\(own)\n\(other)") }
      case (let own as NSNumber, let other as NSNumber):
        count += 1
        let (left, right) = (own.doubleValue, other.doubleValue)
        guard left != right else { return }
        numbers += 1
        largest = max(largest, abs(left - right) / max(abs(left), abs(right)))
      default: if !(own is NSNull && other is NSNull) { texts.append("\(path): \(own) \(other)") }
      }
    }
  }

  /// Lessons that do not learn from images, which the engine does not have: a few, those that `LESSON_ENGINE` names, with
  /// commas between them, or all of them where it is `all`, which takes long: gradient-explosion alone takes half an hour.
  private static let imageless: [String] = {
    let asked = ProcessInfo.processInfo.environment["LESSON_ENGINE"] ?? ""
    let names = asked.split(separator: ",").map { String($0) }
    return (asked == "all" ? Catalogue.names : names.isEmpty ? few : names).filter(isImageless)
  }()
  private static let few = ["clase6", "perceptron", "toy-weight"]

  private static func isImageless(_ name: String) -> Bool {
    Engine().answer(.load, to: ["", Catalogue.lesson(named: name)?.text ?? ""]).contains("\"steps\"")
  }

  /// Entries of one quantity that are opened: of a larger one the first and the last. `LESSON_ENGINE_ENTRIES` names another
  /// number, for lessons of which a single derivative takes seconds (normalisation-deep).
  private static let mostEntries = ProcessInfo.processInfo.environment["LESSON_ENGINE_ENTRIES"].flatMap(Int.init) ?? 24

  /// Every entry of the first iteration as an address, with its digits as they are shown.
  private static func entries(_ engine: Engine) throws -> [(address: String, shown: String)] {
    let answer = engine.answer(.values, to: ["1", "", "", "", "", ""])
    let whole = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    let quantities = (whole?["facts"] as? [String: Any])?["quantities"] as? [[String: Any]] ?? []
    return quantities.flatMap { quantity -> [(address: String, shown: String)] in
      let (name, shown) = (quantity["name"] as? String ?? "", quantity["shown"] as? [String] ?? [])
      let shape = (quantity["value"] as? [String: Any])?["shape"] as? [Int] ?? []
      return shown.indices.compactMap { offset in
        guard offset < mostEntries / 2 || offset >= shown.count - mostEntries / 2 else { return nil }
        var rest = offset
        let indices = shape.reversed().map { size in
          defer { rest /= size }
          return rest % size + 1
        }
        // A row or a column has one index.
        let own = shape.count == 2 && shape.contains(1) ? [offset + 1] : Array(indices.reversed())
        return (shown.count == 1 ? name : "\(name)[\(own.map(String.init).joined(separator: ","))]", shown[offset])
      }
    }
  }

  @Test(.enabled(if: missing == nil, missing), arguments: imageless)
  func `every address of the first iteration of every lesson reads the same`(name: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var calls: [[String]] = []
    var answers: [String] = []
    let engine = Engine()
    func ask(_ call: Engine.Call, _ texts: String...) {
      calls.append([call.rawValue] + texts)
      answers.append(engine.answer(call, to: texts))
    }
    ask(.load, "", try #require(Catalogue.lesson(named: name)).text)
    ask(.values, "1", "", "es", "comma", "", "")
    for (address, shown) in try Self.entries(engine) {
      for language in ["es", "en"] { ask(.why, "1", "", language, language == "es" ? "comma" : "point", "", address) }
      ask(.judge, "1", "", "es", "comma", "", "", shown, address)
    }
    let own = clock.now - start
    let others = try Self.answers(to: calls)
    #expect(others.count == answers.count)
    var differences = Differences()
    var errors = 0
    for ((call, own), other) in zip(zip(calls, answers), others) {
      if own.contains("\"error\"") { errors += 1 }
      guard own != other else { continue }
      differences.compare(
        try JSONSerialization.jsonObject(with: Data(own.utf8)),
        try JSONSerialization.jsonObject(with: Data(other.utf8)), call.dropFirst().suffix(1).joined())
    }
    print(
      "the engine as WebAssembly: \(name): \(calls.count) calls, \(errors) errors alike; \(differences.numbers) numbers",
      "differ, by \(differences.largest) at most; \(own) here and \(clock.now - start - own) there")
    #expect(
      differences.texts.isEmpty, "\(differences.texts.count): \(differences.texts.prefix(5).joined(separator: "\n"))")
    // A mathematics library may end with another last bit; no digit that is shown may differ, which the texts have told.
    #expect(differences.largest < 1e-12)
  }

  @Test(.enabled(if: missing == nil, missing))
  func `errors, slips and pictures are the same, and slices are`() throws {
    let engine = Engine()
    let lesson = try #require(Catalogue.lesson(named: "clase6")).text
    let calls: [[String]] = [
      ["why", "1", "", "", "", "", "E"], ["load", "", "lesson mine\n\nforward\n  z = a + 1\n"],
      ["load", "lr=abc", lesson],
      ["load", "", lesson], ["why", "1", "", "", "", "", "W7"], ["why", "x", "", "", "", "", "E"], ["why", "1"],
      ["judge", "1", "", "es", "comma", "", "", "0,41", "a1[1]"],
      ["judge", "1", "", "en", "", "", "", "0.9999", "a1[1]"], ["judge", "1", "", "en", "", "", "hint", "", "a1[1]"],
      ["judge", "1", "", "en", "", "", "", "1.234,5", "a1[1]"], ["picture", "", "en", "point", "", "1"],
      ["load", "", try #require(Catalogue.lesson(named: "xor")).text], ["values", "100000", "", "", "", "", "E"],
      ["values", "100000", "", "", "", "", "E"], ["values", "20", "columns", "", "", "", "W1, Z1"],
      ["picture", "", "es", "comma", "", "1"], ["load", "", String(repeating: "(", count: 5_000)],
      ["why", "1", "", "", "", "", "1" + String(repeating: "+1", count: 5_000)],
    ]
    let own = calls.map { texts in
      engine.answer(Engine.Call(rawValue: texts[0]) ?? .load, to: Array(texts.dropFirst()))
    }
    let others = try Self.answers(to: calls)
    try #require(others.count == own.count)
    for (place, call) in calls.enumerated() {
      var differences = Differences()
      differences.compare(
        try JSONSerialization.jsonObject(with: Data(own[place].utf8)),
        try JSONSerialization.jsonObject(with: Data(others[place].utf8)),
        call.joined(separator: " ").prefix(60).description)
      #expect(differences.texts.isEmpty, "\(differences.texts.prefix(3).joined(separator: "\n"))")
      #expect(differences.largest < 1e-9)
    }
  }

  @Test(.enabled(if: missing == nil, missing))
  func `what is too much for an instance throws, and a new one goes on`() throws {
    let lesson = try #require(Catalogue.lesson(named: "clase6")).text
    let answers = try Self.answers(to: [
      ["load", "", lesson], ["trap"], ["why", "1", "", "", "", "", "E"], ["load", "", lesson],
      ["why", "1", "", "", "", "", "E"],
    ])
    try #require(answers.count == 5)
    #expect(answers[1] == "true\n")
    #expect(answers[2].contains("there is no lesson yet"))
    let engine = Engine()
    #expect(answers[3] == engine.answer(.load, to: ["", lesson]))
    #expect(answers[4].contains("\"document\""))
  }
}
