import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace

@testable import Verification

/// What is verified.
extension RandomLessonLaws {
  /// A page of the run's own numbers is right, and is wrong where a digit is.
  mutating func checkPages() throws {
    guard !isDiverging else { return }
    let decimals = dice.among(4...8)
    var lines: [(address: String, iteration: Int, cells: [[String]])] = []
    for moment in moments {
      for recorded in quantities(moment) where recorded.quantity.shape.rank == 2 && !isStrange(recorded.quantity) {
        let value = moment.value(of: recorded.quantity)
        guard value.values.allSatisfy({ abs($0) < 1e6 }) else { continue }
        let columns = value.shape.columns
        let cells = stride(from: 0, to: value.values.count, by: columns).map { start in
          value.values[start..<start + columns].map { number in
            RunOptions.Carry(decimals: decimals, truncates: false).text(number)
          }
        }
        lines.append((recorded.name, moment.iteration, cells))
      }
    }
    guard !lines.isEmpty else { return }
    let report = try verifier.verify(with: [try Self.page(lines)])
    for verdict in report.verdicts where verdict.result != .agrees {
      fault("page", "\(verdict.address) at \(verdict.iteration): \(verdict.result) \(numbers(verdict))")
    }
    for gradient in report.gradients where !gradient.isRight {
      fault(
        "gradient",
        "\(gradient.quantity.name), line \(gradient.line ?? 0): off by \(gradient.mechanicalError), differences \(String(describing: gradient.differences))"
      )
    }
    // One digit wrong, so far to the left that no rounding explains it.
    let line = dice.below(lines.count)
    let row = dice.below(lines[line].cells.count)
    let column = dice.below(lines[line].cells[row].count)
    let text = lines[line].cells[row][column]
    guard let point = text.firstIndex(of: ".") else { return }
    var letters = Array(text)
    let place = text.distance(from: text.startIndex, to: point) + dice.among(1...2)
    guard let digit = letters[place].wholeNumberValue else { return }
    letters[place] = Character("\((digit + dice.among(2...8)) % 10)")
    lines[line].cells[row][column] = String(letters)
    let verdict = try verifier.verifyPrinted(with: [try Self.page(lines)], scope).verdicts[line]
    guard case .numbers(let judged) = verdict.finding else { return }
    let number = judged[row * lines[line].cells[row].count + column]
    if number.judgement != .wrong {
      fault("page", "\(verdict.address) at \(verdict.iteration): \(String(letters)) for \(text) is \(number.judgement)")
    }
  }

  /// A name with which no line of a page can begin: that of a mechanical derivative.
  func isStrange(_ quantity: Quantity) -> Bool { quantity.isDerivative }

  func numbers(_ verdict: Verdict) -> String {
    guard case .numbers(let numbers) = verdict.finding else { return "" }
    return numbers.filter { !$0.judgement.isRight }.prefix(3).map {
      "[\($0.indices)] \($0.printed) for \($0.computed) is \($0.judgement)"
    }.joined(separator: "; ")
  }

  var verifier: Verifier { Verifier(lessonInUse.syntax, source: lessonInUse.source) }

  static func page(
    _ lines: [(address: String, iteration: Int, cells: [[String]])]
  ) throws -> (lesson: LessonSyntax, source: SourceText) {
    var text = "lesson random\nexpect \"page\"\n"
    for (address, iteration, cells) in lines {
      text += "  \(address) = [\(cells.map { $0.joined(separator: " ") }.joined(separator: "; "))] at \(iteration)\n"
    }
    return (try LessonParser.parse(text, file: "page.expect")[0], SourceText(file: "page.expect", text: text))
  }
}

extension RunOptions.Carry {
  /// The number with all its decimals.
  fileprivate func text(_ number: Double) -> String {
    let unit = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let whole = Int64((abs(number) * unit).rounded(.toNearestOrAwayFromZero))
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
