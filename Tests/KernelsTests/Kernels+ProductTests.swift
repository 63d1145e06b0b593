import Testing

@testable import Kernels

/// A product on memory of its own, with rows a little apart, and what it should give.
private final class Case<Scalar: KernelsScalar> {
  enum Finish: CaseIterable {
    case none, accumulating, biasForColumns, biasForRows, scalar, activated, masked, everything
  }

  let rows: Int
  let columns: Int
  let depth: Int
  let finish: Finish
  let product: Kernels.Product<Scalar>
  let target: Numbers<Scalar>
  let sums: Numbers<Scalar>
  private let start: [Scalar]
  private let left: Numbers<Scalar>
  private let right: Numbers<Scalar>
  private let bias: Numbers<Scalar>
  private let mask: Numbers<Scalar>
  private let steps: (a: (row: Int, column: Int), b: (row: Int, column: Int))
  private let stride: Int
  /// Of each entry, the sum with its bias, and the sum of the sizes of its terms.
  private lazy var sizes: [(sum: Double, bound: Double)] = (0..<rows).flatMap { row in
    (0..<columns).map { column in expected(row, column) }
  }

  init(
    _ rows: Int, _ columns: Int, _ depth: Int, leftTransposed: Bool = false, rightTransposed: Bool = false,
    _ finish: Finish = .none
  ) {
    (self.rows, self.columns, self.depth, self.finish) = (rows, columns, depth, finish)
    let leftStride = (leftTransposed ? rows : depth) + 1
    let rightStride = (rightTransposed ? depth : columns) + 2
    stride = columns + 3
    left = Numbers((leftTransposed ? depth : rows) * leftStride, seed: 3)
    right = Numbers((rightTransposed ? columns : depth) * rightStride, seed: 5)
    bias = Numbers(max(rows, columns, 1), seed: 7)
    mask = Numbers(rows * stride, seed: 9)
    target = Numbers(rows * stride, seed: 11)
    sums = Numbers(rows * stride, repeating: 0)
    start = target.values
    steps = (
      leftTransposed ? (1, leftStride) : (leftStride, 1), rightTransposed ? (1, rightStride) : (rightStride, 1)
    )
    var product = Kernels.Product(
      rows: rows, columns: columns, depth: depth,
      Kernels.Operand(left.pointer, stride: leftStride, isTransposed: leftTransposed),
      Kernels.Operand(right.pointer, stride: rightStride, isTransposed: rightTransposed),
      to: target.pointer, stride: stride, accumulates: finish == .accumulating || finish == .everything)
    switch finish {
    case .none, .accumulating: break
    case .biasForColumns, .everything: product = product.adding(.forColumns(bias.pointer))
    case .biasForRows: product = product.adding(.forRows(bias.pointer))
    case .scalar: product = product.adding(.scalar(bias.pointer))
    case .activated: product = product.activated(.relu)
    case .masked: product = product.masked(where: mask.pointer, stride: stride)
    }
    if finish == .everything {
      product = product.activated(.relu, keeping: sums.pointer, stride: stride)
        .masked(where: mask.pointer, stride: stride)
    }
    self.product = product
  }

  func reset() {
    for (index, number) in start.enumerated() { target.pointer[index] = number }
  }

  /// Fails where the result is not what Double gives, or where something else was written.
  func check(_ kernels: Kernels, parts: Int = 1, halves: Kernels.Halves<Scalar>? = nil) {
    reset()
    if let halves {
      for part in 0..<parts { kernels.multiply(halves, part: part, of: parts) }
    }
    for part in 0..<parts { kernels.multiply(halves?.sum ?? product, part: part, of: parts) }
    let unit = Double(Scalar.ulpOfOne)
    for row in 0..<rows {
      for column in 0..<stride {
        let place = row * stride + column
        guard column < columns else {
          if target.pointer[place] != start[place] { Issue.record("\(kernels.level): written beside the matrix") }
          continue
        }
        let (sum, bound) = sizes[row * columns + column]
        let isOut = finish == .activated || finish == .everything
        var value = isOut && sum < 0 ? 0 : sum
        if finish == .masked || finish == .everything { value *= mask.pointer[place] > 0 ? 1 : 0 }
        let slack = (Double(depth) + 4) * unit * bound
        if !(abs(Double(target.pointer[place]) - value) <= slack) {
          Issue.record(
            "\(kernels.level) \(rows)×\(columns)×\(depth) \(finish): \(target.pointer[place]), not \(value)")
        }
        if finish == .everything, !(abs(Double(sums.pointer[place]) - sum) <= slack) {
          Issue.record("\(kernels.level): the sum kept is \(sums.pointer[place]), not \(sum)")
        }
      }
    }
    #expect(target.isBorderWhole && sums.isBorderWhole)
  }

