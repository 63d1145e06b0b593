import Calculus
import Execution
import Formats
import Foundation
import LessonCommand
import LessonLanguage
import Matrices
import OperatingSystem
import Trace
import Typesetting

/// What the commands print of a lesson, read again.
extension RandomLessonLaws {
  /// Each line's formula as it is shown, read again, has the line's value.
  mutating func checkTypedBack() throws {
    let math = LinearMath()
    for moment in [moment(1), moment(iterations)] {
      let own = scope.of(moment.program)
      for definition in moment.program.definitions where definition.phase != .control && !definition.isEpochTotal {
        let text = math.text(definition.formula.typeset(Notation()).line)
        check(
          text, is: moment.value(of: definition.quantity), "typed", definition.quantity.name, moment, own,
          isSafe: definition.formula.dividesSafely)
      }
    }
  }

  /// What a formula gives that was shown.
  ///
  /// - Parameter isSafe: whether 0 divided by 0 counts as 0 in it, which it does not in what is typed.
  private mutating func check(
    _ text: String, is wanted: Matrix, _ law: String, _ name: String, _ moment: Moment, _ scope: Scope,
    tolerance: Double = 1e-12, isSafe: Bool = false
  ) {
    do {
      let (syntax, typed) = try LessonParser.address(text, in: scope)
      var found = moment.evaluate(try scope.reading(SourceText(file: "", text: typed)).resolve(syntax))
      if isSafe, found.shape == wanted.shape {
        for index in found.values.indices where found.values[index].isNaN { found.values[index] = wanted.values[index] }
      }
      if !Self.areNear(wanted, found, tolerance) {
        fault(law, "\(name) = \(text) at \(moment.iteration): \(wanted.values) and \(found.values)")
      }
    } catch let error as LessonError where Self.isTooLong(error) {
      return
    } catch let error as LocatedError where error.message.en.contains(Self.tooLong) {
      return
    } catch {
      fault(law, "\(name) = \(text) at \(moment.iteration): \(told(error))")
    }
  }

  /// What is said of a formula that is longer than one that a person types may be.
  private static let tooLong = "more than \(Limits.operators) operations"
  private static func isTooLong(_ error: LessonError) -> Bool { error.description(.english).contains(tooLong) }

  private static func areNear(_ one: Matrix, _ other: Matrix, _ tolerance: Double = 1e-12) -> Bool {
    (one.shape == other.shape || one.shape.isScalar || other.shape.isScalar)
      && (0..<max(one.values.count, other.values.count)).allSatisfy { index in
        let left = one.values.count == 1 ? one.values[0] : one.values[index]
        let right = other.values.count == 1 ? other.values[0] : other.values[index]
        return left == right || left.isNaN && right.isNaN || abs(left - right) <= tolerance * max(1, abs(left))
      }
  }

  // MARK: - Commands

  /// What a command line prints about a file.
  private func printed(_ words: [String]) -> (output: String, error: String, code: Int32) {
    let console = Console.memory()
    let code = LessonTool.main(
      Surroundings(arguments: words, environment: ["LANG": "en_US.UTF-8"]), console: console,
      interrupt: Interrupt { false })
    return (console.output.captured, console.error.captured, code)
  }

  /// Holds what `show`, `run` and `why` print of the lesson's file against the run.
  mutating func checkCommands(at path: String) throws {
    try checkShown(at: path)
    try checkTrace(at: path)
    checkWhy(at: path)
  }

