import Testing
import Typesetting

@testable import LessonCommand

@Suite struct ArgumentParserTests {
  static let declaration = Declaration(
    arguments: [
      .lesson, Argument(Localized(both: "rest"), help: Localized(both: ""), isOptional: true, isRepeatable: true),
    ],
    options: [
      Option("lr", aliases: ["rate"], value: .init(Localized(both: "lr")), help: Localized(both: "step")),
      Option("iterations", short: "n", value: .init(Localized(both: "count")), help: Localized(both: "")),
      Option("trace", short: "t", help: Localized(both: "")),
      Option("quiet", short: "q", help: Localized(both: "")),
      Option(
        "set", value: .init(Localized(both: "name=value")), help: Localized(both: ""), isRepeatable: true),
      Option("gate", value: .init(Localized(both: "gate"), choices: ["and", "or", "xor"]), help: Localized(both: "")),
    ])

  private func parse(_ line: String) throws -> ParsedArguments {
    try ArgumentParser(Self.declaration).parse(line.split(separator: " ").map(String.init))
  }

  private func failure(_ line: String) -> UsageError? {
    do {
      _ = try parse(line)
      return nil
    } catch {
      return error as? UsageError
    }
  }

  @Test(arguments: [
    "xor --lr 0.5", "xor --lr=0.5", "--lr 0.5 xor", "--rate 0.5 xor", "xor --rate=0.5", "--lr 9 xor --lr 0.5",
    "--lr 0.5 -- xor",
  ])
  func `an option's value stands after a blank or an equals sign, before or after the argument`(line: String) throws {
    let parsed = try parse(line)
    #expect(parsed.value("lr") == "0.5")
    #expect(parsed.arguments == ["xor"])
  }

  @Test(arguments: ["-n 5", "-n5", "-n=5", "-n  5", "-tn5", "-tqn 5", "-qtn=5"])
  func `a short option takes its value joined, after an equals sign or apart, alone or at the end of flags`(
    words: String
  ) throws {
    let parsed = try parse("xor " + words)
    #expect(parsed.value("iterations") == "5")
    #expect(parsed.has("trace") == words.contains("t"))
    #expect(parsed.arguments == ["xor"])
  }

  @Test(arguments: ["-0.5", "-.5", "-,5", "-5", "\u{2212}0.5", "-1e-3", "-"])
  func `a negative number is a value and an argument, never an option`(number: String) throws {
    #expect(try parse("xor --lr \(number)").value("lr") == number)
    #expect(try parse("xor --lr=\(number)").value("lr") == number)
    #expect(try parse("xor \(number)").arguments == ["xor", number])
  }

  @Test func `a value may begin with a hyphen when it is no option`() throws {
    let parsed = try ArgumentParser(Self.declaration).parse(["xor", "--set", "-x1 + 2"])
    #expect(parsed.value("set") == "-x1 + 2")
  }

  @Test func `after two hyphens everything is an argument`() throws {
    #expect(try parse("-- xor --lr -t --").arguments == ["xor", "--lr", "-t", "--"])
  }

  @Test func `repeated options keep all their values in order`() throws {
    #expect(try parse("xor --set a=1 --set=b=2").values("set") == ["a=1", "b=2"])
  }

  @Test(arguments: [
    ("xor --lrr 1", "Unknown option '--lrr'. Did you mean '--lr'?"),
    ("xor --zzzzzzzz", "Unknown option '--zzzzzzzz'"),
    ("xor -z", "Unknown option '-z'"),
    ("xor -trace", "Unknown option '-trace'. Did you mean '--trace'?"),
    ("xor --lr", "Missing value for '--lr <lr>'"),
    ("xor --lr --trace", "Missing value for '--lr <lr>'"),
    ("xor --lr -t", "Missing value for '--lr <lr>'"),
    ("xor --lr -- x", "Missing value for '--lr <lr>'"),
    ("--trace", "Missing argument '<lesson>'"),
    ("xor --trace=yes", "The option '--trace' takes no value, but 'yes' was given."),
    ("xor --gate nor", "The value 'nor' is invalid for '--gate <gate>'. Choose one of 'and', 'or' or 'xor'."),
  ])
  func `what cannot be understood is told as Swift's tools do`(line: String, message: String) {
    #expect(failure(line)?.message.en == message)
  }

  @Test func `the same in Spanish`() {
    #expect(failure("xor --lrr 1")?.message.es == "Opción desconocida '--lrr'. ¿Querías decir '--lr'?")
    #expect(failure("--trace")?.message.es == "Falta el argumento '<lección>'")
    #expect(
      failure("xor --gate nor")?.message.es
        == "El valor 'nor' no es válido para '--gate <gate>'. Elige 'and', 'or' o 'xor'.")
  }

  @Test func `too many arguments are all named`() {
    let parser = ArgumentParser(Declaration(arguments: [.lesson]))
    #expect(throws: UsageError.self) { try parser.parse(["a", "b"]) }
    do {
      _ = try parser.parse(["a", "b", "c"])
    } catch {
      #expect((error as? UsageError)?.message.en == "2 unexpected arguments: 'b', 'c'")
    }
  }

  @Test(arguments: [
    ("--hidden 3 xor", "xor"), ("xor --hidden 3", "xor"), ("--hidden=3 xor", "xor"), ("--trace xor", "xor"),
    ("-n 5 xor", "xor"), ("-n5 xor", "xor"), ("--lr -0.5 xor", "xor"), ("-- -x", "-x"), ("--help xor", "xor"),
  ])
  func `the lesson is found before its own options are known`(line: String, name: String) {
    let words = line.split(separator: " ").map(String.init)
    #expect(ArgumentParser(Self.declaration).firstArgument(of: words) == name)
  }

  @Test func `a lesson's own options are parsed like the others, and never replace them`() throws {
    let own = [
      Option("hidden", value: .init(Localized(both: "h")), help: Localized(both: "")),
      Option("lr", help: Localized(both: "another")),
    ]
    let parser = ArgumentParser(Self.declaration.adding(own))
    let parsed = try parser.parse(["--hidden", "3", "xor", "--lr", "1"])
    #expect(parsed.value("hidden") == "3")
    #expect(parsed.value("lr") == "1")
  }

  @Test func `numbers are read where they are asked for`() throws {
    let parsed = try parse("xor --lr 0,5 -n 1e4")
    #expect(try parsed.number("lr") == 0.5)
    #expect(try parsed.integer("iterations", in: 1...1_000_000_000) == 10_000)
    #expect(try parsed.number("gate") == nil)
    let wrong = try parse("xor --lr abc -n 1e12")
    do {
      _ = try wrong.number("lr")
      Issue.record("abc is no number")
    } catch let error as UsageError {
      #expect(
        error.message.en
          == "The value 'abc' is invalid for '--lr <lr>': not a number; for example 0.5, 0,5, 1e-3 or 1/3")
    }
    #expect(throws: UsageError.self) { try wrong.integer("iterations", in: 1...1_000_000_000) }
  }

  @Test func `no words make the parser crash`() {
    var random = SystemRandomNumberGenerator()
    let pieces = ["-", "--", "=", "n", "lr", "t", "xor", " ", "é", "--lr", "-n", "0", "\u{0}", "--gate", "--set="]
    for _ in 0..<3000 {
      let words = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      _ = try? ArgumentParser(Self.declaration).parse(words)
      _ = ArgumentParser(Self.declaration).firstArgument(of: words)
    }
  }
}
