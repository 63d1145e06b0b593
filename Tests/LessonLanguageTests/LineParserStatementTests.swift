import Testing

@testable import LessonLanguage

@Suite struct LineParserStatementTests {
  private func statement(_ line: String, in section: String) throws -> StatementSyntax {
    let lesson = try #require(try LessonParser.parse("lesson a\n\(section)\n  \(line)\n", file: "a").first)
    guard case .statement(let statement)? = lesson.sections.first?.lines.first else {
      throw LocatedError(nil, es: "", en: "no statement")
    }
    return statement
  }

  private func shown(_ body: StatementSyntax.Body) -> String {
    switch body {
    case .equals(let formula): "= \(outline(formula))"
    case .draw(let formula): "~ \(outline(formula))"
    case .assign(let formula): "← \(outline(formula))"
    case .by(let formula, let method): "by \(formula.map(outline) ?? "gradient") \(method.map(outline) ?? "")"
    case .choices(let names): names.map { outline($0) }.joined(separator: "|")
    case .function(let names, let formula): "(\(names.map { outline($0) })) \(outline(formula))"
    case .dataset(let formula): "from \(outline(formula))"
    case .file(let path, _): "from “\(path)”"
    case .claim(let formula): "\(outline(formula)) is …"
    }
  }

  @Test(arguments: [
    ("settings", "η = 0.5", "= 0.5"), ("settings", "gate = and | or | xor", "and|or|xor"),
    ("settings", "f(x1, x2) = ln(x1) + x2", "([\"x1\", \"x2\"]) (ln(x1) plus x2)"),
    ("data", "X, Y from digits", "from digits"), ("data", "X, Y for test from digits(test)", "from digits(test)"),
    ("data", "X, t for test from \"a.npz\"", "from “a.npz”"),
    ("data", "X for test = 1", "= 1"), ("parameters", "W (2×h) ~ uniform(0, 1)", "~ uniform(0,1)"),
    ("forward", "D ~ keep(0.8)", "~ keep(0.8)"), ("update", "w ← w − η·g", "← (w minus (η dot g))"),
    ("update", "w <- w", "← w"), ("update", "w by dw with adam(η, β2 = 0.9)", "by dw adam(η,β2=0.9)"),
    ("update", "parameters by gradient with descent", "by gradient descent"),
    ("backward", "2·dW is ∂E/∂W", "(2 dot dW) is …"), ("forward", "a[1] is z²  when gate = and", "a[1] is …"),
    ("update", "w by gradient", "by gradient "), ("update", "for = 3", "= 3"),
  ]) func `what a line gives a name`(section: String, line: String, body: String) throws {
    #expect(shown(try statement(line, in: section).body) == body)
  }

  @Test func `sizes take × or a comma`() throws {
    for line in ["W (2×h) = 0", "W (2, h) = 0", "W(2×h) = 0"] {
      #expect(try statement(line, in: "parameters").sizes?.map(outline) == ["2", "h"])
    }
    #expect(
      try statement("W (64·5·5×n{ℓ−1}) = 0", in: "data").sizes?.map(outline) == [
        "((64 dot 5) dot 5)", "n{(ℓ minus 1)}",
      ])
  }

  @Test func `suffixes stand in any order`() throws {
    let suffixes = [
      "is −∂E/∂Z2", "as other", "when gate = and, ℓ > 1", "split into v", "misprint", "es \"a\"", "en \"b\"",
    ]
    for turn in suffixes.indices {
      let turned = (suffixes[turn...] + suffixes[..<turn]).joined(separator: "  ")
      for text in [turned, (Array(suffixes[turn...] + suffixes[..<turn]).reversed()).joined(separator: " ")] {
        let statement = try statement("y = f(x) \(text)", in: "forward")
        #expect(statement.claim.map(outline) == "(minus ∂E/∂Z2)")
        #expect(statement.alias?.plain == "other")
        #expect(statement.conditions.map(outline) == ["(gate equal and)", "(ℓ greater 1)"])
        #expect(statement.split?.plain == "v")
        #expect(statement.isMisprint)
        #expect(statement.meaning == TextSyntax(es: "a", en: "b"))
      }
    }
  }

  @Test func `the set and the names after the first`() throws {
    let statement = try statement("X, Y for test from digits(test)", in: "data")
    #expect(statement.set == "test")
    #expect(statement.moreTargets.map(\.plain) == ["Y"])
    #expect(statement.range == SourceRange(line: 3, column: 3, length: 31))
  }
}
