/** Signs on cards: which of a layer's units somebody has touched, and how. */

import { useT } from '../../i18n'
import { useMeddle, type Interventions } from '../../state/meddle'
import { useStable } from '../../live/hooks'
import { factor, useSentence } from './words'
import './meddle.css'

const SHOWN = 3

/** On a unit's own picture; the card says the same in words. */
export function UnitMark({ node, unit }: { node: string; unit: number }) {
  const mine = useStable(useMeddle(({ list }) => list).filter((one) => isOf(one, node, unit)))
  if (mine.length === 0) return null
  return (
    <span className="meddle-mark" aria-hidden>
      {mine.map(signOf).join(' ')}
    </span>
  )
}

/** At the top of a card: its touched units by number, in words for who cannot see the signs. */
export function CardMarks({ node }: { node: string }) {
  const t = useT()
  const sentence = useSentence()
  const mine = useStable(useMeddle(({ list }) => list).filter((one) => isOf(one, node)))
  if (mine.length === 0) return null
  const words = t('interventions.touched', { what: mine.map(sentence).join('; ') })
  const signs = mine
    .slice(0, SHOWN)
    .map((one) => `${'unit' in one ? one.unit + 1 : ''} ${signOf(one)}`)
  if (mine.length > SHOWN) signs.push(t('interventions.more', { n: mine.length - SHOWN }))
  return (
    <span className="meddle-card-marks mono" role="img" aria-label={words} title={words}>
      {signs.join(' · ')}
    </span>
  )
}

type One = Interventions[number]

function isOf(one: One, node: string, unit?: number): boolean {
  return 'node' in one && one.node === node && (unit === undefined || one.unit === unit)
}

function signOf(one: One): string {
  if ('times' in one) return `×${factor(one.times)}`
  return 'frozen' in one ? '❄' : ''
}
