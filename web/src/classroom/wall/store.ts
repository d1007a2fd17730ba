/** The wall's tiles: facts in a store, pictures beside it; asked for anew after every break. */

import { create } from 'zustand'
import { soil, type Painter } from '../../live/clock'
import { listen, send } from '../../live/connection'
import '../../live/probes' // gives credit back for what was painted
import { useRun } from '../../live/run'
import type { Frame } from '../../wire/frames'
import type { Notice, Tile } from '../../wire/messages.gen'

interface Wall {
  readonly tiles: Readonly<Record<string, Tile>>
  /** Whether the server has taken the question for this class. */
  readonly heard: boolean
}

export const useWall = create<Wall>(() => ({ tiles: {}, heard: false }))

const MOST_FRAMES = 500
const frames = new Map<number, Frame>()
const painters = new Map<string, Painter>()
let watched: string | null = null

/** Follow the tiles of a class; answers how to stop. */
export function followWall(course: string): () => void {
  watched = course
  forget()
  const deaf = listen({
    notice: (notice) => heard(notice),
    frames: (arrived) => arrived.forEach(file),
    link: (link) => {
      if (link === 'open') ask()
    },
  })
  if (useRun.getState().link === 'open') ask()
  return () => {
    watched = null
    deaf()
    ask()
    forget()
  }
}

function ask(): void {
  void send({ type: 'wall', course: watched }).then((problem) => {
    if (!problem && watched !== null) useWall.setState({ heard: true })
  })
}

function forget(): void {
  frames.clear()
  useWall.setState({ tiles: {}, heard: false })
}

function heard(notice: Notice): void {
  if (notice.type === 'tile' && notice.course === watched) take(notice)
  else if (notice.type === 'tile_gone' && notice.course === watched) drop(notice.person)
}

function take(tile: Tile): void {
  const before = useWall.getState().tiles[tile.person]
  if (before?.stream != null && before.stream !== tile.stream) frames.delete(before.stream)
  useWall.setState(({ tiles }) => ({ tiles: { ...tiles, [tile.person]: tile } }))
  renew(tile.person)
}

function drop(person: string): void {
  useWall.setState(({ tiles }) => {
    const { [person]: gone, ...others } = tiles
    if (gone?.stream != null) frames.delete(gone.stream)
    return { tiles: others }
  })
}

/** A picture may come before the tile that names its stream: it is kept, but not for ever. */
function file(frame: Frame): void {
  if (!frames.has(frame.stream) && frames.size >= MOST_FRAMES) frames.clear()
  frames.set(frame.stream, frame)
  for (const tile of Object.values(useWall.getState().tiles))
    if (tile.stream === frame.stream) renew(tile.person)
}

function renew(person: string): void {
  const painter = painters.get(person)
  if (painter) soil(painter)
}

/** The newest picture of a learner, or null while none has come. */
export function pictureOf(person: string): Frame | null {
  const stream = useWall.getState().tiles[person]?.stream
  return stream == null ? null : (frames.get(stream) ?? null)
}

/** Have a tile painted whenever something of it is new; answers how to stop. */
export function paintedBy(person: string, painter: Painter): () => void {
  painters.set(person, painter)
  return () => {
    if (painters.get(person) === painter) painters.delete(person)
  }
}
