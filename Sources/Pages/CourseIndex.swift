import Formats
import Typesetting

/// The first page of a course: its lessons by themes, with what each teaches; a field that looks for words in all of them;
/// and tables that stand below.
///
/// The list can be read and its links followed without the script, which adds the field.
package struct CourseIndex {
  /// A lesson of the course.
  package struct Lesson {
    /// The file of its page, in the same folder.
    package let file: String
    package let name: String
    package let title: String
    /// What else it is found by: its notes, and the meanings of its quantities.
    package let words: String
    package init(file: String, name: String, title: String, words: String) {
      self.file = file
      self.name = name
      self.title = title
      self.words = words
    }
  }

  /// Where the index stands in the folder of a course.
  package static let file = "index.html"
  /// What a lesson's page calls it.
  static let link = Localized(es: "Todas las lecciones", en: "All lessons")

  private let themes: [(title: String, lessons: [Lesson])]
  private let tables: [Block]
  private let options: FormatOptions

  /// - Parameter tables: what stands below the list.
  package init(themes: [(title: String, lessons: [Lesson])], tables: [Block], _ options: FormatOptions) {
    self.themes = themes
    self.tables = tables
    self.options = options
  }

  private func say(_ es: String, _ en: String) -> String {
    HTML.escaped(Localized(es: es, en: en)[options.language])
  }

  /// The whole file.
  ///
  /// - Parameter script: what looks for words.
  package func text(style: String, script: String) -> String {
    let count = themes.reduce(0) { $0 + $1.lessons.count }
    let title = say("Redes neuronales, paso a paso", "Neural networks, step by step")
    let frame = PageFrame(
      options: options, title: title, style: style, scripts: "script-src '\(SHA256.source(of: script))'; ")
    return frame.text(
      """
      <main class="course">
      <h1>\(title)</h1>
      <p>\(say("\(count) lecciones. Cada página se basta sola: se puede copiar, enviar y abrir sin red.", "\(count) lessons. Each page stands alone: it can be copied, sent and opened without a network."))</p>
      <form class="search" role="search" hidden="" data-none="\(say("Ninguna lección tiene esas palabras.", "No lesson has these words."))" data-found="\(say("Lecciones con esas palabras:", "Lessons with these words:"))">
      <label>\(say("Buscar", "Search")) <input type="search" autocomplete="off"/></label>
      <p role="status"></p>
      </form>
      \(themes.map(section).joined())\(HTML(options).fragment(tables))</main>
      <script>\(script)</script>

      """)
  }

  private func section(_ theme: (title: String, lessons: [Lesson])) -> String {
    let items = theme.lessons.map { lesson in
      "<li data-words=\"\(HTML.escaped(lesson.words))\"><a href=\"\(HTML.escaped(lesson.file))\">"
        + "<code>\(HTML.escaped(lesson.name))</code> <span>\(HTML.escaped(lesson.title))</span></a></li>\n"
    }
    return "<section>\n<h2>\(HTML.escaped(theme.title))</h2>\n<ul>\n\(items.joined())</ul>\n</section>\n"
  }
}
