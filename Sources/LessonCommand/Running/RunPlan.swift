import Trace

/// Which iterations a run is to show and to save.
struct RunPlan {
  /// Those shown one by one.
  let shown: IterationSelection
  /// Those that go to a file; nil without one.
  let saved: IterationSelection?

  /// - Parameter wanted: `--at` and `--every`: they choose what goes to a file, and what is shown where there is none or
  ///   `--trace` asks for it.
  init(_ wanted: IterationSelection?, tracesToFile: Bool, _ arguments: ParsedArguments) {
    let showsTrace = arguments.has("trace") || (wanted != nil && !tracesToFile)
    shown = showsTrace ? wanted ?? .firstAndLast : IterationSelection()
    saved = tracesToFile ? wanted ?? .all : nil
  }
}
