import Testing

@testable import Typesetting

@Suite struct AxisTests {
  private static let fits: [(values: [Double], range: ClosedRange<Double>)] = [
    // Within 0…1 and near both ends.
    ([0.02, 0.5, 0.97], 0.0...1.0), ([0.2, 0.8], 0...1), ([0, 1], 0...1),
    // Otherwise the next round numbers outside.
    ([0.21, 0.97], 0.2...1), ([0.0003, 0.27], 0...0.3), ([0.02, 1.3], 0...1.4), ([-0.3, 0.9], -0.4...1),
    ([1, 3000], 0...3000), ([2, 4], 2...4), ([37.5, 93], 30...100), ([-5e-7, 3e-7], -5e-7...3e-7),
    ([1e12, 7e12], 1e12...7e12), ([.nan, 0.5, .infinity, 4], 0.5...4),
    // All the same, or as good as that.
    ([2.5], 2...3), ([0.37, 0.37], 0.32...0.42), ([0], -1...1), ([3], 2...4), ([1, 1 + 1e-15], 0.8...1.2),
    ([.leastNonzeroMagnitude], -1e-300...1e-300), ([], 0...1), ([.nan, -.infinity], 0...1),
  ]

  @Test(arguments: fits) func `an axis is fit to what is drawn`(values: [Double], range: ClosedRange<Double>) {
    let found = ChartAxis(fitting: values).range
    #expect(found.lowerBound.isNearly(range.lowerBound) && found.upperBound.isNearly(range.upperBound), "\(found)")
  }

  private static let marks: [(range: ClosedRange<Double>, most: Int, labels: [String])] = [
    (0.0...1.0, 5, ["0", "0.25", "0.5", "0.75", "1"]), (0...0.3, 5, ["0", "0.1", "0.2", "0.3"]),
    (0...3000, 7, ["0", "500", "1000", "1500", "2000", "2500", "3000"]),
    (-0.5...1.5, 5, ["−0.5", "0", "0.5", "1", "1.5"]),
    (-5e-7...3e-7, 5, ["−4·10⁻⁷", "−2·10⁻⁷", "0", "2·10⁻⁷"]),
    (1e12...7e12, 4, ["2·10¹²", "4·10¹²", "6·10¹²"]), (0...0.0002, 3, ["0", "1·10⁻⁴", "2·10⁻⁴"]),
    (0.32...0.42, 5, ["0.325", "0.35", "0.375", "0.4"]), (0...10_000_000, 2, ["0", "1·10⁷"]),
    (0.3...0.7, 2, ["0.3", "0.7"]),
  ]

  @Test(arguments: marks) func `marks are at round numbers and short`(
    range: ClosedRange<Double>, most: Int, labels: [String]
  ) {
    #expect(ChartAxis(range).ticks(most: most).labels() == labels)
  }

  @Test func `marks of whole numbers are whole, and a comma is used where asked for`() {
    #expect(ChartAxis(fitting: [2, 4]).ticks().labels() == ["2", "3", "4"])
    #expect(ChartAxis(fitting: [0, 1, 1]).ticks().labels() == ["0", "1"])
    #expect(ChartAxis(fitting: [0.02, 1]).ticks().labels(mark: .comma) == ["0", "0,25", "0,5", "0,75", "1"])
  }

  @Test func `increments are counted in 64 bits`() {
    let increment = RoundIncrement(atLeast: 1)
    #expect(increment.count(upTo: 7e12 + 0.5) == 7_000_000_000_000 as Int64)
    #expect(increment.multiple(-7_000_000_000_000 as Int64) == -7e12)
    #expect(increment.multiple(.max) == .infinity && increment.multiple(.min) == -.infinity)
  }

  /// Numbers of every size and kind.
  private func numbers(_ random: inout SplitMix) -> [Double] {
    let count = 1 + Int(random.next() % 6)
    let center = random.number()
    let isClose = random.next() % 3 == 0
    return (0..<count).map { _ in
      switch random.next() % 12 {
      case 0: [Double.nan, .infinity, -.infinity, 0, -0.0][Int(random.next() % 5)]
      case 1:
        [.leastNonzeroMagnitude, -.leastNormalMagnitude / 3, .greatestFiniteMagnitude, -.greatestFiniteMagnitude][
          Int(random.next() % 4)]
      case 2: (center.rounded())
      default: isClose ? center * (1 + Double(random.next() % 1000) * 1e-9) : random.number()
      }
    }
  }

