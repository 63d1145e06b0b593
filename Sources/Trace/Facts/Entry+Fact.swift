import Calculus
import Matrices
import Typesetting

extension Entry {
  /// Its address if it can be typed, and its name as it is set: `"address":"W1[1,2]","name":{…}`.
  package var fact: Fact {
    .record(("address", typedAddress.map { .text($0) }), ("name", .formula(Notation().entry(quantity, offset))))
  }
}

extension Matrix {
  /// The numbers with their shape.
  package var fact: Fact { .array(shape: shape.sizes, values: values) }
}

extension Formula {
  /// The formula as it is set.
  package var fact: Fact { .formula(typeset(Notation(), substituting: nil).line) }
}

extension Scalar {
  /// The formula of an entry as it is set.
  package var fact: Fact { .formula(typeset(Notation()).line) }
}
