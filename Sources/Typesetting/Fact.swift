/// What a command has found, for programs to read: typed, in full precision, in no language.
///
/// Every command makes its facts first; a document words them, and `--format json` writes them as they are.
package indirect enum Fact: Hashable, Sendable {
  /// Members in the order in which they are written.
  case object([Member])
  case list([Fact])
  case number(Double)
  /// In 64 bits, which an Int has not everywhere: a seed has 32.
  case integer(Int64)
  case flag(Bool)
  case text(String)
  /// The lesson's own words, in both languages.
  case words(Localized)
  /// A formula as it is set.
  case formula(MathText)
  /// Numbers in the order of their shape, the last axis running fastest; the sizes of all axes.
  case array(shape: [Int], values: [Double])
  /// There is none here.
  case none

  /// A named part of an object.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: Fact

    package init(_ key: String, _ value: Fact) {
      self.key = key
      self.value = value
    }
  }

  /// A count.
  package static func integer(_ count: Int) -> Fact { .integer(Int64(count)) }

  /// A seed, a checksum.
  package static func integer(_ number: UInt32) -> Fact { .integer(Int64(number)) }

  /// An object of the members given; those without a value are left out.
  package static func record(_ members: (key: String, value: Fact?)...) -> Fact {
    .object(members.compactMap { member in member.value.map { Member(member.key, $0) } })
  }

  /// The sizes of a shape: `[2,3]`.
  package static func shape(_ sizes: [Int]) -> Fact { .list(sizes.map { .integer($0) }) }

  /// This object with more members behind its own; anything else stays as it is.
  package func adding(_ members: (key: String, value: Fact?)...) -> Fact { adding(members) }

  /// This object with more members behind its own; anything else stays as it is.
  package func adding(_ members: [(key: String, value: Fact?)]) -> Fact {
    guard case .object(let own) = self else { return self }
    return .object(own + members.compactMap { member in member.value.map { Member(member.key, $0) } })
  }
}
