import Calculus
import Execution
import Matrices
import Typesetting

/// Writes a run as a table for spreadsheets while it runs, never holding more than a buffer of it.
///
/// Long, a row for each number:
///
///     iteration,epoch,batch,phase,quantity,shape,row,column,value,meaning
///     1,1,1,parameters,W1,2×2,1,2,0.5,weights of the hidden layer
///
/// Wide, a row for each iteration and a column for each number, with its address and its quantity's shape:
///
///     iteration,epoch,batch,"W1[1,1] (2×2)","W1[1,2] (2×2)",E
package struct TraceTable<Failure: Error>: ~Copyable {
  /// What belongs to a quantity, for all of its rows.
  private final class Line {
    let quantity: Quantity
    /// Whether it is there only at an epoch's last iteration.
    let isEpochTotal: Bool
    /// Its numbers, where they stay in one place.
    let kept: MachineNumbers?
    /// `,parameters,W1,2×2,`
    let prefix: [UInt8]
    /// `,weights of the hidden layer` and the line end.
    let suffix: [UInt8]
    /// Of more than two axes, the leading indices of each of its matrices, `"[2,1,:,:]",`.
    let slices: [[UInt8]]
    let rows: Int
    let columns: Int
    /// Wide: where the numbers of the table's columns are among its own, which in a smaller last batch are fewer; nil
    /// where they are the same.
    let places: [Int?]?

    init(
      _ quantity: Quantity, isEpochTotal: Bool, kept: MachineNumbers?, prefix: [UInt8], suffix: [UInt8],
      slices: [[UInt8]], places: [Int?]?
    ) {
      self.quantity = quantity
      self.isEpochTotal = isEpochTotal
      self.kept = kept
      self.prefix = prefix
      self.suffix = suffix
      self.slices = slices
      self.places = places
      rows = quantity.shape.sizes.dropLast().last ?? 1
      columns = quantity.shape.sizes.last ?? 1
    }
  }

  private let style: CSVStyle
  private let separator: UInt8
  private let language: Language
  private let isWide: Bool
  private let names: Set<String>?
  private let sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  private var bytes = ByteBuffer(capacity: 1 << 17)
  /// What the rows of an iteration begin with.
  private var head = ByteBuffer(capacity: 256)
  private var lines: [Line] = []
  /// Whose lines these are.
  private var linesOf: (run: Run, isRemainder: Bool)?
  /// Wide: the quantities that have columns, in full batches; nil before the first row.
  private var columns: [RecordedQuantity]?
  private let hasSlices: Bool
  /// The rows written so far, the headings among them.
  package private(set) var rowCount = 0
  private static var flushSize: Int { 1 << 16 }

  /// - Parameters:
  ///   - run: the run.
  ///   - names: the quantities wanted, or nil for all.
  ///   - isWide: whether an iteration has a single row.
  ///   - sink: takes the bytes, in order.
  package init(
    _ run: Run, names: Set<String>? = nil, style: CSVStyle, language: Language, isWide: Bool,
    sink: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) {
    self.style = style
    self.language = language
    self.isWide = isWide
    self.names = names
    self.sink = sink
    separator = UInt8(ascii: style.separator)
    hasSlices = TraceTable<Never>.wanted(run.main, names).contains { $0.quantity.shape.rank > 2 }
    bytes.append(Array(CSVStyle.byteOrderMark.utf8))
    guard !isWide else { return }
    var headings = Self.first + [Self.phase, Self.quantity, Self.shape]
    if hasSlices { headings.append(Self.slice) }
    headings += [Self.row, Self.column, Self.value, Self.meaning]
    append(row: headings.map { $0[language] })
  }

  /// Writes the run's current iteration.
  package mutating func record(_ run: Run) throws(Failure) {
    if isWide, columns == nil { begin(run) }
    if linesOf?.run !== run || linesOf?.isRemainder != run.program.isRemainder {
      linesOf = (run, run.program.isRemainder)
      lines = lines(of: run)
    }
    head.removeAll()
    for (place, number) in [run.iteration, run.epoch, run.batch].enumerated() {
      if place > 0 { head.append(separator) }
      head.append(number: Double(number))
    }
    if isWide { try recordRow(run) } else { try recordRows(run) }
  }

  /// Hands on what is still held.
  package mutating func finish() throws(Failure) {
    if isWide, columns == nil { append(row: Self.first.map { $0[language] }) }
    try flush()
  }

  // MARK: - Long

  private mutating func recordRows(_ run: Run) throws(Failure) {
    for line in lines where !line.isEpochTotal || run.isEpochEnd {
      guard let numbers = line.kept ?? run.numbers(of: line.quantity) else { continue }
      var slice = 0
      var row = 1
      var column = 1
      for place in 0..<numbers.count {
        bytes.append(head.bytes)
        bytes.append(line.prefix)
        if hasSlices {
          if line.slices.indices.contains(slice) { bytes.append(line.slices[slice]) }
          bytes.append(separator)
        }
        bytes.append(number: Double(row))
        bytes.append(separator)
        bytes.append(number: Double(column))
        bytes.append(separator)
        bytes.append(cell: numbers.number(at: place), mark: style.mark)
        bytes.append(line.suffix)
        rowCount += 1
        column += 1
        if column > line.columns {
          column = 1
          row += 1
        }
        if row > line.rows {
          row = 1
          slice += 1
        }
        if bytes.count >= Self.flushSize { try flush() }
      }
    }
  }

  // MARK: - Wide

  /// The headings, of what the machine has numbers of.
  private mutating func begin(_ run: Run) {
    let present = Set(
      RecordedQuantity.all(of: run.program).filter { run.numbers(of: $0.quantity) != nil }.map { $0.name })
    let wanted = TraceTable<Never>.wanted(run.main, names).filter { present.contains($0.name) }
    columns = wanted
    var headings = Self.first.map { $0[language] }
    for recorded in wanted {
      let shape = recorded.quantity.shape
      for place in 0..<shape.count {
        headings.append(shape.isScalar ? recorded.name : "\(recorded.name)[\(shape.address(of: place))] (\(shape))")
      }
    }
    append(row: headings)
  }

  private mutating func recordRow(_ run: Run) throws(Failure) {
    let known = Dictionary(lines.map { ($0.quantity.name, $0) }, uniquingKeysWith: { first, _ in first })
    bytes.append(head.bytes)
    for column in columns ?? [] {
      let line = known[column.quantity.name].flatMap { $0.isEpochTotal && !run.isEpochEnd ? nil : $0 }
      let numbers = line.flatMap { $0.kept ?? run.numbers(of: $0.quantity) }
      for place in 0..<column.quantity.shape.count {
        bytes.append(separator)
        guard let numbers, let own = line?.places.map({ $0[place] }) ?? place, own < numbers.count else { continue }
        bytes.append(cell: numbers.number(at: own), mark: style.mark)
        if bytes.count >= Self.flushSize { try flush() }
      }
    }
    bytes.append(UInt8(ascii: "\n"))
    rowCount += 1
  }

  // MARK: - Both

  private func lines(of run: Run) -> [Line] {
    let usual = Dictionary(
      RecordedQuantity.all(of: run.main).map { ($0.name, $0.quantity.shape) }, uniquingKeysWith: { first, _ in first })
    return TraceTable<Never>.wanted(run.program, names).compactMap { recorded in
      let quantity = recorded.quantity
      guard let numbers = run.numbers(of: quantity) else { return nil }
      let separator = String(style.separator)
      let parts = ["", style.text(recorded.phase.keyword), style.text(recorded.name), "\(quantity.shape)", ""]
      let meaning = style.text(run.program.meaning(of: quantity)?[language] ?? "")
      let whole = usual[recorded.name] ?? quantity.shape
      return Line(
        quantity, isEpochTotal: run.program.isEpochTotal(quantity), kept: run.machine.keepsPlaces ? numbers : nil,
        prefix: Array(parts.joined(separator: separator).utf8), suffix: Array((separator + meaning + "\n").utf8),
        slices: isWide ? [] : slices(of: quantity.shape),
        places: isWide && whole != quantity.shape ? Self.places(of: whole, in: quantity.shape) : nil)
    }
  }

  /// `[2,1,:,:]` for each matrix of a quantity of three or four axes.
  private func slices(of shape: Shape) -> [[UInt8]] {
    let leading = Array(shape.sizes.dropLast(2))
    guard !leading.isEmpty else { return [] }
    return (0..<leading.reduce(1, *)).map { place in
      var rest = place
      var indices: [String] = []
      for size in leading.reversed() {
        indices.append("\(rest % max(1, size) + 1)")
        rest /= max(1, size)
      }
      return Array(style.text("[" + (indices.reversed() + [":", ":"]).joined(separator: ",") + "]").utf8)
    }
  }

  /// Where each entry of a shape lies in one of the same axes that is smaller; nil for those that it does not have.
  private static func places(of whole: Shape, in part: Shape) -> [Int?] {
    let (wide, narrow) = (whole.sizes, part.sizes)
    guard wide.count == narrow.count else { return Array(repeating: nil, count: whole.count) }
    return (0..<whole.count).map { offset in
      var rest = offset
      var place = 0
      var unit = 1
      for (size, own) in zip(wide, narrow).reversed() {
        let index = rest % max(1, size)
        guard index < own else { return nil }
        rest /= max(1, size)
        place += index * unit
        unit *= own
      }
      return place
    }
  }

  private mutating func append(row cells: [String]) {
    bytes.append(Array(style.row(cells.map(style.text)).utf8))
    rowCount += 1
  }

  private mutating func flush() throws(Failure) {
    try sink(bytes.bytes)
    bytes.removeAll()
  }

  // MARK: - Headings

  private static var first: [Localized] {
    [
      Localized(es: "iteración", en: "iteration"), Localized(es: "época", en: "epoch"),
      Localized(es: "lote", en: "batch"),
    ]
  }
  private static var phase: Localized { Localized(es: "fase", en: "phase") }
  private static var quantity: Localized { Localized(es: "cantidad", en: "quantity") }
  private static var shape: Localized { Localized(es: "dimensiones", en: "shape") }
  private static var slice: Localized { Localized(es: "corte", en: "slice") }
  private static var row: Localized { Localized(es: "fila", en: "row") }
  private static var column: Localized { Localized(es: "columna", en: "column") }
  private static var value: Localized { Localized(es: "valor", en: "value") }
  private static var meaning: Localized { Localized(es: "significado", en: "meaning") }
}

