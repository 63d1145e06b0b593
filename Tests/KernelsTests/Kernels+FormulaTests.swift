import Foundation
import Matrices
import Testing

@testable import Kernels

@Suite struct KernelsFormulaTests {
  typealias Place = Kernels.Place

  private static func check<Scalar: KernelsScalar>(_ type: Scalar.Type) {
    for function in EntryFunction.all {
      for kernels in Kernels.all {
        for count in [0, 1, 3, 16, 37] {
          let sources = [1, 2, 3].map { Numbers<Scalar>(count, seed: $0) }
          let target = Numbers<Scalar>(count, repeating: 99)
          func apply(_ count: Int, at place: Int, to target: UnsafeMutablePointer<Scalar>) {
            let entries = sources.map { Kernels.Source<Scalar>.entries($0.pointer + place) }
            kernels.apply(function, count: count, to: target, entries[0], entries[1], entries[2])
          }
          apply(count, at: 0, to: target.pointer)
          #expect(target.isBorderWhole, "\(kernels.level) \(function.name)")
          let alone = Numbers<Scalar>(count, repeating: 99)
          for place in 0..<count { apply(1, at: place, to: alone.pointer + place) }
          #expect(target.bits == alone.bits, "\(kernels.level) \(function.name)")
        }
      }
    }
  }

  @Test func `an entry is the same whatever is computed beside it, and nothing is written beyond the last`() {
    Self.check(Float.self)
    Self.check(Double.self)
  }

  @Test func `a copy is the same bits, and a product with a sum is rounded once where the level fuses`() {
    let sources = [1, 2, 3].map { Numbers<Double>(100, seed: $0) }
    let target = Numbers<Double>(100, repeating: 99)
    let entries = sources.map { Kernels.Source<Double>.entries($0.pointer) }
    for kernels in Kernels.all {
      kernels.apply(.copy, count: 100, to: target.pointer, entries[0])
      #expect(target.bits == sources[0].bits)
      kernels.apply(.multiplyAdd, count: 100, to: target.pointer, entries[0], entries[1], entries[2])
      for place in 0..<100 {
        let (a, b, c) = (sources[0].values[place], sources[1].values[place], sources[2].values[place])
        let product = a * b
        #expect(target.values[place] == (kernels.level.fuses ? c.addingProduct(a, b) : product + c))
      }
    }
  }

  @Test func `every function has a name of its own and takes one, two or three numbers`() {
    let all = EntryFunction.all
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(Set(all.map(\.arity)) == [1, 2, 3])
    #expect(EntryFunction.squareRoot.name == "squareRoot")
  }

  @Test func `exponentials meet both ends of the range`() {
    let ends: [Float] = [88.72283, 88.7229, -87.5, -100, -103.9, -104.1, 1e30, -1e30]
    let source = Numbers<Float>(ends.count, repeating: 0)
    for (index, end) in ends.enumerated() { source.pointer[index] = end }
    for kernels in Kernels.all {
      let target = Numbers<Float>(ends.count, repeating: 0)
      kernels.apply(.exponential, count: ends.count, to: target.pointer, .entries(source.pointer))
      for (index, end) in ends.enumerated() {
        let wanted = Float(exp(Double(end)))
        #expect(target.pointer[index] == wanted || abs(target.pointer[index] - wanted) <= 2 * wanted.ulp)
      }
    }
  }

  @Test func `levels that fuse give the same bits for every function`() {
    let (a, b) = (Numbers<Float>(1000, seed: 4), Numbers<Float>(1000, seed: 5))
    for function in EntryFunction.all {
      let results = Kernels.fusing.map { kernels in
        let target = Numbers<Float>(1000, repeating: 0)
        kernels.apply(function, count: 1000, to: target.pointer, .entries(a.pointer), .entries(b.pointer))
        return target.bits
      }
      #expect(Set(results).count <= 1, "\(function.name)")
    }
  }

