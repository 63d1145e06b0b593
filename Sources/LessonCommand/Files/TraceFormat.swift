import Datasets
import Typesetting

/// What `--trace-file` writes, by the ending of the name.
enum TraceFormat {
  /// JSON Lines: `.jsonl`, a name without an ending (`/dev/stdout`), and `-`, which is standard output.
  case lines
  /// Arrays of numbers.
  case arrays(TensorFormat)
  /// A table for spreadsheets, `.csv`: a row for each number, or, wide, one for each iteration.
  case table(isWide: Bool)

  /// The format of `--trace-file`; nil without it. Throws `UsageError` for any other ending.
  init?(_ arguments: ParsedArguments) throws {
    let isWide = arguments.has("wide")
    guard let path = arguments.value("trace-file") else {
      guard !isWide else { throw Self.wideNeedsTable }
      return nil
    }
    if path.lowercased().hasSuffix(".csv") {
      self = .table(isWide: isWide)
      return
    }
    guard !isWide else { throw Self.wideNeedsTable }
    if let format = TensorFormat(ending: path) {
      self = .arrays(format)
      return
    }
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    let endings = name.drop { $0 == "." }.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
    guard endings.last.map({ $0.lowercased() == "jsonl" }) ?? true else {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "trace-file"),
        reason: Localized(
          es: "debe acabar en .jsonl (JSON Lines), .csv (hoja de cálculo), .npz o .safetensors (arreglos de números); "
            + "- es la salida estándar",
          en: "it must end in .jsonl (JSON Lines), .csv (spreadsheet), .npz or .safetensors (arrays of numbers); - is "
            + "standard output"))
    }
    self = .lines
  }

  private static var wideNeedsTable: UsageError {
    UsageError(
      es: "--wide es de las trazas para hojas de cálculo: --trace-file archivo.csv --wide.",
      en: "--wide is for traces for spreadsheets: --trace-file file.csv --wide.")
  }
}
