/** The units of a layer and, where it has them, its places: what the views beside it are about. */

import { useRef } from 'react'

import { useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import type { Sample } from '../../../live/sample'
import { NumberBox } from '../../../ui/NumberBox'
import { ChoiceList, writeValues } from './ChoiceList'
import { bendOf } from './curve'

interface UnitsProps {
  readonly node: NodeFacts
  readonly shape: readonly (number | null)[]
  readonly sample: Sample
  readonly place: number[]
  readonly setPlace: (place: number[]) => void
  readonly chosen: number
  readonly choose: (n: number) => void
  readonly nameOf: (n: number) => string
}

export function Units(props: UnitsProps) {
  const { node, shape, sample, place, setPlace, chosen, choose, nameOf } = props
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  useLive(
    list,
    { probe: 'bend', node: node.id, index: place, sample },
    useReadable((handle) => writeValues(list.current, bendOf(handle.frame())?.outputs ?? null)),
  )
  const move = (axis: number, to: number | null): void => {
    if (to === null || to < 1 || to > (shape[axis] ?? Infinity)) return
    setPlace(place.map((old, other) => (other === axis ? to - 1 : old)))
  }
  return (
    <div className="units">
      {place.map((at, axis) => (
        <label key={axis}>
          <span className="soft">{t('insideUnits.position', { axis: axis + 1 })}</span>
          <NumberBox
            whole
            label={t('insideUnits.position', { axis: axis + 1 })}
            value={at + 1}
            least={1}
            greatest={shape[axis] ?? null}
            onChange={(to) => move(axis, to)}
          />
        </label>
      ))}
      <ChoiceList
        list={list}
        label={t('insideUnits.units')}
        count={shape.at(-1) ?? 0}
        nameOf={nameOf}
        chosen={chosen}
        choose={choose}
      />
    </div>
  )
}
