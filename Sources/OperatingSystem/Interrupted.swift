/// The end of work that was interrupted by Ctrl-C.
package struct Interrupted: Error, Hashable, Sendable {
  /// An interruption.
  package init() {}
}
