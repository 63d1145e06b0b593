import Datasets
import Foundation
import Testing

@Suite struct DigitSetTests {
  /// Three images: all 0, all 51, all 255; labels 3, 0, 9.
  static func small() throws -> DigitSet {
    let pixels = [0, 51, 255].flatMap { [UInt8](repeating: $0, count: 784) }
    return try #require(DigitSet(pixels: ByteBlock(pixels), labels: ByteBlock([3, 0, 9])))
  }

  @Test func `rows and columns are transposes of each other, in Double and in Float`() throws {
    let data = try MadeUpDigitsTests.make(count: 7, seed: 4).train
    let examples = [6, 0, 0, 3]
    let rows = data.images(examples, .rows)
    let columns = data.images(examples, .columns)
    #expect(rows.shape.sizes == [4, 784] && columns.shape.sizes == [784, 4])
    var floats = [Float](repeating: -1, count: 4 * 784)
    floats.withUnsafeMutableBufferPointer { data.fillImages(examples, .columns, $0) }
    for (row, example) in examples.enumerated() {
      let image = try #require(data.image(example))
      for pixel in 0..<784 {
        #expect(rows[row, pixel] == Double(image[pixel]) / 255)
        #expect(columns[pixel, row] == rows[row, pixel])
        #expect(floats[pixel * 4 + row] == Float(image[pixel]) / 255)
      }
    }
  }

  @Test func `one-hot puts a one where the digit is`() throws {
    let data = try Self.small()
    let rows = data.oneHot([2, 0], .rows)
    let columns = data.oneHot([2, 0], .columns)
    #expect(rows.values.reduce(0, +) == 2)
    #expect(rows[0, 9] == 1 && rows[1, 3] == 1)
    #expect(columns[9, 0] == 1 && columns[3, 1] == 1)
    var floats = [Float](repeating: 5, count: 20)
    floats.withUnsafeMutableBufferPointer { data.fillOneHot([2, 0], .rows, $0) }
    #expect(floats.map(Double.init) == rows.values)
  }

  @Test func `labels, images and histogram are those given`() throws {
    let data = try Self.small()
    #expect(data.count == 3)
    #expect((0..<3).map { data.label($0) } == [3, 0, 9])
    #expect(data.image(1) == [UInt8](repeating: 51, count: 784))
    #expect(data.images([1], .rows).values.allSatisfy { $0 == 0.2 })
    #expect(data.histogram == [1, 0, 0, 1, 0, 0, 0, 0, 0, 1])
    #expect(data.label(3) == nil && data.label(-1) == nil && data.image(3) == nil)
  }

  @Test func `images and labels that do not belong together are refused`() throws {
    #expect(DigitSet(pixels: ByteBlock([UInt8](repeating: 0, count: 783)), labels: ByteBlock([1])) == nil)
    #expect(DigitSet(pixels: ByteBlock([UInt8](repeating: 0, count: 784)), labels: ByteBlock([10])) == nil)

    let folder = try TemporaryFolder()
    func refusal(_ images: [UInt8], _ labels: [UInt8]) throws -> String {
      let images = try IDX(try folder.write(images, "images"))
      let labels = try IDX(try folder.write(labels, "labels"))
      do {
        _ = try DigitSet(images: images, labels: labels)
        return "accepted"
      } catch let error as DataFileError {
        return error.message.en.replacingOccurrences(of: folder.path + "/", with: "")
      }
    }
    let images = IDXTests.file(8, [2, 28, 28], [UInt8](repeating: 1, count: 2 * 784))
    #expect(try refusal(images, IDXTests.file(8, [2], [4, 9])) == "accepted")
    #expect(
      try refusal(images, IDXTests.file(8, [3], [4, 9, 1]))
        == "'labels': it has 3 labels, but '\(folder.path)/images' has 2 images".replacingOccurrences(
          of: folder.path + "/", with: ""))
    #expect(
      try refusal(images, IDXTests.file(8, [2], [4, 10]))
        == "'labels': label 2 is 10; they should be digits from 0 to 9")
    #expect(try refusal(images, images).hasPrefix("'labels': it should hold a list of labels"))
    #expect(try refusal(images, IDXTests.file(9, [2], [4, 9])).hasPrefix("'labels': it should hold a list"))
    let narrow = IDXTests.file(8, [2, 28, 27], [UInt8](repeating: 1, count: 2 * 28 * 27))
    #expect(try refusal(narrow, images) == "'images': it should hold images of 28×28 bytes, but its sizes are 2×28×27")
    #expect(try refusal(IDXTests.file(8, [0, 28, 28], []), IDXTests.file(8, [0], [])) == "'images': it holds no image")
  }
}
