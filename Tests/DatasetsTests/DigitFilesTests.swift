import Datasets
import Foundation
import Testing

@Suite struct DigitFilesTests {
  /// Writes a set of `count` images per part into a folder, each pixel being `grey`.
  static func put(_ folder: TemporaryFolder, grey: UInt8 = 9, name: (DigitFiles.Part) -> String = { $0.rawValue })
    throws
  {
    for part in DigitFiles.Part.allCases {
      let isImages = part == .trainImages || part == .testImages
      let bytes =
        isImages
        ? IDXTests.file(8, [2, 28, 28], [UInt8](repeating: grey, count: 1568)) : IDXTests.file(8, [2], [1, 7])
      try folder.write(name(part).hasSuffix(".gz") ? Stored.gzip(bytes) : bytes, name(part))
    }
  }

  @Test func `files are found under all their names`() throws {
    for place in 0..<4 {
      let folder = try TemporaryFolder()
      try Self.put(folder) { $0.names[place] }
      let data = try #require(try DigitData.find(folder: folder.path, environment: [:]))
      #expect(data.train.count == 2 && data.test.label(1) == 7)
      #expect(data.origin == .files(folder: folder.path))
    }
    #expect(DigitFiles.Part.trainImages.names.contains("train-images.idx3-ubyte.gz"))
    #expect(DigitFiles.Part.testLabels.names.contains("t10k-labels.idx1-ubyte"))
  }

  @Test func `the folder named on the command line comes before LESSON_DATA, and that before the cache`() throws {
    let (first, second, home) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
    let environment = ["LESSON_DATA": second.path, "XDG_CACHE_HOME": home.path]
    let cache = try #require(DigitFiles.cacheFolder(environment))
    try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
    #expect(cache == home.path + "/lesson/mnist")

    #expect(try DigitData.find(folder: nil, environment: ["XDG_CACHE_HOME": home.path]) == nil)
    #expect(try DigitData.find(folder: nil, environment: [:]) == nil)
    try Self.put(first, grey: 1)
    try Self.put(second, grey: 2)
    func grey(_ directory: String?, _ environment: [String: String]) throws -> UInt8? {
      try DigitData.find(folder: directory, environment: environment)?.train.image(0)?.first
    }
    #expect(try grey(first.path, environment) == 1)
    #expect(try grey(nil, environment) == 2)
    #expect(try grey(nil, ["LESSON_DATA": "", "XDG_CACHE_HOME": home.path]) == nil)
    for part in DigitFiles.Part.allCases {
      try FileManager.default.copyItem(atPath: "\(second.path)/\(part.rawValue)", toPath: "\(cache)/\(part.rawValue)")
    }
    #expect(try grey(nil, ["XDG_CACHE_HOME": home.path]) == 2)
  }

  /// Compressed files of images that cannot be compressed, so that they are large.
  private static func putLarge(_ folder: TemporaryFolder) throws -> [UInt8] {
    var state: UInt32 = 7
    let pixels = (0..<(1500 * 784)).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    for part in DigitFiles.Part.allCases {
      let bytes =
        part.isOfImages
        ? IDXTests.file(8, [1500, 28, 28], pixels) : IDXTests.file(8, [1500], [UInt8](repeating: 3, count: 1500))
      try folder.write(Stored.gzip(bytes), part.rawValue + ".gz")
    }
    return pixels
  }

  @Test func `what large compressed files hold is inflated once, into the user's cache`() throws {
    let (folder, home) = (try TemporaryFolder(), try TemporaryFolder())
    let pixels = try Self.putLarge(folder)
    let environment = ["XDG_CACHE_HOME": home.path]
    let cache = try #require(InflatedFiles(environment)).folder
    #expect(cache == home.path + "/lesson/inflated")
    func image(_ number: Int) throws -> [UInt8]? {
      try DigitData.find(folder: folder.path, environment: environment)?.train.image(number).map { Array($0) }
    }
    func kept() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: cache).sorted() }
    #expect(try image(1499) == Array(pixels.suffix(784)))
    // Both files of images are the same here.
    let names = try kept()
    #expect(names.count == 1)
    // It is read from there: another byte is seen.
    let path = try cache + "/" + #require(names.first)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[16] = bytes[16] &+ 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(try image(0)?.first == pixels[0] &+ 1)
    // What is not whole is not taken, and is written anew.
    try bytes.prefix(1000).write(to: URL(fileURLWithPath: path))
    #expect(try image(0) == Array(pixels.prefix(784)))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == pixels.count + 16)
    // Another file of the same name is another file.
    try folder.write(Stored.gzip(IDXTests.file(8, [1500, 28, 28], pixels.map { ~$0 })), "train-images-idx3-ubyte.gz")
    #expect(try image(0)?.first == ~pixels[0])
    #expect(try kept().count == 2)
  }

  @Test func `where nothing can be kept, files are inflated all the same`() throws {
    let (folder, home) = (try TemporaryFolder(), try TemporaryFolder())
    let pixels = try Self.putLarge(folder)
    try home.write([1], "lesson")
    for environment in [["XDG_CACHE_HOME": home.path], [:]] {
      let data = try #require(try DigitData.find(folder: folder.path, environment: environment))
      #expect(data.train.image(0).map { Array($0) } == Array(pixels.prefix(784)))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["lesson"])
  }

  @Test func `where there are no files, as many made-up digits as asked for are loaded, and said to be that`() throws {
    let made = try DigitData.load(folder: nil, environment: [:], madeUpCount: 5, madeUpTestCount: 3, seed: 8)
    #expect(made.train.count == 5 && made.test.count == 3)
    #expect(made.origin.isMadeUp && made.origin.description.en.contains("seed 8"))
    #expect(made.origin.description.es.contains("dígitos inventados"))
    let folder = try TemporaryFolder()
    try Self.put(folder)
    let real = try DigitData.load(folder: folder.path, environment: [:], madeUpCount: 5)
    #expect(real.train.count == 2 && !real.origin.isMadeUp && real.origin.description.es.contains(folder.path))
    #expect(throws: DataFileError.self) { try DigitData.load(folder: folder.path + "/none", environment: [:]) }
  }

  @Test func `an empty or incomplete folder that was named is an error that says what is missing`() throws {
    let folder = try TemporaryFolder()
    let empty = #expect(throws: DataFileError.self) { try DigitFiles.find(in: folder.path) }
    #expect(empty?.message.en.contains("train-images-idx3-ubyte") == true)
    try Self.put(folder)
    try FileManager.default.removeItem(atPath: folder.path + "/t10k-labels-idx1-ubyte")
    let missing = #expect(throws: DataFileError.self) { try DigitFiles.find(in: folder.path) }
    #expect(missing?.message.es.contains("incompleta: faltan archivos: t10k-labels-idx1-ubyte(.gz);") == true)
    #expect(missing?.message.en.contains("lesson data make") == true)
    let download = try TemporaryFolder()
    try Self.put(download) { $0.rawValue + ".gz" }
    try FileManager.default.removeItem(atPath: download.path + "/t10k-labels-idx1-ubyte.gz")
    let unfinished = #expect(throws: DataFileError.self) { try DigitFiles.find(in: download.path) }
    #expect(unfinished?.message.en.contains("'lesson data fetch mnist' downloads those that are missing") == true)
  }
}
