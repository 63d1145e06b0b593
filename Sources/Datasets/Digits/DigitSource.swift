import Kernels
import Matrices
import Synchronization
import Typesetting

/// The digits of a lesson, found or drawn the first time they are needed.
package final class DigitSource: ExampleSource {
  /// Where the digits come from.
  package enum Choice: Sendable {
    /// `DigitData.find`, and so many made-up ones when it finds none.
    case find(directory: String?, environment: [String: String], otherwise: Int, seed: UInt64)
    /// So many digits drawn by the program.
    case madeUp(count: Int, seed: UInt64)
  }

  /// Digits drawn when a lesson asks for some and there are no files.
  package static let usualCount = 12_000

  private struct State {
    /// The files' images, once looked for; the second nil says that there are none.
    var files: DigitData??
    var madeUp: [ExamplePart: DrawnDigits] = [:]
  }

  private let choice: Choice
  /// How many of the files' images to learn from are used; for testing a sixth of it.
  private let most: Int?
  private let state: Mutex<State>

  /// Digits from files, or made up.
  ///
  /// - Parameter most: how many of the files' images to learn from are used; for testing there is a sixth of it.
  package init(_ choice: Choice, most: Int? = nil) {
    self.choice = choice
    self.most = most
    state = Mutex(State())
  }

  /// Where the digits come from; nothing is drawn for it.
  package func origin() throws(ExampleSourceError) -> DigitData.Origin {
    if let files = try files() { return files.origin }
    return .madeUp(seed: drawing.seed)
  }

  package func areMadeUp() throws(ExampleSourceError) -> Bool { try origin().isMadeUp }

  package func count(of part: ExamplePart) throws(ExampleSourceError) -> Int {
    if let files = try files() {
      let count = files.set(part).count
      return most.map { min(count, Self.count(of: part, learningFrom: $0)) } ?? count
    }
    return Self.count(of: part, learningFrom: drawing.count)
  }

  package func examples(of part: ExamplePart) throws(ExampleSourceError) -> StoredExamples {
    if let files = try files() { return files.set(part).stored.first(try count(of: part)) }
    return try madeUp(part).stored
  }

  /// Draws the digits of a part beforehand, unless there are files or they are drawn already.
  ///
  /// - Parameters:
  ///   - threads: how many draw at once.
  ///   - isStopped: asked now and then on the caller's thread whether to give up.
  /// - Returns: false when it was stopped on the way.
  package func draw(
    _ part: ExamplePart, threads: Int = WorkerPool.processorCount, isStopped: @escaping @Sendable () -> Bool
  ) throws(ExampleSourceError) -> Bool {
    if try files() != nil { return true }
    return try madeUp(part).drawAll(WorkerPool(threads: threads), isStopped: isStopped)
  }

  private func madeUp(_ part: ExamplePart) throws(ExampleSourceError) -> DrawnDigits {
    let (count, seed) = (try count(of: part), drawing.seed)
    return state.withLock { state in
      let digits = state.madeUp[part] ?? DrawnDigits(part == .train ? .train : .test, 0..<count, seed: seed)
      state.madeUp[part] = digits
      return digits
    }
  }

  private static func count(of part: ExamplePart, learningFrom count: Int) -> Int {
    max(1, part == .train ? count : count / 6)
  }

  private var drawing: (count: Int, seed: UInt64) {
    switch choice {
    case .find(_, _, let count, let seed), .madeUp(let count, let seed): (count, seed)
    }
  }

  private func files() throws(ExampleSourceError) -> DigitData? {
    guard case .find(let directory, let environment, _, _) = choice else { return nil }
    let result = state.withLock { state -> Result<DigitData?, ExampleSourceError> in
      if let known = state.files { return .success(known) }
      do {
        let found = try DigitData.find(folder: directory, environment: environment)
        state.files = .some(found)
        return .success(found)
      } catch let error as DataFileError {
        return .failure(ExampleSourceError(error.message))
      } catch {
        return .failure(ExampleSourceError(Localized(both: "\(error)")))
      }
    }
    return try result.get()
  }
}

extension DigitData {
  /// The images of a part.
  package func set(_ part: ExamplePart) -> DigitSet { part == .train ? train : test }
}

extension DigitSet {
  /// The images as a lesson takes its batches from them.
  package var stored: StoredExamples {
    let pixels = withPixels { $0.baseAddress }
    let labels = withLabels { $0.baseAddress }
    guard let pixels, let labels else { preconditionFailure("A set has at least one image.") }
    return StoredExamples(count: count, pixels: pixels, classes: labels, holder: Holder(self))
  }

  /// What keeps the bytes of a set where they are.
  private final class Holder: ExampleHolder {
    private let set: DigitSet

    init(_ set: DigitSet) { self.set = set }
  }
}
