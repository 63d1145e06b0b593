import Matrices
import Testing
import Typesetting

@testable import Calculus

struct FunctionsTests {
  private typealias Argument = Functions.Argument
  private let context = Functions.Context(convention: .rows, tiesExact: false)
  private let matrix = Argument(formula: .reference(quantity(0, "A", Shape(2, 3))))

  private func make(_ name: String, _ arguments: Argument..., context: Functions.Context? = nil) throws -> Formula? {
    try Functions.make(name, arguments, context: context ?? self.context)
  }

  private func number(_ value: Double) -> Argument { Argument(formula: .number(value)) }

  @Test func `every function can be called, and says how when it cannot`() throws {
    let numbers = ["ones", "zeros"]
    for name in Functions.names {
      #expect(throws: ShapeError.self, "\(name)") { try make(name) }
      if name != "max" && name != "min" {
        do {
          _ = try Functions.make(name, [Argument](repeating: number(3), count: 7), context: context)
          Issue.record("\(name) took seven arguments")
        } catch {
          #expect(error.reason.es.contains("se escribe \(name)(") && error.reason.en.contains("it is written \(name)("))
        }
      }
      let candidates: [[Argument]] = [
        [number(2), number(3), number(2), number(1)], [matrix], [matrix, number(2)], [matrix, number(2), number(3)],
        [number(3)], [number(0), number(1), number(4)],
        [Argument(formula: .reference(quantity(0, "A", Shape(3, 3))))], [number(2), number(3)],
        [
          Argument(formula: .reference(quantity(0, "A", Shape(3, 3)))),
          Argument(formula: .reference(quantity(1, "b", Shape(3, 1)))),
        ],
        [Argument(formula: .reference(quantity(1, "c", Shape(3, 1)))), number(2)], [matrix, number(3), number(2)],
        [matrix, matrix], [matrix, matrix, number(3), number(5)], [matrix, matrix, number(1), number(1)],
        [number(3), matrix, number(2)], [matrix, matrix, number(2)],
      ]
      let works = candidates.contains { (try? Functions.make(name, $0, context: context)) != nil }
      #expect(works, "\(name)")
    }
    #expect(numbers.allSatisfy(Functions.names.contains))
  }

  @Test func `the names are those of the language`() {
    let names = """
      exp ln log2 log10 sin cos sinh cosh sech tanh sigmoid σ relu leaky_relu elu gelu softplus sqrt abs sign floor step min max \
      min_rows min_cols max_rows max_cols clip where mean mean_rows mean_cols var var_rows var_cols argmin argmin_rows argmin_cols norm size rows cols ones zeros identity \
      range reshape flatten softmax log_softmax argmax one_hot inv solve eigenvalues eigenvectors sum sum_rows sum_cols unit \
      is_min is_min_rows is_min_cols is_max is_max_rows is_max_cols sum_to \
      conv conv_input conv_kernel maxpool maxpool_input maxpool_at
      """
    #expect(Set(Functions.names) == Set(names.split(separator: " ").map(String.init)))
    #expect(Functions.names == Functions.names.sorted())
  }

