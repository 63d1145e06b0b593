extension Inflate {
  private typealias Kind = HuffmanTable.Entry.Kind

  /// The order in which the lengths of the code lengths' code are written.
  static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// The symbols of the code of code lengths: 0–15 themselves, then the repetitions with 2, 3 and 7 further bits.
  static let lengthMeanings: [HuffmanTable.Entry] =
    (0...15).map { HuffmanTable.Entry(Kind.literal, value: $0) }
    + [(16, 2), (17, 3), (18, 7)].map { HuffmanTable.Entry(Kind.base, value: $0.0, extra: $0.1) }

  /// The symbols of a block: 256 bytes, its end, 29 lengths from 3 to 258.
  static let literalMeanings: [HuffmanTable.Entry] = {
    var meanings = (0...255).map { HuffmanTable.Entry(Kind.literal, value: $0) }
    meanings.append(HuffmanTable.Entry(Kind.end, value: 0))
    var base = 3
    for symbol in 0..<28 {
      let extra = symbol < 8 ? 0 : symbol / 4 - 1
      meanings.append(HuffmanTable.Entry(Kind.base, value: base, extra: extra))
      base += 1 << extra
    }
    return meanings + [HuffmanTable.Entry(Kind.base, value: 258)]
  }()

  /// The 30 distances from 1 to 32768.
  static let distanceMeanings: [HuffmanTable.Entry] = {
    var base = 1
    return (0..<30).map { symbol in
      let extra = symbol < 4 ? 0 : symbol / 2 - 1
      defer { base += 1 << extra }
      return HuffmanTable.Entry(Kind.base, value: base, extra: extra)
    }
  }()

  /// The code of blocks that bring none of their own.
  static let fixedLiterals: HuffmanTable = {
    var table = HuffmanTable(rootBits: 11)
    let lengths: [UInt8] = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    _ = table.build(lengths[...], meanings: literalMeanings, mayBeIncomplete: false)
    return table
  }()

  /// The distances of blocks that bring no code of their own.
  static let fixedDistances: HuffmanTable = {
    var table = HuffmanTable(rootBits: 9)
    _ = table.build([UInt8](repeating: 5, count: 32)[...], meanings: distanceMeanings, mayBeIncomplete: false)
    return table
  }()
}
