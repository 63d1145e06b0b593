import Matrices
import Testing

@testable import Kernels

/// Patches of images, greatest entries of windows and sums of channels, on every level.
@Suite struct KernelsImagesTests {
  private static let all = Kernels.available.compactMap { Kernels($0) }

  /// Whole numbers, of which sums are exact.
  private func numbers(_ count: Int, _ factor: Int = 7) -> [Float] { (0..<count).map { Float($0 * factor % 23 - 11) } }

  private func windows(
    channels: Int = 1, _ rows: Int, _ columns: Int, _ window: (rows: Int, columns: Int), stride: Int, padding: Int = 0
  ) -> (windows: Kernels.Windows, map: (rows: Int, columns: Int)) {
    let map = (
      rows: (rows + 2 * padding - window.rows) / stride + 1,
      columns: (columns + 2 * padding - window.columns) / stride + 1
    )
    return (
      Kernels.Windows(
        channels: channels, rows: rows, columns: columns, window: window, map: map, stride: stride, padding: padding),
      map
    )
  }

  @Test func `patches are the pixels under each window, and fold back to as many times each as it is under one`() {
    for kernels in Self.all {
      for (columns, stride, padding) in [(5, 1, 0), (21, 1, 1), (40, 1, 2), (9, 2, 1), (7, 3, 0), (12, 2, 2)] {
        let (rows, channels, window) = (6, 2, (rows: 3, columns: 3))
        let (windows, map) = windows(channels: channels, rows, columns, window, stride: stride, padding: padding)
        let image = numbers(channels * rows * columns)
        var patches = [Float](repeating: .nan, count: windows.patchCount)
        kernels.unfold(windows, image, to: &patches)
        var expected: [Float] = []
        var sums = [Float](repeating: 0, count: image.count)
        for channel in 0..<channels {
          for (down, across) in (0..<9).map({ ($0 / 3, $0 % 3) }) {
            for (i, j) in (0..<(map.rows * map.columns)).map({ ($0 / map.columns, $0 % map.columns) }) {
              let (row, column) = (i * stride + down - padding, j * stride + across - padding)
              let isInside = (0..<rows).contains(row) && (0..<columns).contains(column)
              let place = (channel * rows + row) * columns + column
              expected.append(isInside ? image[place] : 0)
              if isInside { sums[place] += Float(expected.count) }
            }
          }
        }
        #expect(patches == expected, "\(kernels.level) \(columns) \(stride) \(padding)")
        let counting = (1...patches.count).map { Float($0) }
        var back = [Float](repeating: .nan, count: image.count)
        kernels.foldBack(windows, counting, to: &back)
        #expect(back == sums, "\(kernels.level) \(columns) \(stride) \(padding)")
      }
    }
  }

  @Test(arguments: [7, 11, 37])
  func `of windows the first greatest entry is taken, whatever their size`(columns: Int) {
    for kernels in Self.all {
      for (size, stride) in [(2, 2), (2, 1), (3, 3), (3, 2), (1, 2)] {
        let (rows, planes) = (7, 3)
        let (windows, map) = windows(rows, columns, (size, size), stride: stride)
        // Few different numbers, so that many tie.
        let source = (0..<(planes * rows * columns)).map { Float($0 * 5 % 4) }
        let count = map.rows * map.columns
        let given = numbers(planes * count, 3)
        let other = numbers(source.count)
        var (values, selected) = (
          [Float](repeating: .nan, count: planes * count), [Float](repeating: .nan, count: planes * count)
        )
        var flowing = [Float](repeating: .nan, count: source.count)
        kernels.pool(.value, windows, planes: 0..<planes, given: nil, source, to: &values)
        kernels.pool(.selection, windows, planes: 0..<planes, given: other, source, to: &selected)
        kernels.pool(.gradient, windows, planes: 0..<1, given: given, source, to: &flowing)
        kernels.pool(.gradient, windows, planes: 1..<planes, given: given, source, to: &flowing)
        var expected = [Float](repeating: 0, count: source.count)
        for place in 0..<(planes * count) {
          let (plane, rest) = place.quotientAndRemainder(dividingBy: count)
          let start = (plane * rows + rest / map.columns * stride) * columns + rest % map.columns * stride
          let places = (0..<size).flatMap { down in (0..<size).map { start + down * columns + $0 } }
          let greatest = places.reduce(-.infinity) { max($0, source[$1]) }
          let winner = places.first { source[$0] == greatest } ?? 0
          #expect(values[place] == greatest && selected[place] == other[winner])
          expected[winner] += given[place]
        }
        #expect(flowing == expected, "\(kernels.level) \(size) \(stride)")
      }
    }
  }

  @Test(arguments: [6, 10, 36])
  func `what is not a number wins in its window, and the first of several`(columns: Int) {
    for kernels in Self.all {
      // Windows that do not overlap go by another way than those that do.
      for (size, stride) in [(2, 2), (2, 1), (3, 3)] {
        let rows = 6
        let (windows, map) = windows(rows, columns, (size, size), stride: stride)
        let count = map.rows * map.columns
        let source = (0..<(rows * columns)).map { place -> Float in
          (3...4).contains(place % 11) ? .nan : Float(place % 7)
        }
        let places = (0..<(rows * columns)).map { Float($0) }
        var values = [Float](repeating: 0, count: count)
        var selected = values
        var flowing = [Float](repeating: .nan, count: source.count)
        let given = numbers(count, 3)
        kernels.pool(.value, windows, planes: 0..<1, given: nil, source, to: &values)
        kernels.pool(.selection, windows, planes: 0..<1, given: places, source, to: &selected)
        kernels.pool(.gradient, windows, planes: 0..<1, given: given, source, to: &flowing)
        var expected = [Float](repeating: 0, count: source.count)
        for place in 0..<count {
          let start = place / map.columns * stride * columns + place % map.columns * stride
          let window = (0..<(size * size)).map { start + $0 / size * columns + $0 % size }
          let greatest = window.map { source[$0] }.filter { !$0.isNaN }.max()
          let winner = window.first { source[$0].isNaN } ?? window.first { source[$0] == greatest } ?? 0
          #expect(values[place].isNaN == source[winner].isNaN && selected[place] == Float(winner))
          expected[winner] += given[place]
        }
        #expect(flowing == expected, "\(kernels.level) \(size) \(stride)")
      }
    }
  }

  @Test func `the sum of a channel has the same bits on every level, and in parts`() {
    let (images, channels, count) = (5, 3, 37)
    let source = numbers(images * channels * count).map { $0 / 7 }
    var results: [[Float]] = []
    for kernels in Self.all {
      for parts in [[0..<3], [0..<1, 1..<3]] {
        var sums = [Float](repeating: .nan, count: channels)
        for part in parts {
          kernels.sumChannels(images: images, channels: channels, count: count, part, source, to: &sums)
        }
        results.append(sums)
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
    for channel in 0..<channels {
      let sum = (0..<images).reduce(0.0) { sum, image in
        (0..<count).reduce(sum) { $0 + Double(source[(image * channels + channel) * count + $1]) }
      }
      #expect(abs(Double(results[0][channel]) - sum) < 1e-4)
    }
  }
}
