import Calculus
import Execution
import Matrices

/// The way that two numbers go over a run: some hundred places of the plane, however long it is.
struct DescentPath {
  /// Which have two entries together.
  private let formulas: [Resolved]
  private var iterations: [Int] = []
  private var places: [[Double]] = []
  /// Iterations between two kept ones; doubled whenever there are too many.
  private var stride = 1
  private static let mostPlaces = 512

  init(_ formulas: [Resolved]) { self.formulas = formulas }

  /// The quantities whose values are wanted after each iteration.
  var read: [Quantity] { formulas.flatMap { $0.references } }

  /// Notes the run's current iteration.
  mutating func note(_ run: Run) {
    guard iterations.isEmpty || run.iteration % stride == 0 else { return }
    iterations.append(run.iteration)
    places.append(place { run.value(of: $0) ?? Matrix($0.shape, repeating: .nan) })
    guard places.count > Self.mostPlaces else { return }
    stride *= 2
    let kept = iterations.indices.filter { $0 == 0 || iterations[$0] % stride == 0 }
    iterations = kept.map { iterations[$0] }
    places = kept.map { places[$0] }
  }

  private func place(_ value: (Quantity) -> Matrix) -> [Double] { formulas.flatMap { $0.evaluate(value).values } }

  /// The places in the plane with the one that the last update led to.
  func ended(_ moment: Moment) -> [DrawnPicture.Place] {
    all(moment).compactMap { iteration, place in
      place.count == 2 ? DrawnPicture.Place(iteration: iteration, x: place[0], y: place[1]) : nil
    }
  }

  /// Where one number has been, with what the last update led to.
  func visited(_ moment: Moment) -> [Double] { all(moment).flatMap { $0.place } }

  private func all(_ moment: Moment) -> [(iteration: Int, place: [Double])] {
    var iterations = iterations
    var places = places
    if iterations.last != moment.iteration {
      iterations.append(moment.iteration)
      places.append(place { moment.value(of: $0) })
    }
    if !moment.program.updates.isEmpty {
      let end = moment.afterUpdate
      iterations.append(moment.iteration + 1)
      places.append(place { end.value(of: $0) })
    }
    if let last = places.last, places.allSatisfy({ $0 == last }) {
      // Nothing moves the numbers: there is one place.
      iterations = iterations.suffix(1)
      places = [last]
    }
    return zip(iterations, places).map { ($0, $1) }
  }
}
