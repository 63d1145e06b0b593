import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct SurroundingsTests {
  private func surroundings(
    _ environment: [String: String], terminals: Set<Surroundings.Stream> = [], width: Int? = nil
  ) -> Surroundings {
    Surroundings(arguments: [], environment: environment, terminals: terminals, terminalWidth: width)
  }

  @Test(
    arguments: [
      ([:], Language.english), (["LANG": "es_ES.UTF-8"], .spanish), (["LANG": "es"], .spanish),
      (["LANG": "en_US.UTF-8"], .english), (["LANG": "de_DE"], .english), (["LANG": "C"], .english),
      (["LC_ALL": "C", "LANG": "es_MX"], .english), (["LC_ALL": "", "LANG": "es_MX"], .spanish),
      (["LC_MESSAGES": "es_AR", "LANG": "en_US"], .spanish), (["LC_ALL": "es_CL", "LC_MESSAGES": "en"], .spanish),
      (["LESSON_LANG": "en", "LANG": "es_ES"], .english), (["LESSON_LANG": "es", "LANG": "en_US"], .spanish),
      (["LESSON_LANG": "", "LANG": "es_ES"], .spanish),
    ] as [([String: String], Language)])
  func `the language comes from the environment in order`(environment: [String: String], language: Language) {
    #expect(surroundings(environment).language == language)
  }

  @Test(
    arguments: [
      (["--lang", "es"], Language.spanish), (["list", "--lang=es"], .spanish),
      (["--lang", "es", "--lang", "en"], .english),
      (["--", "--lang", "es"], .english), (["--lang", "fr"], .english), (["--lang"], .english),
    ] as [([String], Language)])
  func `the command line decides the language before everything else`(words: [String], language: Language) {
    let base = surroundings(["LANG": "en_US.UTF-8"])
    #expect(base.adopting(words).language == language)
  }

  @Test(
    arguments: [
      ([:], false), (["LANG": "es_ES.UTF-8"], true), (["LANG": "C.utf8"], true),
      (["LC_ALL": "C", "LANG": "es_ES.UTF-8"], false),
      (["LC_CTYPE": "en_US.UTF-8", "LANG": "C"], true), (["LC_ALL": "", "LC_CTYPE": "", "LANG": "C.UTF-8"], true),
    ] as [([String: String], Bool)])
  func `a locale is a UTF-8 one when its name says so`(environment: [String: String], isUTF8: Bool) {
    #expect(surroundings(environment).isUTF8 == isUTF8)
    #expect(surroundings(environment).usesASCII == !isUTF8)
    #expect(surroundings(environment).adopting(["--ascii"]).usesASCII)
  }

  @Test(
    arguments: [
      ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
      (["NO_COLOR": "0", "FORCE_COLOR": "1"], false), (["TERM": "dumb", "FORCE_COLOR": "1"], true),
      (["FORCE_COLOR": "0"], true),
    ] as [([String: String], Bool)])
  func `colour on a terminal goes by the rules of the environment`(environment: [String: String], colour: Bool) {
    #expect(surroundings(environment, terminals: [.output]).hasColour(.output) == colour)
    #expect(!surroundings(environment, terminals: [.output]).adopting(["--no-color"]).hasColour(.output))
  }

  @Test func `each stream has colour by itself, and none without a terminal unless forced`() {
    let mixed = surroundings([:], terminals: [.error])
    #expect(!mixed.hasColour(.output))
    #expect(mixed.hasColour(.error))
    #expect(surroundings(["FORCE_COLOR": "1"]).hasColour(.output))
    #expect(!surroundings(["FORCE_COLOR": "0"]).hasColour(.output))
  }

  @Test(
    arguments: [
      ([:], nil, 80), ([:], 120, 120), (["COLUMNS": "60"], 120, 60), (["COLUMNS": "abc"], 120, 120),
      (["COLUMNS": "0"], nil, 80), (["COLUMNS": "3"], nil, 20), (["COLUMNS": "-5"], 100, 100),
      (["COLUMNS": "1000000000"], nil, 1000), ([:], 9_000, 1000),
    ] as [([String: String], Int?, Int)])
  func `the width is COLUMNS, then the terminal's, then 80`(environment: [String: String], terminal: Int?, width: Int) {
    #expect(surroundings(environment, width: terminal).width == width)
  }

  @Test func `the decimal mark is a point unless a comma was asked for`() {
    #expect(surroundings(["LANG": "es_ES.UTF-8"]).decimalMark == .point)
    #expect(surroundings(["LESSON_DECIMAL": "comma"]).decimalMark == .comma)
    #expect(surroundings(["LESSON_DECIMAL": "comma"]).adopting(["--decimal", "point"]).decimalMark == .point)
    #expect(surroundings([:]).adopting(["--decimal=comma"]).decimalMark == .comma)
  }

  @Test func `the process can be read`() {
    #expect(Surroundings.process().width >= 20)
  }
}
