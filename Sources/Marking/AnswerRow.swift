import Typesetting

/// One answer of a file of answers, as it is written there.
package struct AnswerRow: Hashable, Sendable {
  /// Empty where the file names nobody.
  package let student: String
  package let address: String
  /// Nil where the file does not say: then it is the first.
  package let iteration: Int?
  /// The number as written; empty for none.
  package let value: String
  /// The line of the file, from 1.
  package let line: Int
  /// The file; nil where there is only one.
  package let file: String?

  package init(student: String, address: String, iteration: Int?, value: String, line: Int, file: String? = nil) {
    self.file = file
    self.student = student
    self.address = address
    self.iteration = iteration
    self.value = value
    self.line = line
  }
}

/// The answers of a file, and what of it could not be read.
package struct AnswerFile {
  package var rows: [AnswerRow] = []
  /// Rows that are left out.
  package var problems: [AnswerFileFault.Problem] = []
  /// Headings of columns that say nothing about answers.
  package var ignoredColumns: [String] = []

  package init() {}

  /// Answers that have been read already.
  package init(_ rows: [AnswerRow]) { self.rows = rows }

  /// The answers of several files together, each known by its name without its folders where no other is called so. Who
  /// is named nowhere in a file is who its name says: `ana.csv` is of ana.
  package init(_ files: [(path: String, file: AnswerFile)]) {
    let names = files.map { Self.name(of: $0.path) }
    let areApart = Set(names).count == names.count
    for (place, (path, file)) in files.enumerated() {
      let isNamed = file.rows.contains { !$0.student.isEmpty }
      let owner = Self.stem(of: names[place])
      let name = areApart ? names[place] : path
      rows += file.rows.map { row in
        AnswerRow(
          student: isNamed ? row.student : owner, address: row.address, iteration: row.iteration, value: row.value,
          line: row.line, file: name)
      }
      problems += file.problems.map { AnswerFileFault.Problem(file: name, line: $0.line, $0.message) }
      for column in file.ignoredColumns where !ignoredColumns.contains(column) { ignoredColumns.append(column) }
    }
  }

  /// `ana.csv` of `work/ana.csv`.
  private static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// `ana` of `ana.csv`.
  private static func stem(of name: String) -> String {
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return name }
    return String(name[..<point])
  }
}

/// What a file of answers tells, column by column.
enum AnswerColumn: Int, CaseIterable {
  case student, address, iteration, value

  /// The names under which it is known, the first of each language first.
  var names: (es: String, en: String, others: [String]) {
    switch self {
    case .student: ("estudiante", "student", ["alumno", "alumna", "name", "nombre"])
    case .address: ("dirección", "address", ["direccion"])
    case .iteration: ("iteración", "iteration", ["iteracion"])
    case .value: ("valor", "value", ["respuesta", "answer"])
    }
  }

  /// The column of a name, whatever its capitals; nil for another name.
  init?(_ name: String) {
    let name = name.trimmed.lowercased()
    let found = Self.allCases.first { column in
      let (es, en, others) = column.names
      return ([es, en] + others).contains(name)
    }
    guard let found else { return nil }
    self = found
  }
}

/// Why a file of answers cannot be read: line by line.
package struct AnswerFileFault: Error, Hashable, Sendable {
  /// One thing that is wrong.
  package struct Problem: Hashable, Sendable {
    /// The file; nil where there is only one.
    package let file: String?
    /// From 1; nil for the file as a whole.
    package let line: Int?
    /// As a clause.
    package let message: Localized

    package init(file: String? = nil, line: Int?, _ message: Localized) {
      self.file = file
      self.line = line
      self.message = message
    }
  }

  package let problems: [Problem]

  package init(_ problems: [Problem]) { self.problems = problems }

  init(line: Int?, es: String, en: String) {
    problems = [Problem(line: line, Localized(es: es, en: en))]
  }

  /// Problems that are told; of the others only their number.
  private static let mostTold = 8

  /// A line for each of the first problems, and one for the others.
  package var lines: [Localized] {
    var lines = problems.prefix(Self.mostTold).map { problem in
      let place = [
        problem.file.map { Localized(both: $0.visible.onOneLine.bounded(whole: 80)) },
        problem.line.map { Localized(es: "línea \($0)", en: "line \($0)") },
      ].compactMap { $0 }
      guard let first = place.first else { return problem.message }
      return place.dropFirst().reduce(first) { $0 + Localized(both: ", ") + $1 } + Localized(both: ": ")
        + problem.message
    }
    let rest = problems.count - lines.count
    if rest > 0 { lines.append(Localized(es: "… y \(rest) más", en: "… and \(rest) more")) }
    return lines
  }

  /// A line for each problem.
  package var message: Localized {
    let first = lines.first ?? Localized(both: "")
    return lines.dropFirst().reduce(first) { $0 + Localized(both: "\n") + $1 }
  }
}

extension AnswerRow {
  /// Answers in a file; more are refused.
  static let mostRows = 500_000

  /// A row from its cells.
  ///
  /// - Throws: what is wrong with one of them.
  init(_ cell: (AnswerColumn) -> String?, line: Int) throws(AnswerFileFault) {
    let address = cell(.address)?.trimmed ?? ""
    guard !address.isEmpty else {
      throw AnswerFileFault(
        line: line, es: "falta la dirección: qué número es, por ejemplo dW1[1,1]",
        en: "the address is missing: which number it is, for example dW1[1,1]")
    }
    let typed = cell(.iteration)?.trimmed ?? ""
    var iteration: Int?
    if !typed.isEmpty {
      guard typed.allSatisfy({ "0"..."9" ~= $0 }), let number = Int64(typed), (1...1_000_000_000).contains(number)
      else {
        let shown = typed.visible.onOneLine.bounded(whole: 40)
        throw AnswerFileFault(
          line: line, es: "la iteración es un número entero de 1 a 1000000000, y dice «\(shown)»",
          en: "the iteration is a whole number from 1 to 1000000000, and it says “\(shown)”")
      }
      iteration = Int(number)
    }
    self.init(
      student: cell(.student)?.trimmed ?? "", address: address, iteration: iteration,
      value: cell(.value)?.trimmed ?? "", line: line)
  }
}
