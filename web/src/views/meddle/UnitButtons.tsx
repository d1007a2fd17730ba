/** The row of buttons for a chosen unit or map: zero, a factor, freeze. */

import { useT } from '../../i18n'
import { useGraph, useNode } from '../../state/graph'
import { useAllowed } from '../../state/guide'
import { hold, isHeld, scale, timesOf, useMeddle } from '../../state/meddle'
import { NumberBox } from '../../ui/NumberBox'
import { useUnitName } from './words'
import './meddle.css'

interface UnitProps {
  readonly node: string
  readonly unit: number
}

export function UnitButtons({ node, unit }: UnitProps) {
  const t = useT()
  const times = useMeddle(({ list }) => timesOf(list, node, unit))
  const held = useMeddle(({ list }) => isHeld(list, node, unit))
  const allowed = useAllowed('weights')
  const learns = useLearns(node)
  const nameOf = useUnitName()
  if (!allowed) return null
  const name = t('interventions.times')
  return (
    <div
      className="meddle-buttons"
      role="group"
      aria-label={t('interventions.group', { what: nameOf(node, unit) })}
    >
      <button
        type="button"
        className="button pill"
        aria-pressed={times === 0}
        title={t('interventions.zeroWhat')}
        onClick={() => {
          scale(node, unit, times === 0 ? 1 : 0)
          useGraph.getState().settle()
        }}
      >
        <span aria-hidden>∅</span> {t('interventions.zero')}
      </button>
      <span className="meddle-factor" title={name} onBlur={() => useGraph.getState().settle()}>
        <span aria-hidden>×</span>
        <NumberBox
          key={`${node} ${unit}`}
          label={name}
          value={times}
          onChange={(next) => next !== null && scale(node, unit, next)}
        />
      </span>
      {learns && (
        <button
          type="button"
          className="button pill"
          aria-pressed={held}
          title={t('interventions.freezeWhat')}
          onClick={() => hold(node, unit, !held)}
        >
          <span aria-hidden>❄</span> {t('interventions.freeze')}
        </button>
      )}
    </div>
  )
}

/** Whether a layer has weights; whether they belong to single units the server says. */
function useLearns(node: string): boolean {
  const owner = useNode(node)?.shares ?? node
  return useGraph((state) => (state.checked?.nodes[owner]?.params ?? 0) > 0)
}
