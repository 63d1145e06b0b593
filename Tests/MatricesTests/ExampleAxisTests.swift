import Testing

@testable import Matrices

struct ExampleAxisTests {
  private let images: Shape
  /// Three examples of two numbers in rows, and the same in columns.
  private let inRows: Matrix
  private let inColumns: Matrix

  init() throws {
    images = try #require(Shape(sizes: [3, 2, 1, 2]))
    inRows = try #require(Matrix(Shape(3, 2), [1, 2, 3, 4, 5, 6]))
    inColumns = try #require(Matrix(Shape(2, 3), [1, 3, 5, 2, 4, 6]))
  }

  /// Examples copied in an order of their own.
  private func copied(_ axis: ExampleAxis, _ all: Matrix, from first: Int, _ count: Int, order: [Int32]?) -> Matrix {
    var target = Matrix(axis.shape(count, like: all.shape), repeating: -1)
    target.values.withUnsafeMutableBufferPointer { target in
      (order ?? []).withUnsafeBufferPointer { places in
        guard let base = target.baseAddress else { return }
        axis.copy(
          count, from: first, order: order == nil ? nil : places.baseAddress, of: all.values, all.shape, to: base)
      }
    }
    return target
  }

  @Test func `the examples of images lie along the first axis, whatever the lesson says of matrices`() {
    #expect(ExampleAxis.allCases.map { $0.axis(in: Shape(2, 3)) } == [.rows, .columns])
    #expect(ExampleAxis.allCases.map { $0.axis(in: images) } == [.rows, .rows])
    #expect(ExampleAxis.allCases.map(\.transposed) == [.columns, .rows])
  }

  @Test func `rows, columns and images are counted, and the numbers of each`() {
    #expect(ExampleAxis.rows.count(inRows.shape) == 3 && ExampleAxis.rows.width(inRows.shape) == 2)
    #expect(ExampleAxis.columns.count(inColumns.shape) == 3 && ExampleAxis.columns.width(inColumns.shape) == 2)
    #expect(ExampleAxis.rows.count(images) == 3 && ExampleAxis.rows.width(images) == 4)
  }

  @Test func `so many examples have a shape, with a length left open too`() throws {
    #expect(ExampleAxis.rows.shape(5, like: Shape(3, 2)) == Shape(5, 2))
    #expect(ExampleAxis.columns.shape(5, like: Shape(2, 3)) == Shape(2, 5))
    #expect(ExampleAxis.rows.shape(5, like: images).sizes == [5, 2, 1, 2])
    let open = BatchLength.size(usual: 4)
    for (axis, shape) in [(ExampleAxis.rows, inRows.shape), (.columns, inColumns.shape), (.rows, images)] {
      let batch = axis.shape(open, like: shape)
      #expect(axis.count(batch) == open && axis.width(batch) == axis.width(shape))
      #expect(batch.dependsOnBatch && batch.usual == axis.shape(4, like: shape))
      #expect(axis.count(batch.bound(to: 1, usual: 4)) == 1)
      // And back to the number that it was.
      #expect(axis.shape(axis.count(shape), like: batch) == shape)
    }
  }

  @Test func `some examples are copied in an order, or one after the other`() throws {
    #expect(copied(.rows, inRows, from: 1, 2, order: nil).values == [3, 4, 5, 6])
    #expect(copied(.rows, inRows, from: 1, 2, order: [1, 2, 0]).values == [5, 6, 1, 2])
    #expect(copied(.columns, inColumns, from: 1, 2, order: nil) == Matrix(Shape(2, 2), [3, 5, 4, 6]))
    #expect(copied(.columns, inColumns, from: 1, 2, order: [1, 2, 0]) == Matrix(Shape(2, 2), [5, 1, 6, 2]))
    let all = try #require(Matrix(images, (0..<12).map(Double.init)))
    let found = copied(.rows, all, from: 0, 2, order: [2, 0, 1])
    #expect(found.shape.sizes == [2, 2, 1, 2] && found.values == [8, 9, 10, 11, 0, 1, 2, 3])
  }

  @Test func `a slice repeats the last example where there are no more, and of none is zero`() throws {
    #expect(ExampleAxis.rows.slice(inRows, from: 1, count: 1).values == [3, 4])
    #expect(ExampleAxis.rows.slice(inRows, from: 2, count: 3).values == [5, 6, 5, 6, 5, 6])
    #expect(ExampleAxis.columns.slice(inColumns, from: 1, count: 3) == Matrix(Shape(2, 3), [3, 5, 5, 4, 6, 6]))
    #expect(ExampleAxis.columns.slice(Matrix(Shape(2, 0)), from: 0, count: 2) == Matrix(Shape(2, 2)))
    let all = try #require(Matrix(images, (0..<12).map(Double.init)))
    #expect(ExampleAxis.rows.slice(all, from: 2, count: 1).values == [8, 9, 10, 11])
  }

  @Test func `a list for each example becomes a matrix and comes back`() throws {
    let lists: [[Double]] = [[1, 2], [3, 4], [5, 6]]
    #expect(ExampleAxis.rows.matrix(lists, like: Shape(9, 2)) == inRows)
    #expect(ExampleAxis.columns.matrix(lists, like: Shape(2, 9)) == inColumns)
    #expect(ExampleAxis.rows.lists(inRows) == lists && ExampleAxis.columns.lists(inColumns) == lists)
    let numbers: [[Double]] = [[1, 2, 3, 4], [5, 6, 7, 8]]
    let made = ExampleAxis.rows.matrix(numbers, like: images)
    #expect(made.shape.sizes == [2, 2, 1, 2] && made.values == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(ExampleAxis.rows.lists(made) == numbers)
    // What is too short is filled up, what is too long cut off.
    #expect(ExampleAxis.columns.matrix([[1], [2, 3, 4]], like: Shape(2, 1)).values == [1, 2, 0, 3])
  }
}
