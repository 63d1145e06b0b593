import Calculus
import Formats
import Typesetting
import Verification

/// `lesson verify --json`: what was found, for programs.
///
///     {"format":"lesson-verification","version":2,"lessons":[{"lesson":"clase6","right":true,"verdicts":[…],
///      "gradients":[…],"steps":[…],"unpromised":[…]}],"summary":{"right":true,"numbers":21,…}}
package struct VerificationJSON {
  /// The version of the layout; any change of meaning raises it.
  package static let version = 2

  private var json = JSONWriter()
  private let math = LinearMath()

  /// The whole report of a command: what was verified, and by name what could not be.
  package static func text(_ reports: [Report], unreadable: [String]) -> String {
    var writer = VerificationJSON()
    writer.write(reports, unreadable)
    return writer.json.text + "\n"
  }

  private mutating func write(_ reports: [Report], _ unreadable: [String]) {
    let math = math
    json.object { json in
      json.member("format", "lesson-verification")
      json.member("version", Self.version)
      json.key("lessons")
      json.array { json in
        for report in reports { Self.write(report, math, to: &json) }
      }
      json.key("summary")
      json.object { json in
        let counts = VerificationCounts(reports.flatMap(\.judged))
        json.key("right")
        json.boolean(reports.allSatisfy(\.isRight) && unreadable.isEmpty)
        json.member("lessons", reports.count)
        json.member("numbers", counts.numbers)
        json.member("shapes", counts.shapes)
        json.member("formulas", counts.identities)
        json.member("failures", reports.reduce(0) { $0 + $1.failures.count })
        json.member("misprints", reports.reduce(0) { $0 + $1.misprints.count })
        json.member("notJudged", reports.reduce(0) { $0 + $1.unmeasured.count })
        json.key("unreadable")
        json.array { json in
          for name in unreadable { json.string(name) }
        }
      }
    }
  }

  private static func write(_ report: Report, _ math: LinearMath, to json: inout JSONWriter) {
    json.object { json in
      json.member("lesson", report.lesson)
      if let title = report.title { write("title", title, to: &json) }
      json.key("right")
      json.boolean(report.isRight)
      json.key("verdicts")
      json.array { json in
        for verdict in report.verdicts { write(verdict, math, to: &json) }
      }
      json.key("gradients")
      json.array { json in
        for check in report.gradients { write(check, math, to: &json) }
      }
      json.key("steps")
      json.array { json in
        for step in report.steps {
          json.object { json in
            json.member("parameter", step.parameter.symbol.name)
            json.member("gradient", math.text(step.gradient))
            number("rate", step.rate, to: &json)
            number("error", step.error, to: &json)
            json.key("right")
            json.boolean(step.isRight)
          }
        }
      }
      json.key("rate")
      if let rate = report.commonRate { json.number(rate) } else { json.null() }
      json.key("unpromised")
      json.array { json in
        for quantity in report.unpromised { json.string(quantity.symbol.name) }
      }
    }
  }

  private static func write(_ verdict: Verdict, _ math: LinearMath, to json: inout JSONWriter) {
    json.object { json in
      json.member("place", verdict.place)
      json.key("inNotes")
      json.boolean(verdict.isFromNotes)
      json.member("address", verdict.address)
      json.member("label", math.text(verdict.label))
      json.member("iteration", verdict.iteration)
      if verdict.moment.countsFromZero {
        json.key("countedFromZero")
        json.boolean(true)
      }
      if !verdict.settings.isEmpty { json.member("settings", verdict.settings) }
      switch verdict.finding {
      case .numbers(let numbers):
        json.key("numbers")
        json.array { json in
          for number in numbers { write(number, isJudged: verdict.isJudged, to: &json) }
        }
      case .shape(let printed, let computed):
        json.key("shape")
        json.object { json in
          sizes("printed", printed, to: &json)
          sizes("computed", computed.sizes, to: &json)
        }
      case .identity(let other, let difference, let worst):
        json.key("identity")
        json.object { json in
          json.member("formula", math.text(other))
          numberOrNull("difference", difference, to: &json)
          if let worst { write("worst", worst, to: &json) }
        }
      }
      json.member("result", name(of: verdict.result))
      if case .notMeasured(let every) = verdict.result { json.member("measuredEvery", every) }
      if let reason = verdict.reason { write("reason", reason, to: &json) }
      json.member("file", verdict.file)
      json.member("line", verdict.line)
    }
  }

  private static func write(_ found: Verdict.Number, isJudged: Bool, to json: inout JSONWriter) {
    json.object { json in
      if !found.indices.isEmpty { json.member("indices", found.indices) }
      json.member("printed", found.printed)
      json.key("computed")
      if isJudged { json.number(found.computed) } else { json.null() }
      json.key("rules")
      json.array { json in
        for rule in found.rules.sorted() { json.string(name(of: rule)) }
      }
      json.key("misprint")
      json.boolean(found.isMisprint)
      if found.hasUnjudgedDigits { json.member("judgedDigits", PrintedRule.judgedDigits) }
      json.key("right")
      if isJudged { json.boolean(found.isAsMarked) } else { json.null() }
    }
  }

  private static func write(_ check: GradientCheck, _ math: LinearMath, to json: inout JSONWriter) {
    json.object { json in
      json.member("quantity", check.quantity.symbol.name)
      json.member("claim", math.text(check.claim))
      json.key("ofParameter")
      json.boolean(check.isOfParameter)
      if let line = check.line { json.member("line", line) }
      json.member("entries", check.count)
      json.member("agreeing", check.agreeing)
      number("mechanicalError", check.mechanicalError, to: &json)
      // Without differences, or where none could be measured, there is no error.
      let differences = check.differences.flatMap { $0.cannotBeMeasured ? nil : $0 }
      json.key("differenceError")
      if let differences { json.number(differences.error) } else { json.null() }
      json.key("differenceFloor")
      if let differences = check.differences { json.number(differences.floor) } else { json.null() }
      json.member("differenceEntries", check.differences.map { $0.count - $0.unmeasuredCount } ?? 0)
      json.member("unmeasuredEntries", check.differences?.unmeasuredCount ?? 0)
      if let ratio = check.ratio, !check.isRight { number("ratio", ratio, to: &json) }
      if let worst = check.worst { write("worst", worst.difference, iteration: worst.iteration, to: &json) }
      if let worst = check.worstOfDifferences { write("worstDifference", worst.difference, to: &json) }
      json.key("right")
      json.boolean(check.isRight)
    }
  }

  /// `{"indices":"1,2","value":0.5,"expected":0.7}`
  private static func write(
    _ key: String, _ difference: Verdict.Difference, iteration: Int? = nil, to json: inout JSONWriter
  ) {
    json.key(key)
    json.object { json in
      if !difference.indices.isEmpty { json.member("indices", difference.indices) }
      number("value", difference.value, to: &json)
      number("expected", difference.expected, to: &json)
      if let iteration { json.member("iteration", iteration) }
    }
  }

  private static func name(of result: Verdict.Result) -> String {
    switch result {
    case .agrees: "agrees"
    case .disagrees: "disagrees"
    case .misprint: "misprint"
    case .misprintIsRight: "misprint-is-right"
    case .notMeasured: "not-measured"
    }
  }

  private static func name(of rule: Verdict.Rule) -> String {
    switch rule {
    case .rounded: "rounded"
    case .truncated: "truncated"
    case .carried: "carried"
    case .within: "within"
    }
  }

  /// What is not a number was not measured.
  private static func numberOrNull(_ key: String, _ value: Double, to json: inout JSONWriter) {
    json.key(key)
    if value.isNaN { json.null() } else { json.number(value) }
  }

  private static func number(_ key: String, _ value: Double, to json: inout JSONWriter) {
    json.key(key)
    json.number(value)
  }

  private static func sizes(_ key: String, _ sizes: [Int], to json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for size in sizes { json.integer(size) }
    }
  }

  private static func write(_ key: String, _ text: Localized, to json: inout JSONWriter) {
    json.key(key)
    json.object { json in
      json.member("es", text.es)
      json.member("en", text.en)
    }
  }
}
