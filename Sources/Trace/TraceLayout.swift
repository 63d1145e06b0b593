/// The names of the arrays in a trace of arrays, as `lesson help trace` documents them.
///
/// Each quantity is one array with the recorded iterations as its first axis. Other arrays have names behind a point, as
/// no quantity has; those of the whole run and those of one quantity have no such name in common, so that a quantity may
/// be called `run`.
package enum TraceLayout {
  /// The layout's version; any change of meaning raises it. In version 1 each iteration had arrays of its own, `100.W1`;
  /// in version 2 `J.at` was `J.iteration`.
  package static let version = 3

  /// The number of `version`, alone.
  package static let versionName = "run.version"
  /// The recorded iterations, their epochs and their batches within them, from 1.
  package static let iteration = "run.iteration"
  package static let epoch = "run.epoch"
  package static let batch = "run.batch"

  /// What a quantity is in an epoch's last batch, when that is smaller and so the quantity has another shape.
  package static func lastBatch(_ name: String) -> String { name + ".last_batch" }

  /// The iterations of an array that does not have all of them.
  package static func iterations(of name: String) -> String { name + ".at" }
}
