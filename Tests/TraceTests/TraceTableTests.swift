import Calculus
import Execution
import Matrices
import SampleLessons
import Testing
import Typesetting

@testable import Trace

/// Traces as tables for spreadsheets.
struct TraceTableTests {
  private struct Sheet {
    var rows: [[String]] = []
    var count = 0
    var separator: Unicode.Scalar?
  }

  /// The table that a run writes, read back.
  private static func sheet(
    _ run: Run, iterations: Int, names: Set<String>? = nil, _ mark: DecimalMark = .point, isWide: Bool,
    language: Language = .english, also: (Run) -> Void = { _ in }
  ) throws -> Sheet {
    var bytes: [UInt8] = []
    var sheet = Sheet()
    do {
      var table = TraceTable<Never>(
        run, names: names, style: CSVStyle(mark), language: language, isWide: isWide
      ) { bytes.append(contentsOf: $0) }
      for _ in 0..<iterations where !run.isFinished {
        try run.advance()
        table.record(run)
        also(run)
      }
      table.finish()
      sheet.count = table.rowCount
    }
    let text = try #require(String(validating: bytes, as: UTF8.self))
    #expect(text.hasPrefix("\u{FEFF}"))
    var reader = CSVReader(text)
    while let row = try reader.row() { sheet.rows.append(row.cells) }
    try #require(!sheet.rows.isEmpty)
    sheet.separator = reader.separator
    return sheet
  }

  private static func number(_ cell: String, _ mark: DecimalMark) -> UInt64? {
    Double(mark == .comma ? cell.replacing(",", with: ".") : cell)?.bitPattern
  }

