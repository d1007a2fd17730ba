/** The controls above the map: what it is over, and how much of it is seen. */

import type { ReactNode } from 'react'

import { useT, type Key } from '../../../i18n'
import type { Place } from '../../../live/weights'
import { Chip } from '../../../ui/Chip'
import { choose, OVER, useChoice, type Learned, type Over, type Side } from './choice'

const NAMES: Record<Over, Key> = {
  weights: 'landscape.weights',
  random: 'landscape.random',
  path: 'landscape.path',
}

interface ChooserProps {
  readonly learned: Learned
  readonly places: readonly [Place, Place] | null
  readonly children: ReactNode
}

export function Chooser({ learned, places, children }: ChooserProps) {
  const t = useT()
  const over = useChoice((choice) => choice.over)
  const seed = useChoice((choice) => choice.seed)
  return (
    <div className="landscape-choice">
      <span role="group" aria-label={t('landscape.over')}>
        {OVER.map((one) => (
          <Chip
            key={one}
            label={t(NAMES[one])}
            on={one === over}
            toggle={() => choose({ over: one })}
          />
        ))}
      </span>
      {over === 'random' && (
        <button
          type="button"
          className="live-chip"
          aria-description={t('landscape.seed', { seed })}
          onClick={() => choose({ seed: seed + 1 })}
        >
          {t('landscape.others')}
        </button>
      )}
      {children}
      {over === 'weights' &&
        places?.map((place, n) => (
          <WeightChoice key={n} side={n === 0 ? 'across' : 'up'} place={place} learned={learned} />
        ))}
    </div>
  )
}

interface WeightChoiceProps {
  readonly side: Side
  readonly place: Place
  readonly learned: Learned
}

function WeightChoice({ side, place, learned }: WeightChoiceProps) {
  const t = useT()
  const { node, weight, index } = place
  const shapes = learned.get(node) ?? {}
  const shape = shapes[weight] ?? []
  const set = (next: Place): void => choose({ [side]: next })
  const first = (id: string, name: string): Place => ({
    node: id,
    weight: name,
    index: (learned.get(id)?.[name] ?? []).map(() => 0),
  })
  return (
    <span className="landscape-weight" role="group" aria-label={t(`landscape.${side}`)}>
      <span aria-hidden="true">{side === 'across' ? '→' : '↑'}</span>
      <select
        aria-label={t('landscape.layer')}
        value={node}
        onChange={({ target }) =>
          set(first(target.value, Object.keys(learned.get(target.value) ?? {})[0] ?? ''))
        }
      >
        {[...learned.keys()].map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
      <select
        aria-label={t('landscape.which')}
        value={weight}
        onChange={({ target }) => set(first(node, target.value))}
      >
        {Object.keys(shapes).map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {shape.map((length, axis) => (
        <input
          key={axis}
          type="number"
          min={1}
          max={length}
          value={(index[axis] ?? 0) + 1}
          aria-label={t('landscape.axis', { n: axis + 1, length })}
          onChange={({ target }) => {
            const at = Math.max(1, Math.min(length, target.valueAsNumber || 1)) - 1
            set({ ...place, index: index.map((old, n) => (n === axis ? at : old)) })
          }}
        />
      ))}
    </span>
  )
}
