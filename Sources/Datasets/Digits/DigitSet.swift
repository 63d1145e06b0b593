import Typesetting

/// Images of digits, 28×28 grey values from 0 (paper) to 255 (ink), with the digit that each one shows.
package struct DigitSet: Sendable {
  /// Rows and columns of an image.
  package static let side = 28
  /// Grey values of an image: 784.
  package static let pixelsPerImage = side * side
  /// The digits 0…9.
  package static let classes = 10

  /// How many images there are.
  package let count: Int

  private let images: ByteBlock
  private let firstPixel: Int
  private let digits: ByteBlock
  private let firstLabel: Int

  /// Images from two IDX files that belong together; throws `DataFileError` when they do not.
  package init(images: IDX, labels: IDX) throws {
    try Self.checkImages(images)
    try Self.checkLabels(labels)
    guard images.sizes[0] == labels.sizes[0] else {
      throw DataFileError(
        labels.file,
        es: "tiene \(labels.sizes[0]) etiquetas, pero '\(images.file)' tiene \(images.sizes[0]) imágenes",
        en: "it has \(labels.sizes[0]) labels, but '\(images.file)' has \(images.sizes[0]) images")
    }
    count = images.sizes[0]
    self.images = images.bytes
    firstPixel = images.start
    digits = labels.bytes
    firstLabel = labels.start
  }

  /// Throws `DataFileError` unless a file holds images of 28×28 bytes, at least one.
  static func checkImages(_ images: IDX) throws {
    guard images.type == .unsignedByte, images.sizes.count == 3, images.sizes[1] == side, images.sizes[2] == side else {
      throw DataFileError(
        images.file, es: "debería tener imágenes de 28×28 bytes, pero sus dimensiones son \(images.shapeText)",
        en: "it should hold images of 28×28 bytes, but its sizes are \(images.shapeText)")
    }
    guard images.sizes[0] > 0 else {
      throw DataFileError(images.file, es: "no contiene ninguna imagen", en: "it holds no image")
    }
  }

  /// Throws `DataFileError` unless a file holds a list of digits 0…9.
  static func checkLabels(_ labels: IDX) throws {
    guard labels.type == .unsignedByte, labels.sizes.count == 1 else {
      throw DataFileError(
        labels.file, es: "debería tener una lista de etiquetas, pero sus dimensiones son \(labels.shapeText)",
        en: "it should hold a list of labels, but its sizes are \(labels.shapeText)")
    }
    try labels.bytes.withUnsafeBytes { bytes in
      guard let place = bytes[labels.start...].firstIndex(where: { $0 >= classes }) else { return }
      throw DataFileError(
        labels.file, es: "la etiqueta \(place - labels.start + 1) es \(bytes[place]); deberían ser dígitos de 0 a 9",
        en: "label \(place - labels.start + 1) is \(bytes[place]); they should be digits from 0 to 9")
    }
  }

  /// Images put together: 784 grey values and one label for each; nil when the numbers do not agree.
  package init?(pixels: ByteBlock, labels: ByteBlock) {
    guard pixels.count == labels.count * Self.pixelsPerImage,
      labels.withUnsafeBytes({ $0.allSatisfy { $0 < Self.classes } })
    else { return nil }
    count = labels.count
    images = pixels
    firstPixel = 0
    digits = labels
    firstLabel = 0
  }

  /// Images and digits in one block that the program has made: `count` × 784 grey values, then `count` digits 0…9.
  init(pixelsThenLabels block: ByteBlock, count: Int) {
    self.count = count
    images = block
    firstPixel = 0
    digits = block
    firstLabel = count * Self.pixelsPerImage
  }

  /// The digit that image number `example` shows, counted from 0; nil when there is no such image.
  package func label(_ example: Int) -> Int? {
    guard (0..<count).contains(example) else { return nil }
    return digits.withUnsafeBytes { Int($0[firstLabel + example]) }
  }

  /// The 784 grey values of an image, row by row; nil when there is no such image.
  package func image(_ example: Int) -> [UInt8]? {
    guard (0..<count).contains(example) else { return nil }
    return withPixels { Array($0[example * Self.pixelsPerImage..<(example + 1) * Self.pixelsPerImage]) }
  }

  /// How many images show each digit, 0…9.
  package var histogram: [Int] {
    var counts = [Int](repeating: 0, count: Self.classes)
    withLabels { labels in for label in labels { counts[Int(label)] += 1 } }
    return counts
  }

  /// Calls `body` with all grey values, count × 784; the pointer must not outlive the call.
  package func withPixels<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try images.withUnsafeBytes { bytes in
      try body(
        UnsafeBufferPointer(
          rebasing: bytes.assumingMemoryBound(to: UInt8.self)[firstPixel..<firstPixel + count * Self.pixelsPerImage]))
    }
  }

  /// Calls `body` with all labels; the pointer must not outlive the call.
  package func withLabels<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try digits.withUnsafeBytes { bytes in
      try body(
        UnsafeBufferPointer(rebasing: bytes.assumingMemoryBound(to: UInt8.self)[firstLabel..<firstLabel + count]))
    }
  }
}

extension IDX {
  /// `60000×28×28`.
  fileprivate var shapeText: String { sizes.prefix(8).map(String.init).joined(separator: "×") }
}
