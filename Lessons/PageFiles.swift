import CEmbedded

/// What a page is made of beside its lesson.
package enum PageFiles {
  /// The style sheet.
  package static let style = Tightening.style(text(embedded_page_style(), embedded_page_style_length()))

  /// The script.
  package static let script = Tightening.script(text(embedded_page_script(), embedded_page_script_length()))

  /// The style sheet of a page with a pad to draw digits on.
  package static let padStyle = style + Tightening.style(text(embedded_pad_style(), embedded_pad_style_length()))

  /// The script of a pad to draw digits on, which stands before that of the page.
  package static let padScript = Tightening.script(text(embedded_pad_script(), embedded_pad_script_length()))

  /// The style sheet of a course's index.
  package static let indexStyle =
    style + Tightening.style(text(embedded_index_style(), embedded_index_style_length()))

  /// The script of a course's index.
  package static let indexScript = Tightening.script(text(embedded_index_script(), embedded_index_script_length()))

  /// The engine as a WebAssembly module, compressed with gzip.
  package static let engine = Array(
    UnsafeRawBufferPointer(start: embedded_engine(), count: max(0, embedded_engine_length())))

  /// A text of so many bytes, of which the last is a zero.
  private static func text(_ bytes: UnsafePointer<CChar>, _ length: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: max(0, length - 1)), as: UTF8.self)
  }
}
