/// Who puts numbers into text while a run goes on.
package struct TraceEncoding<Failure: Error> {
  /// Begins to call `make` with 0 ..< count, perhaps several at once, and need not wait for them.
  let begin: (_ count: Int, _ make: @escaping @Sendable (Int) -> Void) -> Void
  /// Calls `take` with each that has begun in their order, on the caller's thread, once it is made.
  let finish: (_ take: (Int) throws(Failure) -> Void) throws(Failure) -> Void

  /// - Parameters:
  ///   - begin: called with how many there are and with what makes each; `finish` follows before the next.
  ///   - finish: called with what takes each.
  package init(
    begin: @escaping (_ count: Int, _ make: @escaping @Sendable (Int) -> Void) -> Void,
    finish: @escaping (_ take: (Int) throws(Failure) -> Void) throws(Failure) -> Void
  ) {
    self.begin = begin
    self.finish = finish
  }

  /// The caller's own thread, one after another.
  package static var ownThread: TraceEncoding {
    var begun: (count: Int, make: @Sendable (Int) -> Void) = (0, { _ in })
    return TraceEncoding(
      begin: { begun = ($0, $1) },
      finish: { (take) throws(Failure) in
        for place in 0..<begun.count {
          begun.make(place)
          try take(place)
        }
      })
  }
}
