import CEmbedded

/// What a page is made of beside its lesson.
package enum PageFiles {
  /// The style sheet.
  package static let style = Tightening.style(
    String(
      decoding: UnsafeRawBufferPointer(start: embedded_page_style(), count: max(0, embedded_page_style_length() - 1)),
      as: UTF8.self))

  /// The script.
  package static let script = Tightening.script(
    String(
      decoding: UnsafeRawBufferPointer(start: embedded_page_script(), count: max(0, embedded_page_script_length() - 1)),
      as: UTF8.self))

  /// The script of a course's index.
  package static let indexScript = String(
    decoding: UnsafeRawBufferPointer(start: embedded_index_script(), count: max(0, embedded_index_script_length() - 1)),
    as: UTF8.self)

  /// The engine as a WebAssembly module, compressed with gzip.
  package static let engine = Array(
    UnsafeRawBufferPointer(start: embedded_engine(), count: max(0, embedded_engine_length())))
}
