/// A formula as written, before names are looked up and shapes are known.
package indirect enum FormulaSyntax: Hashable, Sendable {
  /// `0.5`, `½`, `1e-8`, `1.25·10⁻³`; the spelling has the digits that are typed, and `e` before a power of ten.
  case number(Double, spelling: String, SourceRange)
  /// `W1`, `A{ℓ−1}`, `π`.
  case name(NameSyntax)
  /// `f(x)`, `σ'(z)` (one prime), `leaky_relu(z, slope = 0.1)`, `new(W)`, `reshape(A, 2×3)`. The range is the name's.
  case call(NameSyntax, primes: Int, [ArgumentSyntax], SourceRange)
  /// An operator before its operand; the range is the operator's.
  case prefix(Prefix, FormulaSyntax, SourceRange)
  /// An operator between its operands; the range is the operator's.
  case infix(Infix, FormulaSyntax, FormulaSyntax, SourceRange)
  /// `Aᵀ`; the range is the mark's.
  case transpose(FormulaSyntax, SourceRange)
  /// `a²` and `a^n` (both a power); the range is the mark's.
  case power(FormulaSyntax, FormulaSyntax, SourceRange)
  /// `A[i,j]`, `A[i,:]`, `A[:,1..2]`; the range is the whole index with its brackets.
  case index(FormulaSyntax, [IndexSyntax], SourceRange)
  /// `[1 2; 3 4]`, rows of cells; the range is the whole matrix (its first line).
  case matrix([[FormulaSyntax]], SourceRange)
  /// `∂a/∂b`, `partial(a, b)`; the range is the whole.
  case partial(FormulaSyntax, FormulaSyntax, SourceRange)

  package enum Prefix: Hashable, Sendable {
    case minus, root, sum, sumRows, sumColumns, sumEpoch
  }

  package enum Infix: Hashable, Sendable {
    case plus, minus
    /// `·` (also `@`)
    case dot
    /// `⊙` (also `.*`)
    case entrywise
    /// `*`
    case star
    case divide
    /// `×`, only between the sizes of a shape
    case cross
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  }

  /// Where the formula stands: from its first to its last character (on its first line).
  package var range: SourceRange {
    switch self {
    case .number(_, _, let range), .matrix(_, let range), .partial(_, _, let range): range
    case .name(let name): name.range
    case .call(let name, _, let arguments, let range):
      range.through(arguments.last?.value.range ?? name.range)
    case .prefix(_, let operand, let range): range.through(operand.range)
    case .infix(_, let left, let right, _): left.range.through(right.range)
    case .transpose(let operand, let range): operand.range.through(range)
    case .power(let base, let exponent, let range): base.range.through(range).through(exponent.range)
    case .index(let base, _, let range): base.range.through(range)
    }
  }
}

/// A name as written, with indices in braces still to be computed: `A{ℓ−1}` is the text `A`, then an index.
package struct NameSyntax: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// As typed, NFC-normalised, not yet canonical.
    case text(String)
    case index(FormulaSyntax)
  }
  package var parts: [Part]
  package var range: SourceRange

  package init(_ parts: [Part], _ range: SourceRange) {
    self.parts = parts
    self.range = range
  }

  /// The text, when there are no indices in braces.
  package var plain: String? {
    if parts.count == 1, case .text(let text) = parts[0] { text } else { nil }
  }
}

/// An argument of a call, with its name if it was given one.
package struct ArgumentSyntax: Hashable, Sendable {
  package var name: NameSyntax?
  package var value: FormulaSyntax
  package init(name: NameSyntax? = nil, _ value: FormulaSyntax) {
    self.name = name
    self.value = value
  }
}

/// One index between the brackets.
package enum IndexSyntax: Hashable, Sendable {
  /// `i`
  case one(FormulaSyntax)
  /// `:`
  case all
  /// `1..2`
  case range(FormulaSyntax, FormulaSyntax)
}
