import Matrices
import Testing
import Typesetting

@testable import Calculus

/// Convolutions and poolings on numbers that a hand can follow.
@Suite struct ImageOperatorsTests {
  private func value(_ rule: any Operator, _ arguments: Matrix...) throws -> Matrix {
    let quantities = arguments.enumerated().map { quantity($0, "a", $1.shape) }
    return try Formula.apply(rule, quantities.map(Formula.reference)).evaluate { arguments[$0.id] }
  }

  private func matrix(_ sizes: [Int], _ values: [Double]) throws -> Matrix {
    let shape = try #require(Shape(sizes: sizes))
    return try #require(Matrix(shape, values))
  }

  private func counting(_ sizes: [Int]) throws -> Matrix {
    try matrix(sizes, (0..<sizes.reduce(1, *)).map { Double($0 + 1) })
  }

  @Test func `a filter is not flipped, and its nine products are added`() throws {
    let edge = try matrix([3, 4], Array([[0, 0, 255, 255], [0, 0, 255, 255], [0, 0, 255, 255]].joined()))
    let filter = try matrix([3, 3], [-1, 0, 1, -1, 0, 1, -1, 0, 1])
    #expect(try value(Convolution(), edge, filter).values == [765, 765])
    let flipped = try matrix([3, 3], filter.values.reversed())
    #expect(try value(Convolution(), edge, flipped).values == [-765, -765])
  }

  @Test func `channels are added, filters are channels of the map, and images stay apart`() throws {
    let images = try counting([2, 2, 2, 2])
    let filters = try matrix([3, 2, 1, 1], [1, 0, 0, 1, 10, 1])
    let map = try value(Convolution(), images, filters)
    #expect(map.shape.sizes == [2, 3, 2, 2])
    #expect(map.values.prefix(12) == [1, 2, 3, 4, 5, 6, 7, 8, 15, 26, 37, 48])
    #expect(map.values.dropFirst(12).prefix(4) == [9, 10, 11, 12])
  }

  @Test(arguments: [1, 2], [0, 1])
  func `maps and gradients of filters add their products in order`(stride: Int, padding: Int) throws {
    let rule = Convolution(stride: stride, padding: padding)
    func numbers(_ sizes: [Int]) throws -> Matrix {
      let values = (0..<sizes.reduce(1, *)).map { (place: Int) -> Double in
        let part = (place &* 2_654_435_761) % 1_000_003
        return place % 5 == 0 ? -0.0 : Double(part) / 7 - 70_000
      }
      return try matrix(sizes, values)
    }
    let (image, filter) = (try numbers([2, 3, 9, 8]), try numbers([5, 3, 3, 2]))
    let map = try value(rule, image, filter)
    let (rows, columns) = (map.shape.sizes[2], map.shape.sizes[3])
    func pixel(_ n: Int, _ c: Int, _ i: Int, _ j: Int) -> Double? {
      (0..<9).contains(i) && (0..<8).contains(j) ? image.values[((n * 3 + c) * 9 + i) * 8 + j] : nil
    }
    let flowing = try numbers(map.shape.sizes)
    var sums = [Double](repeating: -0.0, count: map.values.count)
    var gradient = [Double](repeating: -0.0, count: filter.values.count)
    for n in 0..<2 {
      for f in 0..<5 {
        for c in 0..<3 {
          for (a, b) in (0..<3).flatMap({ a in (0..<2).map { (a, $0) } }) {
            for (i, j) in (0..<rows).flatMap({ i in (0..<columns).map { (i, $0) } }) {
              guard let x = pixel(n, c, i * stride + a - padding, j * stride + b - padding) else { continue }
              let (place, tap) = (((n * 5 + f) * rows + i) * columns + j, ((f * 3 + c) * 3 + a) * 2 + b)
              sums[place] += x * filter.values[tap]
              gradient[tap] += x * flowing.values[place]
            }
          }
        }
      }
    }
    #expect(map.values.map(\.bitPattern) == sums.map(\.bitPattern))
    let back = try value(
      ConvolutionKernelGradient(to: Shape(3, 2), .init(stride: stride, padding: padding)), image, flowing)
    #expect(back.values.map(\.bitPattern) == gradient.map(\.bitPattern))
  }

