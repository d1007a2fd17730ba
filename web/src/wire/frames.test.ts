import { describe, expect, it } from 'vitest'

import { decodeFrames, FrameError, mapSize, valueAt } from './frames'

// Two frames as server/wire/frames.py encodes them; tests/server/test_frames_fixture.py makes them
// again and compares. Stream 7, step 1200: uint8 [2, 2, 3] and float32 [2]; stream 9, step 1201:
// float32 [1, 3] and a uint8 map that is not a number.
const MESSAGE =
  'aAAAAAcAAAAAAAAAAMCSQAAAAAAAAPg/AgAAAAAAAAABAwAAAgAAAAIAAAACAAAAAwAAAAAAgL8AAIA/AAAAADMzo0AA' +
  'FCg8UGR4jKC0yNwCAQAAAAAAAAIAAAAAAIA+AAAAwAAAAABgAAAACQAAAAAAAAAAxJJAAAAAAAAABEACAAAAAAAAAAIC' +
  'AAAAAAAAAQAAAAMAAAAAAIA/AAAAQAAAQEAAAAAAAQMAAAEAAAABAAAAAQAAAAEAAAAAAMB/AADAfwUAAAA='

function message(): ArrayBuffer {
  return Uint8Array.from(atob(MESSAGE), (letter) => letter.charCodeAt(0)).buffer
}

describe('decodeFrames', () => {
  it('reads what the server writes', () => {
    const [first, second] = decodeFrames(message())
    expect(first).toMatchObject({ stream: 7, step: 1200, made: 1.5 })
    expect(first?.parts.map((part) => part.dims)).toEqual([[2, 2, 3], [2]])
    expect([...(first?.parts[1]?.data ?? [])]).toEqual([0.25, -2])
    expect(second).toMatchObject({ stream: 9, step: 1201, made: 2.5 })
    expect([...(second?.parts[0]?.data ?? [])]).toEqual([1, 2, 3])
  })

  it('copies nothing', () => {
    const buffer = message()
    for (const frame of decodeFrames(buffer))
      for (const part of frame.parts) expect(part.data.buffer).toBe(buffer)
  })

  it('turns bytes into the values they stand for', () => {
    const [first, second] = decodeFrames(message())
    const maps = first?.parts[0]
    if (!maps) throw new Error('no part')
    expect(mapSize(maps)).toBe(6)
    expect(valueAt(maps, 0)).toBeCloseTo(-1)
    expect(valueAt(maps, 6)).toBeCloseTo((120 / 255) * 5.1, 5)
    expect(second?.parts[1] && valueAt(second.parts[1], 0)).toBeNaN()
  })

  it('refuses bytes that do not fit', () => {
    const buffer = message()
    for (const end of [5, 31, 40, 103, 199]) {
      expect(() => decodeFrames(buffer.slice(0, end))).toThrow(FrameError)
    }
    const wrong = message()
    new DataView(wrong).setUint8(32, 9)
    expect(() => decodeFrames(wrong)).toThrow(FrameError)
  })
})
