/// A function of one number that the compiler puts into vectors where it stands in a loop.
protocol VectorFunction: SendableMetatype {
  static func value(_ z: Double) -> Double
}

extension VectorFunction {
  /// Writes the function of so many numbers from the first place on to those from the second on.
  @Sendable static func values(_ source: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>, _ count: Int) {
    for index in 0..<count { target[index] = value(source[index]) }
  }
}
