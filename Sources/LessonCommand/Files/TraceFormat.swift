import Datasets
import Typesetting

/// What `--trace-file` writes, by the ending of the name.
enum TraceFormat {
  /// JSON Lines: `.jsonl`, a name without an ending (`/dev/stdout`), and `-`, which is standard output.
  case lines
  /// Arrays of numbers.
  case arrays(TensorFormat)

  /// The format of `--trace-file`; nil without it. Throws `UsageError` for any other ending.
  init?(_ arguments: ParsedArguments) throws {
    guard let path = arguments.value("trace-file") else { return nil }
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
          es: "debe acabar en .jsonl (JSON Lines), .npz o .safetensors (arreglos de números); - es la salida estándar",
          en: "it must end in .jsonl (JSON Lines), .npz or .safetensors (arrays of numbers); - is standard output"))
    }
    self = .lines
  }
}
