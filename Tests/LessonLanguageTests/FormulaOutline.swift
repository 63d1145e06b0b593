import Foundation

@testable import LessonLanguage

/// A formula with every grouping in parentheses, for tests.
func outline(_ formula: FormulaSyntax) -> String {
  switch formula {
  case .number(_, let spelling, _): spelling
  case .name(let name): outline(name)
  case .call(let name, let primes, let arguments, _):
    outline(name) + String(repeating: "'", count: primes) + "("
      + arguments.map { ($0.name.map { outline($0) + "=" } ?? "") + outline($0.value) }.joined(separator: ",") + ")"
  case .prefix(let prefix, let operand, _): "(\(prefix) \(outline(operand)))"
  case .infix(let infix, let left, let right, _): "(\(outline(left)) \(infix) \(outline(right)))"
  case .transpose(let base, _): "\(outline(base))ᵀ"
  case .power(let base, let exponent, _): "(\(outline(base))^\(outline(exponent)))"
  case .index(let base, let indices, _): outline(base) + "[" + indices.map(outline).joined(separator: ",") + "]"
  case .matrix(let rows, _):
    "[" + rows.map { $0.map(outline).joined(separator: " | ") }.joined(separator: " ; ") + "]"
  case .partial(let above, let below, _): "∂\(outline(above))/∂\(outline(below))"
  }
}

func outline(_ name: NameSyntax) -> String {
  name.parts.map { part in
    switch part {
    case .text(let text): text
    case .index(let formula): "{\(outline(formula))}"
    }
  }.joined()
}

private func outline(_ index: IndexSyntax) -> String {
  switch index {
  case .one(let formula): outline(formula)
  case .all: ":"
  case .range(let from, let to): "\(outline(from))..\(outline(to))"
  }
}

/// The outline of a formula typed by itself, or its error in English.
func outline(_ text: String) -> String {
  do throws(LessonError) {
    return outline(try LessonParser.formula(text))
  } catch {
    return "error: \(error.message.en)"
  }
}

/// Runs the work on a thread with so much stack, and waits for it.
func onStack(megabytes: Int, _ work: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    work()
    done.signal()
  }
  thread.stackSize = megabytes << 20
  thread.start()
  done.wait()
}
