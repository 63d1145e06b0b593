import Typesetting

/// What is known of the files of MNIST as they were published, and where copies of them lie.
package enum PublishedDigits {
  /// Folders on the net that have the four files, in the order in which they are tried.
  package static let mirrors = [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ]

  /// How a file agrees with the published one.
  package enum Agreement: Hashable, Sendable {
    /// It is the published one, byte by byte.
    case same
    /// It holds what the published one holds, compressed in another way.
    case sameContent
    /// It is sound, and holds something else.
    case other
  }

  /// Compares a compressed file with the published one, after reading it whole: checksum, sizes, labels. Throws
  /// `DataFileError` when it is damaged or holds no images of digits or no labels, whichever it should hold.
  package static func check(_ path: String, as part: DigitFiles.Part) throws -> Agreement {
    let idx = try IDX(path)
    if part.publishedSizes.count == 1 { try DigitSet.checkLabels(idx) } else { try DigitSet.checkImages(idx) }
    guard idx.sizes == part.publishedSizes else { return .other }
    let file = try ByteBlock(mapping: path)
    if file.withUnsafeBytes({ MD5.hex(of: $0) }) == part.publishedSum { return .same }
    return idx.bytes.withUnsafeBytes { MD5.hex(of: $0) } == part.publishedContentSum ? .sameContent : .other
  }
}

extension DigitFiles.Part {
  /// The sizes in the head of the published file.
  package var publishedSizes: [Int] {
    switch self {
    case .trainImages: [60000, 28, 28]
    case .trainLabels: [60000]
    case .testImages: [10000, 28, 28]
    case .testLabels: [10000]
    }
  }

  /// The bytes of the published compressed file.
  package var publishedByteCount: Int {
    switch self {
    case .trainImages: 9_912_422
    case .trainLabels: 28_881
    case .testImages: 1_648_877
    case .testLabels: 4_542
    }
  }

  /// The MD5 sum of the published compressed file.
  package var publishedSum: String {
    switch self {
    case .trainImages: "f68b3c2dcbeaaa9fbdd348bbdeb94873"
    case .trainLabels: "d53e105ee54ea40749a09fcbcd1e9432"
    case .testImages: "9fb629c4189551a2d022fa330f9573f3"
    case .testLabels: "ec29112dd5afa0611ce80d1b7f02629c"
    }
  }

  /// The MD5 sum of what the published file holds.
  package var publishedContentSum: String {
    switch self {
    case .trainImages: "6bbc9ace898e44ae57da46a324031adb"
    case .trainLabels: "a25bea736e30d166cdddb491f175f624"
    case .testImages: "2646ac647ad5339dbf082846283269ea"
    case .testLabels: "27ae3e4e09519cfbb04c329615203637"
    }
  }
}
