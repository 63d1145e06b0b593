import CEntryFunctions

/// What vector loops do entry by entry: `.add`, `.squareRoot`, …; `CEntryFunctions/include/EntryFunctions.h` lists them.
package typealias EntryFunction = kernels_entry_function

extension EntryFunction {
  /// Every function of the table, in its order.
  package static let all: [EntryFunction] =
    (0..<UInt32(kernels_entry_function_count)).compactMap(EntryFunction.init(rawValue:))

  /// The name it has in the table.
  package var name: String { String(cString: kernels_name(self)) }

  /// How many numbers it takes: 1 to 3.
  package var arity: Int { Int(kernels_arity(self)) }

  /// By how many units in the last place its value may be off; 0 where it is rounded as IEEE says.
  package var errorUnits: Int { Int(kernels_error_units(self)) }
}

/// What a row or a column of a matrix is brought together to.
package enum Fold: Hashable, Sendable { case sum, maximum, minimum }
