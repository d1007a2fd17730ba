/** Formula and code of each step that made a number, in their order; else those of the layer. */

import { useSay } from '../../../i18n'
import { named, type LayerKind } from '../../../model/catalog'
import { useCatalog } from '../../../state/catalog'
import { Explained } from './Explained'
import { SYMBOLS } from './preparing'

interface StepsExplainedProps {
  readonly kind: LayerKind
  readonly steps: readonly string[]
}

export function StepsExplained({ kind, steps }: StepsExplainedProps) {
  const say = useSay()
  const known = useCatalog((state) => state.catalog?.preprocessing)
  const kinds = steps.flatMap((name) => named(known ?? [], name) ?? [])
  if (kinds.length === 0) return <Explained kind={kind} symbols={PLAIN} />
  return kinds.map((step, place) => (
    <section key={step.name} className="input-step" aria-label={say(step.label)}>
      <h3>
        {kinds.length > 1 && `${place + 1}. `}
        {say(step.label)}
      </h3>
      <p className="soft input-note">{say(step.help)}</p>
      <Explained kind={step} symbols={SYMBOLS[step.name] ?? PLAIN} />
    </section>
  ))
}

const PLAIN = { x: { tex: 'x', code: /call\.inputs\[0\]/ }, y: { tex: 'y', code: /\breturn\b/ } }
