import Trace
import Typesetting
import Verification

/// The verdicts of one place of the notes under the same settings, one after the other.
package struct VerificationGroup {
  let verdicts: [Verdict]

  package init(verdicts: [Verdict]) { self.verdicts = verdicts }

  /// The one iteration or epoch they are all about, or nil.
  package var commonMoment: Verdict.Moment? {
    guard let first = verdicts.first?.moment, verdicts.allSatisfy({ $0.moment == first }) else { return nil }
    return first
  }

  /// Whether all of them count from 0.
  package var countsFromZero: Bool { verdicts.allSatisfy { $0.moment.countsFromZero } }

  /// The place, what it was run with, and the iteration when it is not the first.
  package var heading: Localized {
    guard let first = verdicts.first else { return Localized(both: "") }
    var heading = Self.name(of: PlaceInNotes(first.place).part, title: first.title)
    if !first.settings.isEmpty {
      heading = heading + Localized(es: ", con \(first.settings)", en: ", with \(first.settings)")
    }
    if let moment = commonMoment, first.iteration != 1 || moment.isEpoch {
      heading = heading + Localized(both: ", ") + moment.name
    }
    if countsFromZero {
      heading = heading + Localized(es: ", contando desde 0", en: ", counting from 0")
    }
    return heading
  }

  /// A place of the notes, its document by its title; what is printed nowhere, said so in the reader's language.
  package static func name(of place: String, title: Localized? = nil) -> Localized {
    let computed = Localized(es: "Calculado, no impreso", en: "Computed, not printed")
    let tail = title.map { $0.map { ": \($0)" } }
    if place.isEmpty { return computed + (tail ?? Localized(both: "")) }
    guard Verdict.isComputed(place) else {
      return Localized(both: CourseDocument.named(place)) + (tail ?? Localized(both: ""))
    }
    let own = Localized(both: place.firstIndex(of: ":").map { String(place[$0...]) } ?? "")
    return computed + (tail ?? own)
  }

  /// The verdicts by what stands together on one line: the cells of a table's column, else each its own.
  package var lines: [[Verdict]] {
    var lines: [[Verdict]] = []
    var columns: [Column: Int] = [:]
    for verdict in verdicts {
      guard let table = verdict.table else {
        lines.append([verdict])
        continue
      }
      let column = Column(table: table, address: verdict.address)
      if let place = columns[column] {
        lines[place].append(verdict)
      } else {
        columns[column] = lines.count
        lines.append([verdict])
      }
    }
    return lines
  }

  private struct Column: Hashable {
    let table: Int
    let address: String
  }
}

extension Verdict.Moment {
  /// `iteration 3`, `epoch 0`: as the notes count.
  var name: Localized {
    isEpoch
      ? Localized(es: "época \(number)", en: "epoch \(number)")
      : Localized(es: "iteración \(number)", en: "iteration \(number)")
  }
}
