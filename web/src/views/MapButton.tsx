import type { KeyboardEvent, PointerEvent } from 'react'

import { useT } from '../i18n'
import { usePick } from '../live/sample'
import { asking } from './asking'
import { UnitMark } from './meddle/Marks'

interface MapProps {
  node: string
  map: number
  height: number
  width: number
}

/** One map that can be asked about each of its pixels, by pointer or by arrow keys. */
export function MapButton({ node, map, height, width }: MapProps) {
  const t = useT()
  const ask = usePick((state) => state.ask)
  const asked = usePick((state) => state.pick?.node === node && state.pick.index[2] === map)
  const over = (event: PointerEvent<HTMLElement>): void => {
    const anchor = event.currentTarget
    const box = anchor.getBoundingClientRect()
    const row = inside(((event.clientY - box.top) / box.height) * height, height)
    const column = inside(((event.clientX - box.left) / box.width) * width, width)
    ask({ node, index: [row, column, map], point: null, anchor, byKey: false })
  }
  return (
    <button
      type="button"
      className={asked ? 'live-map-button asked' : 'live-map-button'}
      aria-label={t('live.mapOf', { map: map + 1, node })}
      onPointerDown={over}
      onPointerMove={over}
      {...asking(node, [height >> 1, width >> 1, map])}
      onKeyDown={(event) => movePixel(event, height, width)}
    >
      <canvas className="live-map live-pixels" data-map={map} />
      <UnitMark node={node} unit={map} />
    </button>
  )
}

function inside(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(place)))
}

function movePixel(event: KeyboardEvent, height: number, width: number): void {
  const { pick, ask } = usePick.getState()
  if (!pick || !event.key.startsWith('Arrow')) return
  event.preventDefault()
  event.stopPropagation()
  const [row = 0, column = 0, map = 0] = pick.index
  const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0
  const right = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
  ask({ ...pick, index: [inside(row + down, height), inside(column + right, width), map] })
}
