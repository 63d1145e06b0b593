import Calculus
import LessonLanguage
import Matrices
import SampleLessons
import Testing
import Trace
import Typesetting

@testable import Formats

/// What is shown can be typed back, and two things never look alike: over all lessons, and over names and formulas made
/// at random.
@Suite struct TypedBackTests {
  /// Everything in a lesson that has numbers and a name.
  private func quantities(_ program: Program) -> [Quantity] {
    let recorded = RecordedQuantity.all(of: program).map { $0.quantity }
    let settings = program.inputs.filter { $0.phase == .settings && $0.initializer != .counter }.map { $0.quantity }
    let between = program.definitions.map { $0.quantity }.filter { $0.isUpdated && !recorded.contains($0) }
    return recorded + settings + between
  }

  /// The first, the second, a middle and the last entry.
  private func places(_ quantity: Quantity) -> [Int] {
    let count = quantity.shape.count
    return Array(Set([0, 1, count / 2, count - 1]).filter { (0..<count).contains($0) }).sorted()
  }

  private func expectTypedBack(_ scope: Scope, _ lesson: String) throws {
    for form in WrittenForm.all {
      var seen: [String: Entry] = [:]
      for quantity in quantities(scope.program) {
        for place in places(quantity) {
          let entry = Entry(quantity, place)
          let text = form.text(Notation().entry(quantity, place))
          if let other = seen[text] {
            Issue.record("\(lesson), \(form.name): \(text) is \(entry.address) and \(other.address)")
          }
          seen[text] = entry
          for shown in [text, entry.address] {
            let typed = try resolved(shown, scope, lesson)
            #expect(typed?.asEntry?.address == entry.address, "\(lesson), \(form.name): \(shown)")
          }
        }
        guard !quantity.shape.isScalar else { continue }
        let whole = form.text(Notation().name(quantity))
        #expect(seen[whole] == nil, "\(lesson), \(form.name): \(whole) is a matrix and an entry")
        let typed = try resolved(whole, scope, lesson)
        guard case .reference(let found)? = typed else {
          Issue.record("\(lesson), \(form.name): \(whole) is no quantity")
          continue
        }
        #expect(found.name == quantity.name, "\(lesson), \(form.name): \(whole)")
      }
    }
  }

  /// What a reader means who types the text; nil, and an issue, when the lesson does not understand it.
  private func resolved(_ text: String, _ scope: Scope, _ lesson: String) throws -> Formula? {
    do {
      let typed = try LessonParser.address(text, in: scope)
      return try scope.resolve(typed.formula).formula
    } catch let error as LessonError {
      Issue.record("\(lesson): \(text): \(error.description(.english))")
    } catch let error as LocatedError {
      Issue.record("\(lesson): \(text): \(error.message.en)")
    }
    return nil
  }

  @Test(arguments: SampleLesson.all)
  func `each name that a lesson shows is typed back`(lesson: SampleLesson) throws {
    for isTransposed in [false, true] {
      try expectTypedBack(try lesson.scope(transposed: isTransposed), lesson.description)
    }
    for layers in Notation.Layers.allCases {
      try expectTypedBack(try lesson.scope(layers: layers), "\(lesson) with \(layers)")
    }
  }

