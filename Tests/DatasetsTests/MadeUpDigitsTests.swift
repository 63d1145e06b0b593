import Datasets
import Kernels
import Matrices
import Testing

@Suite struct MadeUpDigitsTests {
  /// Numbers that would change with any bit of the images.
  static func checksum(_ set: DigitSet) -> UInt32 { set.withPixels { CRC32(of: UnsafeRawBufferPointer($0)).value } }

  /// Digits to learn from and a sixth as many to be tested on.
  static func make(count: Int, seed: UInt64) throws -> DigitData {
    try DigitData.load(
      folder: nil, environment: [:], madeUpCount: count, madeUpTestCount: max(count / 6, 1), seed: seed)
  }

  @Test func `the same seed draws the same digits, another one others`() throws {
    let one = try Self.make(count: 60, seed: 5)
    let same = try Self.make(count: 60, seed: 5)
    let other = try Self.make(count: 60, seed: 6)
    #expect(Self.checksum(one.train) == Self.checksum(same.train))
    #expect(Self.checksum(one.test) == Self.checksum(same.test))
    #expect(Self.checksum(one.train) != Self.checksum(other.train))
    #expect(one.origin == .madeUp(seed: 5))
    #expect(one.train.count == 60 && one.test.count == 10)
  }

  @Test func `an image depends on its place alone, not on how many there are`() throws {
    let few = try Self.make(count: 12, seed: 5)
    let many = try Self.make(count: 100, seed: 5)
    for example in 0..<12 {
      #expect(few.train.image(example) == many.train.image(example))
      #expect(few.train.label(example) == many.train.label(example))
    }
    #expect(few.train.image(0) != few.test.image(0))
  }

  @Test func `threads and pieces draw the same as one after another`() {
    let whole = MadeUpDigits.set(.train, count: 600, seed: 5)
    let shared = MadeUpDigits.set(.train, count: 600, seed: 5, pool: WorkerPool(threads: 3))
    #expect(Self.checksum(whole) == Self.checksum(shared) && whole.histogram == shared.histogram)
    let piece = MadeUpDigits.set(.train, 550..<560, seed: 5)
    #expect((0..<10).map { piece.image($0) } == (550..<560).map { whole.image($0) })
    #expect((0..<10).map { piece.label($0) } == (550..<560).map { whole.label($0) })
  }

  @Test func `digits are centred as those of MNIST are, and fill their box`() throws {
    let data = try Self.make(count: 300, seed: 2).train
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

  @Test func `every digit comes about as often as the others`() throws {
    let histogram = try Self.make(count: 2000, seed: 3).train.histogram
    #expect(histogram.allSatisfy { (140...260).contains($0) }, "\(histogram)")
  }
}
