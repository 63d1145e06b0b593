import Calculus
import Typesetting

/// Remarks on lines of a lesson, as a list of their own.
package enum RemarkBlocks {
  /// Each remark with its line; nothing for none.
  package static func blocks(_ remarks: [Program.Remark], _ language: Language) -> [Block] {
    let items = remarks.map { remark in
      let line = Localized(es: " (línea \(remark.line))", en: " (line \(remark.line))")
      return Block.Item(.remark, Text((remark.text + line)[language]))
    }
    return items.isEmpty ? [] : [.list(items)]
  }
}