  @Test(arguments: SampleLesson.all)
  func `each formula that a lesson shows is typed back`(lesson: SampleLesson) throws {
    let ways = [(false, nil), (true, nil), (false, .below), (true, .above)] as [(Bool, Notation.Layers?)]
    for (isTransposed, layers) in ways {
      let scope = try lesson.scope(transposed: isTransposed, layers: layers)
      for definition in scope.program.definitions where definition.phase != .control {
        for form in WrittenForm.all {
          let text = form.text(definition.formula.typeset(Notation()).line)
          let typed = try resolved(text, scope, lesson.description)
          #expect(
            typed.map { SameFormula.holds($0, definition.formula) } == true,
            "\(lesson), \(form.name): \(definition.quantity.name) = \(text)")
        }
      }
    }
  }

  @Test(arguments: 1...40)
  func `random names are typed back`(seed: Int) throws {
    var random = KeyedRandom(seed: UInt64(seed), iteration: 0, name: "names")
    let text = RandomNames.lesson(&random)
    for layers in [nil] + Notation.Layers.allCases {
      do {
        try expectTypedBack(TestLesson(text) { $0.layers = layers }.scope, text)
      } catch let error as LessonError {
        Issue.record("\(text)\n\(error.description(.english))")
      }
    }
  }

  @Test(arguments: 1...40)
  func `random formulas are typed back`(seed: Int) throws {
    var random = KeyedRandom(seed: UInt64(seed), iteration: 0, name: "formulas")
    let lesson = try TestLesson(
      "data\n  A = [1 2; 3 4]\n  b2 = [1 2; 3 4]\n  dθ = [5 6; 7 8]\n  s = 2\n  n = 3\nforward\n  z = A·dθ")
    for _ in 0..<25 {
      let text = RandomFormulas.matrix(depth: 4, &random)
      guard let formula = try resolved(text, lesson.scope, "random") else { continue }
      for form in WrittenForm.all {
        let shown = form.text(formula.typeset(Notation()).line)
        let typed = try resolved(shown, lesson.scope, "\(form.name) of \(text)")
        #expect(typed.map { SameFormula.holds($0, formula) } == true, "\(form.name): \(text) is shown as \(shown)")
      }
    }
  }

  @Test(arguments: [
    ("data\n  X = [1 2; 3 4]\n  x = [5 6; 7 8]", ["X[1,2]", "x[1,2]"], ["X₁,₂", "x₁,₂"]),
    ("data\n  w2 = 0.2\n  W2 = [1 2; 3 4]", ["w2", "W2[1,1]"], ["w2", "W⁽²⁾₁,₁"]),
    ("data\n  b1 = 0.2\n  W1 = [1 2; 3 4]\n  v2 = 1", ["b1", "W1[1,1]", "v2"], ["b⁽¹⁾", "w⁽¹⁾₁,₁", "v2"]),
    ("data\n  w = [1; 2]\n  w2 = 0.2\n  w12 = 3", ["w[2]", "w2", "w12"], ["w[2]", "w2", "w12"]),
    ("data\n  W = [1; 2]\n  w2 = 0.2", ["W[2]"], ["W₂"]),
    ("data\n  W = [1; 2]\n  w2 = 0.2\n  W2 = 1", ["W[2]"], ["W[2]"]),
    ("data\n  O_in = [1; 2]\n  x_1 = [1; 2]", ["O_in[1]", "x_1[2]"], ["O_in[1]", "x_1[2]"]),
    ("data\n  l1_delta = [1 2]", ["l1_delta[2]"], ["l1δ₂"]),
    ("forward\n  c = [1 2]\n  c = c + 1\n  c = c[1]", ["c.1[2]", "c.2[1]", "c"], ["c.1[2]", "c.2[1]", "c"]),
    (
      "parameters\n  w = [1 2]\nupdate\n  w ← w·2\n  w ← w + 1", ["new(w, 1)[2]", "new(w)[1]"],
      ["new(w₂, 1)", "new(w₁)"]
    ),
  ])
  func `names that would look alike keep apart`(lesson: String, typed: [String], shown: [String]) throws {
    let lesson = try TestLesson(lesson)
    let texts = try typed.map { text in
      let entry = try #require(try resolved(text, lesson.scope, text)?.asEntry)
      return LinearMath().text(Notation().entry(entry.quantity, entry.offset))
    }
    #expect(texts == shown)
  }
}

/// A way in which formulas stand on one line.
private struct WrittenForm {
  let name: String
  private let layout: MathLayout

  func text(_ math: MathText) -> String { layout.text(math) }

  static let all = [
    WrittenForm(name: "Unicode", layout: MathLayout(glyphs: .unicode, mark: .point)),
    WrittenForm(name: "plain", layout: MathLayout(glyphs: .linear, mark: .point)),
    WrittenForm(name: "ASCII", layout: MathLayout(glyphs: .ascii, mark: .point)),
  ]
}

/// Whether two formulas are one tree; numbers that are known without running count as their values.
private enum SameFormula {
  static func holds(_ one: Formula, _ other: Formula) -> Bool {
    if one.references.isEmpty, other.references.isEmpty, one.shape.isScalar, other.shape.isScalar {
      let (first, second) = (one.evaluate { _ in .init(0) }.values[0], other.evaluate { _ in .init(0) }.values[0])
      return first == second || first.isNaN && second.isNaN || abs(first - second) <= 1e-13 * abs(first)
    }
    switch (one, other) {
    case (.reference(let first), .reference(let second)): return first.name == second.name
    case (.apply(let first), .apply(let second)):
      return identity(first.rule) == identity(second.rule) && first.arguments.count == second.arguments.count
        && zip(first.arguments, second.arguments).allSatisfy(holds)
    case (.number, _), (.reference, _), (.apply, _): return false
    }
  }

