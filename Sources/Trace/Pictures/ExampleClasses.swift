/// The class of each example, read from the numbers that it has.
///
/// Of several numbers the place of the largest is the class, from 0 (one-hot targets, probabilities). One whole number
/// that only jumps is the class itself: `t = [0; 1; 2]`, `argmax(A)`. One output that may be anything is class 1 above ½
/// and else class 0; beside targets of −1 and 1, it is class 1 above 0 and else class −1.
struct ExampleClasses {
  let classes: [Int]

  /// - Parameters:
  ///   - numbers: for each example as many as every other has.
  ///   - isPiecewiseConstant: whether whole numbers are names of classes.
  ///   - targets: the classes that are to come out, if they are known.
  init(_ numbers: [[Double]], isPiecewiseConstant: Bool, targets: ExampleClasses? = nil) {
    let isName = isPiecewiseConstant && numbers.allSatisfy { $0.count == 1 && $0.allSatisfy(Self.isWhole) }
    let isSigned = targets?.isSigned ?? false
    classes = numbers.map { numbers in
      guard numbers.count == 1 else { return numbers.indices.max { numbers[$0] < numbers[$1] } ?? 0 }
      if isName { return Int(numbers[0]) }
      return isSigned ? (numbers[0] > 0 ? 1 : -1) : numbers[0] > 0.5 ? 1 : 0
    }
  }

  private static func isWhole(_ number: Double) -> Bool { number == number.rounded() && abs(number) < 1e9 }

  /// Whether they are −1 and 1.
  private var isSigned: Bool { classes.contains(-1) && classes.allSatisfy { $0 == -1 || $0 == 1 } }

  /// The class of an example; one class alone is that of all examples, and of none nothing is known.
  func of(_ example: Int) -> Int? { classes.isEmpty ? nil : classes[example % classes.count] }
}
