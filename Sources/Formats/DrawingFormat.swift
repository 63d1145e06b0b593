import Typesetting

/// The formats of drawings, as the name of a file ends.
package enum DrawingFormat: String, Hashable, Sendable, CaseIterable {
  case svg, tex

  /// The format of a file with this name; nil where it ends in another way.
  package init?(ofFile path: String) {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let ending = parts.last, let format = Self(rawValue: ending.lowercased()) else { return nil }
    self = format
  }

  /// Whether one file takes any number of pictures.
  package var holdsSeveral: Bool { self == .tex }

  /// The name of one of several files, before the ending: `xor-2.svg`.
  package func path(_ path: String, number: Int) -> String {
    let ending = rawValue.count + 1
    return "\(path.dropLast(ending))-\(number)\(path.suffix(ending))"
  }

  /// A file with these charts.
  package func render(_ charts: [Chart], _ options: FormatOptions) -> String {
    switch self {
    case .svg: SVG(options).render(charts)
    case .tex: PGFPlots(options).render(charts)
    }
  }
}
