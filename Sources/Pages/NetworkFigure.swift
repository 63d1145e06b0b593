import Calculus
import Formats
import Matrices
import Trace
import Typesetting

/// The drawing of a small network: a circle for each unit, and a line for each weight, with their numbers.
///
/// It says nothing that the matrices do not say, so that whoever listens hears only its caption.
///
///     <figure class="network"><svg aria-hidden="true">
///       <a href="#oQ-K" tabindex="-1" class="weight" data-entries="Q-K" data-ends="Q-K Q-K"> <line> <text data-number="Q-K">
///       <a href="#oQ-K" tabindex="-1" class="unit" data-entries="Q-K Q-K"> <circle> <text> <text data-number="Q-K">
///     </svg><figcaption>
///
/// A script finds by `data-entries` what belongs to a number, and puts other numbers into `data-number`.
struct NetworkFigure {
  private let layers: [NetworkLayers.Layer]
  private let moment: Moment
  private let options: FormatOptions
  private let opens: (Entry) -> Bool

  private static let gap = (across: 130.0, down: 74.0)
  private static let radius = 21.0
  private static let margin = 34.0
  /// Weights between two layers of which each has room for its number.
  private static let mostNumbers = 9

  /// - Parameter opens: whether a number can be opened on the page.
  init?(_ moment: Moment, _ options: FormatOptions, opens: @escaping (Entry) -> Bool) {
    guard let network = NetworkLayers(moment.program) else { return nil }
    layers = network.layers
    self.moment = moment
    self.options = options
    self.opens = opens
  }

  /// The drawing, as an element of a page.
  var html: String {
    let most = layers.map { $0.units.count }.max() ?? 1
    let width = 2 * Self.margin + Double(layers.count - 1) * Self.gap.across
    let height = 2 * Self.margin + Double(most - 1) * Self.gap.down
    func place(_ unit: Int, _ layer: Int) -> (x: Double, y: Double) {
      let first = Self.margin + Double(most - layers[layer].units.count) * Self.gap.down / 2
      return (Self.margin + Double(layer) * Self.gap.across, first + Double(unit) * Self.gap.down)
    }
    var lines = ""
    var circles = ""
    for (column, layer) in layers.enumerated() {
      for weight in layer.weights {
        let numbered = layer.weights.count <= Self.mostNumbers
        lines += line(
          weight, in: column, place(weight.from, column - 1), place(weight.to, column), isNumbered: numbered)
      }
      for (row, unit) in layer.units.enumerated() { circles += circle(unit, place(row, column)) }
    }
    let sizes = layers.map { String($0.units.count) }.joined(separator: "–")
    return """
      <figure class="network"><svg viewBox="0 0 \(number(width)) \(number(height))" aria-hidden="true" focusable="false">
      \(lines)\(circles)</svg><figcaption>\(HTML.escaped(caption(sizes)[options.language]))</figcaption></figure>

      """
  }

  private func caption(_ sizes: String) -> Localized {
    let examples =
      moment.program.batching == nil && layers[0].units[0].output.quantity.shape.count > layers[0].units.count
    return examples
      ? Localized(es: "La red, \(sizes), con el primer ejemplo", en: "The network, \(sizes), with the first example")
      : Localized(es: "La red, \(sizes)", en: "The network, \(sizes)")
  }

  private func line(
    _ weight: NetworkLayers.Weight, in layer: Int, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double),
    isNumbered: Bool
  ) -> String {
    // Numbers of lines that cross stand away from the middle, where they would lie on one another.
    let part = from.y == to.y ? 0.5 : 0.3
    let (x, y) = (from.x + part * (to.x - from.x), from.y + part * (to.y - from.y))
    let text =
      isNumbered
      ? "<text x=\"\(number(x))\" y=\"\(number(y - 4))\" data-number=\"\(key(weight.entry))\">\(shown(weight.entry))</text>"
      : ""
    let ends = [layers[layer - 1].units[weight.from].output, layers[layer].units[weight.to].output].map { key($0) }
    return element(
      weight.entry, "weight\" data-ends=\"\(ends[0]) \(ends[1])", [weight.entry],
      "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\" y2=\"\(number(to.y))\"/>" + text)
  }

  private func circle(_ unit: NetworkLayers.Unit, _ place: (x: Double, y: Double)) -> String {
    let name = HTML(options).spoken(Text(Notation().entry(unit.output.quantity, unit.output.offset)))
    return element(
      unit.output, "unit", unit.entries,
      "<circle cx=\"\(number(place.x))\" cy=\"\(number(place.y))\" r=\"\(number(Self.radius))\"/>"
        + "<text x=\"\(number(place.x))\" y=\"\(number(place.y + 4))\">\(name)</text>"
        + "<text x=\"\(number(place.x))\" y=\"\(number(place.y + Self.radius + 12))\" data-number=\"\(key(unit.output))\">"
        + "\(shown(unit.output))</text>")
  }

  private func element(_ entry: Entry, _ name: String, _ entries: [Entry], _ content: String) -> String {
    let keys = entries.map { key($0) }.joined(separator: " ")
    let link = opens(entry) ? "a href=\"#\(Cards.id(of: entry))\" tabindex=\"-1\"" : "g"
    return "<\(link) class=\"\(name)\" data-entries=\"\(keys)\">\(content)</\(link.prefix(1))>\n"
  }

  private func key(_ entry: Entry) -> String { "\(entry.quantity.id)-\(entry.offset)" }

  private func shown(_ entry: Entry) -> String {
    let text = NumberStyle.lines().format(moment.entry(entry.quantity, entry.offset))
    return HTML.escaped(options.decimalMark.applied(to: text))
  }

  private func number(_ value: Double) -> String {
    DecimalDigits((value * 10).rounded() / 10).map { $0.fixed(decimals: $0.decimals) } ?? "0"
  }
}
