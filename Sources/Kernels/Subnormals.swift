import CKernels

/// Numbers too small to be normal, on which processors take many times as long: in Float, those under 1.2·10⁻³⁸.
///
/// A moving average of gradients that have become 0 gets there and stays, for pixels that are hardly ever on.
package enum Subnormals {
  /// Runs something during which this thread takes them as 0, and makes none.
  package static func flushed<Result>(_ body: () throws -> Result) rethrows -> Result {
    let mode = kernels_flush_subnormals()
    defer { kernels_restore(mode) }
    return try body()
  }
}