  @Test func `whatever is drawn, the axis contains it and has two to seven different round marks`() {
    var random = SplitMix(state: 7)
    for round in 0..<3000 {
      let values = numbers(&random)
      let axis = ChartAxis(fitting: values)
      let (low, high) = (axis.range.lowerBound, axis.range.upperBound)
      #expect(low < high && low.isFinite && high.isFinite, "\(round): \(values)")
      #expect(values.allSatisfy { !$0.isFinite || axis.range.contains($0) }, "\(round): \(values)")
      for most in 2...7 {
        let ticks = axis.ticks(most: most)
        #expect((2...most).contains(ticks.values.count), "\(round): \(values) \(most)")
        #expect(ticks.values.allSatisfy(axis.range.contains), "\(round): \(values)")
        #expect(ticks.values == ticks.values.sorted() && Set(ticks.values).count == ticks.values.count)
        let labels = ticks.labels()
        #expect(Set(labels).count == labels.count, "\(round): \(values) \(labels)")
        #expect(labels.allSatisfy { $0.count <= 18 }, "\(round): \(values) \(labels)")
        #expect(isRound(ticks.values), "\(round): \(values) \(labels)")
        if axis.isWhole { #expect(ticks.values.allSatisfy { $0 == $0.rounded() }) }
      }
      for value in values where value.isFinite { #expect((0...1).contains(axis.part(of: value))) }
    }
  }

  /// Whether neighbours are 1, 2, 2.5 or 5 units apart and each is so many of these; read from the decimal digits.
  private func isRound(_ values: [Double]) -> Bool {
    let digits = values.compactMap { DecimalDigits($0) }
    let unit = digits.filter { !$0.isZero }.map { $0.withoutTrailingZeros.exponent }.min() ?? 0
    let counts = digits.map { number -> Int? in
      let zeros = max(0, number.isZero ? 0 : number.exponent - unit)
      let text = number.digits.map { String($0) }.joined() + String(repeating: "0", count: zeros)
      return Int((number.isNegative ? "-" : "") + (text.isEmpty ? "0" : text))
    }
    guard !counts.contains(nil), counts.count >= 2 else { return false }
    let steps = Set(zip(counts.dropFirst(), counts).map { ($0 ?? 0) - ($1 ?? 0) })
    // With two marks alone, those between them may have been left out.
    guard steps.count == 1, let step = steps.first else { return false }
    return counts.count == 2 || counts.allSatisfy { ($0 ?? 1) % step == 0 } && isSimple(step)
  }

  private func isSimple(_ step: Int) -> Bool {
    var rest = step
    while rest % 10 == 0 && rest != 0 { rest /= 10 }
    return [1, 2, 25, 5].contains(rest)
  }
}

extension Double {
  fileprivate func isNearly(_ other: Double) -> Bool { abs(self - other) <= abs(other) * 1e-15 }

  @Test func `a logarithmic axis goes from power to power, and has places by their exponents`() throws {
    let axis = try #require(ChartAxis(decadesOf: [0.002, 30, 5], spanning: 1000))
    #expect(axis.range == 0.001...100 && axis.isLogarithmic)
    #expect(axis.part(of: 0.001) == 0 && axis.part(of: 100) == 1 && axis.part(of: -3) == 0 && axis.part(of: 0) == 0)
    #expect(abs(axis.part(of: 1) - 0.6) < 1e-12)
    #expect(axis.ticks(most: 6).values == [0.001, 0.01, 0.1, 1, 10, 100])
    #expect(axis.ticks(most: 3).values == [0.001, 1])
    #expect(axis.ticks(most: 6).labels() == ["0.001", "0.01", "0.1", "1", "10", "100"])
    let small = try #require(ChartAxis(decadesOf: [1e-7, 1], spanning: 1000))
    #expect(small.range == 1e-7...1 && small.ticks(most: 3).labels() == ["1·10⁻⁷", "1·10⁻³"])
  }

  @Test(arguments: [[1.0, 999], [0, 1000], [-1, 1e6], [], [.nan], [1, .infinity], [5]])
  func `numbers that do not span enough, or are not all above zero, have none`(values: [Double]) {
    #expect(ChartAxis(decadesOf: values, spanning: 1000) == nil)
  }

  @Test func `a round number is near and short`() {
    for (value, distance, expected) in [(0.3172, 0.1, 0.3), (7.96, 2, 7.5), (1234, 300, 1200), (-3.3, 10, -4)] {
      #expect(Ticks.round(value, within: distance) == expected)
    }
    #expect(Ticks.round(2, within: 0) == 2)
  }
}

/// Random numbers of all sizes, the same for the same start.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Any bits that make a finite number, or one of an everyday size.
  mutating func number() -> Double {
    let bits = Double(bitPattern: next())
    if next() % 2 == 0 && bits.isFinite { return bits }
    return (Double(next() % 20_001) - 10_000) / [1, 64, 1000, 1e6][Int(next() % 4)]
  }
}
