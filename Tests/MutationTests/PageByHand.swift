import Calculus
import Execution
import Foundation
import LessonLanguage
import Lessons
import Testing
import Trace

@testable import Verification

/// A page of a lesson as a hand works it out: each line a name, its iteration and its numbers in reading order.
struct PageByHand {
  private let syntax: LessonSyntax
  private let source: SourceText
  private var verifier: Verifier
  let seed: UInt32
  let scope: Scope
  var lines: [(address: String, iteration: Int, numbers: [[Decimal]])] = []

  /// Whole numbers of units of the last place.
  typealias Decimal = Int
  let decimals: Int

  /// - Parameter isCarried: whether each line is worked out from the rounded ones before it, or all from the exact run.
  init(_ name: String, decimals: Int, iterations: Int, isCarried: Bool, seed: Int) throws {
    let text = try name == "prices" ? Self.prices : #require(Catalogue.lesson(named: name)).text
    syntax = try #require(try LessonParser.parse(text, file: name).first)
    source = SourceText(file: name, text: text)
    self.seed = UInt32(seed)
    var options = RunOptions()
    options.seed = UInt32(seed)
    verifier = Verifier(syntax, source: source, runOptions: options)
    scope = try Lesson(syntax, source: source).program(settings: LessonSettings()).scope
    self.decimals = decimals
    if isCarried { options.carry = .init(decimals: decimals, truncates: false) }
    let run = try Run(scope.program, options: options)
    let unit = pow(10.0, Double(decimals))
    for iteration in 1...iterations {
      try run.advance()
      let moment = run.moment()
      let parameters = iteration == 1 ? moment.program.updates.map { $0.old } : []
      for quantity in parameters + moment.program.definitions.map({ $0.quantity }) {
        let updated = moment.program.updates.first { $0.new == quantity }
        let definition = moment.definition(of: quantity)
        guard definition == nil || definition?.line != nil && definition?.isDerived == false || updated != nil else {
          continue
        }
        let address = updated.map { "new(\($0.old.symbol.name))" } ?? quantity.symbol.name
        guard quantity.shape.count <= 12, moment.known(quantity) != nil,
          let resolved = try? scope.of(moment.program).resolve(LessonParser.formula(address)),
          resolved.subject == quantity, moment.unmeasured(resolved) == nil
        else { continue }
        let values = moment.value(of: quantity).values
        guard values.allSatisfy({ abs($0) < 1e9 }) else { continue }
        let rounded = values.map { Int(($0 * unit).rounded(.toNearestOrAwayFromZero)) }
        let columns = quantity.shape.columns
        let rows = stride(from: 0, to: rounded.count, by: columns).map { Array(rounded[$0..<$0 + columns]) }
        lines.append((address, iteration, rows))
      }
    }
  }

  /// The same page held against another run.
  func verified(with options: RunOptions) -> PageByHand {
    var page = self
    page.verifier = Verifier(syntax, source: source, runOptions: options)
    return page
  }

  /// The places of numbers of three digits or more.
  var places: [(line: Int, row: Int, column: Int)] {
    lines.indices.flatMap { line in
      lines[line].numbers.indices.flatMap { row in
        lines[line].numbers[row].indices.filter { abs(lines[line].numbers[row][$0]) >= 100 }.map { (line, row, $0) }
      }
    }
  }

  private func text(_ number: Int) -> String {
    let digits = String(abs(number))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// The verdicts on the page, and the line of each.
  func verdicts() throws -> [Verdict] {
    var text = "lesson page\nexpect \"page\"\n"
    for (address, iteration, numbers) in lines {
      let rows = numbers.map { $0.map(self.text).joined(separator: " ") }.joined(separator: "; ")
      text += "  \(address) = [\(rows)] at \(iteration)\n"
    }
    let syntax = try #require(try LessonParser.parse(text, file: "page.expect").first)
    return try verifier.verifyPrinted(with: [(syntax, SourceText(file: "page.expect", text: text))], scope).verdicts
      .filter { $0.file == "page.expect" }
  }

  func judgement(_ verdict: Verdict, _ place: (line: Int, row: Int, column: Int)) -> Verdict.Judgement? {
    guard case .numbers(let numbers) = verdict.finding else { return nil }
    let columns = lines[place.line].numbers[place.row].count
    return numbers[place.row * columns + place.column].judgement
  }

  /// Sums of large numbers, in which the last digit of an operand moves many units of the result.
  private static let prices = """
    lesson prices
    settings
      η = 0.0001 as lr
    data
      X = [31.5 2; 48.2 3; 55 1; 72.9 4; 90.1 5]
      y = [95; 140.5; 148; 222; 275.5]
    parameters
      w = [2.53; 7.18]
      b = 3.37
    forward
      p = X·w + b
      r = p − y
      q = r²
    loss
      E = Σ q
      M = E/5
    backward
      g = 2·Xᵀ·r/5  is ∂M/∂w
      h = 2·Σ r/5  is ∂M/∂b
    update
      w ← w − η·g
      b ← b − η·h
    run
      stop after 3 iterations
    """
}
