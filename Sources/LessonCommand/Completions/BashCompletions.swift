/// The completion script for bash 3.2 and later; it needs no other script.
enum BashCompletions {
  static func script(_ specification: CompletionSpecification) -> String {
    let names = specification.commands.map(\.name).joined(separator: " ")
    let common = CommonOptions.all.flatMap(\.spellings).joined(separator: " ")
    var lines = [
      "# bash completion for lesson",
      "_lesson() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"",
      "  local command='' lesson='' place=0 index word skip=0",
      "  COMPREPLY=()",
      "  # Which command it is, and how many arguments stand before the cursor.",
      "  for ((index = 1; index < COMP_CWORD; index++)); do",
      "    word=\"${COMP_WORDS[index]}\"",
      "    if ((skip)); then skip=0; continue; fi",
      "    case \"$command $word\" in",
    ]
    let valued = specification.commands.map { entry in
      (entry.name, entry.declaration.options.filter { $0.value != nil }.flatMap(\.spellings))
    }
    let everywhere = CommonOptions.all.filter { $0.value != nil }.flatMap(\.spellings)
    lines.append("      \(everywhere.map { "*' \($0)'" }.joined(separator: "|"))) skip=1 ;;")
    for (name, spellings) in valued {
      let own = spellings.filter { !everywhere.contains($0) }
      if !own.isEmpty { lines.append("      \(own.map { "'\(name) \($0)'" }.joined(separator: "|"))) skip=1 ;;") }
    }
    let settings = Set(specification.settings.flatMap { $0.options.flatMap(\.spellings) }).sorted()
    for name in specification.runners {
      lines.append("      \(settings.map { "'\(name) \($0)'" }.joined(separator: "|"))) skip=1 ;;")
    }
    lines += [
      "      *' -'*) ;;",
      "      ' '*) command=\"$word\" ;;",
      "      *) if ((place == 0)); then lesson=\"$word\"; fi; place=$((place + 1)) ;;",
      "    esac",
      "  done",
      "  # The value of an option.",
      "  case \"$command $previous\" in",
    ]
    for option in CommonOptions.all {
      guard let value = option.value else { continue }
      let patterns = option.spellings.map { "*' \($0)'" }.joined(separator: "|")
      lines.append(
        "    \(patterns)) \(reply(specification.words(for: value.completion, choices: value.choices)))return ;;")
    }
    for entry in specification.commands {
      for option in entry.declaration.options where !CommonOptions.all.contains(option) {
        guard let value = option.value else { continue }
        let patterns = option.spellings.map { "'\(entry.name) \($0)'" }.joined(separator: "|")
        lines.append(
          "    \(patterns)) \(reply(specification.words(for: value.completion, choices: value.choices)))return ;;")
      }
    }
    lines.append("  esac")
    lines += Self.settings(specification)
    lines += [
      "  case \"$command\" in",
      "    '')",
      "      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '\(common)' -- \"$current\"))",
      "      else COMPREPLY=($(compgen -W '\(names)' -- \"$current\")); fi ;;",
    ]
    for entry in specification.commands { lines += arguments(of: entry, specification) }
    lines += ["  esac", "}", "complete -o filenames -F _lesson lesson", ""]
    return lines.joined(separator: "\n")
  }

  /// The options and arguments of a command.
  private static func arguments(
    of entry: CompletionSpecification.Entry, _ specification: CompletionSpecification
  ) -> [String] {
    let options = entry.declaration.options.flatMap(\.spellings).joined(separator: " ")
    var lines = [
      "    \(entry.name))",
      "      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '\(options)'\" $settings\" -- \"$current\"))",
    ]
    for (place, argument) in entry.declaration.arguments.enumerated() {
      let test = argument.isRepeatable ? "place >= \(place)" : "place == \(place)"
      let reply = reply(specification.words(for: argument.completion))
      if !reply.isEmpty { lines.append("      elif ((\(test))); then \(reply)") }
    }
    return lines + ["      fi ;;"]
  }

  /// The lesson's own options, and the values of the one before the cursor.
  private static func settings(_ specification: CompletionSpecification) -> [String] {
    var lines = [
      "  # The settings of the lesson.", "  local settings=''", "  case \"$command\" in",
      "    \(specification.runners.joined(separator: "|")))", "      case \"$lesson $previous\" in",
    ]
    for (lesson, options) in specification.settings {
      for option in options {
        guard let value = option.value else { continue }
        let patterns = option.spellings.map { "'\(lesson) \($0)'" }.joined(separator: "|")
        lines.append(
          "        \(patterns)) \(reply(specification.words(for: value.completion, choices: value.choices)))return ;;")
      }
    }
    lines += ["      esac", "      case \"$lesson\" in"]
    lines += specification.settings.map { lesson, options in
      "        \(lesson)) settings='\(options.flatMap(\.spellings).joined(separator: " "))' ;;"
    }
    return lines + ["      esac ;;", "  esac"]
  }

  private static func reply(_ completion: (words: [String], files: Bool)) -> String {
    var parts: [String] = []
    if completion.files { parts.append("$(compgen -f -- \"$current\")") }
    if !completion.words.isEmpty {
      parts.append("$(compgen -W '\(completion.words.joined(separator: " "))' -- \"$current\")")
    }
    return parts.isEmpty ? "" : "COMPREPLY=(\(parts.joined(separator: " "))); "
  }
}
