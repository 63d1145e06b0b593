import Formats

/// An HTML file around its body: nothing is fetched, and no code runs but what is named.
struct PageFrame {
  let options: FormatOptions
  /// In HTML.
  let title: String
  let style: String
  /// Where code is allowed from besides nowhere, as the policy writes it; empty for none.
  let scripts: String

  /// The whole file.
  func text(_ body: String) -> String {
    let policy =
      "default-src 'none'; style-src '\(SHA256.source(of: style))'; \(scripts)base-uri 'none'; form-action 'none'"
    return """
      <!DOCTYPE html>
      <html lang="\(options.language.rawValue)">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="\(policy)"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(title)</title>
      <style>\(style)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }
}
