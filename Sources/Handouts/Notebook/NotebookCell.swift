import Typesetting

/// A cell of a notebook.
struct NotebookCell: Sendable {
  /// Its name, of letters, digits, `-` and `_`.
  let id: String
  let kind: Kind
  let source: String
  /// The quantity of the lesson that it computes, and the variable that has it.
  var computes: (quantity: String, variable: String)?
  var grading: Grading?

  enum Kind: String, Sendable { case markdown, code }

  /// What nbgrader does with it.
  enum Grading: Hashable, Sendable {
    /// A student writes it; what stands between the marks is the solution.
    case solution
    /// It is read-only, and gives so many points.
    case test(points: Int)
  }

  /// Writes it as a member of a list of cells.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("cell_type", kind.rawValue)
      if kind == .code {
        json.key("execution_count")
        json.null()
      }
      json.member("id", id)
      json.key("metadata")
      json.object { json in metadata(to: &json) }
      if kind == .code {
        json.key("outputs")
        json.array { _ in }
      }
      json.key("source")
      json.array { json in
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() { json.string(line + (place == lines.count - 1 ? "" : "\n")) }
      }
    }
  }

  private func metadata(to json: inout JSONWriter) {
    if let computes {
      json.key("lesson")
      json.object { json in
        json.member("quantity", computes.quantity)
        json.member("variable", computes.variable)
      }
    }
    guard let grading else { return }
    json.key("nbgrader")
    json.object { json in
      let points: Int? = if case .test(let points) = grading { points } else { nil }
      json.key("grade")
      json.boolean(points != nil)
      json.member("grade_id", id)
      json.key("locked")
      json.boolean(points != nil)
      if let points { json.member("points", points) }
      json.member("schema_version", 3)
      json.key("solution")
      json.boolean(points == nil)
      json.key("task")
      json.boolean(false)
    }
  }
}