  /// The lesson written anew from what `show` prints runs to the same numbers.
  private mutating func checkShown(at path: String) throws {
    let shown = printed(["show", path, "--plain"])
    guard shown.code == 0 else { return fault("show", shown.error) }
    let text = written(shown.output)
    do {
      let syntax = try LessonParser.parse(text, file: "shown.lesson")
      let program = try Lesson(syntax[0], source: SourceText(file: "shown.lesson", text: text)).program().program
      let run = try Run(program)
      for iteration in 1...iterations {
        try run.advance()
        let (moment, again) = (self.moment(iteration), run.moment())
        var values: [String: Matrix] = [:]
        for recorded in quantities(again) { values[recorded.name] = again.value(of: recorded.quantity) }
        for recorded in quantities(moment) where !recorded.quantity.isDerivative {
          guard let value = values[recorded.name] else {
            fault("show", "\(recorded.name) is missing in\n\(text)")
            continue
          }
          if !Self.areNear(moment.value(of: recorded.quantity), value, 1e-9) {
            fault(
              "show",
              "\(recorded.name) at \(iteration): \(moment.value(of: recorded.quantity).values) and \(value.values) in\n\(text)"
            )
            return
          }
        }
      }
    } catch {
      fault("show", "\(told(error)) in\n\(text)")
    }
  }

  /// The lines of `show` as a lesson.
  private func written(_ shown: String) -> String {
    let sections = [
      "Data": "data", "Parameters": "parameters", "State": "state", "Forward pass": "forward", "Loss": "loss",
      "Metrics": "metrics", "Backpropagation": "backward", "Update": "update",
    ]
    var text = lesson.head
    var isInFormulas = false
    // What is defined again has its number in what is shown; in a lesson a name means the latest above.
    var shown = shown
    for definition in scope.program.definitions {
      let name = definition.quantity.name
      let number = name.split(separator: ".").last.flatMap { Int($0) }
      if name.first?.isLetter == true, let number, (1...9).contains(number), name.hasSuffix(".\(number)"),
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" })
      {
        shown = shown.replacing(name, with: name.prefix { $0 != "." })
      }
    }
    for line in shown.split(separator: "\n").map(String.init) {
      if line == "Formulas" { isInFormulas = true }
      if line == "Run" || line == "What is checked" { isInFormulas = false }
      guard isInFormulas else { continue }
      if let section = sections[line] {
        text += section + "\n"
        continue
      }
      if line == "Formulas" || line.contains(" is the batch") || line.contains("; after each epoch") { continue }
      if line.hasPrefix("∂") { continue }
      var (front, shape) = Self.parted(line)
      // A drawn or filled matrix needs its shape, and data of a set its words.
      let isGiven = shape.allSatisfy { $0.isNumber || $0 == "×" } && shape.contains("×")
      if isGiven, let end = front.firstIndex(of: " ") {
        let name = front[..<end]
        let rest = front[end...]
        let own =
          name.hasSuffix("_test") ? "\(name.dropLast(5)) for test" : String(name)
        front = own + " (\(shape))" + rest
      }
      text += "  " + front + "\n"
    }
    return text + lesson.measuredOnTest + lesson.run
  }

  /// What stands before the last `; ` outside brackets, and behind it.
  private static func parted(_ line: String) -> (String, String) {
    var depth = 0
    var last: String.Index?
    for index in line.indices {
      switch line[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case ";" where depth == 0: last = index
      default: break
      }
    }
    guard let last else { return (line, "") }
    return (String(line[..<last]), String(line[line.index(after: last)...].drop { $0 == " " }))
  }

  /// The file of a trace has the run's numbers, each bit of them.
  private mutating func checkTrace(at path: String) throws {
    let trace = printed(["run", path, "--trace-file", "-", "--at", "all"])
    guard trace.code == 0 || trace.code == 3 else { return fault("trace", trace.error) }
    var found: [Int: [String: [Double]]] = [:]
    for line in trace.output.split(separator: "\n").dropFirst() {
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let iteration = object["iteration"] as? Int, let name = object["name"] as? String,
        let values = line.range(of: "\"values\":")
      else { return fault("trace", "\(line.prefix(200))") }
      // Foundation on Linux reads some numbers one bit wrong.
      let numbers = line[values.upperBound...].split { "[],}".contains($0) }.map { Double($0) ?? .nan }
      found[iteration, default: [:]][name] = numbers
    }
    for iteration in 1...iterations {
      let moment = moment(iteration)
      for recorded in quantities(moment) {
        let wanted = moment.value(of: recorded.quantity).values
        guard let numbers = found[iteration]?[recorded.name] else {
          fault("trace", "\(recorded.name) at \(iteration) is missing")
          continue
        }
        if numbers.count != wanted.count || zip(numbers, wanted).contains(where: { $0 != $1 && $1.isFinite }) {
          fault("trace", "\(recorded.name) at \(iteration): \(numbers) and \(wanted)")
        }
      }
    }
  }

