/// The completion script for zsh.
enum ZshCompletions {
  static func script(_ specification: CompletionSpecification) -> String {
    let language = specification.language
    var lines = [
      "#compdef lesson",
      "_lesson() {",
      "  local context state state_descr line",
      "  typeset -A opt_args",
      "  _arguments -C \\",
    ]
    lines += CommonOptions.all.map { "    \(option($0, specification)) \\" }
    lines += [
      "    '1:command:->command' \\",
      "    '*::argument:->argument'",
      "  case $state in",
      "    command)",
      "      local -a commands",
      "      commands=(",
    ]
    lines += specification.commands.map {
      "        \(Shell.zsh.quoted("\($0.name):\(escaped($0.summary, ":")))"))"
    }
    lines += ["      )", "      _describe 'command' commands", "      ;;", "    argument)"]
    lines += settings(specification)
    lines.append("      case $words[1] in")
    for entry in specification.commands {
      let own = specification.runners.contains(entry.name) ? "\"${settings[@]}\" " : ""
      lines += ["        \(entry.name))", "          _arguments -s \(own)\\"]
      var specs = entry.declaration.options.map { option($0, specification) }
      for (place, argument) in entry.declaration.arguments.enumerated() {
        let position = argument.isRepeatable ? "*" : "\(place + 1)"
        let name = escaped(argument.name[language], ":")
        let action = action(specification.words(for: argument.completion))
        let colon = argument.isOptional && !argument.isRepeatable ? "::" : ":"
        specs.append(Shell.zsh.quoted("\(position)\(colon)\(name):\(action)"))
      }
      lines += specs.dropLast().map { "            \($0) \\" } + specs.suffix(1).map { "            \($0)" }
      lines.append("          ;;")
    }
    lines += ["      esac", "      ;;", "  esac", "}"]
    // Both as a file of $fpath, which is run as the function itself, and read with `source`.
    lines += [
      "if [ \"$funcstack[1]\" = _lesson ]; then _lesson \"$@\"; else compdef _lesson lesson; fi", "",
    ]
    return lines.joined(separator: "\n")
  }

  /// The options of the first lesson among the words.
  private static func settings(_ specification: CompletionSpecification) -> [String] {
    let names = specification.settings.map(\.lesson)
    var lines = ["      local -a settings", "      case $words[(r)(\(names.joined(separator: "|")))] in"]
    for (lesson, options) in specification.settings {
      let specs = options.map { option($0, specification) }.joined(separator: " ")
      lines.append("        \(lesson)) settings=(\(specs)) ;;")
    }
    return lines + ["      esac"]
  }

  private static func option(_ option: Option, _ specification: CompletionSpecification) -> String {
    let language = specification.language
    let help = escaped(option.help[language], "[]:")
    var value = ""
    if let declared = option.value {
      let words = specification.words(for: declared.completion, choices: declared.choices)
      value = ":\(escaped(declared.name[language], ":")):\(action(words))"
    }
    let spellings = option.spellings
    let star = option.isRepeatable ? "*" : ""
    // `--name=` lets the value follow after a blank or an equals sign.
    let forms = spellings.map { spelling in
      let join = option.value == nil ? "" : spelling.hasPrefix("--") ? "=" : "+"
      return Shell.zsh.quoted("\(star)\(spelling)\(join)[\(help)]\(value)")
    }
    return forms.joined(separator: " ")
  }

  private static func action(_ completion: (words: [String], files: Bool)) -> String {
    let words = completion.words.map { escaped($0, " ()") }.joined(separator: " ")
    switch (completion.words.isEmpty, completion.files) {
    case (true, true): return "_files"
    case (true, false): return " "
    case (false, true): return "_alternative \"words\\:word\\:(\(words))\" \"files\\:file\\:_files\""
    case (false, false): return "(\(words))"
    }
  }

  /// A backslash before each of the letters that mean something there, and before backslashes.
  private static func escaped(_ text: String, _ letters: String) -> String {
    text.reduce(into: "") { result, letter in
      if letter == "\\" || letters.contains(letter) { result.append("\\") }
      result.append(letter)
    }
  }
}
