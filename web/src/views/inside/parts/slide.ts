/** A window that walks over its places by itself, row by row. */

import { useEffect, useState } from 'react'

import type { Cell, Pair } from './sliding'

const STEP_MS = 250

/** Whether it walks, and what a press does: walk or stop; one place on where motion is stilled. */
export function useSlide(
  places: Pair,
  go: (next: (place: Cell) => Cell) => void,
): { walks: boolean; press: () => void } {
  const [walks, setWalks] = useState(false)
  const [rows, columns] = places
  useEffect(() => {
    if (!walks) return
    const timer = setInterval(() => go((place) => after(place, [rows, columns])), STEP_MS)
    return () => clearInterval(timer)
  }, [walks, rows, columns, go])
  const press = (): void => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) go((place) => after(place, places))
    else setWalks(!walks)
  }
  return { walks, press }
}

/** The next place in reading order; behind the last comes the first. */
function after([row, column]: Cell, [rows, columns]: Pair): Cell {
  const next = (row * columns + column + 1) % (rows * columns)
  return [Math.floor(next / columns), next % columns]
}