  /// Each side of each equation that `why` prints has the same value.
  private mutating func checkWhy(at path: String) {
    for _ in 0..<3 {
      let iteration = dice.among(1...iterations)
      let moment = moment(iteration)
      let quantity = dice.one(of: quantities(moment)).quantity
      let entry = Entry(quantity, dice.below(quantity.shape.count))
      let words = ["why", path, entry.address, "--at", "\(iteration)", "--plain", "--significant", "15"]
      let why = printed(words)
      guard why.code == 0 else {
        fault("why", "\(words.joined(separator: " ")): \(why.error)")
        continue
      }
      let own = scope.of(moment.program)
      var isDirect = false
      for line in why.output.split(separator: "\n").map(String.init) where !line.contains("…") {
        // One path of several has the name of the whole derivative.
        let isPath = isDirect
        isDirect = line == "directly:"
        if isPath { continue }
        let (equation, remark) = Self.parted(line)
        let sides = Self.sides(equation)
        // A metric on another set is computed with that set's numbers.
        if remark.hasPrefix("metrics on") { continue }
        // A determinant and a cofactor have words of their own, and no names; how a large system is solved is told in a
        // sentence.
        let isTold = ["det", "cofactor", "By elimination"].contains { equation.hasPrefix($0) }
        guard sides.count > 1, !equation.hasPrefix("="), !isTold, !sides.contains("NaN"),
          // Of more than 400 operations a formula is not read.
          equation.count < 2_000
        else { continue }
        var values: [(text: String, matrix: Matrix)] = []
        for side in sides where !side.isEmpty {
          do {
            let (syntax, typed) = try LessonParser.address(side, in: own)
            values.append(
              (side, moment.evaluate(try own.reading(SourceText(file: "", text: typed)).resolve(syntax))))
          } catch {
            fault("why", "\(words.joined(separator: " ")) prints \(line): \(side): \(told(error))")
          }
        }
        guard let last = values.last else { continue }
        for value in values where !Self.areNear(value.matrix, last.matrix, 1e-9) {
          // The derivative of a norm counts 0/0 as 0.
          if value.matrix.values.contains(where: \.isNaN), value.text.contains("/norm(") || value.text.contains("/√") {
            continue
          }
          fault("why", "\(words.joined(separator: " ")) prints \(line): \(value.text) is \(value.matrix.values)")
        }
      }
    }
  }

  /// The sides of an equation: what stands between ` = ` and ` ≈ ` outside brackets.
  private static func sides(_ equation: String) -> [String] {
    var sides = [""]
    var depth = 0
    var letters = Array(equation)[...]
    while let letter = letters.popFirst() {
      if letter == "(" || letter == "[" { depth += 1 }
      if letter == ")" || letter == "]" { depth -= 1 }
      if depth == 0, letter == "=" || letter == "≈", sides[sides.count - 1].hasSuffix(" "), letters.first == " " {
        sides[sides.count - 1].removeLast()
        letters.removeFirst()
        sides.append("")
      } else {
        sides[sides.count - 1].append(letter)
      }
    }
    return sides
  }
}

extension Formula {
  /// Whether 0 divided by 0 counts as 0 somewhere in it, as in the derivative of a norm.
  fileprivate var dividesSafely: Bool {
    guard case .apply(let application) = self else { return false }
    return application.rule is SafeDivision || application.arguments.contains { $0.dividesSafely }
  }
}
