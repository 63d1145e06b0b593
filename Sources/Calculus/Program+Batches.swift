extension Program {
  /// How the examples are handed out.
  package struct Batching: Sendable, Hashable {
    /// All examples, and the batch with the same name.
    package let pairs: [Pair]
    /// Examples in a full batch.
    package let size: Int
    /// Examples in all.
    package let count: Int
    package let isShuffled: Bool

    package struct Pair: Sendable, Hashable {
      package let all: Quantity
      package let batch: Quantity
      package init(all: Quantity, batch: Quantity) {
        self.all = all
        self.batch = batch
      }
    }

    package init(pairs: [Pair], size: Int, count: Int, isShuffled: Bool) {
      self.pairs = pairs
      self.size = size
      self.count = count
      self.isShuffled = isShuffled
    }

    /// Batches in an epoch.
    package var batchesPerEpoch: Int { max(1, (count + size - 1) / max(1, size)) }

    /// Examples in the last batch of an epoch when it is smaller than the others.
    package var remainder: Int? {
      let rest = count % max(1, size)
      return rest == 0 ? nil : rest
    }
  }

  /// The examples of another set: a part of all of them, or data of its own.
  package struct SetData: Sendable, Hashable {
    package let all: Quantity
    package let set: Quantity
    /// The first example, from 0.
    package let first: Int
    package init(all: Quantity, set: Quantity, first: Int) {
      self.all = all
      self.set = set
      self.first = first
    }
  }

  /// A program that computes metrics on another set, and where its results go.
  package struct Evaluation: Sendable {
    /// `test`, `validation`
    package let set: String
    /// How many examples the set has.
    package let examples: Int
    /// The lesson's program cut to what the set's metrics need, with the set's examples for its batch.
    package let program: Program
    package let results: [Result]
    /// Of a large set, what is computed before `program`, a few examples at a time.
    package let pieces: Pieces?

    /// A metric of the set's program, and the quantity of the lesson's own that takes its value.
    package struct Result: Sendable, Hashable {
      package let metric: Quantity
      package let target: Quantity
      package init(metric: Quantity, target: Quantity) {
        self.metric = metric
        self.target = target
      }
    }

    package init(set: String, examples: Int, program: Program, results: [Result], pieces: Pieces? = nil) {
      self.set = set
      self.examples = examples
      self.program = program
      self.results = results
      self.pieces = pieces
    }
  }
}
