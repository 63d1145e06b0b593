/// What to write instead of a number with a decimal comma or with marks between its thousands.
package enum NumberMarks {
  /// How `0,5`, `1,000` or `1.234,5` is written: `0.5`; `1000` or `1.000`, which nobody but the writer can tell;
  /// `1234.5`. Nil for what has no marks or is no such number.
  ///
  /// - Parameter isWhole: whether a whole number is wanted: then `1,000` and `1.000` are a thousand.
  package static func advice(_ text: String, isWhole: Bool = false) -> Localized? {
    guard let parts = parts(text) else { return nil }
    let digits = parts.groups.joined()
    let thousands = Localized(
      es: "los millares se escriben sin separador: \(digits)", en: "write thousands without a separator: \(digits)")
    if parts.marks.count == 1 {
      let decimal = parts.groups.joined(separator: ".")
      if isGrouped(text) {
        return isWhole
          ? thousands
          : thousands
            + Localized(
              es: "; el decimal se escribe con punto: \(decimal)",
              en: "; write decimals with a point: \(decimal)")
      }
      return Localized(es: "el decimal se escribe con punto: \(decimal)", en: "write decimals with a point: \(decimal)")
    }
    if isGrouped(text) { return thousands }
    // `1.234,5`
    let whole = parts.groups.dropLast().joined()
    guard let last = parts.marks.last, !parts.marks.dropLast().contains(last),
      isGrouped(parts.groups.dropLast().joined(separator: ",")), let decimals = parts.groups.last
    else { return nil }
    return Localized(
      es: "los millares se escriben sin separador y el decimal con punto: \(whole).\(decimals)",
      en: "write thousands without a separator and decimals with a point: \(whole).\(decimals)")
  }

  /// Whether marks of one kind stand before every three digits, as they do between thousands: `1,000`, `12.345.678`.
  package static func isGrouped(_ text: String) -> Bool {
    guard let parts = parts(text), let first = parts.groups.first, let mark = parts.marks.first else { return false }
    return (1...3).contains(first.utf8.count) && !first.hasPrefix("0") && parts.marks.allSatisfy { $0 == mark }
      && parts.groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
  }

  /// The digits between the marks, a sign with the first ones left out; nil where anything else stands.
  private static func parts(_ text: String) -> (groups: [String], marks: [Character])? {
    var groups = [""]
    var marks: [Character] = []
    for (place, character) in text.enumerated() {
      switch character {
      case "0"..."9" where character.isASCII: groups[groups.count - 1].append(character)
      case ",", ".":
        marks.append(character)
        groups.append("")
      case "-", "−", "+": guard place == 0 else { return nil }
      default: return nil
      }
    }
    guard !marks.isEmpty, marks.count <= 20, groups.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 40 }) else {
      return nil
    }
    return (groups, marks)
  }
}