  /// The sum with its bias, and the sum of the sizes of its terms.
  private func expected(_ row: Int, _ column: Int) -> (sum: Double, bound: Double) {
    var (sum, bound) = (0.0, 0.0)
    func add(_ term: Double) {
      sum += term
      bound += abs(term)
    }
    var a = left.pointer + row * steps.a.row
    var b = right.pointer + column * steps.b.column
    for _ in 0..<depth {
      add(Double(a.pointee) * Double(b.pointee))
      a += steps.a.column
      b += steps.b.row
    }
    if finish == .accumulating || finish == .everything { add(Double(start[row * stride + column])) }
    switch finish {
    case .biasForColumns, .everything: add(Double(bias.pointer[column]))
    case .biasForRows: add(Double(bias.pointer[row]))
    case .scalar: add(Double(bias.pointer[0]))
    default: break
    }
    return (sum, bound)
  }
}

@Suite struct KernelsProductTests {
  /// Sizes about every edge: nothing, one, a vector, a tile, a panel, a block of depth, and one more of each.
  static let sizes: [(Int, Int, Int)] = [
    (0, 3, 2), (3, 0, 2), (3, 2, 0), (1, 1, 1), (4, 2, 2), (2, 4, 3), (5, 3, 7), (8, 32, 16), (9, 33, 17), (7, 17, 5),
    (13, 15, 31), (6, 16, 257), (1, 40, 30), (40, 1, 30), (9, 3, 260), (12, 48, 9), (26, 34, 10), (17, 70, 5),
    (60, 72, 4),
  ]

  private static func check<Scalar: KernelsScalar>(_ type: Scalar.Type) {
    for (rows, columns, depth) in sizes {
      for (leftTransposed, rightTransposed) in [(false, false), (true, false), (false, true), (true, true)] {
        // What is done at the end does not know of transpositions: each kind once, all together with each.
        let isPlain = !leftTransposed && !rightTransposed
        for finish in isPlain ? Case<Scalar>.Finish.allCases : [.everything] {
          let made = Case<Scalar>(
            rows, columns, depth, leftTransposed: leftTransposed, rightTransposed: rightTransposed, finish)
          for kernels in Kernels.all { made.check(kernels) }
        }
      }
    }
  }

  @Test func `products of floats are right at every level, size, transposition and finish`() { Self.check(Float.self) }

  @Test func `products of doubles are right at every level, size, transposition and finish`() {
    Self.check(Double.self)
  }

  @Test func `rows far apart are copied and the product is the same`() {
    // B's rows are 520 numbers apart: 2080 bytes of floats, more of doubles.
    let made = Case<Float>(33, 518, 3)
    for kernels in Kernels.all { made.check(kernels) }
  }

  private static func checkBits<Scalar: KernelsScalar>(_ type: Scalar.Type) {
    for (rows, columns, depth) in sizes + [(64, 10, 20)] {
      for (leftTransposed, rightTransposed) in [(false, false), (true, false), (false, true)] {
        let made = Case<Scalar>(
          rows, columns, depth, leftTransposed: leftTransposed, rightTransposed: rightTransposed, .everything)
        var fused: [UInt64]?
        for kernels in Kernels.all {
          var whole: [UInt64]?
          for parts in [1, 2, 3, 7] {
            made.reset()
            for part in (0..<parts).reversed() { kernels.multiply(made.product, part: part, of: parts) }
            let bits = made.target.bits
            #expect(bits == whole ?? bits, "\(kernels.level) in \(parts) parts")
            whole = bits
          }
          guard kernels.level.fuses else { continue }
          #expect(whole == fused ?? whole, "\(kernels.level) \(rows)×\(columns)×\(depth)")
          fused = whole
        }
      }
    }
  }

