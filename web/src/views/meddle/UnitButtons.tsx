/** The row of buttons for a chosen unit or map: zero, a factor, freeze. */

import { useSay, useT } from '../../i18n'
import { useGraph } from '../../state/graph'
import { useAllowed } from '../../state/guide'
import { hold, isHeld, scale, timesOf, useMeddle } from '../../state/meddle'
import { NumberBox } from '../../ui/NumberBox'
import { useUnitName, useUnits } from './words'
import './meddle.css'

interface UnitProps {
  readonly node: string
  readonly unit: number
}

export function UnitButtons({ node, unit }: UnitProps) {
  const t = useT()
  const say = useSay()
  const times = useMeddle(({ list }) => timesOf(list, node, unit))
  const held = useMeddle(({ list }) => isHeld(list, node, unit))
  const allowed = useAllowed('weights')
  const check = useGraph((state) => state.checked?.nodes[node])
  const nameOf = useUnitName()
  const { word } = useUnits()(node)
  if (!allowed) return null
  const name = t('interventions.times')
  const enters = word === 'feature' || word === 'channel'
  const why = check?.no_factor ?? (enters ? null : check?.no_freezing)
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
        title={t(`interventions.zero_${word}`)}
        onClick={() => {
          scale(node, unit, times === 0 ? 1 : 0)
          useGraph.getState().settle()
        }}
      >
        <span aria-hidden>∅</span> {t('interventions.zero')}
      </button>
      {!check?.no_factor && (
        <span className="meddle-factor" title={name} onBlur={() => useGraph.getState().settle()}>
          <span aria-hidden>×</span>
          <NumberBox
            key={`${node} ${unit}`}
            label={name}
            value={times}
            onChange={(next) => next !== null && scale(node, unit, next)}
          />
        </span>
      )}
      {check && !check.no_freezing && (
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
      {why && <p className="meddle-why soft">{say(why.message)}</p>}
    </div>
  )
}
