/** Units that have nothing left to learn with: dead ones, and those stuck at an end. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { useLive, useStable } from '../../live/hooks'
import { usePick } from '../../live/sample'
import { useGraph } from '../../state/graph'
import { whole } from '../../ui/numbers'
import { asking } from '../asking'
import { healthOf, useLayers } from './question'
import { momentOf, type LayerHealth } from './reading'
import './health.css'

const ALMOST = 0.9 // as the server counts: of its outputs lie near an end
const SHOWN = 24
const EVERY_MS = 400

/** What changes seldom enough to be shown by React: counts, and which units. */
interface Told {
  readonly layer: string
  readonly units: number
  readonly dead: number | null
  readonly saturated: number | null
  readonly which: readonly number[]
}

export function DeadUnits() {
  const t = useT()
  const layers = useLayers()
  const root = useRef<HTMLDivElement>(null)
  const last = useRef(0)
  const [found, setFound] = useState<readonly Told[] | null>(null)
  const told = useStable(found)

  useLive(root, healthOf(layers), (handle) => {
    const moment = momentOf(handle.frame(), layers.length)
    const now = performance.now()
    if (!moment || now - last.current < EVERY_MS) return
    last.current = now
    setFound(moment.layers.flatMap((layer, n) => toldOf(layers[n] ?? '', layer)))
  })

  return (
    <div className="health" ref={root}>
      {told === null && <p className="soft">{t('instruments.waiting')}</p>}
      {told?.length === 0 && <p className="soft">{t('health.noEnds')}</p>}
      {told?.map((one) => (
        <LayerUnits key={one.layer} told={one} />
      ))}
      {told !== null && told.length > 0 && (
        <p className="health-note soft">{t('health.note_dead')}</p>
      )}
    </div>
  )
}

function LayerUnits({ told }: { told: Told }) {
  const t = useT()
  const { layer, units, which } = told
  return (
    <section className="health-units" aria-label={layer} data-layer={layer}>
      <h4>{layer}</h4>
      {(['dead', 'saturated'] as const).map((what) => {
        const count = told[what]
        if (count === null) return null
        const words = { count: whole(count), units: whole(units) }
        return (
          <div key={what} className="health-share" data-what={what}>
            <span className="health-bar" aria-hidden="true">
              <i style={{ width: `${(100 * count) / units}%` }} />
            </span>
            <span>{t(`health.count_${what}`, words)}</span>
          </div>
        )
      })}
      {which.length > 0 && (
        <div className="health-which">
          {which.slice(0, SHOWN).map((unit) => (
            <UnitButton key={unit} node={layer} unit={unit} />
          ))}
          {which.length > SHOWN && <span className="soft">+ {whole(which.length - SHOWN)}</span>}
        </div>
      )}
    </section>
  )
}

function UnitButton({ node, unit }: { node: string; unit: number }) {
  const t = useT()
  const rank = useGraph((state) => state.checked?.nodes[node]?.shape?.length ?? 1)
  const index = [...Array<number>(Math.max(0, rank - 1)).fill(0), unit]
  return (
    <button
      type="button"
      className="health-unit"
      aria-label={t('health.unit', { n: unit + 1, node })}
      onPointerEnter={({ currentTarget: anchor }) =>
        usePick.getState().ask({ node, index, point: null, anchor, byKey: false })
      }
      {...asking(node, index)}
    >
      {unit + 1}
    </button>
  )
}

/** Nothing for a layer whose activation has no end to be stuck at. */
function toldOf(layer: string, health: LayerHealth): Told[] {
  const count = (value: number): number | null => (Number.isNaN(value) ? null : value)
  const [dead, saturated] = [count(health.dead), count(health.saturated)]
  if (dead === null && saturated === null) return []
  const which = [...health.zeros.keys()].filter(
    (unit) => health.zeros[unit] === 1 || (health.near[unit] ?? NaN) >= ALMOST,
  )
  return [{ layer, units: health.units, dead, saturated, which }]
}