  @Test func `any number of parts and every level that fuses give the same bits`() {
    Self.checkBits(Float.self)
    Self.checkBits(Double.self)
  }

  private static func checkHalves<Scalar: KernelsScalar>(_ type: Scalar.Type) throws {
    for (rows, columns, depth) in [(5, 33, 512), (40, 1, 530), (26, 34, 785)] {
      for finish in Case<Scalar>.Finish.allCases where finish != .accumulating && finish != .everything {
        let isOdd = finish == .activated
        let made = Case<Scalar>(rows, columns, depth, leftTransposed: isOdd, rightTransposed: !isOdd, finish)
        let halves = try #require(Kernels.Halves(made.product))
        for kernels in Kernels.all {
          var whole: [UInt64]?
          for parts in [1, 2, 3, 6] {
            made.check(kernels, parts: parts, halves: halves)
            #expect(made.target.bits == whole ?? made.target.bits, "\(kernels.level) in \(parts) parts")
            whole = made.target.bits
          }
        }
      }
    }
  }

  @Test func `a deep product of few entries is computed in halves, in any parts to the same bits`() throws {
    try Self.checkHalves(Float.self)
    try Self.checkHalves(Double.self)
    #expect(Kernels.Halves(Case<Float>(5, 33, 511).product) == nil)
    #expect(Kernels.Halves(Case<Float>(5, 33, 600, .accumulating).product) == nil)
    #expect(Kernels.Halves(Case<Float>(129, 128, 600).product) == nil)
  }

  @Test func `each entry is one chain of fused operations in the order of k`() {
    let (rows, columns, depth) = (7, 37, 260)
    let left = Numbers<Float>(rows * depth, seed: 21)
    let right = Numbers<Float>(depth * columns, seed: 22)
    let target = Numbers<Float>(rows * columns, repeating: 0)
    let product = Kernels.Product(
      rows: rows, columns: columns, depth: depth, Kernels.Operand(left.pointer, stride: depth),
      Kernels.Operand(right.pointer, stride: columns), to: target.pointer, stride: columns)
    for kernels in Kernels.fusing {
      kernels.multiply(product)
      for row in 0..<rows {
        for column in 0..<columns {
          var sum: Float = 0
          for k in 0..<depth { sum.addProduct(left.pointer[row * depth + k], right.pointer[k * columns + column]) }
          #expect(sum == target.pointer[row * columns + column])
        }
      }
    }
  }

  @Test func `what is not a number stays so in its row and column only`() {
    let left = Numbers<Double>(6 * 5, seed: 31)
    let right = Numbers<Double>(5 * 20, seed: 32)
    let target = Numbers<Double>(6 * 20, repeating: 0)
    left.pointer[2 * 5 + 1] = .nan
    let product = Kernels.Product(
      rows: 6, columns: 20, depth: 5, Kernels.Operand(left.pointer, stride: 5),
      Kernels.Operand(right.pointer, stride: 20), to: target.pointer, stride: 20)
    for kernels in Kernels.all {
      kernels.multiply(product)
      for place in 0..<120 { #expect(target.pointer[place].isNaN == (place / 20 == 2)) }
    }
  }

  @Test(arguments: [(32, 9, 0), (32, 90, 1), (544, 90, 1)])
  func `an infinite number against a row of zeros gives the same in any number of parts`(
    columns: Int, depth: Int, zeros: Int
  ) {
    let rows = 96
    let left = Numbers<Float>(rows * depth, seed: 33)
    let right = Numbers<Float>(depth * columns, seed: 34)
    let target = Numbers<Float>(rows * columns, repeating: 0)
    left.pointer[zeros] = .infinity
    (right.pointer + zeros * columns).update(repeating: 0, count: columns)
    let product = Kernels.Product(
      rows: rows, columns: columns, depth: depth, Kernels.Operand(left.pointer, stride: depth),
      Kernels.Operand(right.pointer, stride: columns), to: target.pointer, stride: columns)
    for kernels in Kernels.all {
      kernels.multiply(product)
      let whole = target.bits
      for parts in [2, 3, 4, 5, 6, 7, 32, 96] {
        for part in 0..<parts { kernels.multiply(product, part: part, of: parts) }
        #expect(target.bits == whole, "\(kernels.level) in \(parts) parts")
      }
    }
  }
}
