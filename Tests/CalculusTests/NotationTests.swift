import Matrices
import Testing
import Typesetting

@testable import Calculus

struct NotationTests {
  @Test(arguments: [
    ("W1", Shape(2, 2), 1, "w_{1,2}^{(1)}"), ("z2", Shape(2, 1), 0, "z_{1}^{(2)}"), ("ŷ", Shape(2, 1), 0, "ŷ_{1}"),
    ("b1", .scalar, 0, "b^{(1)}"), ("E", .scalar, 0, "E"), ("δ_out", Shape(3, 1), 2, "δ_{out,3}"),
    ("dW1", Shape(2, 2), 0, "dw_{1,1}^{(1)}"), ("X", Shape(4, 2), 1, "x_{1,2}"), ("error", Shape(4, 1), 1, "error_{2}"),
    ("Δw", Shape(2, 1), 0, "Δw_{1}"), ("m_W1", Shape(2, 2), 3, "m_{W1,2,2}"), ("δ2", Shape(2, 1), 1, "δ_{2}^{(2)}"),
    ("Γ", Shape(2, 1), 1, "Γ_{2}"),
  ])
  func `an entry reads as in the notes`(_ name: String, _ shape: Shape, _ offset: Int, _ text: String) {
    #expect(Notation().entry(quantity(0, name, shape), offset).linear == text)
  }

  @Test(arguments: ["W1", "δ_out", "dW1", "ŷ", "E"])
  func `a matrix reads as the lesson spells it`(_ name: String) {
    #expect(Notation().name(quantity(0, name, Shape(2, 2))) == .identifier(name))
  }

  /// A number has digits of a layer, or of one among several: `addresses` says so.
  @Test(
    arguments: [
      ("W1", Shape(2, 2), nil, "W_{1}", "W_{1}[1,2]", "W^{(1)}", "w_{1,2}^{(1)}"),
      ("δ12", Shape(2, 2), nil, "δ_{12}", "δ_{12}[1,2]", "δ^{(12)}", "δ_{1,2}^{(12)}"),
      ("W2", Shape(2, 2), .ownLetters, "W_{2}", "W_{2}[1,2]", "W^{(2)}", "W_{1,2}^{(2)}"),
      ("X", Shape(2, 2), nil, "X", "X[1,2]", "X", "x_{1,2}"),
      ("δ_out", Shape(2, 2), nil, "δ_out", "δ_out[1,2]", "δ_out", "δ_{out,1,2}"),
      ("m_W1", Shape(2, 2), nil, "m_W_{1}", "m_W_{1}[1,2]", "m_W^{(1)}", "m_W_{1,2}^{(1)}"),
      ("c.1", Shape(2, 2), nil, "c.1", "c.1[1,2]", "c.1", "c.1[1,2]"),
      ("W_1", Shape(2, 2), nil, "W_1", "W_1[1,2]", "W_1", "W_1[1,2]"),
      ("b1", .scalar, nil, "b_{1}", "b_{1}", "b^{(1)}", "b^{(1)}"),
      ("w1", .scalar, .addresses, "w_{1}", "w_{1}", "w_{1}", "w_{1}"),
      ("mean_epoch(J1)", .scalar, nil, "mean_epoch(J1)", "mean_epoch(J1)", "mean_epoch(J1)", "mean_epoch(J1)"),
    ] as [(String, Shape, EntryNames?, String, String, String, String)])
  func `layers stand where a reader wants them`(
    _ name: String, _ shape: Shape, _ entryNames: EntryNames?, _ whole: String, _ entry: String, _ wholeAbove: String,
    _ entryAbove: String
  ) {
    for (layers, whole, entry) in [(Notation.Layers.below, whole, entry), (.above, wholeAbove, entryAbove)] {
      let symbol = Symbol(canonical: name, entryNames: entryNames, layers: layers)
      let quantity = Quantity(id: 0, symbol: symbol, shape: shape)
      #expect(Notation().name(quantity).linear == whole)
      #expect(Notation().entry(quantity, shape.isScalar ? 0 : 1).linear == entry)
    }
  }

  @Test func `a transposed matrix keeps its layer before the sign, and a power goes on parentheses`() throws {
    let symbol = Symbol(canonical: "W1", layers: .above)
    let matrix = Formula.reference(Quantity(id: 0, symbol: symbol, shape: Shape(2, 2)))
    #expect(try Formula.transpose(matrix).typeset(Notation()).line.linear == "W^{(1)}^{T}")
    #expect(try Formula.power(matrix, .number(2)).typeset(Notation()).line.linear == "(W^{(1)})^{2}")
  }

  @Test func `a derivative of a derivative has each name as it is spelled`() {
    let symbol = Symbol(canonical: "w2", entryNames: .addresses, layers: .above)
    let second = Quantity(
      id: 0, symbol: symbol, shape: .scalar, role: .derivative(numerator: "∂E/∂w2", spelledLike: symbol))
    #expect(Notation().name(second).linear == "∂^{2}E/∂w_{2}^{2}")
  }

  @Test func `the digits of a setting are an index, the same everywhere`() {
    for (name, text) in [("η0", "η_{0}"), ("n1", "n_{1}"), ("lr", "lr"), ("n_in", "n_in")] {
      let setting = Quantity(id: 0, symbol: Symbol(canonical: name), shape: .scalar, isSetting: true)
      #expect(Notation().name(setting).linear == text)
      #expect(Notation().entry(setting, 0).linear == text)
      #expect(setting.transposed.isSetting)
    }
  }

  @Test func `what is gathered over an epoch is no name to take apart`() {
    let mean = quantity(0, "mean_epoch(J1)", .scalar)
    #expect(Notation().entry(mean, 0).linear == "mean_epoch(J1)")
    #expect(Notation().name(mean).linear == "mean_epoch(J1)")
  }

  @Test func `a value after its update is new`() {
    let updated = quantity(0, "W1", Shape(2, 2), .updated(ordinal: 1))
    #expect(Notation().name(updated).linear == "new(W1)")
    #expect(Notation().entry(updated, 1).linear == "new(w_{1,2}^{(1)})")
  }

  @Test func `a derivative is a quotient of an entry and a quantity`() {
    let whole = quantity(0, "W1", Shape(2, 2), .derivative(numerator: "E"))
    #expect(Notation().name(whole).linear == "∂E/∂W1")
    let entry = quantity(0, "W1", Shape(2, 2), .derivative(numerator: "e[1]"))
    #expect(Notation().entry(entry, 0).linear == "∂e_{1}/∂w_{1,1}^{(1)}")
  }
}
