/** Walking by hand: two weights are set to a place of the map, and back. */

import { useState } from 'react'

import type { Place } from '../../../live/weights'
import type { Problem } from '../../../wire/messages.gen'
import { setWeights } from '../../meddle/writing'
import { useChoice } from './choice'
import type { Cell } from './Map'
import type { Landscape, Stop } from './read'

export interface Stretch {
  readonly from: Stop
  readonly to: Stop
}

export interface Walk {
  /** The last stretch that was gone. */
  readonly told: Stretch | null
  readonly problem: Problem | null
  readonly go: (cell: Cell) => Promise<void>
  readonly back: () => Promise<void>
}

export function useWalk(places: readonly [Place, Place] | null, land: Landscape): Walk {
  const [told, setTold] = useState<Walk['told']>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const set = async ({ x, y }: Stop): Promise<boolean> => {
    if (!places) return false
    const refused = await setWeights([
      { ...places[0], value: x },
      { ...places[1], value: y },
    ])
    setProblem(refused)
    return refused === null
  }
  const { across, up, losses, size, now } = land
  return {
    told,
    problem,
    go: async ({ column, row }) => {
      const loss = losses[row * size + column] ?? NaN
      const to = { step: now.step, x: across[column] ?? 0, y: up[row] ?? 0, loss }
      // From now on the map stays under the feet.
      const ends = [across[0], across.at(-1), up[0], up.at(-1)] as [number, number, number, number]
      useChoice.setState(({ range }) => ({ range: range ?? ends }))
      if (await set(to)) setTold({ from: now, to })
    },
    back: async () => {
      if (told && (await set(told.from))) setTold(null)
    },
  }
}