  @Test func `one number stands for every entry, and the target may be a source`() {
    let number = Numbers<Double>(1, repeating: 3)
    for kernels in Kernels.all {
      let values = Numbers<Double>(21, repeating: 12)
      kernels.apply(.divide, count: 21, to: values.pointer, .entries(values.pointer), .number(number.pointer))
      #expect(values.values == Array(repeating: 4, count: 21))
      kernels.apply(.subtract, count: 21, to: values.pointer, .number(number.pointer), .entries(values.pointer))
      #expect(values.values == Array(repeating: -1, count: 21))
    }
  }

  /// x ← x − rate·(x·perColumn + perRow), on a matrix of any size.
  private static func checkFormula<Scalar: KernelsScalar>(
    _ type: Scalar.Type, rows: Int, columns: Int, gap: Int, broadcasts: Bool, parts: Int
  ) {
    let stride = columns + gap
    let whole = rows * stride
    let x = Numbers<Scalar>(whole, seed: 41)
    let perColumn = Numbers<Scalar>(broadcasts ? columns : whole, seed: 42)
    let perRow = Numbers<Scalar>(broadcasts ? rows : whole, seed: 43)
    let rate = Numbers<Scalar>(1, repeating: 0.375)
    let start = x.values
    let formula = Kernels.BlockFormula(
      rows: rows, columns: columns,
      matrices: [
        .whole(x.pointer, stride: stride),
        broadcasts ? .forColumns(perColumn.pointer) : .whole(perColumn.pointer, stride: stride),
        broadcasts ? .forRows(perRow.pointer) : .whole(perRow.pointer, stride: stride), .number(rate.pointer),
      ],
      [
        .init(.multiply, to: .temporary(0), .matrix(0), .matrix(1)),
        .init(.add, to: .temporary(1), .temporary(0), .matrix(2)),
        .init(.multiply, to: .temporary(1), .matrix(3), .temporary(1)),
        .init(.subtract, to: .matrix(0), .matrix(0), .temporary(1)),
      ])
    for kernels in Kernels.all {
      for (index, number) in start.enumerated() { x.pointer[index] = number }
      for part in 0..<parts { kernels.evaluate(formula, part: part, of: parts) }
      for row in 0..<rows {
        for column in 0..<stride {
          let place = row * stride + column
          var wanted = start[place]
          if column < columns {
            let slope = perColumn.pointer[broadcasts ? column : place]
            let shift = perRow.pointer[broadcasts ? row : place]
            let product = wanted * slope
            let change = rate.pointer[0] * (product + shift)
            wanted -= change
          }
          if x.pointer[place] != wanted {
            Issue.record("\(kernels.level) \(rows)×\(columns) at \(row), \(column): \(x.pointer[place]), not \(wanted)")
          }
        }
      }
      #expect(x.isBorderWhole)
    }
  }

  @Test func `a formula is evaluated block by block to the same bits as entry by entry`() {
    for (rows, columns) in [(0, 4), (1, 1), (1, 700), (700, 1), (3, 5), (40, 33), (2, 1030)] {
      for gap in [0, 3] {
        for broadcasts in [false, true] {
          for parts in [1, 3] {
            Self.checkFormula(Float.self, rows: rows, columns: columns, gap: gap, broadcasts: broadcasts, parts: parts)
            Self.checkFormula(Double.self, rows: rows, columns: columns, gap: gap, broadcasts: broadcasts, parts: parts)
          }
        }
      }
    }
  }

