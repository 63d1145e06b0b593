import Foundation
import Testing

/// Which module knows which: the imports in the sources beside Package.swift and the order of the rooms.
@Suite struct ModuleGraphTests {
  /// The rooms from the ground up: none knows one that stands further down in this list.
  private static let order = [
    "CEmbedded", "CEntryFunctions", "CKernels", "Typesetting", "OperatingSystem", "Matrices", "Kernels", "Datasets",
    "Calculus", "LessonLanguage", "Execution", "FastExecution", "Trace", "Verification", "Doctor", "Stepping",
    "Marking", "Exercises", "Documents", "Formats", "Handouts", "Pages", "Engine", "Models", "DigitDocuments",
    "Lessons", "Fixtures",
    "LessonCommand", "lesson",
  ]

  /// The rooms that are also to run where there is no operating system.
  private static let portable = [
    "Typesetting", "Matrices", "Calculus", "LessonLanguage", "Execution", "Trace", "Verification", "Doctor",
    "Documents", "Exercises", "Formats", "Handouts", "Marking", "Pages", "Stepping", "Engine",
  ]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  private static func folder(of module: String) -> URL {
    let own = root.appending(path: "Sources/\(module)")
    return FileManager.default.fileExists(atPath: own.path) ? own : root.appending(path: module)
  }

  /// The texts of a module's files, by name.
  private static func texts(of module: String) throws -> [(file: String, text: String)] {
    var found: [(file: String, text: String)] = []
    let files = FileManager.default.enumerator(at: folder(of: module), includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      found.append((file.lastPathComponent, try String(contentsOf: file, encoding: .utf8)))
    }
    return found
  }

  /// What the files of a module import; in C, the modules whose headers they include.
  private static func imports(of module: String) throws -> Set<String> {
    var found: Set<String> = []
    if module.hasPrefix("C"), order.prefix(3).contains(module) {
      let headers = folder(of: module).appending(path: "include")
      for name in try FileManager.default.contentsOfDirectory(atPath: headers.path) {
        let text = try String(contentsOf: headers.appending(path: name), encoding: .utf8)
        for header in text.matches(of: /#include "(\w+\.h)"/).map({ String($0.1) }) {
          found.formUnion(
            order.filter { other in
              let own = folder(of: other).appending(path: "include/\(header)")
              return other != module && FileManager.default.fileExists(atPath: own.path)
            })
        }
      }
    }
    found.formUnion(try texts(of: module).flatMap { $0.text.split(separator: "\n").compactMap(imported) })
    return found
  }

  /// The module that a line of Swift imports, the whole of it or one of its declarations.
  private static func imported(by line: Substring) -> String? {
    // Regular expressions take long, and few lines have the word.
    guard line.contains("import") else { return nil }
    let statement =
      #/
      \s* (?: (?: @\w+ (?: \( [^)]* \) )? | public | package | internal | fileprivate | private ) \s+ )*
      import \s+ (?: (?: typealias | struct | class | enum | protocol | let | var | func ) \s+ )? (\w+)
      /#
    return line.prefixMatch(of: statement).map { String($0.1) }
  }

  @Test(arguments: [
    ("import Foundation", "Foundation"), ("  import Glibc", "Glibc"), ("package import Matrices", "Matrices"),
    ("import struct Foundation.Data", "Foundation"), ("@preconcurrency import Dispatch", "Dispatch"),
    ("@_spi(Own) @testable public import  func Trace.run", "Trace"), ("import Kernels // for now", "Kernels"),
    ("import Calculus.Formula", "Calculus"), ("// import Foundation", nil), ("important = 3", nil),
    ("let import2 = 3", nil), ("    \"import numpy\"", nil), ("what they import Foundation has", nil),
  ])
  func `an import is known however it is written`(line: String, module: String?) {
    #expect(Self.imported(by: line[...]) == module)
  }

  /// What Package.swift lets each module know.
  private static func declared() throws -> [String: Set<String>] {
    let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    var found: [String: Set<String>] = [:]
    for part in text.components(separatedBy: ".target(").dropFirst()
      + text.components(separatedBy: ".executableTarget(").dropFirst()
    {
      let end = part.range(of: "),\n    .")?.lowerBound ?? part.range(of: "),\n\n")?.lowerBound ?? part.endIndex
      let own = part[..<end]
      guard let name = own.firstMatch(of: /name: "(\w+)"/)?.1, found[String(name)] == nil else { continue }
      let list = own.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
      found[String(name)] = Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
    }
    return found
  }

  @Test func `every room is in the order, and every room of the order is there`() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
      .filter { !$0.contains(".") }
    #expect(Set(rooms + ["Lessons", "Fixtures"]) == Set(Self.order))
  }

  @Test(arguments: order)
  func `a module imports what Package.swift says, no more and no less`(module: String) throws {
    let declared = try #require(try Self.declared()[module], "\(module) is not in Package.swift")
    let imported = try Self.imports(of: module).intersection(Self.order)
    #expect(
      imported == declared,
      "only imported: \(imported.subtracting(declared)), only declared: \(declared.subtracting(imported))")
  }

  @Test(arguments: order)
  func `a module knows only what stands below it`(module: String) throws {
    let place = try #require(Self.order.firstIndex(of: module))
    let above = Self.order[place...]
    #expect(try Self.imports(of: module).isDisjoint(with: above))
  }

  @Test(arguments: ["Documents", "Stepping"])
  func `documents and steps are made of values and name nothing that runs`(module: String) throws {
    let texts = try Self.texts(of: module)
    #expect(!texts.isEmpty)
    for (file, text) in texts {
      let named = text.matches(of: /\b(ExactMachine|FastMachine|Machine|Timeline|Playback)\b|: Run\b|\bRun\(/).map {
        String($0.0)
      }
      #expect(named.isEmpty, "\(file): \(named)")
    }
  }

  @Test(arguments: portable)
  func `a room that runs everywhere needs no Foundation, kernels, threads or clock`(module: String) throws {
    let system: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch", "Synchronization"]
    let imports = try Self.imports(of: module)
    #expect(imports.isDisjoint(with: system))
    let others = Set(Self.order).subtracting(Self.portable).subtracting(["CEntryFunctions"])
    #expect(imports.isDisjoint(with: others), "only the system's rooms have that")
    for (file, text) in try Self.texts(of: module) {
      #expect(!text.contains(/\b(ContinuousClock|SuspendingClock|pthread_\w+)\b/), "\(file)")
    }
  }

  /// The fast way, too, takes from an operator what it says of itself.
  @Test(arguments: ["Matrices", "Kernels", "Execution", "FastExecution"])
  func `what runs a program names no operator`(module: String) throws {
    let operators = try FileManager.default
      .contentsOfDirectory(atPath: Self.folder(of: "Calculus").appending(path: "Operators").path)
      .filter { $0.hasSuffix(".swift") && !$0.contains("+") }
      .map { String($0.dropLast(".swift".count)) }
    #expect(operators.contains("MatrixProduct"))
    let files = FileManager.default.enumerator(at: Self.folder(of: module), includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let code = line.trimmingPrefix(while: \.isWhitespace)
        if code.hasPrefix("//") { continue }
        let words = Set(code.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        #expect(words.isDisjoint(with: operators), "\(file.lastPathComponent): \(code)")
      }
    }
  }
}
