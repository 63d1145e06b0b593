import Calculus
import LessonLanguage
import Matrices
import Testing
import Trace
import Verification

@testable import Doctor

/// A printed number's formula, opened down to what the page prints, with products and sums flattened.
@Suite struct TreeTests {
  /// A neuron and its layer, with a line printed so that it is judged, and found wrong.
  private static func line(_ wrong: String, printed: String = "") throws -> JudgedLine {
    let text = """
      lesson tree
        examples in columns
      data
        x = [0.7; 0.4]
        t = [1; 0]
      parameters
        W = [0.3 0.8; 0.5 -0.6]
        b = 0.17
      settings
        η = 0.15
      forward
        z = W·x + b
        a = σ(z)
        s = softmax(z)
      loss
        E = mean((a − t)²)
      backward
        δ = (a − t) ⊙ a ⊙ (1 − a)
        dW = δ·xᵀ
      update
        W ← W − η·dW
      expect "sheet"
      \(printed)
        \(wrong) = 123.4
      """
    let lesson = try #require(try LessonParser.parse(text, file: "tree.lesson").first)
    var verifier = Verifier(lesson, source: SourceText(file: "tree.lesson", text: text))
    var lines: [JudgedLine] = []
    verifier.observe = { lines.append($0) }
    _ = try verifier.verify()
    return try #require(lines.last)
  }

  private static func tree(_ wrong: String, isPrinted: @escaping (Entry) -> Bool = { _ in false }) throws -> Tree {
    let line = try line(wrong)
    let exact = try #require(line.moments?.exact)
    return try #require(TreeBuilder.tree(of: line.formula, at: 0, in: exact, isPrinted: isPrinted))
  }

  @Test(arguments: [
    "z[2]", "a[1]", "s[1]", "E", "δ[2]", "dW[2,1]", "new(W)[1,2]", "∂E/∂W[1,2]", "(σ'(z[1]) − 2·z[2])/η",
  ])
  func `the tree has the value of the number, however far it is opened`(address: String) throws {
    let line = try Self.line(address)
    let (number, offset) = try #require(line.numbers.first)
    let exact = try #require(line.moments?.exact)
    for isPrinted: Bool in [false, true] {
      let tree = try #require(TreeBuilder.tree(of: line.formula, at: offset, in: exact) { _ in isPrinted })
      let operands = Operands(.exact) { _ in exact }
      #expect((tree.value(operands) - number.computed).magnitude <= 1e-12, "\(address)")
      // Each part is found by its path, put back it changes nothing but names, and its value is that of the whole.
      let evaluated = Evaluated(tree, operands)
      tree.visit { part, path in
        #expect(tree.part(at: path) == part)
        #expect(tree.replacing(at: path, with: part)?.value(operands) == evaluated.value)
        #expect(evaluated.value(replacing: path, with: part.value(operands)) == evaluated.value)
        // In one place or in all, the value is that of the tree so changed.
        let other = Tree.number(0.37)
        func isSame(_ one: Double?, _ other: Double?) -> Bool {
          one == other || one?.isNaN == true && other?.isNaN == true
        }
        #expect(
          isSame(
            evaluated.value(replacing: [path[...]], with: 0.37),
            tree.replacing(at: path, with: other)?.value(operands)))
        var all: [ArraySlice<Int>] = []
        tree.visit { if $0 == part { all.append($1[...]) } }
        #expect(
          isSame(evaluated.value(replacing: all, with: 0.37), tree.replacing(part, with: other).value(operands)))
      }
      #expect(tree.part(at: [99]) == nil && tree.replacing(at: [0, 99], with: tree) == nil)
    }
  }

  @Test func `products and sums are flat, and names stay`() throws {
    let delta = try Self.tree("δ[1]") { $0.quantity.symbol.name == "a" }
    #expect(delta.factors?.count == 3)
    #expect(delta.factors?.last?.tree.complement?.leaf?.quantity.symbol.name == "a")
    // z[1] = W[1,1]·x[1] + W[1,2]·x[2] + b
    let sum = try Self.tree("z[1]")
    #expect(sum.terms?.count == 3 && sum.leaves.count == 5)
    // What is not printed is opened: a to σ(z), and z to its sum.
    let opened = try Self.tree("δ[1]")
    let activation = try #require(opened.factors?[1].tree)
    #expect(activation.name?.quantity.symbol.name == "a" && activation.call?.function === EntrywiseFunction.sigmoid)
    #expect(activation.call?.argument.terms?.count == 3)
  }

  @Test func `what is rewritten loses its name, and what stands beside it keeps it`() throws {
    let tree = try Self.tree("δ[1]")
    let changed = try #require(tree.replacing(at: [1, 0, 2], with: .number(0)))
    #expect(changed.factors?[1].tree.name == nil)
    #expect(changed.factors?[2].tree == tree.factors?[2].tree)
    let everywhere = tree.replacingLeaves { $0.quantity.symbol.name == "b" ? .number(0) : nil }
    #expect(!everywhere.leaves.contains { $0.quantity.symbol.name == "b" })
  }

  @Test func `operands are exact ones, those of the page, and mixtures where several differ`() throws {
    let line = try Self.line("δ[1]", printed: "  a = [0.67; 0.57]\n  t = [1; 0]")
    let moments = try #require(line.moments)
    let page = try #require(moments.page)
    let tree = try #require(
      TreeBuilder.tree(of: line.formula, at: 0, in: moments.exact) { $0.quantity.symbol.name == "a" })
    #expect(Operands.choices(for: tree, exact: moments.exact, page: page).map { $0.source } == [.exact, .page])
    #expect(Operands.choices(for: tree, exact: moments.exact, page: nil).map { $0.source } == [.exact])
    let entry = try #require(tree.leaves.first { $0.quantity.symbol.name == "a" })
    #expect(Operands(.page) { _ in page }[entry] == 0.67)
  }

  @Test func `a sum of many terms stays one`() throws {
    let text = """
      data
        u = [\(Array(repeating: "0.3", count: 80).joined(separator: " "))]
      forward
        y = Σ u
        v = 2·y
      expect "sheet"
        v = 123.4
      """
    #expect(try Diagnosed.causes(text) == [[]] as [[Diagnosis.Cause]])
  }
}

extension Diagnosis.Cause: Equatable {
  public static func == (left: Diagnosis.Cause, right: Diagnosis.Cause) -> Bool { left.slip == right.slip }
}
