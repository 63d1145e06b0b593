import Foundation
import Matrices
import Testing

@testable import Kernels

@Suite struct KernelsLinesTests {
  static let sizes = [(1, 1), (3, 5), (8, 8), (17, 10), (10, 64), (9, 70), (64, 3)]

  /// The entries of each line, in the order in which they are written.
  private static func lines<Scalar>(
    _ which: Kernels.Lines, _ rows: Int, _ columns: Int, _ stride: Int, _ source: Numbers<Scalar>
  ) -> [[Scalar]] {
    which == .rows
      ? (0..<rows).map { row in (0..<columns).map { source.pointer[row * stride + $0] } }
      : (0..<columns).map { column in (0..<rows).map { source.pointer[$0 * stride + column] } }
  }

  private static func checkFolds<Scalar: KernelsScalar>(_ type: Scalar.Type) {
    for (rows, columns) in sizes {
      let source = Numbers<Scalar>(rows * (columns + 2), seed: 51)
      for which in [Kernels.Lines.rows, .columns] {
        let lines = lines(which, rows, columns, columns + 2, source)
        for kernels in Kernels.all {
          for (fold, wanted) in [
            (.sum, lines.map { $0.reduce(0, +) }), (.maximum, lines.map { $0.max() ?? 0 }),
            (.minimum, lines.map { $0.min() ?? 0 }),
          ] as [(Fold, [Scalar])] {
            let target = Numbers<Scalar>(lines.count, repeating: 0)
            kernels.fold(
              fold, of: which, rows: rows, columns: columns, source.pointer, stride: columns + 2, to: target.pointer)
            #expect(target.values == wanted && target.isBorderWhole, "\(kernels.level) \(fold) \(rows)×\(columns)")
          }
        }
      }
    }
  }

  @Test func `an extreme of a line with what is not a number is none`() {
    for (rows, columns) in Self.sizes {
      for kernels in Kernels.all {
        for which in [Kernels.Lines.rows, .columns] {
          let lines = which == .rows ? rows : columns
          for place in [0, rows * columns / 2, rows * columns - 1] {
            var source = (0..<(rows * columns)).map { Float($0 % 5) }
            source[place] = .nan
            let marked = which == .rows ? place / columns : place % columns
            for fold in [Fold.maximum, .minimum] {
              var target = [Float](repeating: 0, count: lines)
              kernels.fold(fold, of: which, rows: rows, columns: columns, source, stride: columns, to: &target)
              #expect(
                target.indices.filter { target[$0].isNaN } == [marked],
                "\(kernels.level) \(which) \(rows)×\(columns) \(place)")
            }
          }
        }
      }
    }
  }

  @Test func `sums and extremes of lines are those of the written order, bit for bit`() {
    Self.checkFolds(Float.self)
    Self.checkFolds(Double.self)
  }

  @Test func `the sum of nothing is 0 and the greatest of nothing is less than any number`() {
    for kernels in Kernels.all {
      let target = Numbers<Double>(3, repeating: 5)
      kernels.fold(.sum, of: .rows, rows: 3, columns: 0, target.pointer, stride: 0, to: target.pointer)
      #expect(target.values == [0, 0, 0])
      kernels.fold(.maximum, of: .columns, rows: 0, columns: 3, target.pointer, stride: 3, to: target.pointer)
      #expect(target.values == Array(repeating: -.infinity, count: 3))
    }
  }

  private static func checkSoftmax<Scalar: KernelsScalar>(_ type: Scalar.Type) {
    for (rows, columns) in sizes {
      for which in [Kernels.Lines.rows, .columns] {
        var fused: [UInt64]?
        for kernels in Kernels.all {
          let source = Numbers<Scalar>(rows * columns, seed: 61)
          for index in 0..<source.count { source.pointer[index] *= 30 }
          let before = lines(which, rows, columns, columns, source)
          kernels.softmax(
            along: which, rows: rows, columns: columns, source.pointer, stride: columns, to: source.pointer,
            stride: columns)
          #expect(source.isBorderWhole)
          for (line, after) in zip(before, lines(which, rows, columns, columns, source)) {
            // The difference rounds as the numbers do; the rest is Double.
            let greatest = line.max() ?? 0
            let powers = line.map { exp(Double($0 - greatest)) }
            let sum = powers.reduce(0, +)
            for (power, got) in zip(powers, after) {
              let slack = (Double(line.count) + 6) * Double(Scalar.ulpOfOne) * power / sum
              let least = Double(Scalar.leastNonzeroMagnitude)
              #expect(abs(Double(got) - power / sum) <= slack + 2 * least)
            }
          }
          guard kernels.level.fuses else { continue }
          #expect(source.bits == fused ?? source.bits)
          fused = source.bits
        }
      }
    }
  }

  @Test func `softmax is right along rows and columns, in place`() {
    Self.checkSoftmax(Float.self)
    Self.checkSoftmax(Double.self)
  }
}