  @Test func `an unknown name is none, and log asks for its base`() throws {
    #expect(try make("wibble", matrix) == nil)
    #expect {
      try make("log", matrix)
    } throws: { error in
      (error as? ShapeError)?.reason.es.contains("ln, log2 o log10") == true
    }
  }

  @Test func `a unit matrix has its 1 where the indices say, with its sizes written either way`() throws {
    let sizes = Argument(formula: .number(0), sizes: [2, 3])
    let written = try make("unit", sizes, number(2), number(1))
    #expect(written?.evaluate { _ in .init(0) }.values == [0, 0, 0, 1, 0, 0])
    #expect(try make("unit", number(2), number(3), number(2), number(1)) == written)
    #expect(try make("unit", number(1), number(3), number(2))?.evaluate { _ in .init(0) }.values == [0, 1, 0])
    for wrong in [[sizes, number(3), number(1)], [sizes, number(1)], [sizes, number(1), number(1), number(1)]] {
      #expect(throws: ShapeError.self) { try Functions.make("unit", wrong, context: context) }
    }
  }

  @Test func `one argument of max is a matrix, two are compared`() throws {
    #expect(try make("max", matrix)?.shape == .scalar)
    #expect(try make("max", matrix, number(0))?.shape == Shape(2, 3))
  }

  @Test func `of three or more, numbers or matrices, max and min have the extreme one`() throws {
    let numbers = [3.0, -2, 7, 5].map(number)
    for (name, value) in [("max", 7.0), ("min", -2)] {
      let formula = try #require(try Functions.make(name, numbers, context: context))
      #expect(formula.evaluate { _ in .init(.nan) }.values == [value])
      let mixed = try #require(try make(name, matrix, number(0.5), matrix))
      #expect(
        mixed.evaluate { Matrix($0.shape, repeating: 2) }.values
          == [Double](repeating: name == "max" ? 2 : 0.5, count: 6))
    }
  }

  @Test func `sizes are written as a shape or as numbers`() throws {
    let sizes = Argument(formula: .number(0), sizes: [2, 3])
    #expect(try make("ones", sizes)?.shape == Shape(2, 3))
    #expect(try make("ones", number(2), number(3))?.shape == Shape(2, 3))
    #expect(try make("reshape", matrix, Argument(formula: .number(0), sizes: [3, 2]))?.shape == Shape(3, 2))
    #expect(throws: ShapeError.self) { try make("ones", number(2)) }
    #expect(throws: ShapeError.self) { try make("ones", number(2.5), number(3)) }
    #expect(throws: ShapeError.self) { try make("identity", number(4e9)) }
  }

  @Test func `sizes of a matrix are numbers`() throws {
    #expect(try make("size", matrix)?.constant == 6)
    #expect(try make("rows", matrix)?.constant == 2)
    #expect(try make("cols", matrix)?.constant == 3)
  }

  @Test func `the slope of leaky_relu may be named, and is 0.01 unless said otherwise`() throws {
    let named = Argument(name: "slope", formula: .number(0.25))
    func value(_ formula: Formula?) -> Double? { formula?.evaluate().values.first }
    #expect(try value(make("leaky_relu", number(-4))) == -0.04)
    #expect(try value(make("leaky_relu", number(-4), named)) == -1)
    #expect(try value(make("leaky_relu", number(-4), number(0.25))) == -1)
    #expect(throws: ShapeError.self) { try make("leaky_relu", number(-4), number(0.25), named) }
    #expect(throws: ShapeError.self) { try make("tanh", number(-4), named) }
  }

  @Test func `classes run along rows or columns as the examples lie`() throws {
    let columns = Functions.Context(convention: .columns, tiesExact: false)
    #expect(try make("argmax", matrix)?.shape == Shape(2, 1))
    #expect(try make("argmax", matrix, context: columns)?.shape == Shape(1, 3))
    let list = Argument(formula: .reference(quantity(1, "c", Shape(1, 4))))
    #expect(try make("one_hot", list, number(3))?.shape == Shape(4, 3))
    #expect(try make("one_hot", list, number(3), context: columns)?.shape == Shape(3, 4))
    #expect {
      try make("softmax", number(1))
    } throws: { error in
      (error as? ShapeError)?.reason.es.contains("hacen falta al menos 2") == true
    }
  }

  @Test func `a step knows whether ties are exact`() throws {
    let exact = Functions.Context(convention: .rows, tiesExact: true)
    #expect(try make("step", number(1e-12))?.evaluate().values == [0])
    #expect(try make("step", number(1e-12), context: exact)?.evaluate().values == [1])
  }

  @Test func `a prime follows functions entry by entry only`() throws {
    #expect(Functions.derivative("σ")?.identity == "σ")
    #expect(Functions.derivative("softmax") == nil)
    let slope = try Functions.makeDerivative("sigmoid", [number(0)], context: context)
    #expect(slope?.evaluate().values == [0.25])
    #expect(try Functions.makeDerivative("softmax", [matrix], context: context) == nil)
    for name in ["relu", "abs", "step", "sign", "floor"] {
      #expect(try Functions.makeDerivative(name, [number(0)], context: context)?.evaluate().values == [0])
    }
  }
}
