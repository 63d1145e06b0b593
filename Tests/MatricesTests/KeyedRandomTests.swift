import Matrices
import Testing

@Suite struct KeyedRandomTests {
  private func first(_ count: Int, _ seed: UInt64, _ iteration: Int, _ name: String) -> [Double] {
    var random = KeyedRandom(seed: seed, iteration: iteration, name: name)
    return (0..<count).map { _ in random.uniform() }
  }

  @Test func `the stream is written in stone`() {
    // Frozen: a change here changes the numbers of every lesson that draws while it runs.
    var random = KeyedRandom(seed: 1, iteration: 1, name: "mask")
    let expected: [UInt64] = [
      11_615_962_924_626_728_714,
      9_529_883_267_487_745_492,
      8_186_580_310_965_859_322,
    ]
    #expect((0..<3).map { _ in random.next() } == expected)
  }

  @Test func `seed, iteration and name decide the stream, and each of them changes it`() {
    let base = first(4, 1, 1, "A")
    #expect(first(4, 1, 1, "A") == base)
    #expect(first(4, 2, 1, "A") != base)
    #expect(first(4, 1, 2, "A") != base)
    #expect(first(4, 1, 1, "B") != base)
    #expect(first(4, 1, 2, "A") != first(4, 2, 1, "A"))
  }

  @Test func `uniform numbers of neighbouring iterations are spread evenly`() {
    let numbers = (1...4000).map { first(1, 1, $0, "mask")[0] }
    for tenth in 0..<10 {
      let hits = numbers.filter { Int($0 * 10) == tenth }.count
      #expect((310...490).contains(hits), "\(tenth)")
    }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
  }

  @Test func `normals have mean 0 and deviation 1`() {
    var random = KeyedRandom(seed: 3, iteration: 1, name: "n")
    let numbers = (0..<8000).map { _ in random.normal() }
    let mean = numbers.reduce(0, +) / 8000
    let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 8000
    #expect(abs(mean) < 0.05)
    #expect(abs(variance - 1) < 0.07)
    var scaled = KeyedRandom(seed: 3, iteration: 1, name: "n")
    #expect(scaled.normal(5, 0.25) == 5 + 0.25 * numbers[0])
  }

  @Test(arguments: [0, 1, 2, 3, 64, 1000])
  func `a shuffle holds each number once`(count: Int) {
    var random = KeyedRandom(seed: 1, iteration: 1, name: "order")
    #expect(random.shuffle(count).sorted() == Array(0..<count))
  }

  @Test func `each order of three is as likely as the others`() {
    var random = KeyedRandom(seed: 5, iteration: 1, name: "order")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 { counts[random.shuffle(3), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { (850...1150).contains($0) })
  }

  @Test func `a negative count gives nothing`() {
    var random = KeyedRandom(seed: 1, iteration: 1, name: "order")
    #expect(random.shuffle(-3).isEmpty)
    #expect(random.index(below: 0) == 0)
  }
}
