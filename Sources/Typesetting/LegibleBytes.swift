extension String {
  /// Bytes as text, those that are not UTF-8 as `\xE9`.
  package init(legible bytes: some Collection<CChar>) {
    self = ""
    var rest = bytes.map { UInt8(bitPattern: $0) }[...]
    while let first = rest.first {
      let length = [1, 2, 3, 4].first { String(validating: rest.prefix($0), as: UTF8.self)?.unicodeScalars.count == 1 }
      if let length {
        self += String(decoding: rest.prefix(length), as: UTF8.self)
      } else {
        self += "\\x" + (first < 16 ? "0" : "") + String(first, radix: 16, uppercase: true)
      }
      rest = rest.dropFirst(length ?? 1)
    }
  }
}
