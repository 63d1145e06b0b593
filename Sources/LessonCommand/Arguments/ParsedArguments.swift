import Typesetting

/// What was on the command line, by name.
package struct ParsedArguments: Sendable {
  /// The positional arguments in order.
  package internal(set) var arguments: [String] = []
  /// Every option in the order given, under its first name.
  package internal(set) var options: [(name: String, value: String?)] = []
  /// The command with all its options, a lesson's own ones included.
  package internal(set) var declaration: Declaration

  init(declaration: Declaration) { self.declaration = declaration }

  /// The argument at a place counted from 0, or nil.
  package subscript(place: Int) -> String? {
    arguments.indices.contains(place) ? arguments[place] : nil
  }

  /// Whether an option or flag was given.
  package func has(_ name: String) -> Bool {
    options.contains { $0.name == name }
  }

  /// The value given last for an option, or nil.
  package func value(_ name: String) -> String? {
    options.last { $0.name == name }?.value
  }

  /// All the values given for an option, in order.
  package func values(_ name: String) -> [String] {
    options.compactMap { $0.name == name ? $0.value : nil }
  }

  /// The number given for an option, or nil when it was left out; throws `UsageError`.
  package func number(_ name: String) throws -> Double? {
    try value(name).map { try NumberArgument.number($0, for: synopsis(of: name)) }
  }

  /// The whole number given for an option, or nil when it was left out; throws `UsageError` outside `range`.
  package func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    try value(name).map { try NumberArgument.integer($0, in: range, for: synopsis(of: name)) }
  }

  /// `--lr <lr>`, for errors about the option's value.
  package func synopsis(of name: String) -> Localized {
    declaration.options.first { $0.name == name }?.synopsis ?? Localized(both: "--\(name)")
  }
}
