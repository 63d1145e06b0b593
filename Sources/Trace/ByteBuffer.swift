import Typesetting

/// Bytes on their way out, in memory that is reserved once.
struct ByteBuffer: ~Copyable {
  private(set) var count = 0
  private static var numbersAtOnce: Int { 64 }
  private var capacity: Int
  private var start: UnsafeMutablePointer<UInt8>

  init(capacity: Int) {
    self.capacity = max(1, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    UnsafeMutableRawBufferPointer(start: start + count, count: bytes.count).copyMemory(from: bytes)
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The shortest decimal that reads back as the same number; a string for what JSON has no number for.
  @inline(__always)
  mutating func append(number value: Double) {
    reserve(ShortestDecimal.room)
    count += value.isFinite ? ShortestDecimal.write(value, to: start + count) : writeText(of: value)
  }

  /// Writes a string for what JSON has no number for, behind the end; gives its length. There is room for a number.
  private func writeText(of value: Double) -> Int {
    let text: StaticString = value.isNaN ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\""
    (start + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    return text.utf8CodeUnitCount
  }

  /// Numbers between brackets, with commas between them.
  mutating func append(row values: UnsafeBufferPointer<Double>) {
    append(UInt8(ascii: "["))
    for (place, value) in values.enumerated() {
      // A look at the room there is serves several numbers; for a long row as a whole it would ask for far too much.
      if place % Self.numbersAtOnce == 0 {
        reserve(min(values.count - place, Self.numbersAtOnce) * (ShortestDecimal.room + 1))
      }
      if place > 0 {
        start[count] = UInt8(ascii: ",")
        count += 1
      }
      count += value.isFinite ? ShortestDecimal.write(value, to: start + count) : writeText(of: value)
    }
    append(UInt8(ascii: "]"))
  }

  /// Puts another byte in the place of the first that is this, of those from a place on.
  mutating func replace(_ byte: UInt8, with other: UInt8, from first: Int) {
    for place in first..<count where start[place] == byte {
      start[place] = other
      return
    }
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(by: more) }
  }

  private mutating func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}
