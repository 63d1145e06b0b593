import Matrices
import Testing

@testable import Calculus

struct BroadcastTests {
  @Test(arguments: [
    ([Shape(2, 3), Shape(2, 3)], Shape(2, 3)), ([Shape(2, 3), .scalar], Shape(2, 3)),
    ([.scalar, Shape(2, 3)], Shape(2, 3)), ([Shape(1, 3), Shape(2, 3)], Shape(2, 3)),
    ([Shape(2, 3), Shape(2, 1)], Shape(2, 3)), ([.scalar, .scalar], .scalar),
    ([.scalar, Shape(1, 3), Shape(2, 3)], Shape(2, 3)),
  ])
  func `one side repeats along axes where its length is 1`(_ shapes: [Shape], _ result: Shape) throws {
    #expect(try Broadcast.shape(of: shapes) == result)
  }

  @Test func `a column and a row do not fit, as both would repeat`() {
    #expect {
      try Broadcast.shape(of: [Shape(2, 1), Shape(1, 3)])
    } throws: { error in
      (error as? ShapeError)?.reason.es.contains("solo uno puede") == true
    }
  }

  @Test func `sizes that differ are both named`() {
    #expect {
      try Broadcast.shape(of: [Shape(2, 3), Shape(4, 3)])
    } throws: { error in
      let reason = (error as? ShapeError)?.reason
      return reason?.es == "el 2 y el 4 deberían ser iguales, o uno de ellos 1"
        && reason?.en == "the 2 and the 4 should be equal, or one of them 1"
    }
  }

  @Test func `a matrix does not fit images, a number does`() throws {
    let images = try #require(Shape(sizes: [2, 3, 4, 4]))
    let channels = try #require(Shape(sizes: [1, 3, 1, 1]))
    #expect(try Broadcast.shape(of: [images, channels]) == images)
    #expect(try Broadcast.shape(of: [.scalar, images]) == images)
    #expect(throws: ShapeError.self) { try Broadcast.shape(of: [images, Shape(3, 4)]) }
  }

  @Test func `sides of other ranks that hold one number give the higher rank, in either order`() throws {
    let image = try #require(Shape(sizes: [1, 1, 1, 1]))
    #expect(try Broadcast.shape(of: [image, .scalar]) == image)
    #expect(try Broadcast.shape(of: [.scalar, image]) == image)
  }

  @Test func `the strides and the table of a side lead to the same places`() throws {
    let target = try #require(Shape(sizes: [2, 3, 2, 2]))
    for sizes in [[1, 3, 1, 1], [2, 1, 2, 1], [2, 3, 2, 2], [1, 1, 1, 1]] {
      let side = try #require(Shape(sizes: sizes))
      let strides = Broadcast.strides(of: side, in: target)
      var places: [Int] = []
      for image in 0..<2 {
        for channel in 0..<3 {
          for row in 0..<2 {
            for column in 0..<2 {
              places.append(image * strides[0] + channel * strides[1] + row * strides[2] + column * strides[3])
            }
          }
        }
      }
      #expect(places == Broadcast.places(of: side, in: target))
    }
  }

  @Test func `inner sizes of a product that differ are both named`() {
    #expect {
      try MatrixProduct().shape(of: [Shape(4, 2), Shape(3, 2)])
    } throws: { error in
      (error as? ShapeError)?.reason.es == "el 2 y el 3 deberían ser iguales"
        && (error as? ShapeError)?.shapes == [Shape(4, 2), Shape(3, 2)]
    }
  }

  @Test(arguments: Operators.all.filter { !$0.samples.isEmpty })
  func `another number of arguments is refused, not read past its end`(_ rule: any Operator) {
    let many = [Shape](repeating: Shape(2, 3), count: 40)
    // Derivatives stand together, as many as there are.
    if rule is PartialDerivatives { return }
    #expect(throws: ShapeError.self) { try rule.shape(of: many) }
    if rule.samples[0].shapes.isEmpty { return }
    #expect(throws: ShapeError.self) { try rule.shape(of: []) }
  }
}
