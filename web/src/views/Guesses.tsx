/** The likeliest of many classes, the best first, such as the next character of a text. */

import { useRef } from 'react'

import { useT } from '../i18n'
import { useFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { sampleOf, usePick, useSample } from '../live/sample'
import { fixed } from '../ui/numbers'
import { asking } from './asking'
import type { PictureProps } from './picture'
import * as probabilities from './probabilities'
import { rove } from './rove'

const SHOWN = 8

export function Guesses({ node, shape }: PictureProps) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const order = useRef<number[]>([])
  const sample = useSample()
  const classes = useFacts((facts) => facts.data?.classes)
  const ask = usePick((state) => state.ask)
  const total = shape[0] ?? 0

  useLive(list, { probe: 'activation', node: node.id, sample: sampleOf(sample) }, (handle) => {
    if (!list.current) return
    const parts = handle.frame()?.parts
    const values = parts?.[0]?.data.length === total ? (parts[0].data as Float32Array) : null
    const truth = parts?.[1]?.data[0] ?? NaN
    order.current = probabilities.likeliest(values, SHOWN)
    order.current.forEach((unit, row) => name(list.current, row, classes?.[unit] ?? String(unit)))
    probabilities.paint(list.current, values && pick(values, order.current), {
      bounded: true,
      target: order.current.indexOf(truth),
      fixed,
    })
  })

  return (
    <div className="live-bars" ref={list}>
      {Array.from({ length: Math.min(SHOWN, total) }, (_, row) => (
        <button
          type="button"
          key={row}
          className="live-bar"
          aria-label={t('live.guess', { place: row + 1, node: node.id })}
          onPointerEnter={({ currentTarget: anchor }) => {
            const index = [order.current[row] ?? 0]
            ask({ node: node.id, index, point: null, anchor, byKey: false })
          }}
          {...asking(node.id, [0])}
          onFocus={(event) => asking(node.id, [order.current[row] ?? 0]).onFocus(event)}
          onKeyDown={rove}
        >
          <span className="live-bar-name" />
          <span className="live-bar-track">
            <i />
          </span>
          <span className="live-bar-value" />
        </button>
      ))}
    </div>
  )
}

function pick(values: Float32Array, units: readonly number[]): Float32Array {
  return Float32Array.from(units, (unit) => values[unit] ?? NaN)
}

function name(list: HTMLElement | null, row: number, text: string): void {
  const place = list?.children[row]?.querySelector('.live-bar-name')
  if (place && place.textContent !== text) place.textContent = text
}