  @Test func `a stride skips, and padding is zeros around the image`() throws {
    let image = try counting([3, 3])
    let ones = try matrix([2, 2], [1, 1, 1, 1])
    #expect(try value(Convolution(stride: 2), image, ones).values == [12])
    let padded = try value(Convolution(stride: 2, padding: 1), image, ones)
    #expect(padded.shape == Shape(2, 2) && padded.values == [1, 5, 11, 28])
    // The sizes of an image and of its map under a filter of 3 with one row of zeros around: as large as before.
    let same = try value(Convolution(padding: 1), image, try matrix([3, 3], [0, 0, 0, 0, 1, 0, 0, 0, 0]))
    #expect(same == image)
  }

  @Test func `what flows back to the image is the filter at each place, what flows to the filter the image`() throws {
    let filter = try counting([2, 2])
    let flowing = try matrix([2, 2], [1, 0, 0, 10])
    let back = try value(ConvolutionInputGradient(to: Shape(3, 3)), flowing, filter)
    #expect(back.values == [1, 2, 0, 3, 14, 20, 0, 30, 40])
    let image = try counting([3, 3])
    #expect(try value(ConvolutionKernelGradient(to: Shape(2, 2)), image, flowing).values == [51, 62, 84, 95])
  }

  @Test func `pixels that no filter reads get 0, whatever flows`() throws {
    let rule = ConvolutionInputGradient(to: Shape(3, 4), ConvolutionGeometry.Attributes(stride: 3))
    let back = try value(rule, try matrix([1, 2], [-1, -2]), try matrix([1, 1], [0.5]))
    #expect(bits(back.values) == bits([-0.5, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0]))
  }

  @Test func `the greatest of each window remains, and rows and columns left over are in none`() throws {
    let image = try counting([5, 5])
    #expect(try value(MaxPooling(.init(window: 2)), image).values == [7, 9, 17, 19])
    #expect(try value(MaxPooling(.init(window: 2, stride: 1)), image).shape == Shape(4, 4))
    let channels = try counting([1, 2, 2, 2])
    #expect(try value(MaxPooling(.init(window: 2)), channels).values == [4, 8])
  }

  @Test func `of equal entries the first in reading order gets what flows back`() throws {
    let zeros = try matrix([2, 4], [0, 0, 1, 3, 0, 0, 3, 2])
    let flowing = try matrix([1, 2], [5, 7])
    let rule = MaxPoolingGradient(.init(window: 2))
    #expect(try value(rule, flowing, zeros).values == [5, 0, 0, 7, 0, 0, 0, 0])
    #expect(try value(MaxPoolingSelection(.init(window: 2)), try counting([2, 4]), zeros).values == [1, 4])
    // Turned, the same entry gets it: that of the original's reading order.
    let quantities = [quantity(0, "g", Shape(2, 1)), quantity(1, "a", Shape(4, 2))]
    let turned = try rule.transposed(quantities.map(Formula.reference)).evaluate {
      [flowing.transposed, zeros.transposed][$0.id]
    }
    #expect(turned.transposed.values == [5, 0, 0, 7, 0, 0, 0, 0])
    // And so does the entry that is written out.
    let formula = try Formula.apply(
      rule, [quantity(0, "g", Shape(1, 2)), quantity(1, "a", Shape(2, 4))].map(Formula.reference))
    let entries = try (0..<8).map { place in
      try formula.entry(at: place).evaluate { [flowing, zeros][$0.id] }
    }
    #expect(entries == [5, 0, 0, 7, 0, 0, 0, 0])
  }

