/// Which operations several threads do when: in stages, between which they wait for one another.
///
/// Within a stage, of two operations for which it makes a difference which comes first both fall to one thread. An
/// operation that no thread shares comes as late as it may: there it finds more to share the threads' time with.
struct FastSchedule {
  struct Stage {
    /// What all threads do a part of.
    var shared: [Int] = []
    /// What each thread does alone, in order.
    var alone: [[Int]]
  }

  private(set) var stages: [Stage]

  init(_ operations: [FastOperation], threads: Int) {
    let before = operations.indices.map { later in
      (0..<later).filter { operations[$0].conflicts(with: operations[later]) }
    }
    // As early as possible; what is not shared may follow in the same stage.
    var stage = operations.map { _ in 0 }
    for later in operations.indices {
      for earlier in before[later] {
        stage[later] = max(stage[later], stage[earlier] + Self.stages(operations[earlier], operations[later]))
      }
    }
    let last = stage.max() ?? 0
    var latest = operations.map { _ in last }
    for later in operations.indices.reversed() {
      if operations[later].isShared { latest[later] = stage[later] }
      for earlier in before[later] {
        latest[earlier] = min(latest[earlier], latest[later] - Self.stages(operations[earlier], operations[later]))
      }
    }
    stages = Array(repeating: Stage(alone: Array(repeating: [], count: threads)), count: last + 1)
    for place in operations.indices where operations[place].isShared { stages[latest[place]].shared.append(place) }
    for number in stages.indices {
      let alone = operations.indices.filter { !operations[$0].isShared && latest[$0] == number }
      stages[number].alone = Self.dealt(Self.chains(alone, before), operations, threads)
    }
  }

  /// By how many stages the later of two operations comes after the other one.
  private static func stages(_ earlier: FastOperation, _ later: FastOperation) -> Int {
    earlier.isShared || later.isShared ? 1 : 0
  }

  /// Groups of which each must fall to one thread.
  private static func chains(_ operations: [Int], _ before: [[Int]]) -> [[Int]] {
    var chains: [[Int]] = []
    for operation in operations {
      let touched = chains.indices.filter { chain in chains[chain].contains { before[operation].contains($0) } }
      let joined = touched.flatMap { chains[$0] } + [operation]
      for chain in touched.reversed() { chains.remove(at: chain) }
      chains.append(joined.sorted())
    }
    return chains
  }

  /// The longest chains first, each to the thread that has least to do.
  private static func dealt(_ chains: [[Int]], _ operations: [FastOperation], _ threads: Int) -> [[Int]] {
    let costs = chains.map { $0.reduce(0) { $0 + operations[$1].cost } }
    var dealt: [[Int]] = Array(repeating: [], count: threads)
    var loads = Array(repeating: 0, count: threads)
    for chain in chains.indices.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
      let thread = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      dealt[thread] += chains[chain]
      loads[thread] += costs[chain]
    }
    return dealt
  }
}
