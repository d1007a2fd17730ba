/** A plane on which points are set, by pointer, touch or keyboard, in one of a few classes. */

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useSay, useT } from '../../i18n'
import { CLASS_TOKENS } from '../../live/colors'
import { useOwn } from '../../state/own'
import { Modal } from '../../ui/Modal'
import { readable } from '../../ui/numbers'
import type { ChooseOwn } from './OwnData'

type Point = readonly [number, number, number]

const REACH = 6
const STEP = 0.25
const LEAST = 3 // of each class
const INKS = CLASS_TOKENS.map((name) => `var(${name})`)

export function OwnPointsDialog({ choose, close }: { choose: ChooseOwn; close: () => void }) {
  const t = useT()
  const say = useSay()
  const { problem, reading, bring } = useOwn()
  const [points, setPoints] = useState<readonly Point[]>([])
  const [active, setActive] = useState(0)
  const [names, setNames] = useState([t('own.first'), t('own.second')])
  const counts = names.map((_, which) => points.filter((point) => point[2] === which).length)
  const add = (): void => {
    setNames([...names, String.fromCharCode(65 + names.length)])
    setActive(names.length)
  }
  const remove = (gone: number): void => {
    setNames(names.filter((_, which) => which !== gone))
    setPoints(
      points.flatMap(([x, y, which]): Point[] =>
        which === gone ? [] : [[x, y, which > gone ? which - 1 : which]],
      ),
    )
    setActive(0)
  }
  const keep = async (): Promise<void> => {
    const text = JSON.stringify({ classes: names, points })
    const brought = await bring('points', new File([text], t('own.setName')))
    if (!brought) return
    choose(brought.dataset, { set: brought.id })
    close()
  }
  return (
    <Modal title={t('own.pointsTitle')} className="own-dialog own-points" onClose={close}>
      <p id="own-points-how">{t('own.pointsHow')}</p>
      <div className="own-classes">
        {names.map((name, which) => (
          <div key={which} className="own-class" data-chosen={active === which}>
            <button
              type="button"
              className="own-color"
              style={{ background: INKS[which] }}
              aria-pressed={active === which}
              aria-label={name}
              onClick={() => setActive(which)}
            />
            <input
              value={name}
              maxLength={40}
              aria-label={t('own.classNamed', { number: which + 1 })}
              onFocus={() => setActive(which)}
              onChange={(event) =>
                setNames(names.map((old, place) => (place === which ? event.target.value : old)))
              }
            />
            <small>{t('own.count', { count: counts[which] ?? 0 })}</small>
            {names.length > 2 && (
              <button
                type="button"
                className="button pill"
                aria-label={t('own.remove', { name })}
                onClick={() => remove(which)}
              >
                ×
              </button>
            )}
          </div>
        ))}
        {names.length < INKS.length && (
          <button type="button" className="button pill" onClick={add}>
            {t('own.addClass')}
          </button>
        )}
      </div>
      <Plane
        points={points}
        active={active}
        set={(x, y) => setPoints([...points, [x, y, active]])}
      />
      {problem && (
        <p className="problem-text" role="alert">
          {say(problem.message)}
        </p>
      )}
      <footer>
        <button
          type="button"
          className="button"
          disabled={points.length === 0}
          onClick={() => setPoints(points.slice(0, -1))}
        >
          {t('own.undo')}
        </button>
        <button
          type="button"
          className="button"
          disabled={points.length === 0}
          onClick={() => setPoints([])}
        >
          {t('own.clear')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={reading || counts.some((count) => count < LEAST)}
          onClick={() => void keep()}
        >
          {t('own.done')}
        </button>
      </footer>
    </Modal>
  )
}

interface PlaneProps {
  readonly points: readonly Point[]
  readonly active: number
  readonly set: (x: number, y: number) => void
}

const within = (value: number) => Math.min(REACH, Math.max(-REACH, value))

function Plane({ points, active, set }: PlaneProps) {
  const t = useT()
  const sheet = useRef<SVGSVGElement>(null)
  const [cross, setCross] = useState<readonly [number, number] | null>(null)
  const click = (event: PointerEvent<HTMLElement>): void => {
    const box = sheet.current?.getBoundingClientRect()
    if (!box) return
    const x = ((event.clientX - box.left) / box.width) * 2 * REACH - REACH
    const y = REACH - ((event.clientY - box.top) / box.height) * 2 * REACH
    setCross(null)
    set(Number(within(x).toFixed(2)), Number(within(y).toFixed(2)))
  }
  const type = (event: KeyboardEvent): void => {
    const by = MOVES[event.key]
    if (!by && event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    const [x, y] = cross ?? [0, 0]
    if (by) setCross([within(x + by[0] * STEP), within(y + by[1] * STEP)])
    else set(x, y)
  }
  const [x, y] = cross ?? [0, 0]
  return (
    <button
      type="button"
      className="own-plane"
      aria-label={t('own.plane', { x: readable(x, 2), y: readable(y, 2) })}
      aria-describedby="own-points-how"
      onPointerDown={click}
      onKeyDown={type}
      onFocus={() => setCross((old) => old ?? [0, 0])}
    >
      <svg ref={sheet} viewBox={`${-REACH} ${-REACH} ${2 * REACH} ${2 * REACH}`}>
        <path className="own-axes" d={`M${-REACH} 0H${REACH}M0 ${-REACH}V${REACH}`} />
        {points.map(([px, py, which], place) => (
          <circle key={place} cx={px} cy={-py} r={0.16} fill={INKS[which]} />
        ))}
        {cross && (
          <path
            className="own-cross"
            stroke={INKS[active]}
            d={`M${x - 0.3} ${-y}h0.6M${x} ${-y - 0.3}v0.6`}
          />
        )}
      </svg>
    </button>
  )
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}
