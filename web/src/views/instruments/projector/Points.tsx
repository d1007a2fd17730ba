/** The cloud with its legend, and the example that was reached in it. */

import { useState } from 'react'

import { useT } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import { useFacts } from '../../../live/facts'
import { useSample } from '../../../live/sample'
import { whole } from '../../../ui/numbers'
import type { Frame } from '../../../wire/frames'
import { usePart } from '../answers/asked'
import { UNTURNED } from '../answers/cloud'
import { Cloud, colorOf } from '../answers/Cloud'
import { Examples } from '../answers/Examples'
import { markOf } from '../answers/marks'
import { classesIn } from '../answers/read'
import { Walk } from '../answers/Walk'

/** How many rows a frame of points has; 0 while there is none. */
export function presentIn(frame: Frame | null): number {
  const which = frame?.parts[3]?.data
  if (!which) return 0
  return which.indexOf(-1) < 0 ? which.length : which.indexOf(-1)
}

export function Points({ frame, count, deep }: { frame: Frame; count: number; deep: boolean }) {
  const t = useT()
  const part = usePart()
  const choose = useSample((sample) => sample.choose)
  const names = useFacts(({ data }) => data?.classes) ?? []
  const palette = usePalette((state) => state.palette)
  const [turn, setTurn] = useState(UNTURNED)
  const [chosen, setChosen] = useState(0)
  const [places, , targets, which] = frame.parts.map(({ data }) => data as Float32Array)
  const row = Math.min(chosen, count - 1)
  const classes = names.length > 0 && targets ? classesIn(targets, which?.length ?? 0) : null
  const numberOf = (place: number) => which?.[place] ?? 0
  const nameOf = (place: number): string => {
    const number = whole(numberOf(place) + 1)
    const one = classes?.[place]
    return one === undefined ? number : (names[one] ?? String(one))
  }
  const dimensions = deep ? 3 : 2
  return (
    <div className="answers-sides">
      <Cloud
        label={t('answers.cloud', { count: whole(count), dimensions })}
        places={(places ?? new Float32Array(0)).subarray(0, 3 * count)}
        classes={classes ?? new Uint16Array(0)}
        chosen={row}
        nameOf={nameOf}
        turn={deep ? turn : UNTURNED}
        onTurn={deep ? setTurn : null}
        onChoose={setChosen}
        onOpen={(place) => choose(part, numberOf(place))}
      />
      <Walk label={t('answers.byRow')} place={row} count={count} text={nameOf(row)} go={setChosen}>
        <span role="status" className="answers-told">
          {t('embeddings.point', { row: whole(numberOf(row) + 1), name: nameOf(row) })}
        </span>
        <Examples
          label={t('answers.chosen')}
          list={[{ row: numberOf(row), caption: nameOf(row) }]}
        />
        {classes && (
          <ul className="answers-legend">
            {names.map((name, n) => (
              <li key={name}>
                <svg viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
                  <path d={markOf(n)} fill={colorOf(n, palette)} />
                </svg>
                {name}
              </li>
            ))}
          </ul>
        )}
        <span className="soft">{t(deep ? 'embeddings.keysTurned' : 'embeddings.keys')}</span>
      </Walk>
    </div>
  )
}
