import Calculus
import Trace

/// Lines that are not the derivatives that they promise, in the first iteration in which one is not.
package struct WrongClaims {
  package let moment: Moment
  /// Their places among the claims of the program, in the order in which the lines run.
  package let places: [Int]

  /// The same iteration as it would be with other parameters and data: what holds there too is no chance.
  package func elsewhere(_ attempt: UInt64) -> Moment {
    let moved = OtherValues(moment, moving: .parameters, attempt: attempt).moment
    return OtherValues(moved, moving: .data, attempt: attempt).moment
  }
}
