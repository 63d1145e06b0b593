/// The engine as a WebAssembly module: what JavaScript calls, beside `memory`.
///
/// A call writes its texts, with a zero byte between each and the next (`Engine.Call` has their order), where
/// `engine_alloc` says, and hands over the place and the length. What comes back is the length of the answer, and
/// `engine_result` tells where its UTF-8 is until the next call:
///
///     function call(name, ...texts) {
///       const bytes = new TextEncoder().encode(texts.join("\0"))
///       const place = wasm.engine_alloc(bytes.length)
///       new Uint8Array(wasm.memory.buffer).set(bytes, place)
///       const length = wasm["engine_" + name](place, bytes.length)
///       wasm.engine_free(place)
///       return JSON.parse(new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, wasm.engine_result(), length)))
///     }
///
/// Of memory and stack there is only so much (`.ci/engine`). Where they, or anything else, do not suffice, the call throws
/// a `WebAssembly.RuntimeError`. After that nothing in the instance can be relied upon: whoever called drops it, makes
/// another of the same `WebAssembly.Module`, loads the lesson again, and says so to the reader.

/// The engine of this instance, and its last answer. There is one thread.
private nonisolated(unsafe) var engine = Engine()
private nonisolated(unsafe) var place: UnsafeMutablePointer<UInt8>?

/// Room for so many bytes.
@_cdecl("engine_alloc")
public func engineAlloc(_ count: Int32) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(1, Int(count)), alignment: 8)
}

/// Gives back what `engine_alloc` gave.
@_cdecl("engine_free")
public func engineFree(_ place: UnsafeMutableRawPointer) { place.deallocate() }

/// Where the last answer is.
@_cdecl("engine_result")
public func engineResult() -> UnsafeMutablePointer<UInt8>? { place }

@_cdecl("engine_load")
public func engineLoad(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.load, place, count) }

@_cdecl("engine_values")
public func engineValues(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.values, place, count) }

@_cdecl("engine_why")
public func engineWhy(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.why, place, count) }

@_cdecl("engine_judge")
public func engineJudge(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.judge, place, count) }

@_cdecl("engine_picture")
public func enginePicture(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.picture, place, count) }

@_cdecl("engine_page")
public func enginePage(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.page, place, count) }

@_cdecl("engine_draw")
public func engineDraw(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.draw, place, count) }

@_cdecl("engine_learn")
public func engineLearn(_ place: UnsafeRawPointer, _ count: Int32) -> Int32 { answer(.learn, place, count) }

private func answer(_ call: Engine.Call, _ texts: UnsafeRawPointer, _ count: Int32) -> Int32 {
  let bytes = UnsafeRawBufferPointer(start: texts, count: max(0, Int(count)))
  let answer = Array(engine.answer(call, to: bytes).utf8)
  place?.deallocate()
  let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, answer.count))
  copy.initialize(from: answer, count: answer.count)
  place = copy
  return Int32(answer.count)
}