  /// In mechanical derivatives 0 divided by 0 is 0 and comparisons are exact; both are set as in a lesson.
  private static func identity(_ rule: any Operator) -> String {
    if rule is SafeDivision { return Division().identity }
    return (rule as? Comparison)?.kind.rawValue ?? rule.identity
  }
}

/// Lessons with names that are easily taken for each other.
private enum RandomNames {
  private static let letters = [
    "x", "X", "w", "W", "o", "O", "dW", "dw", "δ", "dθ", "ŷ", "θ̂", "l1δ", "m̂_W", "term", "a_in", "A_in", "d_out",
  ]
  private static let ends = ["", "", "1", "2", "12", "_1", "_12", "_h", "_in"]
  private static let shapes = ["1×1", "2×1", "1×12", "2×2", "1×1"]

  static func lesson(_ random: inout KeyedRandom) -> String {
    var names: Set<String> = []
    var lines = ["data"]
    for _ in 0..<12 {
      let name = random.one(of: letters) + random.one(of: ends)
      guard names.insert(Spelling.canonical(name)).inserted else { continue }
      lines.append("  \(name) (\(random.one(of: shapes))) = 1")
    }
    lines.append("forward")
    for _ in 0..<6 {
      let name = random.one(of: ["c", "C", "c1", "C_1", "δ2", "W12"])
      guard !names.contains(name) else { continue }
      lines.append("  \(name) = ones(\(random.one(of: shapes)))")
    }
    lines.append("  q = Σ (ones(2×2) ⊙ ones(2×2) + 1)  split into \(random.one(of: ["term", "t_", "C", "v_1"]))")
    return lines.joined(separator: "\n")
  }
}

/// Formulas of 2×2 matrices and numbers, of whatever binds tighter or looser.
private enum RandomFormulas {
  static func matrix(depth: Int, _ random: inout KeyedRandom) -> String {
    guard depth > 0 else { return random.one(of: ["A", "b2", "dθ", "[1 −2; s 4]"]) }
    func inner() -> String { "(" + matrix(depth: depth - 1, &random) + ")" }
    func column() -> String { inner() + "[:,\(random.one(of: ["1", "2"]))]" }
    switch random.below(16) {
    case 13: return "[(\(column())) (\(column()) + \(column()))]"
    case 14: return "[(\(inner())·\(inner())[:,1])ᵀ; (−\(column()) ⊙ \(column()))ᵀ]"
    case 0: return "\(inner()) + \(inner())"
    case 1: return "\(inner()) − \(inner())"
    case 2: return "\(inner())·\(inner())"
    case 3: return "\(inner()) ⊙ \(inner())"
    case 4: return "\(inner())/\(inner())"
    case 5: return "(\(number(depth: depth - 1, &random)))·\(inner())"
    case 6: return "−\(inner())"
    case 7: return "\(inner())\(random.one(of: ["ᵀ", "²", "^−2", "^n", "^0.5", "^(n − 1)"]))"
    case 8: return random.one(of: ["σ", "abs", "floor", "σ'", "log2", "sqrt", "gelu", "elu'"]) + inner()
    case 9: return "leaky_relu(\(inner()), \(random.one(of: ["0.2", "0.01"])))"
    case 10: return "(\(inner()) \(random.one(of: ["<", "=", "≥", "≠"])) \(inner()))"
    case 11: return "max(\(inner()), \(inner()))"
    case 12: return "where(\(inner()), \(inner()), clip(\(inner()), −½, 1e-8))"
    default: return "reshape(\(inner())[1..2,:], 2×2)"
    }
  }

  private static func number(depth: Int, _ random: inout KeyedRandom) -> String {
    guard depth > 0 else { return random.one(of: ["s", "n", "½", "−3", "0.25", "1e-8", "2.5e7", "A[2,1]", "dθ[1,2]"]) }
    func inner() -> String { "(" + number(depth: depth - 1, &random) + ")" }
    switch random.below(9) {
    case 0: return "\(inner()) + \(inner())"
    case 1: return "\(inner()) − \(inner())"
    case 2: return "\(inner())·\(inner())"
    case 3: return "\(inner())/\(inner())"
    case 4: return "(Σ \(matrix(depth: depth - 1, &random))) + \(inner())"
    case 5: return "Σ (\(matrix(depth: depth - 1, &random)))"
    case 6: return "\(inner())^\(inner())"
    case 7: return "norm(\(matrix(depth: depth - 1, &random)))·√\(inner())"
    default: return "−\(inner())"
    }
  }
}

extension KeyedRandom {
  fileprivate mutating func below(_ bound: Int) -> Int { Int(uniform() * Double(bound)) }
  fileprivate mutating func one(of list: [String]) -> String { list[below(list.count)] }
}