extension TraceTable where Failure == Never {
  /// Rows of a sheet that Excel and LibreOffice open.
  package static var mostRows: Int { 1_048_576 }
  /// Columns of a sheet that Excel and LibreOffice open.
  package static var mostColumns: Int { 16_384 }

  /// How many columns a wide table has at most.
  package static func columns(of program: Program, _ names: Set<String>?) -> Int {
    wanted(program, names).reduce(3) { count, recorded in
      let (sum, overflow) = count.addingReportingOverflow(recorded.quantity.shape.count)
      return overflow ? .max : sum
    }
  }

  fileprivate static func wanted(_ program: Program, _ names: Set<String>?) -> [RecordedQuantity] {
    RecordedQuantity.all(of: program).filter { names?.contains($0.name) ?? true }
  }
}

extension MachineNumbers {
  /// The number at a place.
  fileprivate func number(at place: Int) -> Double {
    switch self {
    case .double(let numbers): numbers[place]
    case .float(let numbers): Double(numbers[place])
    }
  }
}

extension ByteBuffer {
  /// The shortest decimal that reads back as the same number, with a reader's mark; words for what is not finite.
  fileprivate mutating func append(cell value: Double, mark: DecimalMark) {
    guard value.isFinite else {
      append(value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity" as StaticString)
      return
    }
    let start = count
    append(number: value)
    if mark == .comma { replace(UInt8(ascii: "."), with: UInt8(ascii: ","), from: start) }
  }
}