  @Test func `windows that overlap add up what flows back`() throws {
    let image = try matrix([1, 1, 2, 3], [0, 9, 0, 0, 0, 0])
    let back = try value(MaxPoolingGradient(.init(window: 2, stride: 1)), try matrix([1, 1, 1, 2], [2, 3]), image)
    #expect(back.values == [0, 5, 0, 0, 0, 0])
  }

  @Test(arguments: [
    ([8, 784], [32, 1, 3, 3], "images N×C×H×W go with filters F×C×k×k"),
    ([2, 3, 5, 5], [4, 1, 3, 3], "have 3 channels, and the filters, 4×1×3×3, are for 1 channel"),
    ([2, 1, 2, 5], [4, 1, 3, 3], "the filter of 3×3 does not fit in 2×5"),
    ([5, 5], [4, 1, 3, 3], "a matrix with one filter k×k"),
  ])
  func `images and filters that do not fit are refused with what would`(image: [Int], kernel: [Int], words: String)
    throws
  {
    let shapes = try [image, kernel].map { try #require(Shape(sizes: $0)) }
    let error = #expect(throws: ShapeError.self) { try Convolution().shape(of: shapes) }
    #expect(error?.reason.en.contains(words) == true, "\(error?.reason.en ?? "")")
  }

  @Test func `more padding than a filter reaches over is refused, and so is what did not come of these sizes`() throws {
    let error = #expect(throws: ShapeError.self) {
      try Convolution(padding: 3).shape(of: [Shape(5, 5), Shape(3, 3)])
    }
    #expect(error?.reason.en.contains("it is at most 2") == true)
    #expect(throws: ShapeError.self) {
      try ConvolutionInputGradient(to: Shape(6, 6)).shape(of: [Shape(3, 3), Shape(3, 3)])
    }
    #expect(throws: ShapeError.self) {
      try ConvolutionKernelGradient(to: Shape(2, 2)).shape(of: [Shape(5, 5), Shape(3, 3)])
    }
    #expect(throws: ShapeError.self) { try MaxPooling(.init(window: 3)).shape(of: [Shape(2, 9)]) }
    #expect(throws: ShapeError.self) { try MaxPoolingGradient(.init(window: 2)).shape(of: [Shape(1, 1), Shape(4, 4)]) }
    let length = BatchLength.size(usual: 4)
    let batch = Shape(length, 9)
    #expect(throws: ShapeError.self) { try MaxPooling(.init(window: 2)).shape(of: [batch]) }
    #expect(throws: ShapeError.self) { try Convolution().shape(of: [batch, Shape(3, 3)]) }
    // How many images there are may be left open.
    let images = try #require(Shape(sizes: [length, 1, 4, 4]))
    let filters = try #require(Shape(sizes: [2, 1, 3, 3]))
    let map = try Convolution().shape(of: [images, filters])
    #expect(map.sizes == [length, 2, 2, 2])
  }

  @Test func `what is not as usual stands in the call`() throws {
    let (image, kernel) = (
      Formula.reference(quantity(0, "X", Shape(5, 5))), Formula.reference(quantity(1, "K", Shape(3, 3)))
    )
    func text(_ rule: any Operator, _ arguments: Formula...) throws -> String {
      try Formula.apply(rule, arguments).typeset(Notation()).text.linear
    }
    #expect(try text(Convolution(), image, kernel) == "conv(X, K)")
    #expect(try text(Convolution(stride: 2, padding: 1), image, kernel) == "conv(X, K, stride = 2, padding = 1)")
    #expect(try text(MaxPooling(.init(window: 2)), image) == "maxpool(X, 2)")
    #expect(try text(MaxPooling(.init(window: 3, stride: 1)), image) == "maxpool(X, 3, stride = 1)")
    #expect(try text(ConvolutionInputGradient(to: Shape(7, 7)), image, kernel) == "conv_input(X, K, 7×7)")
  }
}
