import Datasets
import Handouts
import Typesetting

/// The files that a bank of questions is written to.
enum BankFormat: String, Hashable, Sendable, CaseIterable {
  case moodle, gift, qti

  /// The format that a file's ending says; nil for any other.
  init?(ofFile path: String) {
    let path = path.lowercased()
    if path.hasSuffix(".xml") {
      self = .moodle
    } else if path.hasSuffix(".gift") || path.hasSuffix(".txt") {
      self = .gift
    } else if path.hasSuffix(".zip") {
      self = .qti
    } else {
      return nil
    }
  }

  /// The file's bytes; nil for questions with gaps, where the format has none.
  func bytes(_ bank: QuestionBank) throws -> [UInt8]? {
    switch self {
    case .moodle: return Array(MoodleXML(bank).text.utf8)
    case .gift: return GIFT(bank).map { Array($0.text.utf8) }
    case .qti: return try QTI(bank).map { try ZipWriter.archive($0.files.map { ($0.name, Array($0.text.utf8)) }) }
    }
  }
}
