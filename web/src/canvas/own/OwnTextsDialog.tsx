/** What was found in texts: classes with counts, and the first of each to look at. */

import type { OwnSet, OwnTexts } from '../../api/own'
import { useSay, useT } from '../../i18n'
import type { DataSpec } from '../../model/document'
import { useOwn } from '../../state/own'
import { Modal } from '../../ui/Modal'
import { whole } from '../../ui/numbers'
import { Decide } from './Decide'
import type { ChooseOwn } from './OwnData'
import { Reading } from './Reading'

const LENGTH = { least: 5, standard: 80 } // words that a network sees of a text, as the set has it

interface DialogProps {
  readonly set: OwnSet
  readonly texts: OwnTexts
  /** It has just come, and goes again unless it is learned from. */
  readonly fresh: boolean
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly close: (kept: boolean) => void
  /** Read once more with corrections. */
  readonly arrived: (set: OwnSet) => void
}

export function OwnTextsDialog({ set, texts, fresh, data, choose, close, arrived }: DialogProps) {
  const t = useT()
  const say = useSay()
  const problem = useOwn((state) => state.problem)
  const { delimiter, header, longest } = texts
  const length = Math.max(LENGTH.least, Math.min(longest, LENGTH.standard))
  const learn = (): void => {
    if (data?.options?.set !== set.id)
      choose(set.dataset, { set: set.id, ...(length === LENGTH.standard ? {} : { length }) })
    close(true)
  }
  return (
    <Modal
      title={t('own.textsTitle', { name: set.name })}
      className="own-dialog"
      onClose={() => close(false)}
    >
      <p>
        {t('own.textsFacts', {
          count: whole(texts.rows),
          classes: texts.classes.length,
          median: whole(texts.median),
          longest: whole(longest),
        })}
      </p>
      {delimiter !== undefined && header !== undefined && (
        <Reading set={set} delimiter={delimiter} header={header} again={arrived} />
      )}
      {problem && (
        <p className="problem-text" role="alert">
          {say(problem.message)}
        </p>
      )}
      <div className="own-scroll own-found">
        {texts.classes.map((name, place) => (
          <section key={place} className="own-row" aria-label={name}>
            <header>
              <b>{name}</b>
              <small>{t('own.texts', { count: texts.counts[place] ?? 0 })}</small>
            </header>
            <ul className="own-lines">
              {texts.preview[place]?.map((text, number) => (
                <li key={number}>{text}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Decide fresh={fresh} close={() => close(false)} learn={learn} />
    </Modal>
  )
}
