import Datasets
import Testing

@Suite struct MadeUpDigitsTests {
  /// Numbers that would change with any bit of the images.
  static func checksum(_ set: DigitSet) -> UInt32 { set.withPixels { CRC32(of: UnsafeRawBufferPointer($0)).value } }

  @Test func `the same seed draws the same digits, another one others`() {
    let one = MadeUpDigits.make(count: 60, seed: 5)
    let same = MadeUpDigits.make(count: 60, seed: 5)
    let other = MadeUpDigits.make(count: 60, seed: 6)
    #expect(Self.checksum(one.train) == Self.checksum(same.train))
    #expect(Self.checksum(one.test) == Self.checksum(same.test))
    #expect(Self.checksum(one.train) != Self.checksum(other.train))
    #expect(one.origin == .madeUp(seed: 5))
    #expect(one.train.count == 60 && one.test.count == 10)
  }

  @Test func `an image depends on its place alone, not on how many there are`() {
    let few = MadeUpDigits.make(count: 12, seed: 5)
    let many = MadeUpDigits.make(count: 100, seed: 5)
    for example in 0..<12 {
      #expect(few.train.image(example) == many.train.image(example))
      #expect(few.train.label(example) == many.train.label(example))
    }
    #expect(few.train.image(0) != few.test.image(0))
  }

  @Test func `digits are centred as those of MNIST are, and fill their box`() throws {
    let data = MadeUpDigits.make(count: 300, seed: 2).train
    for example in 0..<data.count {
      let image = try #require(data.image(example))
      var (mass, across, down) = (0, 0, 0)
      var (rows, columns) = (Set<Int>(), Set<Int>())
      for (place, grey) in image.enumerated() where grey > 0 {
        mass += Int(grey)
        across += Int(grey) * (place % 28)
        down += Int(grey) * (place / 28)
        rows.insert(place / 28)
        columns.insert(place % 28)
      }
      #expect(mass > 784 * 255 / 40, "image \(example) is nearly empty")
      #expect(abs(Double(across) / Double(mass) - 13.5) < 0.75)
      #expect(abs(Double(down) / Double(mass) - 13.5) < 0.75)
      #expect((18...23).contains(max(rows.count, columns.count)), "image \(example): \(rows.count)×\(columns.count)")
    }
  }

  @Test func `every digit comes about as often as the others`() {
    let histogram = MadeUpDigits.make(count: 2000, seed: 3).train.histogram
    #expect(histogram.allSatisfy { (140...260).contains($0) }, "\(histogram)")
  }
}
