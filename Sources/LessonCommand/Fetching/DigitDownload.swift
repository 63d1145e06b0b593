import Datasets
import OperatingSystem
import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The download of the four files of MNIST: each goes on where it stopped, is verified, appears at once, and is
/// decompressed.
struct DigitDownload {
  let folder: String
  /// Addresses of folders, tried in this order.
  let addresses: [String]
  /// Whether files that are sound and not the published ones are taken, since the reader named their address.
  let acceptsOthers: Bool
  let context: Context

  /// What became of one file.
  struct Result {
    let part: DigitFiles.Part
    let byteCount: Int
    let agreement: PublishedDigits.Agreement
    /// Whether it was there before.
    let wasThere: Bool
  }

  /// Downloads what is missing; throws `CommandError`, `FileError` or `Interrupted`.
  func run() throws -> [Result] {
    try Folders.make(folder)
    guard access(folder, W_OK | X_OK) == 0 else { throw FileError(folder, number: errno) }
    let results = try DigitFiles.Part.allCases.map(fetch)
    for result in results { try unpack(result.part) }
    return results
  }

  /// Puts the decompressed file beside the other one, so that lessons map it instead of decompressing it each time.
  private func unpack(_ part: DigitFiles.Part) throws {
    try context.interrupt.check()
    let path = "\(folder)/\(part.rawValue)"
    guard access(path, F_OK) != 0 else { return }
    let bytes = try IDX(path + ".gz").bytes
    let file = try AtomicFile(path)
    try bytes.withUnsafeBytes { try file.write(bytes: $0) }
    try file.commit()
  }

  private func fetch(_ part: DigitFiles.Part) throws -> Result {
    try context.interrupt.check()
    let path = "\(folder)/\(part.rawValue).gz"
    if let agreement = try? PublishedDigits.check(path, as: part) {
      guard isRight(agreement) else { throw foreign(path) }
      return Result(part: part, byteCount: size(path), agreement: agreement, wasThere: true)
    }
    let unfinished = path + ".part"
    var last: (any Error)?
    for address in addresses {
      // What an earlier attempt left may be damaged, or the server may not go on in the middle: then once more, anew.
      for _ in 1...2 {
        let isResumed = size(unfinished) > 0
        do {
          let agreement = try download(address, part, unfinished)
          try move(unfinished, to: path)
          return Result(part: part, byteCount: size(path), agreement: agreement, wasThere: false)
        } catch let error as DataFileError {
          last = error
          unlink(unfinished)
          if !isResumed { break }
        } catch let error as NotReached {
          last = error
          guard isResumed, error.outcome == .cannotResume else { break }
          unlink(unfinished)
        }
      }
    }
    throw failure(part, last)
  }

  /// The program could not download from an address.
  private struct NotReached: Error {
    let address: String
    let outcome: HTTPClient.Outcome
  }

  /// Downloads one file and verifies it.
  private func download(
    _ address: String, _ part: DigitFiles.Part, _ unfinished: String
  ) throws -> PublishedDigits.Agreement {
    // A file that is complete already cannot be gone on with, nor one that is too long.
    if let agreement = try? PublishedDigits.check(unfinished, as: part), isRight(agreement) { return agreement }
    if size(unfinished) >= part.publishedByteCount { unlink(unfinished) }
    let whole = address.hasSuffix("/") ? address : address + "/"
    let file = "\(part.rawValue).gz"
    // The program that downloads shows a bar without a name.
    if context.surroundings.isTerminal(.error) { try context.console.message(context.surroundings.shown(whole + file)) }
    let client = HTTPClient(
      environment: context.surroundings.environment, showsProgress: context.surroundings.isTerminal(.error),
      interrupt: context.interrupt)
    let outcome = client.download(whole + file, to: unfinished)
    try context.interrupt.check()
    // A server that cannot go on in the middle makes curl fail; what is there is looked at all the same.
    guard outcome == .finished || (try? PublishedDigits.check(unfinished, as: part)).map(isRight) == true else {
      throw NotReached(address: address, outcome: outcome)
    }
    let agreement = try PublishedDigits.check(unfinished, as: part)
    guard isRight(agreement) else {
      throw DataFileError(
        whole + file, es: "no es el archivo publicado: su suma MD5 es distinta",
        en: "it is not the published file: its MD5 sum differs")
    }
    return agreement
  }

  /// Sound images of something else are somebody's, and are not written over.
  private func foreign(_ path: String) -> CommandError {
    CommandError(
      es: "'\(path)' contiene otras imágenes, no las de MNIST: elige otra carpeta con --data, o bórralo antes.",
      en: "'\(path)' holds other images, not those of MNIST: choose another folder with --data, or delete it first.")
  }

  private func isRight(_ agreement: PublishedDigits.Agreement) -> Bool { acceptsOthers || agreement != .other }

  /// Puts a verified file in its place, wholly or not at all.
  private func move(_ unfinished: String, to path: String) throws {
    let bytes = try ByteBlock(mapping: unfinished)
    let file = try AtomicFile(path)
    try bytes.withUnsafeBytes { try file.write(bytes: $0) }
    try file.commit()
    unlink(unfinished)
  }

  private func size(_ path: String) -> Int { (try? ByteBlock(mapping: path))?.count ?? 0 }

  /// What stood in the way, and how to do it by hand.
  private func failure(_ part: DigitFiles.Part, _ error: (any Error)?) -> CommandError {
    let reason: Localized =
      switch error {
      case let error as DataFileError: error.message
      case let error as NotReached: reason(error, "\(part.rawValue).gz")
      default: Localized(es: "no se puede descargar", en: "cannot download")
      }
    let names = DigitFiles.Part.allCases.map { "  \($0.rawValue).gz" }.joined(separator: "\n")
    return CommandError(
      reason
        + Localized(
          es: """
            .
            Lo descargado se conserva: repite la orden cuando haya conexión. O copia a mano estos archivos
            en \(folder.onOneLine):
            \(names)
            Sin ellos, las lecciones usan dígitos dibujados por el programa.
            """,
          en: """
            .
            What was downloaded is kept: repeat the command when you are online. Or copy these files
            by hand to \(folder.onOneLine):
            \(names)
            Without them, lessons use digits drawn by the program.
            """), hasLines: true)
  }

  /// Why the program that downloads did not reach an address.
  private func reason(_ error: NotReached, _ file: String) -> Localized {
    switch error.outcome {
    case .noProgram:
      Localized(
        es: "no hay ningún programa para descargar: ni curl ni wget",
        en: "there is no program to download with, neither curl nor wget")
    case .noNetwork:
      Localized(
        es: "no hay conexión con \(error.address): no se puede descargar \(file)",
        en: "there is no connection to \(error.address): cannot download \(file)")
    case .failed(let program, let code):
      Localized(
        es: "no se puede descargar \(file) de \(error.address): \(program) termina con el código \(code)",
        en: "cannot download \(file) from \(error.address): \(program) ends with code \(code)")
    case .finished, .cannotResume:
      Localized(
        es: "no se puede descargar \(file) de \(error.address)", en: "cannot download \(file) from \(error.address)")
    }
  }
}
