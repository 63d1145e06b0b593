import Testing

@testable import Matrices

struct LinearSizeTests {
  private static let length = LinearSize(BatchLength.size(usual: 3))

  private static func number(_ number: Double) throws -> LinearSize { try #require(LinearSize(exactly: number)) }

  @Test func `sums, differences and multiples of the length are sizes of every batch`() throws {
    let size = try #require(
      Self.length.multiplied(by: Self.number(5))?.subtracting(Self.length)?.adding(Self.number(-7))?.size)
    #expect(BatchLength.decides(size) && BatchLength.usual(size) == 5)
    #expect(BatchLength.bound(size, to: 2, usual: 3) == 1)
    #expect(BatchLength.bound(size, to: 10, usual: 3) == 33)
    #expect(try Self.number(5).multiplied(by: Self.length)?.size == 5 * BatchLength.size(usual: 3))
    #expect(try Self.length.subtracting(Self.length)?.adding(Self.number(4))?.size == 4)
  }

  @Test func `what is no size of a shape is none`() throws {
    #expect(LinearSize(exactly: 0.5) == nil && LinearSize(exactly: .nan) == nil && LinearSize(exactly: 1e30) == nil)
    #expect(Self.length.multiplied(by: Self.length) == nil)
    #expect(try Self.length.subtracting(Self.number(3))?.size == nil)
    #expect(try Self.length.multiplied(by: Self.number(-1))?.size == nil)
    #expect(try Self.number(0).size == nil)
    #expect(try Self.number(Double(BatchLength.mark)).size == nil)
    #expect(try Self.number(Double(BatchLength.mostPlain)).size == BatchLength.mostPlain)
  }

  @Test func `what does not fit into 64 bits is no size`() throws {
    let most = try Self.number(9_223_372_036_854_774_784)
    #expect(Self.length.adding(most)?.size == nil && most.adding(most) == nil)
    #expect(try Self.number(-2).subtracting(most)?.subtracting(most) == nil)
    #expect(Self.length.multiplied(by: most) == nil)
    #expect(try Self.length.multiplied(by: Self.number(Double(BatchLength.mostTimes + 1)))?.size == nil)
    #expect(try Self.length.multiplied(by: Self.number(Double(BatchLength.mostTimes)))?.size != nil)
  }

  @Test func `entries are counted where they are too many for the size of an axis`() throws {
    let (length, times) = (BatchLength.size(usual: 2), BatchLength.mostTimes + 1)
    let images = try #require(Shape(sizes: [length, 1, times, 3]))
    #expect(images.sizes.linearProduct == [length, 3 * times].linearProduct)
    #expect(images.sizes.linearProduct != [length, 3 * times + 1].linearProduct)
    #expect(images.sizes.linearProduct != [2, 3 * times].linearProduct)
    #expect([length, length].linearProduct == nil)
    #expect(Shape(sizes: [1, 1, length, times]) == nil)
  }

  @Test func `a shape bound to a batch has that batch's sizes, though no memory would hold them`() {
    let size = BatchLength.mostTimes * BatchLength.mark + 2
    let bound = Shape(size, size).bound(to: BatchLength.mark, usual: 1)
    #expect(bound.sizes[0] > BatchLength.mark && bound.count == .max)
  }
}
