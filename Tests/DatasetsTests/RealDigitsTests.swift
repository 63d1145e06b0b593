import Datasets
import Foundation
import Testing

/// The real MNIST, where this computer has it: in LESSON_DATA or in the folder of the people who work on the program.
enum RealDigits {
  static let folder: String? = {
    let places = [ProcessInfo.processInfo.environment["LESSON_DATA"], "/work/shared/data/mnist"].compactMap { $0 }
    let found = places.first { (try? DigitFiles.find(in: $0)) != nil }
    if found == nil { print("SKIPPED: no real MNIST here; set LESSON_DATA to its folder to test with it") }
    return found
  }()
}

@Suite struct RealDigitsTests {
  @Test(.enabled(if: RealDigits.folder != nil, "needs the real MNIST: set LESSON_DATA"))
  func `the real files are read whole, as published`() throws {
    let folder = try #require(RealDigits.folder)
    let test = try #require(try? DigitFiles.find(in: folder))
    let images = try IDX(test.paths[.testImages] ?? "")
    let labels = try IDX(test.paths[.testLabels] ?? "")
    let set = try DigitSet(images: images, labels: labels)
    #expect(set.count == 10000)
    #expect(set.histogram == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    // The first test image is the 7 of every tutorial.
    #expect(set.label(0) == 7)
    #expect(images.bytes.withUnsafeBytes { CRC32(of: $0).value } == 0x9137_3bdf)

    let train = try DigitSet(
      images: try IDX(test.paths[.trainImages] ?? ""), labels: try IDX(test.paths[.trainLabels] ?? ""))
    #expect(train.count == 60000)
    #expect(train.histogram == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect((0..<5).map { train.label($0) } == [5, 0, 4, 1, 9])
  }
}
