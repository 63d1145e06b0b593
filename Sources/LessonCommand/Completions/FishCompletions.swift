/// The completion script for fish.
enum FishCompletions {
  static func script(_ specification: CompletionSpecification) -> String {
    var lines = ["# fish completion for lesson", "complete -c lesson -f"]
    let names = specification.commands.map(\.name).joined(separator: " ")
    let none = "-n 'not __fish_seen_subcommand_from \(names)'"
    for entry in specification.commands {
      lines.append("complete -c lesson \(none) -a \(entry.name) -d \(Shell.fish.quoted(entry.summary))")
    }
    for option in CommonOptions.all { lines.append("complete -c lesson \(describe(option, specification))") }
    for entry in specification.commands {
      let here = "-n '__fish_seen_subcommand_from \(entry.name)'"
      for option in entry.declaration.options where !CommonOptions.all.contains(option) {
        lines.append("complete -c lesson \(here) \(describe(option, specification))")
      }
      for argument in entry.declaration.arguments {
        let (words, files) = specification.words(for: argument.completion)
        if !words.isEmpty {
          lines.append("complete -c lesson \(here) -a \(Shell.fish.quoted(words.joined(separator: " ")))")
        }
        if files { lines.append("complete -c lesson \(here) -F") }
      }
    }
    let runs = "__fish_seen_subcommand_from \(specification.runners.joined(separator: " "))"
    for (lesson, options) in specification.settings {
      let here = "-n '\(runs); and __fish_seen_subcommand_from \(lesson)'"
      lines += options.map { "complete -c lesson \(here) \(describe($0, specification))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func describe(_ option: Option, _ specification: CompletionSpecification) -> String {
    var parts = option.short.map { ["-s \($0)"] } ?? []
    parts += ([option.name] + option.aliases).map { "-l \($0)" }
    if let value = option.value {
      let (words, files) = specification.words(for: value.completion, choices: value.choices)
      parts.append(files ? "-r -F" : "-x")
      if !words.isEmpty { parts.append("-a \(Shell.fish.quoted(words.joined(separator: " ")))") }
    }
    parts.append("-d \(Shell.fish.quoted(option.help[specification.language]))")
    return parts.joined(separator: " ")
  }
}
