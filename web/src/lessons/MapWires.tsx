import { useEffect, useState, type RefObject } from 'react'
import { curve } from '../views/wires'
import type { Station } from './map'

interface MapWiresProps {
  readonly field: RefObject<HTMLDivElement | null>
  readonly stations: readonly Station[]
}

interface Wire {
  readonly name: string
  readonly path: string
  readonly done: boolean
}

/** From each needed lesson to the one that needs it, laid anew whenever a card moves. */
export function MapWires({ field, stations }: MapWiresProps) {
  const [wires, setWires] = useState<readonly Wire[]>([])
  useEffect(() => {
    const root = field.current
    if (!root) return
    const lay = () => setWires(laid(root, stations))
    const watch = new ResizeObserver(lay)
    watch.observe(root)
    root.querySelectorAll('.map-card').forEach((card) => watch.observe(card))
    return () => watch.disconnect()
  }, [field, stations])
  return (
    <svg className="map-wires" aria-hidden="true">
      {wires.map(({ name, path, done }) => (
        <path key={name} d={path} data-done={done} />
      ))}
    </svg>
  )
}

function laid(root: HTMLElement, stations: readonly Station[]): readonly Wire[] {
  const origin = root.getBoundingClientRect()
  const boxOf = (slug: string) =>
    root.querySelector(`[data-lesson="${CSS.escape(slug)}"]`)?.getBoundingClientRect()
  return stations.flatMap(({ lesson, needs, open }) =>
    needs.flatMap((need): Wire[] => {
      const [from, to] = [boxOf(need), boxOf(lesson.slug)]
      if (!from || !to) return []
      return [
        { name: `${need}>${lesson.slug}`, path: way(from, to, origin), done: !open.includes(need) },
      ]
    }),
  )
}

/** Sideways where the cards stand side by side, else straight down their left edge. */
function way(from: DOMRect, to: DOMRect, origin: DOMRect): string {
  if (to.left >= from.right) {
    const start = { x: from.right - origin.left, y: from.top + from.height / 2 - origin.top }
    const end = { x: to.left - origin.left, y: to.top + to.height / 2 - origin.top }
    return curve(start, end)
  }
  const x = from.left - origin.left + 24
  return `M${x},${from.bottom - origin.top} L${x},${to.top - origin.top}`
}
