import Calculus
import Execution
import Foundation
import LessonLanguage
import Marking
import Matrices
import Stepping
import Testing
import Trace
import Typesetting
import Verification

@testable import Exercises

/// Many draws for lessons of several kinds; every variant is looked at anew, by other means than those that chose it.
///
/// `LESSON_VARIANT_DRAWS` says how many draws there are in all.
@Suite struct VariantStressTests {
  private static let draws =
    ProcessInfo.processInfo.environment["LESSON_VARIANT_DRAWS"].flatMap { Int($0) } ?? 120

  private static let drawings: [(name: String, vary: [String]?, set: [String])] = [
    ("clase6", nil, []), ("clase6", ["x", "W1", "y"], []), ("xor", nil, ["start=golden"]), ("notation", nil, []),
    ("gradient-clipping", nil, []), ("softmax-ce", nil, []), ("losses", nil, []), ("activations", nil, []),
    ("blocks", nil, []), ("autodiff", nil, []), ("toy-weight", nil, []), ("training-cycle", nil, []),
    ("perceptron", nil, ["gate=and"]), ("gradient-descent", nil, []),
  ]

  @Test func `every variant is a lesson without a fault`() throws {
    var drawn = 0
    var found = 0
    var refused: [VariantRefusal.Kind: Int] = [:]
    var kept: Set<String> = []
    let each = max(1, Self.draws / Self.drawings.count)
    for (name, vary, set) in Self.drawings {
      let drawing = try Drawings.of(name, vary: vary, set: set)
      // What the lesson has itself is no fault of a variant.
      let own = try Verifier(drawing.lesson.syntax, source: drawing.lesson.source).verify()
      var own1 = 0
      var number = 0
      while own1 < each {
        number += 1
        let variant = try drawing.variant(VariantNumber(number), seed: 11)
        own1 += variant.attempts
        for refusal in variant.refusals { refused[refusal.kind, default: 0] += 1 }
        try look(at: variant, drawing, own)
        if vary == nil { kept.insert(variant.text) }
        found += 1
      }
      drawn += own1
    }
    print("\(drawn) draws, \(found) variants, refused: \(refused.map { "\($0.key.rawValue) \($0.value)" }.sorted())")
    #expect(drawn >= Self.draws / 2)
  }

  private func look(at variant: Variant, _ drawing: VariantDrawing, _ own: Report) throws {
    let (lessons, source) = try LessonParser.read(variant.text, file: "\(variant.name).lesson")
    let syntax = try #require(lessons.first)
    #expect(lessons.count == 1 && syntax.name == variant.name)
    for (value, numbers) in zip(variant.values, drawing.varied) {
      #expect(!value.numbers.contains(0) && value.numbers != numbers.cells.map { $0.value })
      if numbers.shares.isEmpty { #expect(Set(value.numbers).count == value.numbers.count, "\(variant.name)") }
      for digits in value.digits {
        #expect((digits.split(separator: ".").dropFirst().first?.count ?? 0) == numbers.decimals)
      }
      // What stands in the text is what was said.
      let program = try variant.lesson.program().program
      let input = try #require(program.inputs.first { $0.quantity.symbol.name == value.name && $0.phase != .forward })
      let run = try Run(program)
      try run.advance(keepingEverything: true)
      let set = Set(run.moment().value(of: input.quantity).values)
      #expect(set == Set(value.numbers), "\(variant.name) \(value.name)")
    }
    let report = try Verifier(syntax, source: source).verify()
    #expect(report.failures.isEmpty, "\(variant.text)")
    for (check, known) in zip(report.gradients, own.gradients) where known.isRight {
      #expect(check.isRight, "\(variant.name) \(check.quantity.name)")
    }
    try lookAtNumbers(of: variant, drawing)
  }

  /// The numbers of the first iteration, by arithmetic of another kind than the judge's.
  private func lookAtNumbers(of variant: Variant, _ drawing: VariantDrawing) throws {
    let moment = try Drawings.moment(variant)
    let lesson = try Run(try drawing.lesson.program().program)
    try lesson.advance(keepingEverything: true)
    let usual = lesson.moment()
    let steps = Walk.steps(of: moment.program)
    let (_, large) = Question.addresses(of: steps, only: nil)
    for step in steps where !large.contains(step.quantity.name) {
      let own = usual.value(of: step.quantity).values
      for (place, value) in moment.value(of: step.quantity).values.enumerated() {
        #expect(value.isFinite || !own[place].isFinite, "\(variant.name) \(step.quantity.name)")
        guard value.isFinite, value != 0 else { continue }
        // Four digits in front of the point: what is behind it is not near 0, a half or 1.
        let digits = value.magnitude * pow(10, 3 - floor(log10(value.magnitude)))
        let rest = digits - floor(digits)
        let distance = min(rest, abs(rest - 0.5), 1 - rest)
        let isShort = min(rest, 1 - rest) < 1e-7
        #expect(
          distance > 0.999e-3 || isShort || isAlwaysAtEdge(step.quantity, place, own),
          "\(variant.name) \(step.quantity.name) \(value)")
      }
    }
  }

  /// What is at an edge in the lesson, too.
  private func isAlwaysAtEdge(_ quantity: Quantity, _ place: Int, _ own: [Double]) -> Bool {
    own.indices.contains(place) && AskedDigits().isAtEdge(own[place])
  }
}
