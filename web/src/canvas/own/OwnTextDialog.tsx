/** What was found in one long text: how long it is, its beginning, which characters are told apart. */

import type { OwnSet, OwnText } from '../../api/own'
import { useT } from '../../i18n'
import type { DataSpec } from '../../model/document'
import { Modal } from '../../ui/Modal'
import { short, whole } from '../../ui/numbers'
import { Decide } from './Decide'
import type { ChooseOwn } from './OwnData'

const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '⏎', '\t': '⇥' }

interface DialogProps {
  readonly set: OwnSet
  readonly text: OwnText
  /** It has just come, and goes again unless it is learned from. */
  readonly fresh: boolean
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly close: (kept: boolean) => void
}

export function OwnTextDialog({ set, text, fresh, data, choose, close }: DialogProps) {
  const t = useT()
  const characters = Array.from(text.characters)
  const learn = (): void => {
    if (data?.options?.set !== set.id) choose(set.dataset, { set: set.id })
    close(true)
  }
  return (
    <Modal
      title={t('own.textTitle', { name: set.name })}
      className="own-dialog"
      onClose={() => close(false)}
    >
      <p>
        {t('own.textFacts', {
          count: whole(text.rows),
          characters: characters.length,
          known: short(Math.round(text.known * 1000) / 10),
        })}
      </p>
      <p className="mono own-characters">{characters.map((one) => SIGNS[one] ?? one).join(' ')}</p>
      <div className="own-scroll own-found">
        <p className="own-beginning">{text.beginning} …</p>
      </div>
      <Decide fresh={fresh} close={() => close(false)} learn={learn} />
    </Modal>
  )
}