  /// A formula of random steps on memory of its own, and the same steps one after another.
  private static func checkRandomFormula<Scalar: KernelsScalar>(
    _ type: Scalar.Type, seed: UInt64, rows: Int, columns: Int, parts: Int
  ) {
    var random = KeyedRandom(seed: seed, iteration: 0, name: "formula")
    let wholes = (0..<3).map { Numbers<Scalar>(rows * columns, seed: seed + $0) }
    let (perColumn, perRow) = (Numbers<Scalar>(columns, seed: 61), Numbers<Scalar>(rows, seed: 62))
    let number = Numbers<Scalar>(1, repeating: 0.375)
    let matrices: [Kernels.FormulaMatrix<Scalar>] =
      wholes.map { .whole($0.pointer, stride: columns) } + [
        .forColumns(perColumn.pointer), .forRows(perRow.pointer), .number(number.pointer),
      ]
    // A matrix of one row or column is entries or numbers all the same.
    let sources = (0..<4).map { Place.temporary($0) } + matrices.indices.map { Place.matrix($0) }
    var steps = (0..<4).map { Kernels.BlockInstruction(.copy, to: .temporary($0), .matrix($0 % 3)) }
    for _ in 0..<random.index(below: 14) {
      // Often what the step before has made.
      func source() -> Place {
        random.index(below: 3) == 0 ? steps.last?.target ?? sources[0] : sources[random.index(below: sources.count)]
      }
      let function = EntryFunction.all[random.index(below: EntryFunction.all.count)]
      guard function != .divideNearly else { continue }
      steps.append(
        Kernels.BlockInstruction(function, to: sources[random.index(below: 7)], source(), source(), source()))
    }
    let formula = Kernels.BlockFormula(rows: rows, columns: columns, matrices: matrices, steps)
    let start = wholes.map(\.values)
    for kernels in Kernels.all {
      let temporaries = (0..<4).map { _ in Numbers<Scalar>(rows * columns, repeating: 0) }
      for step in steps {
        for row in 0..<rows {
          func pointer(_ place: Place) -> UnsafeMutablePointer<Scalar>? {
            guard let index = sources.firstIndex(of: place), index < 7 else { return nil }
            return (index < 4 ? temporaries[index] : wholes[index - 4]).pointer + row * columns
          }
          func source(_ place: Place) -> Kernels.Source<Scalar> {
            if let pointer = pointer(place) { return .entries(pointer) }
            switch place {
            case .matrix(3): return .entries(perColumn.pointer)
            case .matrix(4): return .number(perRow.pointer + row)
            default: return .number(number.pointer)
            }
          }
          guard let target = pointer(step.target) else { continue }
          kernels.apply(
            step.function, count: columns, to: target, source(step.first), source(step.second), source(step.third))
        }
      }
      let wanted = wholes.map(\.bits)
      for (numbers, old) in zip(wholes, start) { numbers.pointer.update(from: old, count: old.count) }
      for part in (0..<parts).reversed() { kernels.evaluate(formula, part: part, of: parts) }
      let found = wholes.map(\.bits)
      #expect(found == wanted, "\(kernels.level), seed \(seed): \(steps)")
      let isWhole = wholes.allSatisfy(\.isBorderWhole)
      #expect(isWhole)
      for (numbers, old) in zip(wholes, start) { numbers.pointer.update(from: old, count: old.count) }
    }
  }

  @Test func `any formula gives the bits that its steps give one after another`() {
    for seed in 0..<300 {
      let (rows, columns) = [(1, 700), (3, 97), (2, 192), (7, 13), (2, 330)][seed % 5]
      let (seed, parts) = (UInt64(seed), 1 + seed % 3)
      Self.checkRandomFormula(Float.self, seed: seed, rows: rows, columns: columns, parts: parts)
      Self.checkRandomFormula(Double.self, seed: seed, rows: rows, columns: columns, parts: parts)
    }
  }

  @Test func `numbers too small to be normal count as 0 within what flushes them, and nowhere else`() {
    let tiny = Numbers<Float>(8, repeating: 0x1p-140)
    let half = Numbers<Float>(1, repeating: 0.5)
    let result = Numbers<Float>(8, repeating: 1)
    for kernels in Kernels.all {
      func halved() -> [Float] {
        kernels.apply(.multiply, count: 8, to: result.pointer, .entries(tiny.pointer), .number(half.pointer))
        return result.values
      }
      let flushed = Subnormals.flushed { halved() }
      #expect(flushed == Array(repeating: 0, count: 8))
      #expect(halved() == Array(repeating: 0x1p-141, count: 8))
    }
  }
}
