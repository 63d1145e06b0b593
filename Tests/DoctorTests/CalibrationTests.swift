import Calculus
import Execution
import Foundation
import LessonLanguage
import Lessons
import Matrices
import Testing
import Trace
import Typesetting
import Verification

@testable import Doctor

/// Slips put into built-in lessons by machine, and how many of them are found; random numbers, and how few are explained.
///
/// `LESSON_DOCTOR_TRIALS` says how many of each, and `LESSON_DOCTOR_SEED` which.
@Suite struct CalibrationTests {
  private static let trials = ProcessInfo.processInfo.environment["LESSON_DOCTOR_TRIALS"].flatMap { Int($0) } ?? 12
  private static let seed = ProcessInfo.processInfo.environment["LESSON_DOCTOR_SEED"].flatMap { UInt64($0) } ?? 2

  /// What came of the trials.
  private struct Tally: CustomStringConvertible {
    var right = 0, several = 0, open = 0, wrong = 0
    var wrongs: [String] = []
    /// Numbers that go on from a wrong one, and those taken for errors of their own.
    var carried = 0
    var strays: [String] = []
    var count: Int { right + several + open + wrong }

    var description: String {
      "\(count): right \(right), among several \(several), open \(open), wrong \(wrong) \(wrongs.joined(separator: "; "))"
    }
  }

  private static func tally(digits: Int, goesOn: Bool = false) throws -> Tally {
    var tally = Tally()
    let pages = try MachineMadePage.lessons()
    var random = KeyedRandom(seed: seed, iteration: digits, name: "slips")
    while tally.count < trials {
      guard let page = MachineMadePage(withSlipIn: pages, digits: digits, goesOn: goesOn, &random) else { continue }
      let causes = page.causes
      tally.carried += page.carried
      if !page.strays.isEmpty { tally.strays.append("\(page.lesson) \(page.text): \(page.strays)") }
      if causes.isEmpty {
        tally.open += 1
      } else if let first = causes.first, page.isRight(first) {
        tally.right += 1
      } else if causes.contains(where: page.isRight) {
        tally.several += 1
      } else {
        tally.wrong += 1
        tally.wrongs.append(
          "\(page.lesson) \(page.text): \(page.slip) taken for \(causes[0].slip) \(causes[0].margin)")
      }
    }
    return tally
  }

  @Test(arguments: [4, 6]) func `slips put in are found, and hardly ever taken for others`(digits: Int) throws {
    let tally = try Self.tally(digits: digits)
    if Self.trials > 100 { print("\(digits) digits, \(tally)") }
    // A few of them may lie together.
    #expect(tally.right * 100 >= (Self.trials > 100 ? 85 : 70) * tally.count, "\(tally)")
    #expect((tally.right + tally.several) * 100 >= 85 * tally.count, "\(tally)")
    #expect(tally.wrong * 100 <= max(2 * tally.count, 100), "\(tally)")
  }

  @Test func `slips are found where the author goes on from them, and what follows is none of its own`() throws {
    let tally = try Self.tally(digits: 4, goesOn: true)
    if Self.trials > 100 { print("carried on, \(tally); \(tally.carried) followers, strays \(tally.strays)") }
    #expect((tally.right + tally.several) * 100 >= 85 * tally.count, "\(tally)")
    #expect(tally.wrong * 100 <= max(2 * tally.count, 100), "\(tally)")
    #expect(tally.strays.isEmpty, "\(tally.strays)")
  }

  @Test(arguments: MachineMadePage.Noise.allCases)
  func `numbers that are wrong at random have no cause`(noise: MachineMadePage.Noise) throws {
    let pages = try MachineMadePage.lessons()
    var random = KeyedRandom(seed: Self.seed, iteration: 0, name: noise.rawValue)
    var (count, named) = (0, [String]())
    while count < Self.trials {
      guard let page = MachineMadePage(noise, in: pages, &random) else { continue }
      count += 1
      // A digit that is another one is what it looks like.
      for cause in page.causes where cause.isCertain && Slips.slip(cause.slip)?.isOfCopying != true {
        named.append("\(page.lesson) \(page.text): \(cause.slip) \(cause.margin)")
        break
      }
    }
    if Self.trials > 100 { print("\(noise.rawValue): \(named.count) of \(count)") }
    #expect(named.count * 100 <= max(3 * count, 100), "\(named)")
  }
}

extension Slip {
  /// Whether it changes digits, and no formula.
  fileprivate var isOfCopying: Bool { id.hasSuffix("-digit") || id.hasSuffix("-digits") || id == "copied" }
}
