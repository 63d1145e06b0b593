import Calculus

extension FormulaBuilder {
  /// A formula as it is written, with the numbers that the indices of the loops around it are: `Σ Y[:,c+1]` of the turn
  /// with c = 0 is `Σ Y[:,1]`.
  mutating func text(of syntax: FormulaSyntax, _ scope: LocalNames) -> String {
    let range = syntax.range
    let text = written.text(range)
    guard !scope.locals.isEmpty, written.lines.indices.contains(range.line - 1) else { return text }
    var characters = Array(text)
    let line = Array(written.lines[range.line - 1])
    // The text may begin before the formula, with parentheses that belong to it.
    guard
      let start = (0..<max(1, range.column)).reversed().first(where: { place in
        line.dropFirst(place).starts(with: characters)
      })
    else { return text }
    var found: [(range: SourceRange, text: String)] = []
    indices(in: syntax, scope, into: &found)
    for (place, number) in found.sorted(by: { $0.range.column > $1.range.column }) where place.line == range.line {
      let first = place.column - 1 - start
      guard first >= 0, first + place.length <= characters.count else { continue }
      characters.replaceSubrange(first..<(first + place.length), with: Array(number))
    }
    return String(characters)
  }

  /// Where a formula reads indices of loops, and what stands there instead.
  private mutating func indices(
    in syntax: FormulaSyntax, _ scope: LocalNames, into found: inout [(range: SourceRange, text: String)]
  ) {
    switch syntax {
    case .number: break
    case .name(let name):
      if let plain = name.plain {
        guard let number = scope.locals[Spelling.canonical(plain)]?.constant else { break }
        let text = number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : number.description
        found.append((name.range, number < 0 ? "(\(text))" : text))
      } else if let text = try? self.name(name, scope) {
        found.append((name.range, text))
      }
    case .call(_, _, let arguments, _):
      for argument in arguments { indices(in: argument.value, scope, into: &found) }
    case .prefix(_, let operand, _), .transpose(let operand, _): indices(in: operand, scope, into: &found)
    case .infix(_, let left, let right, _), .power(let left, let right, _), .partial(let left, let right, _):
      indices(in: left, scope, into: &found)
      indices(in: right, scope, into: &found)
    case .index(let base, let places, _):
      indices(in: base, scope, into: &found)
      for place in places {
        switch place {
        case .one(let syntax): index(syntax, scope, into: &found)
        case .range(let first, let last):
          index(first, scope, into: &found)
          index(last, scope, into: &found)
        case .all: break
        }
      }
    case .matrix(let rows, _):
      for cell in rows.joined() { indices(in: cell, scope, into: &found) }
    }
  }

  /// One place between brackets, worked out where it reads an index.
  private mutating func index(
    _ syntax: FormulaSyntax, _ scope: LocalNames, into found: inout [(range: SourceRange, text: String)]
  ) {
    var own: [(range: SourceRange, text: String)] = []
    indices(in: syntax, scope, into: &own)
    guard !own.isEmpty else { return }
    if let number = try? integer(syntax, scope) {
      found.append((syntax.range, String(number)))
    } else {
      found += own
    }
  }
}
