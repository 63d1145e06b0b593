import Foundation
import LessonLanguage
import Lessons
import Testing

@testable import Verification

@Suite struct VerdictTests {
  private static func report(_ name: String, changing old: String = "", to new: String = "") throws -> Report {
    let (lesson, source) = try BuiltIn.lesson(name)
    let text = try #require(try claimsText(name))
    #expect(old.isEmpty || text.contains(old))
    let files = [try BuiltIn.parsed(text.replacingOccurrences(of: old, with: new), "\(name).expect")]
    return try BuiltIn.verifier(lesson, source).verify(with: files)
  }

  private static func claimsText(_ name: String) throws -> String? {
    try CatalogueTests.files(in: "Fixtures/Claims", ending: "expect")[name].map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: BuiltIn.quick) func `a lesson agrees with everything the notes print`(name: String) throws {
    let (lesson, source) = try BuiltIn.lesson(name)
    let files = try BuiltIn.claims(name)
    #expect(files.count == 1)
    let report = try BuiltIn.verifier(lesson, source).verify(with: files)
    for failure in report.failures {
      Issue.record("\(failure.file):\(failure.line): \(failure.address): \(failure.finding)")
    }
    for check in report.gradients where !check.isRight { Issue.record("\(name): \(check.quantity.symbol)") }
    for check in report.descents where !check.isRight { Issue.record("\(name): \(check.parameter.symbol)") }
    #expect(report.isRight)
    // What needs many runs is judged with --studies.
    #expect(!report.verdicts.isEmpty || !lesson.studies.isEmpty)
    // The updates of a search without gradients have none to be compared with.
    for remark in report.remarks where name != "gradient-free" {
      Issue.record("\(name):\(remark.line): \(remark.text.en)")
    }
  }

  @Test(arguments: [
    ("clase6", ["c_1", "c_2", "c", "δ2", "dW2", "db2", "δ1", "dW1", "db1"]),
    ("xor", ["δ_out", "error_hidden", "δ_hidden", "dW2", "db2", "dW1", "db1"]),
    ("perceptron", []),
  ])
  func `every line of the backward pass is held against the automatic derivative`(name: String, lines: [String]) throws
  {
    let (lesson, source) = try BuiltIn.lesson(name)
    let report = try BuiltIn.verifier(lesson, source).verify()
    #expect(report.gradients.map(\.quantity.symbol.name) == lines)
    #expect(report.unpromised.map(\.symbol.name) == (name == "xor" ? ["error"] : []))
  }

  @Test func `the steps of xor descend at the learning rate`() throws {
    let rate = try #require(try Self.report("xor").commonRate)
    #expect(abs(rate - 0.5) < 1e-12)
  }

  @Test(arguments: ["clase6": 7, "xor": 4, "perceptron": 1])
  func `the misprints in the notes are found, each with its reason`(name: String, count: Int) throws {
    let misprints = try Self.report(name).misprints
    #expect(misprints.count == count)
    for misprint in misprints {
      let reason = try #require(misprint.reason, "line \(misprint.line)")
      #expect(!reason.es.isEmpty && !reason.en.isEmpty && reason.es != reason.en, "line \(misprint.line)")
    }
  }

  @Test(arguments: [
    ("clase6", "= 0.0011\n", "= 0.0012\n"),
    ("clase6", "= 0.68492  truncated", "= 0.68492  within 1e-6"),
    ("clase6", "shape(b1) = 1×1", "shape(b1) = 2×1"),
    ("xor", "shape(error_hidden) = 4×2", "shape(error_hidden) = 2×4"),
    ("xor", "error_hidden is δ_out·W2ᵀ", "error_hidden is −δ_out·W2ᵀ"),
    ("xor", "parameters = 9\n", "parameters = 8\n"),
    ("perceptron", "8   1\n", "8   0\n"),
    ("perceptron", "new(w) is w + error·η·Xᵀ", "new(w) is w − error·η·Xᵀ"),
  ])
  func `one wrong digit, sign, shape or rule is told`(name: String, old: String, new: String) throws {
    let report = try Self.report(name, changing: old, to: new)
    #expect(!report.isRight)
    #expect(report.failures.allSatisfy { $0.result == .disagrees })
    #expect(!report.failures.isEmpty)
  }

  @Test(arguments: [
    ("clase6", "is σ(z1[1])·(1 − z1[1])", "is σ(z1[1])·(1 − a1[1])"),
    ("clase6", "∂e[2]/∂ŷ[2] is ∂e[1]/∂ŷ[2]", "∂e[2]/∂ŷ[2] is ∂e[2]/∂ŷ[2]"),
    ("xor", "δ_out is (A2 − y)", "δ_out is −(A2 − y)"),
  ])
  func `a misprint that turns out right is a failure`(name: String, old: String, new: String) throws {
    let failures = try Self.report(name, changing: old, to: new).failures
    #expect(failures.map(\.result) == [.misprintIsRight])
  }
}
