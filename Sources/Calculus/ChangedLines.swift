import Matrices

/// Which numbers of a matrix are others than before: none, some, or all as far as is known.
///
/// One entry that has been moved lies in one row and in one column; what follows from it may lie in one of them alone.
struct ChangedLines {
  /// The rows that all changes lie in, and the columns; nil where they are too many to be told.
  var rows: [Int]?
  var columns: [Int]?

  static let none = ChangedLines(rows: [], columns: [])
  static let all = ChangedLines(rows: nil, columns: nil)
  /// More lines than these are as well computed all together.
  private static let most = 4
  /// So many numbers are compared at once.
  private static let stretch = 64

  /// Whether there is no change at all.
  var isEmpty: Bool { rows?.isEmpty == true || columns?.isEmpty == true }

  /// The lines along an axis, 0 for rows and 1 for columns.
  subscript(axis: Int) -> [Int]? {
    get { axis == 0 ? rows : columns }
    set { if axis == 0 { rows = newValue } else { columns = newValue } }
  }

  /// What is otherwise in numbers of a shape, bit by bit; numbers there are too few of are taken as not a number.
  init(from old: UnsafePointer<Double>, to new: UnsafeBufferPointer<Double>, _ shape: Shape) {
    self = .none
    let count = shape.count
    for start in stride(from: 0, to: count, by: Self.stretch) {
      let end = min(start + Self.stretch, count)
      // Most stretches have not changed, which is seen sooner for all of one.
      if end <= new.count {
        var difference: UInt64 = 0
        for place in start..<end { difference |= old[place].bitPattern ^ new[place].bitPattern }
        if difference == 0 { continue }
      }
      for place in start..<end {
        let number = place < new.count ? new[place] : .nan
        guard old[place].bitPattern != number.bitPattern else { continue }
        guard shape.rank == 2 else {
          self = .all
          return
        }
        rows = Self.adding(place / shape.columns, to: rows)
        columns = Self.adding(place % shape.columns, to: columns)
        if rows == nil, columns == nil { return }
      }
    }
  }

  init(rows: [Int]?, columns: [Int]?) {
    self.rows = rows
    self.columns = columns
  }

  /// Lines with another one among them.
  private static func adding(_ line: Int, to lines: [Int]?) -> [Int]? {
    guard let lines, !lines.contains(line) else { return lines }
    return lines.count < most ? lines + [line] : nil
  }

  /// The lines of both.
  static func union(_ lines: [Int]?, _ others: [Int]?) -> [Int]? {
    guard let others else { return nil }
    return others.reduce(lines) { adding($1, to: $0) }
  }
}

extension Operator {
  /// What changes of the value where some of the arguments change: what is computed line by line stays in its lines.
  func changes(of value: Shape, _ arguments: [(shape: Shape, changes: ChangedLines)]) -> ChangedLines {
    if arguments.allSatisfy({ $0.changes.isEmpty }) { return .none }
    var found = ChangedLines.all
    guard value.rank == 2 else { return found }
    for axis in 0...1 {
      let lines = arguments.reduce([]) { $1.changes.isEmpty ? $0 : ChangedLines.union($0, $1.changes[axis]) }
      guard let lines else { continue }
      let examples = arguments.map { ExampleArgument($0.shape, axis: $0.changes.isEmpty ? nil : axis) }
      guard let own = exampleAxis(of: examples, value: value), own < 2 else { continue }
      // A row that stands for all rows, or a column for all columns, is not a line of its own there.
      let count = value.sizes[own]
      guard examples.allSatisfy({ $0.axis == nil || $0.shape.rank == 2 && $0.shape.sizes[axis] == count }) else {
        continue
      }
      found[own] = lines
    }
    return found
  }
}
