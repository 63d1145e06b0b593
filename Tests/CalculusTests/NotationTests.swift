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
