import Typesetting

/// Facts as JSON: one envelope for all commands, and the facts of the command in it.
///
///     {"format":"lesson-facts","version":1,"command":"check","facts":{…}}
///
/// Numbers are the shortest that read back as the same bits; NaN and infinities are the texts `"NaN"`, `"Infinity"`,
/// `"-Infinity"`. An array is `{"shape":[2,3],"values":[[…],[…]]}`, a formula `{"text":"W2ᵀ·δ2","latex":"…"}`, the lesson's
/// words `{"es":"…","en":"…"}`.
package struct FactsJSON: Sendable {
  /// The version of the envelope and of all bodies; it rises when a reader of the old one would fail.
  package static let version = 1

  private let latex = LaTeXMath()
  private let linear = LinearMath()

  package init() {}

  /// The facts of a command, on one line that ends with a line end.
  package func text(_ facts: Fact, of command: String) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-facts")
      json.member("version", Self.version)
      json.member("command", command)
      json.key("facts")
      write(facts, to: &json)
    }
    return json.text + "\n"
  }

  private func write(_ fact: Fact, to json: inout JSONWriter) {
    switch fact {
    case .object(let members):
      json.object { json in
        for member in members {
          json.key(member.key)
          write(member.value, to: &json)
        }
      }
    case .list(let facts):
      json.array { json in
        for fact in facts { write(fact, to: &json) }
      }
    case .number(let number): json.number(number)
    case .integer(let number): json.integer(number)
    case .flag(let flag): json.boolean(flag)
    case .text(let text): json.string(text)
    case .words(let text):
      json.object { json in
        json.member("es", text.es)
        json.member("en", text.en)
      }
    case .formula(let formula):
      json.object { json in
        json.member("text", linear.text(formula))
        json.member("latex", latex.text(formula))
      }
    case .array(let shape, let values):
      json.object { json in
        json.key("shape")
        json.array { json in
          for size in shape { json.integer(size) }
        }
        json.key("values")
        nested(values[...], shape[...], to: &json)
      }
    case .none: json.null()
    }
  }

  /// Nested lists as the shape says.
  private func nested(_ values: ArraySlice<Double>, _ sizes: ArraySlice<Int>, to json: inout JSONWriter) {
    json.array { json in
      guard let count = sizes.first, sizes.count > 1, count > 0 else {
        for value in values { json.number(value) }
        return
      }
      let part = values.count / count
      for place in 0..<count {
        nested(values.dropFirst(place * part).prefix(part), sizes.dropFirst(), to: &json)
      }
    }
  }
}
