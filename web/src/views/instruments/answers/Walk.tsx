/** Going through many examples in an order with a slider; what is reached stands below. */

import type { ReactNode } from 'react'

interface WalkProps {
  readonly label: string
  readonly place: number
  readonly count: number
  /** What is reached, in words. */
  readonly text: string
  readonly go: (place: number) => void
  readonly children: ReactNode
}

export function Walk({ label, place, count, text, go, children }: WalkProps) {
  return (
    <div className="answers-side">
      <label className="soft">
        {label}
        <input
          type="range"
          min={0}
          max={count - 1}
          value={Math.min(place, count - 1)}
          aria-valuetext={text}
          onChange={(event) => go(Number(event.target.value))}
        />
      </label>
      {children}
    </div>
  )
}
