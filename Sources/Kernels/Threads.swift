import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads that share out tasks with whoever calls `run`, and sleep when there are none.
///
/// Waking a sleeping thread takes some 50 µs and one that is still looking 0.1 µs; so between `beginWork` and `endWork`
/// threads go on looking, and otherwise for a short time only.
package final class WorkerPool: @unchecked Sendable {
  /// How many threads there are, that of the caller included.
  package let threads: Int
  let desk: Desk
  private let workers: [pthread_t]

  /// How many processors are there for this program.
  package static var processorCount: Int { max(1, Int(kernels_processor_count())) }

  /// - Parameter threads: how many tasks run at once, at least 1; fewer when the system does not give so many threads.
  package init(threads: Int = processorCount) {
    let desk = Desk()
    var workers: [pthread_t] = []
    for index in 1..<max(1, min(threads, Desk.greatestCount)) {
      guard let worker = Self.start(Seat(desk: desk, index: index)) else { break }
      workers.append(worker)
    }
    desk.threads = workers.count + 1
    self.desk = desk
    self.workers = workers
    self.threads = workers.count + 1
  }

  deinit {
    desk.close()
    for worker in workers { pthread_join(worker, nil) }
  }

  /// Runs `body(0)` … `body(tasks - 1)`, several at once, and returns when all are done.
  ///
  /// Task i falls to thread i modulo `threads`; the caller's is thread 0. Called from within a task, or from a second
  /// thread at the same time, it runs the tasks one after another.
  package func run(tasks: Int, _ body: @Sendable (Int) -> Void) {
    guard tasks > 1, threads > 1, desk.take() else {
      for task in 0..<max(0, tasks) { body(task) }
      return
    }
    withoutActuallyEscaping(body) { body in
      desk.hand(out: body, tasks: tasks)
      for task in stride(from: 0, to: tasks, by: threads) { body(task) }
      desk.waitForAll()
    }
  }

  /// From here on threads do not sleep: tasks follow one another closely. As many `endWork` must follow.
  package func beginWork() { desk.beginWork() }

  /// Threads sleep until there are tasks for them again, whatever has begun.
  package func rest() { desk.rest() }

  /// From here on threads sleep when there is nothing to do.
  package func endWork() { desk.endWork() }

  private static func start(_ seat: Seat) -> pthread_t? {
    let context = Unmanaged.passRetained(seat)
    #if canImport(Darwin)
      var thread: pthread_t?
      let failure = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Seat>.fromOpaque(context).takeRetainedValue().work()
          return nil
        }, context.toOpaque())
    #else
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Seat>.fromOpaque(context).takeRetainedValue().work() }
          return nil
        }, context.toOpaque())
    #endif
    if failure != 0 {
      context.release()
      return nil
    }
    return thread
  }
}
