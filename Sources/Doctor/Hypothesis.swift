import Typesetting

/// One slip at one place, and the numbers of a block that it gives.
struct Hypothesis {
  /// What tells one from another: the same in all entries of a block.
  struct Key: Hashable {
    let slip: Int
    /// The way through the tree; `row` and `column` where that is k of a sum over k in the row or column of the entry.
    let path: [Int]
    let variant: String
    /// Whether every part that is the same entry is changed.
    let isEverywhere: Bool

    static let row = -1
    static let column = -2
  }

  let key: Key
  /// The way through the tree of the first number.
  let path: [Int]
  /// The slip as it was made in the first number.
  let rewriting: PartRewriting?
  /// The line with the slip in it.
  let changed: Tree?
  /// Another run or iteration that it comes from, in the place of a rewriting.
  let alternative: Reruns.Alternative?
  /// Where a number was copied from.
  let neighbour: WrongNumber.Neighbour?
  /// How well it gives which of the wrong numbers.
  var fits: [Int: Fit]

  var slip: any Slip { Slips.all[key.slip] }

  /// The sum of what the numbers in `open` gain by it, and which they are.
  func gain(_ numbers: [WrongNumber], _ open: Set<Int>) -> (bits: Double, explained: [Int]) {
    let explained = fits.keys.filter { open.contains($0) }.sorted()
    let gains = explained.map { place in
      let number = numbers[place]
      return (
        gain: number.bits + (fits[place]?.bits ?? 0), printed: number.printed, right: number.right, unit: number.unit
      )
    }
    return (Scoring.gain(gains), explained)
  }
}
