/// The number of examples in a batch as a size of its own: it may be any number, so no other size is equal to it.
///
/// A program is built once for batches of all lengths. In its shapes a size that depends on the length, c·length + k, is
/// kept as c·`mark` plus the size that it is in a full batch; so sizes add up and compare as plain ones do. Before
/// anything is computed the shapes are bound to a length (`Shape.bound`), and then there are plain sizes alone.
public enum BatchLength {
  /// More than any plain size.
  static let mark = 1 << (Int.bitWidth > 32 ? 40 : 24)

  /// No plain size may be greater: it would be taken for one that depends on the length.
  package static let mostPlain = mark - 1

  /// How often the length may be in a size.
  package static let mostTimes = Int.max / mark

  /// The length itself, which is `usual` in a full batch.
  public static func size(usual: Int) -> Int { mark + usual }

  /// Whether a size depends on the length.
  public static func decides(_ size: some FixedWidthInteger) -> Bool { size >= mark }

  /// A size as it is in a full batch.
  public static func usual<Size: FixedWidthInteger>(_ size: Size) -> Size { size % Size(mark) }

  /// A size in a batch of `length` examples, where a full one has `usual`; the greatest (or least) number there is where
  /// it would be beyond.
  public static func bound<Size: FixedWidthInteger>(_ size: Size, to length: Int, usual: Int) -> Size {
    let (times, full) = size.quotientAndRemainder(dividingBy: Size(mark))
    let (more, overflow) = Int64(times).multipliedReportingOverflow(by: Int64(length) - Int64(usual))
    if overflow { return length < usual ? .min : .max }
    let (sum, isTooLarge) = more.addingReportingOverflow(Int64(full))
    return isTooLarge ? .max : Size(clamping: sum)
  }
}

extension Shape {
  /// Whether an axis has a size that depends on the length of the batch.
  public var dependsOnBatch: Bool { sizes.contains { BatchLength.decides($0) } }

  /// The shape in a full batch.
  public var usual: Shape { dependsOnBatch ? Shape(kept: sizes.map { BatchLength.usual($0) }) : self }

  /// The shape in a batch of `length` examples, where a full one has `usual`.
  public func bound(to length: Int, usual: Int) -> Shape {
    guard dependsOnBatch else { return self }
    return Shape(kept: sizes.map { BatchLength.bound($0, to: length, usual: usual) })
  }

  /// The place of an entry in the shape bound to a length, from its place in a full batch; nil where there is none.
  ///
  /// Entries of shapes that depend on the batch are counted as they lie in a full one.
  public func place(of offset: Int, boundTo bound: Shape) -> Int? {
    guard dependsOnBatch else { return offset }
    return usual.place(of: offset, in: bound)
  }

  /// The place in another shape of the same rank of the entry with the same indices; nil where there is none.
  public func place(of offset: Int, in other: Shape) -> Int? {
    if self == other { return offset }
    guard rank == other.rank else { return nil }
    var rest = offset
    var place = 0
    var stride = 1
    for (size, length) in zip(sizes, other.sizes).reversed() {
      let index = rest % max(1, size)
      guard index < length else { return nil }
      place += index * stride
      rest /= max(1, size)
      stride *= length
    }
    return rest == 0 ? place : nil
  }
}
