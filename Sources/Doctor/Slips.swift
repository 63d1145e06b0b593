/// The slips that are looked for.
package enum Slips {
  /// Every slip, each in its file in the folder Slips.
  package static let all: [any Slip] = [
    ForgotDerivative(), SkippedActivation(), Sign(), ForgotConstant(), SumMean(), ForgotRate(), ForgotBias(),
    OperandSign(), Doubled(), Halved(), HalfMean(), Square(), LogBase(), Transposed(), ForgotFactor(), ForgotTerm(),
    DerivativeOfActivation(), OnePath(), PlainShare(), WrongIndex(), Swapped(), Twice(), ExponentSign(),
    WrongBrackets(), TenTimes(), NotSoftmax(), UpdatedWeight(), ForgotCorrection(), WrongOperand(), PlusTimes(),
    Degrees(), EpsilonPlace(), Stale(), OtherChoice(), OtherRate(), LostSign(), FactorTen(), SwappedDigits(),
    LostDigit(), AddedDigit(), MisreadDigit(), CopiedNumber(), OtherProduct(), ExtraTerms(),
  ]

  /// The weights of all of them.
  package static let totalWeight: Double = all.reduce(0) { $0 + $1.weight }

  /// The place of a slip in the list.
  static func place(of id: String) -> Int? { all.firstIndex { $0.id == id } }

  /// The slip of an id; nil where there is none.
  package static func slip(_ id: String) -> (any Slip)? { all.first { $0.id == id } }
}