  private static func bits(_ value: Double) -> UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }

  @Test(arguments: SampleLesson.small, DecimalMark.allCases)
  func `the long table has a row for each number of a recording, with its bits`(
    sample: SampleLesson, mark: DecimalMark
  ) throws {
    let run = try Run(try sample.program())
    var recording = Recording(run.program)
    let sheet = try Self.sheet(run, iterations: 3, mark, isWide: false) { recording.record($0) }
    #expect(sheet.count == sheet.rows.count && sheet.separator == (mark == .comma ? ";" : ","))
    let heading = sheet.rows[0]
    let hasSlices = heading.contains("slice")
    #expect(
      heading == ["iteration", "epoch", "batch", "phase", "quantity", "shape"] + (hasSlices ? ["slice"] : [])
        + ["row", "column", "value", "meaning"])
    let value = heading.count - 2
    var place = 1
    for frame in recording.frames {
      for recorded in recording.quantities(at: frame.iteration) {
        let matrix = try #require(recording[recorded.name, at: frame.iteration])
        let meaning = run.main.meaning(of: recorded.quantity)?.en ?? ""
        for (offset, number) in matrix.values.enumerated() {
          let row = try #require(place < sheet.rows.count ? sheet.rows[place] : nil)
          place += 1
          try #require(row.count == heading.count)
          #expect(Array(row[..<3]) == ["\(frame.iteration)", "\(frame.epoch)", "\(frame.batch)"])
          #expect(row[3] == recorded.phase.keyword && row[4] == recorded.name && row[5] == "\(matrix.shape)")
          #expect(Self.number(row[value], mark) == Self.bits(number), "\(row)")
          #expect(row[value + 1] == meaning)
          let columns = matrix.shape.sizes.last ?? 1
          #expect(row[value - 1] == "\(offset % columns + 1)")
          if matrix.shape.rank == 2 { #expect(row[value - 2] == "\(offset / columns + 1)") }
        }
      }
    }
    #expect(place == sheet.rows.count)
  }

  @Test(arguments: SampleLesson.small, DecimalMark.allCases)
  func `the wide table has a row for each iteration, whose headings can be typed as addresses`(
    sample: SampleLesson, mark: DecimalMark
  ) throws {
    let run = try Run(try sample.program())
    var recording = Recording(run.program)
    let sheet = try Self.sheet(run, iterations: 3, mark, isWide: true) { recording.record($0) }
    let heading = sheet.rows[0]
    let usual = Dictionary(
      RecordedQuantity.all(of: run.main).map { ($0.name, $0.quantity.shape) }, uniquingKeysWith: { first, _ in first })
    #expect(sheet.rows.count == recording.frames.count + 1 && sheet.count == sheet.rows.count)
    #expect(heading.count <= TraceTable.columns(of: run.main, nil))
    for (frame, row) in zip(recording.frames, sheet.rows.dropFirst()) {
      #expect(row.count == heading.count)
      var named: [String: String] = [:]
      for (name, cell) in zip(heading, row) { named[name] = cell }
      #expect(named["iteration"] == "\(frame.iteration)")
      var seen = 3
      for recorded in recording.quantities(at: frame.iteration) {
        let matrix = try #require(recording[recorded.name, at: frame.iteration])
        let shape = try #require(usual[recorded.name])
        // A smaller last batch has the first examples of a full one.
        try #require(shape == matrix.shape || matrix.shape.rank == 2)
        let columns = max(1, matrix.shape.columns)
        for (offset, number) in matrix.values.enumerated() {
          let place = shape == matrix.shape ? offset : offset / columns * shape.columns + offset % columns
          let name =
            shape.isScalar ? recorded.name : "\(recorded.name)[\(shape.address(of: place))] (\(shape))"
          let cell = try #require(named[name], "\(name)")
          #expect(Self.number(cell, mark) == Self.bits(number), "\(name)")
          seen += 1
        }
      }
      #expect(row.count { !$0.isEmpty } == seen)
    }
  }

  @Test(arguments: ["E = mean((X·w − 1)²)", "z = X·w\n  E = mean(z²) + Σ z"])
  func `a smaller last batch leaves the cells empty that it has no numbers for`(forward: String) throws {
    let lesson = try TestLesson(
      """
      settings
        m = 3
      data
        X = [1 2; 3 -1; 0.5 2; -2 1; 4 0; 1 1; -1 3]
      parameters
        w = [0.3; -0.2]
      forward
        \(forward)
      update
        w by ∂E/∂w with descent(0.01)
      run
        X in batches of m, in order
        stop after 2 epochs
      """)
    var expected: [[String: Double]] = []
    let sheet = try Self.sheet(lesson.runner, iterations: 6, isWide: true) { run in
      let moment = run.moment()
      var numbers: [String: Double] = [:]
      for recorded in RecordedQuantity.all(of: run.program) {
        let matrix = moment.value(of: recorded.quantity)
        for (offset, value) in matrix.values.enumerated() {
          let indices =
            matrix.shape.sizes.count == 2
            ? (offset / matrix.shape.columns + 1, offset % matrix.shape.columns + 1) : (1, offset + 1)
          numbers["\(recorded.name) \(indices.0) \(indices.1)"] = value
        }
      }
      expected.append(numbers)
    }
    try #require(sheet.rows.count == 7 && sheet.rows.allSatisfy { $0.count == sheet.rows[0].count })
    for (row, numbers) in zip(sheet.rows.dropFirst(), expected) {
      #expect(row.dropFirst(3).count { !$0.isEmpty } == numbers.count)
      for (heading, cell) in zip(sheet.rows[0], row).dropFirst(3) where !cell.isEmpty {
        // `X[2,1] (3×2)`, `z[2] (3×1)`, `E`
        let parts = heading.split(whereSeparator: { "[,] ".contains($0) }).map(String.init)
        let isColumn = parts.count == 3 && parts[2].hasSuffix("×1)")
        let key =
          switch parts.count {
          case 1: "\(parts[0]) 1 1"
          case 3: isColumn ? "\(parts[0]) \(parts[1]) 1" : "\(parts[0]) 1 \(parts[1])"
          default: "\(parts[0]) \(parts[1]) \(parts[2])"
          }
        #expect(Double(cell) == numbers[key], "\(heading)")
      }
    }
    // The third batch has one example of seven.
    let third = sheet.rows[3]
    let empty = zip(sheet.rows[0], third).filter { $0.1.isEmpty }.map { $0.0 }
    #expect(empty.contains("X[2,1] (3×2)") && empty.contains("X[3,2] (3×2)") && !empty.contains("X[1,2] (3×2)"))
  }

  @Test func `names, languages and meanings with separators are in quotes`() throws {
    let lesson = try TestLesson("parameters\n  w = 1  es \"el peso; uno\"  en \"the weight, one\"\nforward\n  z = 2·w")
    let spanish = try Self.sheet(
      lesson.runner, iterations: 1, names: ["w"], .comma, isWide: false, language: .spanish)
    #expect(
      spanish.rows == [
        ["iteración", "época", "lote", "fase", "cantidad", "dimensiones", "fila", "columna", "valor", "significado"],
        ["1", "1", "1", "parameters", "w", "1×1", "1", "1", "1", "el peso; uno"],
      ])
  }

  @Test func `what is not finite is a word`() throws {
    let lesson = try TestLesson("forward\n  z = [(1/0) (−1/0) (0/0)]")
    let sheet = try Self.sheet(lesson.runner, iterations: 1, isWide: true)
    #expect(sheet.rows.last?.suffix(3) == ["Infinity", "-Infinity", "NaN"])
  }

  @Test func `images have a column for their slice`() throws {
    let lesson = try TestLesson("parameters\n  K (2×2×1×2) ~ uniform(0, 1)\nforward\n  s = sum(K)")
    let sheet = try Self.sheet(lesson.runner, iterations: 1, isWide: false)
    #expect(sheet.rows[0].contains("slice"))
    try #require(sheet.rows.allSatisfy { $0.count == 11 })
    let places = sheet.rows.dropFirst().map { $0[6...8].joined(separator: " ") }
    #expect(
      places == [
        "[1,1,:,:] 1 1", "[1,1,:,:] 1 2", "[1,2,:,:] 1 1", "[1,2,:,:] 1 2", "[2,1,:,:] 1 1", "[2,1,:,:] 1 2",
        "[2,2,:,:] 1 1", "[2,2,:,:] 1 2", " 1 1",
      ])
  }

  @Test func `without any iteration there are the headings alone`() throws {
    let lesson = try TestLesson("forward\n  z = 1")
    #expect(try Self.sheet(lesson.runner, iterations: 0, isWide: true).rows == [["iteration", "epoch", "batch"]])
    #expect(try Self.sheet(lesson.runner, iterations: 0, isWide: false).rows.count == 1)
  }

  @Test func `the widest table is counted`() throws {
    let lesson = try TestLesson("forward\n  z = range(0, 1, 1000)\n  y = 1")
    #expect(TraceTable.columns(of: lesson.program, nil) == 1004)
    #expect(TraceTable.columns(of: lesson.program, ["y"]) == 4)
  }
}
