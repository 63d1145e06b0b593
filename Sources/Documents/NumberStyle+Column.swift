import Typesetting

extension NumberStyle {
  /// Numbers one below the other, with as many decimals as each other; blank where there is none.
  func texts(column values: [Double?]) -> [Text] {
    // Small numbers get the decimals of tenths: a row says the same in a table that goes on from it.
    var numbers = format(column: values.compactMap { $0 }, alongside: [0.1]).makeIterator()
    return values.map { value in value.flatMap { _ in numbers.next().map { Text(.number($0)) } } ?? Text("") }
  }
}
