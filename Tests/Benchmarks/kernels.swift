// How fast the kernels are, beside the inner loop alone in the same run: run with Tests/Benchmarks/kernels.sh.
//
// Every figure is the best of many short runs, so that other programs on the computer disturb it little.

/// A product of floats that is timed.
struct Example: Sendable {
  let name: String
  let rows: Int
  let columns: Int
  let depth: Int
  var leftTransposed = false
  var rightTransposed = false

  var operations: Double { 2 * Double(rows) * Double(columns) * Double(depth) }

  func make() -> Kernels.Product<Float> {
    func numbers(_ count: Int) -> UnsafeMutablePointer<Float> {
      let raw = UnsafeMutableRawPointer.allocate(byteCount: count * 4 + 64, alignment: 64)
      let numbers = raw.bindMemory(to: Float.self, capacity: count)
      for index in 0..<count { numbers[index] = Float(index % 7 - 3) }
      return numbers
    }
    return Kernels.Product(
      rows: rows, columns: columns, depth: depth,
      Kernels.Operand(
        numbers(rows * depth), stride: leftTransposed ? rows : depth, isTransposed: leftTransposed),
      Kernels.Operand(
        numbers(depth * columns), stride: rightTransposed ? depth : columns, isTransposed: rightTransposed),
      to: numbers(rows * columns), stride: columns)
  }
}

let examples = [
  Example(name: "X·W1", rows: 64, columns: 128, depth: 784),
  Example(name: "A1·W2", rows: 64, columns: 64, depth: 128),
  Example(name: "A2·W3", rows: 64, columns: 10, depth: 64),
  Example(name: "Xᵀ·dZ1", rows: 784, columns: 128, depth: 64, leftTransposed: true),
  Example(name: "A1ᵀ·dZ2", rows: 128, columns: 64, depth: 64, leftTransposed: true),
  Example(name: "dZ2·W2ᵀ", rows: 64, columns: 128, depth: 64, rightTransposed: true),
  Example(name: "dZ3·W3ᵀ", rows: 64, columns: 64, depth: 10, rightTransposed: true),
  Example(name: "W1·X", rows: 128, columns: 64, depth: 784),
  Example(name: "dZ1·Xᵀ", rows: 128, columns: 784, depth: 64, rightTransposed: true),
  Example(name: "X·W1, 1024", rows: 64, columns: 1024, depth: 784),
  Example(name: "square", rows: 512, columns: 512, depth: 512),
]

/// The seconds of one call: the best of many runs of about a third of a millisecond.
func seconds(_ operations: Double, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let calls = max(1, Int(3e7 / operations))
  var best = Double.infinity
  for _ in 0..<200 {
    let time = clock.measure { for _ in 0..<calls { body() } }
    let (whole, part) = time.components
    best = min(best, (Double(whole) + Double(part) * 1e-18) / Double(calls))
  }
  return best
}

func pad(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
func rounded(_ number: Double) -> String { String(Int(number.rounded())) }

let pool = WorkerPool()
for level in Kernels.available {
  guard let kernels = Kernels(level) else { continue }
  // Operands that stay in the nearest cache, whole tiles, nothing copied: the inner loop and nothing else.
  let columns = level == .avx512 ? 32 : level == .avx2 ? 16 : 8
  let inner = Example(name: "inner loop", rows: 24, columns: columns, depth: 128)
  let innerProduct = inner.make()
  var peak = inner.operations / seconds(inner.operations) { kernels.multiply(innerProduct) } * 1e-9
  print("\n\(level.rawValue): the inner loop alone reaches \(rounded(peak)) GFLOP/s on one core")
  print("  product        rows×columns×depth   1 core    of inner   \(pool.threads) cores    of inner")
  for example in examples {
    let product = example.make()
    // Measured again beside each, since the clock of the processor changes.
    peak = max(peak, inner.operations / seconds(inner.operations) { kernels.multiply(innerProduct) } * 1e-9)
    let one = example.operations / seconds(example.operations) { kernels.multiply(product) } * 1e-9
    let parts = pool.threads
    pool.beginWork()
    let all =
      example.operations
      / seconds(example.operations) {
        pool.run(tasks: parts) { kernels.multiply(product, part: $0, of: parts) }
      } * 1e-9
    pool.endWork()
    let size = "\(example.rows)×\(example.columns)×\(example.depth)"
    print(
      "  " + example.name + pad(size, 33 - example.name.count) + pad(rounded(one), 9)
        + pad(rounded(100 * one / peak), 10) + " %" + pad(rounded(all), 9)
        + pad(rounded(100 * all / peak / Double(parts)), 10) + " %")
  }
  let numbers = UnsafeMutablePointer<Float>.allocate(capacity: 512)
  numbers.initialize(repeating: 0.5, count: 512)
  for function in [
    EntryFunction.add, .divide, .squareRoot, .exponential, .logarithm, .sigmoid, .hyperbolicTangent,
  ] {
    let time = seconds(3e5) {
      kernels.apply(function, count: 512, to: numbers + 0, .entries(numbers), .entries(numbers))
      numbers[0] = 0.5
    }
    print("  \(function.name): \((time * 1e12 / 512).rounded() / 1000) ns for each entry")
  }
}
pool.beginWork()
let handing = seconds(1e5) { pool.run(tasks: pool.threads) { _ in } }
pool.endWork()
print("\nhanding out tasks to \(pool.threads) threads that are awake: \((handing * 1e9).rounded()) ns")
