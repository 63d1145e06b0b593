import Kernels
import Matrices
import Typesetting

/// Images of digits to learn from and others to be tested on.
package struct DigitData: Sendable {
  /// Where the images come from.
  package enum Origin: Hashable, Sendable {
    /// IDX files in this folder.
    case files(folder: String)
    /// Drawn by the program (`MadeUpDigits`) from this seed.
    case madeUp(seed: UInt64)

    /// Whether the program drew them.
    package var isMadeUp: Bool {
      if case .madeUp = self { true } else { false }
    }

    /// What the reader is told, as part of a sentence: "digits from the folder x".
    package var description: Localized {
      switch self {
      case .files(let folder):
        Localized(es: "imágenes de la carpeta '\(folder)'", en: "images from the folder '\(folder)'")
      case .madeUp(let seed):
        Localized(
          es: "dígitos inventados: dibujados por el programa con la semilla \(seed), no son de MNIST",
          en: "made-up digits: drawn by the program with seed \(seed), not from MNIST")
      }
    }
  }

  /// The images to learn from.
  package let train: DigitSet
  /// The images to be tested on.
  package let test: DigitSet
  /// Where they come from.
  package let origin: Origin

  /// Two sets and where they come from.
  package init(train: DigitSet, test: DigitSet, origin: Origin) {
    self.train = train
    self.test = test
    self.origin = origin
  }

  /// The images that a lesson learns from: those in the folder a person named, else in LESSON_DATA, else in the user's
  /// cache folder; where there are none, made-up ones, as many as asked for.
  ///
  /// Grey values stay bytes, 784 to an image; plain files stay on the disk and are mapped. Throws `DataFileError` when a
  /// named folder has no complete set, or a file is not what it should be.
  package static func load(
    folder: String?, environment: [String: String], madeUpCount: Int = 60_000, madeUpTestCount: Int = 10_000,
    seed: UInt64 = 1, pool: WorkerPool? = nil
  ) throws -> DigitData {
    if let found = try find(folder: folder, environment: environment) { return found }
    return DigitData(
      train: MadeUpDigits.set(.train, count: madeUpCount, seed: seed, pool: pool),
      test: MadeUpDigits.set(.test, count: madeUpTestCount, seed: seed, pool: pool), origin: .madeUp(seed: seed))
  }

  /// The images in the folder a person named, else in LESSON_DATA, else in the user's cache folder; nil when nobody named
  /// a folder and the cache has none.
  ///
  /// Throws `DataFileError` when a named folder has no complete set, or a file is not what it should be.
  package static func find(folder: String?, environment: [String: String]) throws -> DigitData? {
    try DigitFiles.find(folder: folder, environment: environment)?.read()
  }
}
